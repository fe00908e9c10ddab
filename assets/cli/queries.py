"""The commands that ask the published warehouse and change nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from assets.cli.commands import JsonOption, WarehouseOption, app, workspace_of
from assets.cli.failing import REFUSED, WrongUseError


@app.command()
def sql(
    query: Annotated[str, typer.Argument(help="One SQL query.")],
    warehouse: WarehouseOption = None,
    output: Annotated[
        Literal["table", "csv", "json"], typer.Option("--format", help="json is one object a line.")
    ] = "table",
    as_json: JsonOption = False,
    allow_files: Annotated[
        bool, typer.Option("--allow-files", help="Let the query read and write files, as in COPY … TO.")
    ] = False,
) -> None:
    """Ask the published warehouse. Read-only: it changes neither the warehouse nor a file."""
    import duckdb

    from assets.cli.database import opened
    from assets.cli.terminal import show_rows
    from warehouse.workspace import why
    from warehouse.writer import frame_of

    if not query.strip(" \t\n;"):
        raise WrongUseError('the query is empty; try `annals sql "FROM articles LIMIT 3"`')
    with opened(workspace_of(warehouse)) as connection:
        if not allow_files:
            connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        try:
            frame = frame_of(connection, query)
        except duckdb.Error as error:
            hint = " (`--allow-files` lets it)" if "disabled by configuration" in str(error) else ""
            raise WrongUseError(f"{why(error)}{hint}") from None
        except AttributeError:
            raise WrongUseError("the query returns no rows; ask with SELECT or FROM") from None
    show_rows(frame, "json" if as_json else output)


@app.command()
def explain(
    row_id: Annotated[str, typer.Argument(metavar="ID", help="Id of an event, article, entity, mention or raw file.")],
    warehouse: WarehouseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show any row's way back: event, sentence, article, raw file and bytes."""
    from assets.cli.database import opened
    from assets.cli.explained import lines_of
    from assets.cli.terminal import show_object
    from warehouse.explaining import explain_row

    with opened(workspace_of(warehouse)) as connection:
        steps = explain_row(connection, row_id)
    if not steps:
        raise WrongUseError(f"no row has the id {row_id}; ids are in the columns that end in _id")
    if as_json:
        for step in steps:
            show_object(step)
    else:
        typer.echo("\n".join(lines_of(steps)))


@app.command()
def check(warehouse: WarehouseOption = None, as_json: JsonOption = False) -> None:
    """Run every check on the published warehouse. Exit status 1 when one of them fails."""
    from assets.cli.database import opened
    from assets.cli.terminal import show_checks
    from checks.asset_checks import check_everything

    with opened(workspace_of(warehouse)) as connection:
        results = list(check_everything(connection))
    show_checks(results, as_json=as_json)
    if any(not result.passed and result.severity == "error" for result in results):
        raise typer.Exit(REFUSED)


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(help="Folder to write; made when it is not there.")],
    warehouse: WarehouseOption = None,
) -> None:
    """Write every table as Parquet; files of an earlier export there are replaced."""
    import duckdb

    from assets.cli.database import opened
    from warehouse.description import tables
    from warehouse.quoting import literal, quoted
    from warehouse.workspace import why

    with opened(workspace_of(warehouse)) as connection:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for table in tables().values():
                target = literal(str(folder / f"{table.name}.parquet"))
                connection.execute(f"COPY {quoted(table.name)} TO {target} (FORMAT parquet, COMPRESSION zstd)")
                typer.echo(folder / f"{table.name}.parquet")
        except OSError as error:
            raise WrongUseError(f"{folder} cannot be written to: {error.strerror}; name another folder") from None
        except duckdb.Error as error:
            raise WrongUseError(f"cannot export to {folder}: {why(error)}") from None


@app.command()
def report(
    file: Annotated[
        Path,
        typer.Argument(
            help="File to write; report.html in this folder if left out. An earlier report there is replaced.",
            metavar="[FILE]",
            show_default=False,
        ),
    ] = Path("report.html"),
    warehouse: WarehouseOption = None,
) -> None:
    """Write a page about the published warehouse, to open in a browser, print or send: one HTML file."""
    import duckdb

    from assets.cli.database import opened
    from assets.cli.report_page import page_of, refuse_other_file, write_page
    from warehouse.reporting import report_sections
    from warehouse.workspace import why

    refuse_other_file(file)
    with opened(workspace_of(warehouse)) as connection:
        try:
            sections = report_sections(connection)
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            raise WrongUseError(f"cannot report on this warehouse: {why(error)}; build it with this version") from None
    write_page(file, page_of(workspace_of(warehouse).published.name, sections))
    typer.echo(file)


@app.command()
def diff(
    since: Annotated[
        str | None, typer.Argument(help="Build to compare from; the one before the last if left out.")
    ] = None,
    warehouse: WarehouseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what changed since a build: rows added, removed and modified, table by table."""
    from assets.cli.database import opened
    from assets.cli.terminal import show_rows
    from warehouse.changes import changes_since

    with opened(workspace_of(warehouse)) as connection:
        known = connection.execute("SELECT build_id FROM builds ORDER BY started_at").fetchall()
        if since is not None and not any(name.startswith(since) for (name,) in known):
            latest = ", ".join(name[:8] for (name,) in known[-5:])
            raise WrongUseError(f"no build begins with {since!r}; the last ones are {latest}")
        show_rows(changes_since(connection, since), "json" if as_json else "table")

"""The command line: an application over the Dagster job and the published warehouse.

Heavy imports stand inside the commands: worker processes import this module,
and ``annals --help`` should not wait for Dagster.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

REFUSED, WRONG_USE = 1, 2

app = typer.Typer(
    help="Turn a folder of raw news into a DuckDB warehouse whose every row is backed by words.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

DEFAULT_WAREHOUSE = Path("warehouse/annals.duckdb")
WarehouseOption = Annotated[
    Path,
    typer.Option("--warehouse", envvar="ANNALS_WAREHOUSE", metavar="FILE", help="The published DuckDB database."),
]


def main() -> None:
    """Run the command line; mistakes of use end with status 2 and a sentence, not a traceback."""
    from warehouse.workspace import MissingWarehouseError

    try:
        app()
    except (MissingWarehouseError, NotADirectoryError) as error:
        typer.secho(f"annals: {error}", fg="red", err=True)
        sys.exit(WRONG_USE)


@app.command()
def build(
    raw: Annotated[
        Path, typer.Argument(envvar="ANNALS_RAW", help="Folder of raw files.", metavar="RAW", show_default=True)
    ] = Path("tests/corpus"),
    warehouse: WarehouseOption = DEFAULT_WAREHOUSE,
    full: Annotated[bool, typer.Option("--full", help="Forget the step cache and work from nothing.")] = False,
    workers: Annotated[int, typer.Option(min=0, help="Worker processes; 0 for one a core.")] = 0,
    keep_non_articles: Annotated[
        bool, typer.Option("--keep-non-articles", help="Keep section fronts, galleries and stubs as articles.")
    ] = False,
) -> None:
    """Build a warehouse from a folder of raw files and publish it.

    Exit status: 0 published, 1 refused by a check, 2 wrong use.
    """
    if not raw.is_dir():
        raise NotADirectoryError(f"{raw} is no folder; name the folder that holds the raw files")
    from assets.runner.workers import start_server

    start_server()
    from assets.cli.terminal import following, show_refusal, show_summary
    from assets.resources import Build
    from assets.runner.builds import run_build

    configured = Build(
        raw=str(raw), warehouse=str(warehouse), full=full, workers=workers, keep_non_articles=keep_non_articles
    )
    with following():
        outcome = run_build(configured)
    if not outcome.published:
        show_refusal(outcome)
        raise typer.Exit(REFUSED)
    show_summary(configured.workspace)


@app.command()
def ui(
    warehouse: WarehouseOption = DEFAULT_WAREHOUSE,
    raw: Annotated[
        Path, typer.Option("--raw", envvar="ANNALS_RAW", help="Folder that runs started in the UI read.")
    ] = Path("tests/corpus"),
    port: Annotated[int, typer.Option(help="Port on this machine.")] = 3000,
) -> None:
    """Open Dagster's UI on this project: lineage, checks, runs, schedule."""
    from assets.runner.builds import kept_instance
    from warehouse.workspace import Workspace

    workspace = Workspace(warehouse.absolute())
    with kept_instance(workspace):
        pass
    environment = os.environ | {
        "DAGSTER_HOME": str(workspace.dagster_home),
        "ANNALS_RAW": str(raw.absolute()),
        "ANNALS_WAREHOUSE": str(workspace.published),
    }
    dagster = str(Path(sys.executable).with_name("dagster"))
    typer.echo(f"Annals in Dagster: http://127.0.0.1:{port}  (Ctrl-C ends it)")
    os.execvpe(dagster, [dagster, "dev", "-m", "assets.definitions", "-h", "127.0.0.1", "-p", str(port)], environment)


@app.command()
def sql(
    query: Annotated[str, typer.Argument(help="One SQL query.")],
    warehouse: WarehouseOption = DEFAULT_WAREHOUSE,
    output: Annotated[str, typer.Option("--format", help="table, csv or json.")] = "table",
) -> None:
    """Ask the published warehouse, read-only."""
    import duckdb

    from assets.cli.terminal import show_rows
    from warehouse.workspace import Workspace
    from warehouse.writer import frame_of

    with Workspace(warehouse.absolute()).reading() as connection:
        try:
            frame = frame_of(connection, query)
        except duckdb.Error as error:
            typer.secho(f"annals: {error}", fg="red", err=True)
            raise typer.Exit(WRONG_USE) from None
    show_rows(frame, output)


@app.command()
def explain(
    row_id: Annotated[str, typer.Argument(metavar="ID", help="Id of an event, article, entity, mention or raw file.")],
    warehouse: WarehouseOption = DEFAULT_WAREHOUSE,
) -> None:
    """Show any row's way back: event, sentence, article, raw file and bytes."""
    from warehouse.explaining import explain_row
    from warehouse.workspace import Workspace

    with Workspace(warehouse.absolute()).reading() as connection:
        lines = explain_row(connection, row_id)
    if lines is None:
        typer.secho(f"annals: no row of {warehouse} has the id {row_id}", fg="red", err=True)
        raise typer.Exit(WRONG_USE)
    for line in lines:
        typer.echo(line)


@app.command()
def check(warehouse: WarehouseOption = DEFAULT_WAREHOUSE) -> None:
    """Run every check on the published warehouse. Exit status 1 when one of them fails."""
    from assets.cli.terminal import show_checks
    from checks.asset_checks import check_everything
    from warehouse.workspace import Workspace

    with Workspace(warehouse.absolute()).reading() as connection:
        results = list(check_everything(connection))
    show_checks(results)
    if any(not result.passed and result.severity == "error" for result in results):
        raise typer.Exit(REFUSED)


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(help="Folder to write; made when it is not there.")],
    warehouse: WarehouseOption = DEFAULT_WAREHOUSE,
) -> None:
    """Write every table as Parquet."""
    from warehouse.description import tables
    from warehouse.quoting import literal, quoted
    from warehouse.workspace import Workspace

    folder.mkdir(parents=True, exist_ok=True)
    with Workspace(warehouse.absolute()).reading() as connection:
        for table in tables().values():
            target = folder / f"{table.name}.parquet"
            connection.execute(
                f"COPY {quoted(table.name)} TO {literal(str(target))} (FORMAT parquet, COMPRESSION zstd)"
            )
            typer.echo(target)


@app.command()
def diff(
    since: Annotated[
        str | None, typer.Argument(help="Build to compare from; the one before the last if left out.")
    ] = None,
    warehouse: WarehouseOption = DEFAULT_WAREHOUSE,
) -> None:
    """Show what changed since a build: rows added, removed and modified, table by table."""
    from assets.cli.terminal import show_rows
    from warehouse.history import changes_since
    from warehouse.workspace import Workspace

    with Workspace(warehouse.absolute()).reading() as connection:
        show_rows(changes_since(connection, since), "table")

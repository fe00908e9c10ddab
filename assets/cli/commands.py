"""The commands of ``annals``: an application over the Dagster job and the published warehouse.

Heavy imports stand inside the commands: worker processes import this module,
and ``annals --help`` should not wait for Dagster.
"""

from __future__ import annotations

import os
import signal
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assets.cli.failing import CANCELED, CRASHED, REFUSED, WrongUseError, end_children, ending, say, write_report
from assets.settings import CONFIG_VARIABLE, RAW_VARIABLE, WAREHOUSE_VARIABLE, Settings, read_settings

if TYPE_CHECKING:
    from assets.runner.builds import BuildOutcome
    from warehouse.workspace import Workspace

app = typer.Typer(
    help="Turn a folder of raw news into a DuckDB warehouse whose every row is backed by words."
    " Settings come from switches, the environment, annals.toml in this folder, in this order."
    " Exit status: 0 done, 1 refused by a check, 2 wrong use, 3 a crash, 130 stopped by a signal.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

WarehouseOption = Annotated[
    Path | None, typer.Option("--warehouse", metavar="FILE", help="The published DuckDB database.", show_default=False)
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]


def main() -> None:
    """Run the command line; every mistake ends with a sentence and its status, never with a traceback."""
    # SIGTERM is heard like Ctrl-C from the first moment on, also while the heavy imports run.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    status = ending(app)
    if status == CANCELED:
        end_children()
    sys.exit(status)


def workspace_of(warehouse: Path | None, settings: Settings | None = None) -> Workspace:
    """The files of the warehouse that a command was given, or else of the settings'."""
    from warehouse.workspace import Workspace

    return Workspace((warehouse or (settings or read_settings()).warehouse).resolve())


def _show_version(on: bool) -> None:
    if on:
        typer.echo(f"annals {version('annals')}")
        raise typer.Exit


@app.callback()
def common(
    config: Annotated[
        Path | None, typer.Option("--config", metavar="FILE", help="Settings file; annals.toml in this folder if not.")
    ] = None,
    _version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_show_version, help="Print the version.")
    ] = False,
) -> None:
    """Options of every command."""
    if config:
        os.environ[CONFIG_VARIABLE] = str(config.absolute())


@app.command()
def build(
    raw: Annotated[
        Path | None, typer.Argument(help="Folder of raw files.", metavar="[RAW]", show_default=False)
    ] = None,
    warehouse: WarehouseOption = None,
    full: Annotated[bool, typer.Option("--full", help="Forget the step cache and work from nothing.")] = False,
    workers: Annotated[int | None, typer.Option(min=0, help="Worker processes; 0 for one a core.")] = None,
    keep_non_articles: Annotated[
        bool, typer.Option("--keep-non-articles", help="Keep section fronts, galleries and stubs as articles.")
    ] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Publish even from another raw folder than the last, or with much lost.")
    ] = False,
    keep_builds: Annotated[
        int | None, typer.Option(min=0, help="Files of earlier builds, replaced or refused, to keep.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Build a warehouse from a folder of raw files and publish it.

    Exit status: 0 published, 1 refused, 2 wrong use, 3 a crash, 130 stopped by a signal.
    """
    settings = read_settings()
    workspace = workspace_of(warehouse, settings)
    folder = _raw_folder(raw, settings, "annals build FOLDER")
    _prepare_target(workspace)
    from assets.runner.workers import start_server

    start_server()
    from assets.cli.terminal import following, show_outcome
    from assets.resources import configured
    from assets.runner.builds import run_build

    wanted = configured(
        settings,
        raw=str(folder),
        warehouse=str(workspace.published),
        full=full,
        workers=settings.workers if workers is None else workers,
        keep_non_articles=keep_non_articles,
        replace=replace,
        builds_kept=settings.builds_kept if keep_builds is None else keep_builds,
    )
    with following(quiet=quiet):
        outcome = run_build(wanted)
    show_outcome(workspace, outcome, quiet=quiet, as_json=as_json)
    raise typer.Exit(_status_of(outcome, workspace))


def _raw_folder(raw: Path | None, settings: Settings, command: str) -> Path:
    folder = raw or settings.raw
    if folder is None:
        raise WrongUseError(f'which folder? `{command}`, or `raw = "FOLDER"` in annals.toml')
    if not folder.is_dir():
        raise WrongUseError(f"{folder} is no folder; name the folder that holds the raw files")
    return folder


def _prepare_target(workspace: Workspace) -> None:
    """Make sure, before any work, that a build may be published where it is wanted."""
    from warehouse.standing import refuse_foreign

    refuse_foreign(workspace)
    try:
        workspace.folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WrongUseError(f"{workspace.folder} cannot be made: {error.strerror}; name another file") from None
    if not os.access(workspace.folder, os.W_OK) or not os.access(workspace.published.parent, os.W_OK):
        raise WrongUseError(f"{workspace.published.parent} cannot be written to; name another file to build")


def _status_of(outcome: BuildOutcome, workspace: Workspace) -> int:
    if outcome.status == "crashed":
        say(f"the report is in {write_report(outcome.trace, workspace.folder)}")
    return {"published": 0, "refused": REFUSED, "crashed": CRASHED, "canceled": CANCELED}[outcome.status]


@app.command()
def ui(
    raw: Annotated[Path | None, typer.Option("--raw", help="Folder that runs started in the UI read.")] = None,
    warehouse: WarehouseOption = None,
    port: Annotated[int, typer.Option(help="Port on this machine.")] = 3000,
) -> None:
    """Open Dagster's UI on this project: lineage, checks, runs, schedule."""
    settings = read_settings()
    workspace = workspace_of(warehouse, settings)
    folder = _raw_folder(raw, settings, "annals ui --raw FOLDER")
    _prepare_target(workspace)
    from assets.runner.instance import HOUSE, MODULE, kept_instance

    with kept_instance(workspace):
        pass
    # A package `assets` in the folder that the user stands in must not go before ours.
    environment = os.environ | {
        "DAGSTER_HOME": str(workspace.dagster_home),
        RAW_VARIABLE: str(folder.absolute()),
        WAREHOUSE_VARIABLE: str(workspace.published),
        "PYTHONSAFEPATH": "1",
    }
    if (file := Path(os.environ.get(CONFIG_VARIABLE) or "annals.toml")).is_file():
        environment[CONFIG_VARIABLE] = str(file.absolute())
    dagster = str(Path(sys.executable).with_name("dagster"))
    typer.echo(f"Annals in Dagster: http://127.0.0.1:{port}  (Ctrl-C ends it)")
    served = ["-m", MODULE, "-d", str(HOUSE), "-h", "127.0.0.1", "-p", str(port)]
    os.execvpe(dagster, [dagster, "dev", *served], environment)


@app.command()
def status(warehouse: WarehouseOption = None, as_json: JsonOption = False) -> None:
    """Show what is published, how old it is, what is under way and what failed last."""
    from assets.cli.status import show_status

    settings = read_settings()
    show_status(workspace_of(warehouse, settings), settings, as_json=as_json)


@app.command()
def erase(
    target: Annotated[str, typer.Argument(metavar="ARTICLE_ID|URL", help="The document: its article id or address.")],
    warehouse: WarehouseOption = None,
    reason: Annotated[str, typer.Option(help="Why; it is kept with the receipt.")] = "on request",
    delete_kept: Annotated[
        bool, typer.Option("--delete-kept", help="Delete the files of earlier and refused builds that hold it.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Erase a document and keep it out of every build, even while its file is in the raw folder."""
    from datetime import UTC, datetime

    from assets.cli.database import opened
    from assets.cli.terminal import show_receipt
    from warehouse.erasing import UnknownDocumentError
    from warehouse.erasing import erase as erase_document
    from warehouse.publish import build_lock

    workspace, now = workspace_of(warehouse), datetime.now(UTC).replace(tzinfo=None)
    with opened(workspace):
        pass  # before a lock is left beside what is no warehouse
    try:
        with build_lock(workspace, say):
            receipt = erase_document(workspace, target, reason, now, delete_kept=delete_kept)
    except UnknownDocumentError as error:
        raise WrongUseError(str(error)) from None
    show_receipt(receipt, workspace, as_json=as_json)

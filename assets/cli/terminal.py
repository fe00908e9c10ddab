"""What the command line prints: progress, summaries, rows and checks."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import polars as pl
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from assets.runner.progress import listening
from warehouse.workspace import Workspace
from warehouse.writer import frame_of

if TYPE_CHECKING:
    from assets.runner.builds import BuildOutcome
    from checks.auditing import CheckResult

PLAIN_WIDTH = 160

errors = Console(stderr=True)


@contextmanager
def following() -> Iterator[None]:
    """Show the long work of a build as it goes, on standard error."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=errors, transient=False) as progress:
        tasks: dict[str, TaskID] = {}

        def listen(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = progress.add_task(stage, total=total)
            progress.update(tasks[stage], completed=done, total=max(total, 1) if done else total)

        with listening(listen):
            yield


def show_summary(workspace: Workspace) -> None:
    """The build that was just published, and what to do with it."""
    with workspace.reading() as connection:
        build = frame_of(connection, "SELECT * FROM builds ORDER BY started_at DESC LIMIT 1").row(0, named=True)
        refused = frame_of(
            connection,
            "SELECT stage, rule, count(*) AS n FROM quarantine GROUP BY ALL ORDER BY n DESC, rule",
        )
        checks = frame_of(connection, "SELECT * FROM check_results WHERE build_id = $1", [build["build_id"]])
    console = _console()
    table = Table(show_header=False, title=f"Published {workspace.published}", title_justify="left")
    for label, value in {
        "raw files and records": build["n_raw_files"],
        "articles": build["n_articles"],
        "entities": build["n_entities"],
        "events": build["n_events"],
        "quarantined": build["n_quarantined"],
        "read in this build": build["n_documents_read"],
        "analysed in this build": build["n_articles_analysed"],
        "checks passed": f"{checks['passed'].sum()} of {checks.height}",
        "seconds": round((build["finished_at"] - build["started_at"]).total_seconds(), 1),
        "content hash": build["content_hash"],
        "build": build["build_id"],
    }.items():
        table.add_row(label, f"{value:,}" if isinstance(value, int) else str(value))
    console.print(table)
    for check in checks.filter(~pl.col("passed")).iter_rows(named=True):
        found = f"{check['n_failed']} of {check['n_rows']} rows"
        console.print(
            f"warning: {check['table_name']}.{check['check_name']}: expected {check['expected']}; found {found}"
        )
    if refused.height:
        show_rows(refused, "table")


def show_refusal(outcome: BuildOutcome) -> None:
    """Why a build was not published, and where it can be looked at."""
    errors.print(f"[red]Build {outcome.build_id} was refused; the published warehouse is as it was.[/red]")
    for failure in outcome.failures:
        errors.print(f"  {failure}", markup=False)
    if outcome.refused:
        errors.print(f"The refused build: {outcome.refused}", markup=False)


def show_rows(frame: pl.DataFrame, output: str) -> None:
    """Print rows as a table for people, or as CSV or JSON for programs."""
    if output == "csv":
        sys.stdout.write(frame.write_csv())
    elif output == "json":
        sys.stdout.write(frame.write_ndjson())
    else:
        table = Table(*frame.columns)
        for row in frame.rows():
            table.add_row(*("" if value is None else str(value) for value in row))
        _console().print(table)


def show_checks(results: list[CheckResult]) -> None:
    """Every check with its figures; of those that fail, what was found."""
    table = Table("table", "check", "severity", "passed", "rows", "fail")
    for result in results:
        passed = "yes" if result.passed else "[red]NO[/red]"
        table.add_row(
            result.table_name, result.check_name, result.severity, passed, str(result.n_rows), str(result.n_failed)
        )
    console = _console()
    console.print(table)
    for result in results:
        if not result.passed:
            console.print(
                f"{result.table_name}.{result.check_name}: expected {result.expected}; {result.observed}", markup=False
            )


def _console() -> Console:
    return Console(width=None if sys.stdout.isatty() else PLAIN_WIDTH)

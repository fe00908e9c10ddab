"""What the command line prints: progress, summaries, rows and checks."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

import polars as pl
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from assets.cli.database import published_build
from assets.runner.progress import listening
from warehouse.event_languages import event_languages
from warehouse.workspace import Workspace
from warehouse.writer import frame_of

if TYPE_CHECKING:
    from assets.runner.builds import BuildOutcome
    from checks.auditing import CheckResult
    from warehouse.erasing import Receipt

PLAIN_WIDTH = 160

errors = Console(stderr=True)


@contextmanager
def following(*, quiet: bool) -> Iterator[None]:
    """Show the long work of a build as it goes, on standard error: bars on a terminal, lines in a log."""
    if quiet:
        yield
    elif errors.is_terminal:
        with _bars():
            yield
    else:
        with listening(_Lines()):
            yield


@contextmanager
def _bars() -> Iterator[None]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=errors, transient=False) as progress:
        tasks: dict[str, TaskID] = {}

        def listen(stage: str, done: int, total: int) -> None:
            if not total and not done:
                progress.console.print(stage, markup=False, soft_wrap=True)
                return
            if stage not in tasks:
                tasks[stage] = progress.add_task(stage, total=total)
            progress.update(tasks[stage], completed=done, total=total)

        with listening(listen):
            yield


class _Lines:
    """One line for each step that is over and each thing said."""

    def __init__(self) -> None:
        self._began: dict[str, float] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        began = self._began.setdefault(stage, time.monotonic())
        now = f"{datetime.now():%H:%M:%S}"
        if not total:
            sys.stderr.write(f"{now} {stage}\n")
        elif done == total:
            counted = f": {total}" if total > 1 else ""
            sys.stderr.write(f"{now} {stage}{counted} in {time.monotonic() - began:.1f} s\n")
        sys.stderr.flush()


def show_outcome(workspace: Workspace, outcome: BuildOutcome, *, quiet: bool, as_json: bool) -> None:
    """How a build ended: its figures when it was published, why not when it was not."""
    if as_json:
        show_object({**_outcome(outcome), **(published_build(workspace) if outcome.published else {})})
    elif outcome.published and not quiet:
        show_summary(workspace)
    if not outcome.published:
        show_failure(outcome)


def _outcome(outcome: BuildOutcome) -> dict[str, object]:
    return {
        "outcome": outcome.status,
        "build_id": outcome.build_id,
        "failures": outcome.failures,
        "refused": str(outcome.refused) if outcome.refused else None,
    }


def show_summary(workspace: Workspace) -> None:
    """The build that was just published, and what to do with it."""
    build = published_build(workspace)
    with workspace.reading() as connection:
        refused = frame_of(
            connection,
            "SELECT stage, rule, count(*) AS n FROM quarantine GROUP BY ALL ORDER BY n DESC, rule",
        )
        checks = frame_of(connection, "SELECT * FROM check_results WHERE build_id = $1", [build["build_id"]])
    console = _console()
    sys.stdout.write(f"Published {workspace.published}\n")
    table = Table(show_header=False)
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
    console.print(event_languages())
    for check in checks.filter(~pl.col("passed")).iter_rows(named=True):
        found = f"{check['n_failed']} of {check['n_rows']} rows"
        console.print(
            f"warning: {check['table_name']}.{check['check_name']}: expected {check['expected']}; found {found}"
        )
    if refused.height:
        show_rows(refused, "table")


FAILURES = {
    "refused": "Build {} was refused; what was published is as it was.",
    "crashed": "Build {} crashed; what was published is as it was, and finished work is kept.",
    "canceled": "Build {} was stopped; finished work is kept for the next one.",
}


def show_failure(outcome: BuildOutcome) -> None:
    """Why a build was not published, and where it can be looked at."""
    lines = [FAILURES[outcome.status].format(outcome.build_id)]
    if outcome.status != "canceled":
        lines += [f"  {failure}" for failure in outcome.failures]
    if outcome.refused:
        lines.append(f"Its candidate can be queried: {outcome.refused}")
    sys.stderr.write("\n".join(lines) + "\n")


def show_object(value: Mapping[str, object]) -> None:
    """Print one thing as a line of JSON."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, default=str) + "\n")


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


def show_checks(results: list[CheckResult], *, as_json: bool) -> None:
    """Every check with its figures; of those that fail, what was found."""
    if as_json:
        for result in results:
            show_object(asdict(result))
        return
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


def show_receipt(receipt: Receipt, workspace: Workspace, *, as_json: bool) -> None:
    """What was erased, and where it still is."""
    if as_json:
        show_object(asdict(receipt))
        return
    for erasure in receipt.erasures:
        what = f"article {erasure.article_id}" if erasure.article_id else "address"
        print(f"erased {what} ({erasure.kept_out}), {erasure.erased_at:%F %T} UTC: {erasure.reason}")
    print(f"{receipt.n_shards} shards of the step cache removed; what else they held is worked again")
    for path in receipt.deleted:
        print(f"deleted: {path}")
    for path in receipt.kept:
        print(f"still in: {path} (--delete-kept deletes it)")
    for name in receipt.raw_files:
        print(f"kept out from now on, and still in the raw folder unless you delete it: {name}")
    if receipt.copies:
        print(f"articles that repeat its text, not erased: {', '.join(receipt.copies)}")
    print(f"{workspace.published} holds it until the next `annals build`; exports and reports of it are yours to find")
    print(f"the UI's records of runs may show first words of it: {workspace.dagster_home}")


def _console() -> Console:
    return Console(width=None if sys.stdout.isatty() else PLAIN_WIDTH)

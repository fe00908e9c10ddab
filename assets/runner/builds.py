"""Run the job from the command line in a kept instance, so that the run stands in the UI's history."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dagster as dg
import psutil
import sqlalchemy

from assets.beginning import waiting_for
from assets.definitions import defs
from assets.resources import Build
from warehouse.workspace import Workspace

#: Tags that begin so are kept from the eyes of the UI.
PROCESS_TAG = ".dagster/process"

INSTANCE_SETTINGS = """\
telemetry:
  enabled: false
nux:
  enabled: false
"""


@dataclass(frozen=True, slots=True)
class BuildOutcome:
    """How a build ended; a refused one names the database it was left in."""

    build_id: str
    published: bool
    refused: Path | None = None
    failures: tuple[str, ...] = ()


def run_build(build: Build) -> BuildOutcome:
    """Run the job ``rebuild`` in this process; of a build that is finished and waits, only its publication."""
    waiting = waiting_for(build)
    with kept_instance(build.workspace) as instance:
        give_up_dead_runs(instance)
        result = defs.resolve_job_def("rebuild").execute_in_process(
            instance=instance,
            asset_selection=[dg.AssetKey("published")] if waiting else None,
            run_config=run_config(build),
            tags={PROCESS_TAG: process_mark()},
            raise_on_error=False,
        )
    if result.success:
        return BuildOutcome(waiting.build_id if waiting else result.run_id, published=True)
    refused = build.workspace.refused(result.run_id)
    return BuildOutcome(result.run_id, False, refused if refused.exists() else None, tuple(_failures(result)))


def run_config(build: Build) -> dict[str, Any]:
    """The configuration of a run of this build; its events go to the run's log and not to the console."""
    return {
        "resources": {"build": {"config": build.model_dump()}},
        "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
    }


@contextmanager
def _spared_disk() -> Iterator[None]:
    """Let SQLite's logs wait for their checkpoint at the end instead of the disk at each of a run's 500 events.

    The last connection to leave a database writes its log back, and Dagster opens one an event: so
    one more is held open. A power cut may lose the last events of a run's history; it damages nothing.
    """
    held: dict[str, sqlite3.Connection] = {}

    def spare(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        _, _, path = connection.execute("PRAGMA database_list").fetchone()
        if path and path not in held:
            held[path] = sqlite3.connect(path, check_same_thread=False)
            held[path].execute("SELECT count(*) FROM sqlite_master").fetchone()

    sqlalchemy.event.listen(sqlalchemy.Engine, "connect", spare)
    try:
        yield
    finally:
        sqlalchemy.event.remove(sqlalchemy.Engine, "connect", spare)
        for connection in held.values():
            connection.close()


@contextmanager
def kept_instance(workspace: Workspace) -> Iterator[dg.DagsterInstance]:
    """Dagster's records of one warehouse, in the folder beside it."""
    home = workspace.dagster_home
    home.mkdir(parents=True, exist_ok=True)
    settings = home / "dagster.yaml"
    if not settings.exists():
        settings.write_text(INSTANCE_SETTINGS, "utf-8")
    with _spared_disk(), dg.DagsterInstance.from_config(str(home)) as instance:
        yield instance


def give_up_dead_runs(instance: dg.DagsterInstance) -> None:
    """Mark as failed the runs whose process is gone; the shards they finished are used by the next."""
    started = dg.RunsFilter(statuses=[dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.STARTING])
    for run in instance.get_runs(started):
        mark = run.tags.get(PROCESS_TAG)
        if mark and not _is_alive(mark):
            instance.report_run_failed(run, f"its process ({mark.split('@')[0]}) is gone")


def process_mark() -> str:
    """This process, told apart from a later one with its number by the time it began."""
    return f"{os.getpid()}@{psutil.Process().create_time():.2f}"


def _is_alive(mark: str) -> bool:
    number, began = mark.split("@")
    try:
        return f"{psutil.Process(int(number)).create_time():.2f}" == began
    except psutil.NoSuchProcess:
        return False


def _failures(result: dg.ExecuteInProcessResult) -> Iterator[str]:
    """What went wrong, in the order it did: errors of steps, then checks that did not pass."""
    for event in result.all_events:
        if event.is_step_failure and event.step_failure_data.error:
            yield f"{event.step_key}: {_root_cause(event.step_failure_data.error)}"
    for evaluation in result.get_asset_check_evaluations():
        if not evaluation.passed and evaluation.severity == dg.AssetCheckSeverity.ERROR:
            observed = evaluation.metadata["observed"].value
            yield f"{evaluation.asset_key.to_user_string()}.{evaluation.check_name}: {observed}"


def _root_cause(error: Any) -> str:
    while error.cause is not None:
        error = error.cause
    return str(error.message).strip()

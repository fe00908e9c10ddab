"""Dagster's records of one warehouse: the instance beside it, runs whose process died, runs that are old."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dagster as dg
import psutil
import sqlalchemy
from dagster._core.remote_origin import ManagedGrpcPythonEnvCodeLocationOrigin, RemoteJobOrigin, RemoteRepositoryOrigin
from dagster._core.types.loadable_target_origin import LoadableTargetOrigin

from warehouse.workspace import Workspace

#: Where Dagster finds the definitions: the module, and the folder of the four rooms, which is the checkout
#: or the site-packages of an installed wheel.
MODULE, HOUSE = "assets.definitions", Path(__file__).resolve().parents[2]

#: Tags that begin so are kept from the eyes of the UI.
PROCESS_TAG = ".dagster/process"

#: What a run is until it ends.
UNFINISHED = [
    dg.DagsterRunStatus.QUEUED,
    dg.DagsterRunStatus.NOT_STARTED,
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
    dg.DagsterRunStatus.CANCELING,
]

INSTANCE_SETTINGS = """\
telemetry:
  enabled: false
nux:
  enabled: false
"""


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


@contextmanager
def with_origin(instance: dg.DagsterInstance) -> Iterator[None]:
    """Have the runs made meanwhile say where their code is, as those do that the web server starts.

    The job's page and the timeline show no others. Dagster has no switch for it where a job is executed in process.
    """
    origin = ManagedGrpcPythonEnvCodeLocationOrigin(
        LoadableTargetOrigin(module_name=MODULE, working_directory=str(HOUSE)), MODULE
    )
    repository = RemoteRepositoryOrigin(origin, "__repository__")
    create = instance.create_run_for_job

    def create_with_origin(job_def: dg.JobDefinition, **chosen: Any) -> dg.DagsterRun:
        return create(job_def, remote_job_origin=RemoteJobOrigin(repository, job_def.name), **chosen)

    instance.create_run_for_job = create_with_origin  # type: ignore[method-assign,assignment]
    try:
        yield
    finally:
        instance.create_run_for_job = create  # type: ignore[method-assign]


def give_up_dead_runs(instance: dg.DagsterInstance) -> None:
    """Mark as failed the runs whose process is gone; the shards they finished are used by the next."""
    for run in instance.get_runs(dg.RunsFilter(statuses=UNFINISHED)):
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


def forget_old_runs(instance: dg.DagsterInstance, n_kept: int) -> None:
    """Delete the records of all runs that ended but the last ``n_kept``; a run leaves about a megabyte."""
    for run in instance.get_runs()[n_kept:]:
        if run.is_finished:
            instance.delete_run(run.run_id)

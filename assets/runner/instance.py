"""Dagster's records of one warehouse: the instance beside it, runs whose process died, runs that are old."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import dagster as dg
import psutil
import sqlalchemy
from dagster._core.remote_origin import ManagedGrpcPythonEnvCodeLocationOrigin, RemoteJobOrigin, RemoteRepositoryOrigin
from dagster._core.storage.event_log.sqlite import sqlite_event_log
from dagster._core.storage.runs.sqlite import sqlite_run_storage
from dagster._core.storage.schedules.sqlite import sqlite_schedule_storage
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

#: The modules of Dagster that make engines for SQLite.
_STORAGE = (sqlite_event_log, sqlite_run_storage, sqlite_schedule_storage)

INSTANCE_SETTINGS = """\
telemetry:
  enabled: false
nux:
  enabled: false
"""


class _KeptPool(sqlalchemy.QueuePool):
    """Connections that stay open although Dagster disposes of its engine after each question."""

    def dispose(self) -> None:
        pass

    def recreate(self) -> _KeptPool:
        return self

    def close(self) -> None:
        super().dispose()


@contextmanager
def _kept_engines() -> Iterator[None]:
    """Ask Dagster's databases by one engine each, with connections that stay open; a run asks 1,400 times.

    Dagster makes an engine for every question, which compiles its statement anew and opens the file. Meanwhile
    SQLite's logs wait for their checkpoint at the end instead of the disk at each of a run's 500 events: a power
    cut may lose the last events of a run's history; it damages nothing.
    """
    engines: dict[str, sqlalchemy.Engine] = {}

    def kept(url: str, **settings: Any) -> sqlalchemy.Engine:
        if url not in engines:
            engines[url] = sqlalchemy.create_engine(url, **settings | {"poolclass": _KeptPool})
            sqlalchemy.event.listen(engines[url], "connect", _spare_disk)
        return engines[url]

    before = [(module, module.create_engine) for module in _STORAGE]
    try:
        for module in _STORAGE:
            vars(module)["create_engine"] = kept
        yield
    finally:
        for module, make in before:
            vars(module)["create_engine"] = make
        for engine in engines.values():
            cast(_KeptPool, engine.pool).close()


def _spare_disk(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")


@contextmanager
def kept_instance(workspace: Workspace) -> Iterator[dg.DagsterInstance]:
    """Dagster's records of one warehouse, in the folder beside it."""
    home = workspace.dagster_home
    home.mkdir(parents=True, exist_ok=True)
    settings = home / "dagster.yaml"
    if not settings.exists():
        settings.write_text(INSTANCE_SETTINGS, "utf-8")
    with _kept_engines(), dg.DagsterInstance.from_config(str(home)) as instance:
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

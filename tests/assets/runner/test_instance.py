"""The records of runs: of dead ones, of old ones, and of other warehouses."""

from pathlib import Path
from typing import Any

import dagster as dg
import pytest
import sqlalchemy
from dagster._core.storage.runs.sqlite import sqlite_run_storage

from assets.definitions import defs
from assets.resources import Build
from assets.runner.builds import run_config
from assets.runner.instance import PROCESS_TAG, forget_old_runs, give_up_dead_runs, kept_instance
from warehouse.workspace import Workspace


@dg.job
def nothing() -> None:
    """A job whose runs have no events to record."""


def test_a_run_whose_process_is_gone_is_marked_failed(tmp_path: Path) -> None:
    with kept_instance(Workspace(tmp_path / "annals.duckdb")) as instance:
        run = instance.create_run_for_job(
            nothing, status=dg.DagsterRunStatus.STARTED, tags={PROCESS_TAG: "999999999@1.00"}
        )
        give_up_dead_runs(instance)
        found = instance.get_run_by_id(run.run_id)
        assert found is not None
        assert found.status == dg.DagsterRunStatus.FAILURE


def test_the_records_of_a_run_wait_for_the_disk_until_the_end(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "annals.duckdb")
    with kept_instance(workspace) as instance:
        instance.create_run_for_job(nothing)
        assert list(workspace.dagster_home.rglob("*-wal"))
    assert not list(workspace.dagster_home.rglob("*-wal"))
    with kept_instance(workspace) as instance:
        assert len(instance.get_runs()) == 1


def test_each_database_is_asked_by_one_engine_however_often(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def counted(url: str, **settings: Any) -> sqlalchemy.Engine:
        made.append(url)
        return make(url, **settings)

    make = sqlalchemy.create_engine
    monkeypatch.setattr(sqlalchemy, "create_engine", counted)
    with kept_instance(Workspace(tmp_path / "annals.duckdb")) as instance:
        runs = [instance.create_run_for_job(nothing, status=dg.DagsterRunStatus.SUCCESS).run_id for _ in range(2)]
        forget_old_runs(instance, 0)
        assert instance.get_runs() == []
    assert sorted(Path(url).stem for url in made) == sorted([*runs, "index", "runs", "schedules"])
    assert vars(sqlite_run_storage)["create_engine"] is make


def test_only_the_last_runs_that_ended_stay_in_the_history(tmp_path: Path) -> None:
    with kept_instance(Workspace(tmp_path / "annals.duckdb")) as instance:
        ended = [instance.create_run_for_job(nothing, status=dg.DagsterRunStatus.SUCCESS).run_id for _ in range(3)]
        under_way = instance.create_run_for_job(nothing, status=dg.DagsterRunStatus.STARTED).run_id
        instance.create_run_for_job(nothing, status=dg.DagsterRunStatus.FAILURE)
        forget_old_runs(instance, 1)
        kept = {run.run_id for run in instance.get_runs()}
    assert under_way in kept
    assert not kept & set(ended)


def test_a_run_of_another_warehouse_does_not_enter_the_history(tmp_path: Path) -> None:
    mine, other = Workspace(tmp_path / "mine.duckdb"), Workspace(tmp_path / "other.duckdb")
    with (
        kept_instance(mine) as instance,
        pytest.raises(dg.DagsterInvariantViolationError, match=r"this history is of .*mine\.duckdb"),
    ):
        defs.resolve_job_def("rebuild").execute_in_process(
            instance=instance, run_config=run_config(Build(raw=str(tmp_path), warehouse=str(other.published)))
        )
    assert not other.folder.exists()

from pathlib import Path

import dagster as dg
import pytest

from assets.definitions import defs, new_raw_files
from assets.raw_folder import folder_state
from assets.resources import Build
from assets.runner.builds import PROCESS_TAG, give_up_dead_runs, kept_instance
from warehouse.description import tables
from warehouse.workspace import Workspace


def test_the_definitions_load_and_the_job_covers_every_table() -> None:
    dg.Definitions.validate_loadable(defs)
    keys = {key.to_user_string() for key in defs.resolve_job_def("rebuild").asset_layer.executable_asset_keys}
    assert set(tables()) - {"check_results"} <= keys


@pytest.mark.parametrize("spec", defs.resolve_all_asset_specs(), ids=lambda spec: spec.key.to_user_string())
def test_every_asset_says_what_it_is_and_whose(spec: dg.AssetSpec) -> None:
    assert spec.description
    assert spec.owners
    assert spec.group_name != "default"
    assert spec.kinds


def test_the_schedule_is_daily_and_the_sensor_asks_for_the_same_job() -> None:
    assert defs.resolve_schedule_def("daily_rebuild").cron_schedule == "0 5 * * *"
    assert new_raw_files.job_name == "rebuild"


def test_the_sensor_sees_new_files_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANNALS_RAW", str(tmp_path))
    (tmp_path / "a.txt").write_text("Bonjour")
    first = new_raw_files(dg.build_sensor_context(definitions=defs))
    assert isinstance(first, dg.SensorResult)
    assert [request.run_key for request in first.run_requests or ()] == [folder_state(tmp_path)]
    again = new_raw_files(dg.build_sensor_context(definitions=defs, cursor=first.cursor))
    assert isinstance(again, dg.SkipReason)


def test_settings_that_change_no_row_do_not_change_the_configuration() -> None:
    build = Build(raw="a", warehouse="b")
    assert build.config_hash == Build(raw="c", warehouse="d", workers=7, full=True).config_hash
    assert build.config_hash != Build(raw="a", warehouse="b", keep_non_articles=True).config_hash


def test_a_run_whose_process_is_gone_is_marked_failed(tmp_path: Path) -> None:
    with kept_instance(Workspace(tmp_path / "annals.duckdb")) as instance:
        job = defs.resolve_job_def("rebuild")
        run = instance.create_run_for_job(job, status=dg.DagsterRunStatus.STARTED, tags={PROCESS_TAG: "999999999@1.00"})
        give_up_dead_runs(instance)
        found = instance.get_run_by_id(run.run_id)
        assert found is not None
        assert found.status == dg.DagsterRunStatus.FAILURE


def test_the_records_of_a_run_wait_for_the_disk_until_the_end(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "annals.duckdb")
    with kept_instance(workspace) as instance:
        instance.create_run_for_job(defs.resolve_job_def("rebuild"))
        assert list(workspace.dagster_home.rglob("*-wal"))
    assert not list(workspace.dagster_home.rglob("*-wal"))
    with kept_instance(workspace) as instance:
        assert len(instance.get_runs()) == 1

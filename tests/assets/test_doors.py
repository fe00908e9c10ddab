"""Whatever is materialized alone, on whatever road: the published warehouse stays as it is, and good."""

import shutil
from pathlib import Path

import dagster as dg
import pytest

from assets.beginning import waiting_for
from assets.definitions import defs
from assets.resources import Build
from assets.runner.builds import run_build, run_config
from tests.assets.conftest import CORPUS, build_of, content_hash_of
from tests.warehouse.candidates import holding
from warehouse.workspace import Workspace

ASSETS = sorted(key.to_user_string() for key in defs.resolve_job_def("rebuild").asset_layer.executable_asset_keys)
TABLES_OF_STEPS = (("inventory", "inventory"), ("reading", "blocks"), ("analysis", "mentions"))


@pytest.fixture(scope="module")
def good(workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A copy of a good warehouse, with its step cache."""
    return copy_of(workspace, tmp_path_factory.mktemp("good"))


def copy_of(workspace: Workspace, folder: Path) -> Workspace:
    copy = Workspace(folder / "annals.duckdb")
    shutil.copy(workspace.published, copy.published)
    shutil.copytree(workspace.segments, copy.segments)
    return copy


def materialize(workspace: Workspace, *assets: str) -> dg.ExecuteInProcessResult:
    """Materialize assets as the UI does: with the job that Dagster makes of all of them."""
    with dg.DagsterInstance.ephemeral() as instance:
        return defs.resolve_implicit_global_asset_job_def().execute_in_process(
            instance=instance,
            asset_selection=[dg.AssetKey(asset) for asset in assets],
            run_config=run_config(Build(raw=str(CORPUS), warehouse=str(workspace.published), workers=1)),
            raise_on_error=False,
        )


def message_of(result: dg.ExecuteInProcessResult) -> str:
    return " ".join(str(event.step_failure_data.error) for event in result.all_events if event.is_step_failure)


@pytest.mark.parametrize("asset", ASSETS)
def test_an_asset_alone_changes_nothing_that_is_published(good: Workspace, asset: str) -> None:
    before = good.published.read_bytes()
    result = materialize(good, asset)
    assert good.published.read_bytes() == before
    assert not list(good.folder.glob("candidate-*"))
    if asset == "_inventory":
        assert result.success
    else:
        assert not result.success
        assert "run the job `rebuild`" in message_of(result)


def test_the_first_steps_alone_fill_the_cache_and_publish_nothing(good: Workspace) -> None:
    before = good.published.read_bytes()
    assert materialize(good, "_inventory", "_documents").success
    assert good.published.read_bytes() == before


def test_a_run_that_leaves_steps_out_is_not_published(good: Workspace) -> None:
    before = good.published.read_bytes()
    result = materialize(good, "_inventory", "published")
    assert not result.success
    assert "not whole" in message_of(result)
    assert good.published.read_bytes() == before


def test_checks_alone_look_at_the_published_database(good: Workspace) -> None:
    checks = list(defs.resolve_asset_graph().asset_check_keys)
    job = dg.define_asset_job("checks", selection=dg.AssetSelection.checks(*checks))
    alone = dg.Definitions(assets=defs.assets, asset_checks=defs.asset_checks, jobs=[job], resources=defs.resources)
    settings = run_config(Build(raw=str(CORPUS), warehouse=str(good.published)))
    with dg.DagsterInstance.ephemeral() as instance:
        result = alone.resolve_job_def("checks").execute_in_process(instance=instance, run_config=settings)
    evaluations = result.get_asset_check_evaluations()
    assert len(evaluations) == len(checks)
    assert all(evaluation.passed for evaluation in evaluations if evaluation.severity == dg.AssetCheckSeverity.ERROR)


def test_the_ui_offers_each_check_alone() -> None:
    graph = defs.resolve_asset_graph()
    assert all(graph.get_execution_set_asset_and_check_keys(key) == {key} for key in graph.asset_check_keys)


def test_one_check_alone_is_run_without_its_neighbours(good: Workspace) -> None:
    key = dg.AssetCheckKey(dg.AssetKey("events"), "schema")
    job = dg.define_asset_job("one_check", selection=dg.AssetSelection.checks(key))
    alone = dg.Definitions(assets=defs.assets, asset_checks=defs.asset_checks, jobs=[job], resources=defs.resources)
    settings = run_config(Build(raw=str(CORPUS), warehouse=str(good.published)))
    with dg.DagsterInstance.ephemeral() as instance:
        result = alone.resolve_job_def("one_check").execute_in_process(instance=instance, run_config=settings)
    assert [(found.asset_check_key, found.passed) for found in result.get_asset_check_evaluations()] == [(key, True)]


def test_after_all_that_a_build_is_finished_and_published_when_the_client_that_holds_the_file_is_gone(
    workspace: Workspace, good: Workspace
) -> None:
    """Takes seconds, as what follows does: whole builds, with all that was kept of their documents."""
    build = Build(raw=str(CORPUS), warehouse=str(good.published), wait_seconds=0)
    with holding(good.published) as holder:
        outcome = run_build(build)
        assert not outcome.published
        assert f"process {holder.pid}" in outcome.failures[0]
    assert waiting_for(build)
    again = run_build(build)
    assert again.published
    assert again.build_id == outcome.build_id
    assert content_hash_of(good) == content_hash_of(workspace)
    assert not waiting_for(build)


def test_another_or_an_empty_raw_folder_is_refused_with_figures_and_the_switch(good: Workspace, tmp_path: Path) -> None:
    before = good.published.read_bytes()
    outcome = build_of(tmp_path, good.published)
    assert not outcome.published
    told = " ".join(outcome.failures)
    assert str(tmp_path) in told
    assert "(100%, the most allowed is 20%)" in told
    assert "--replace" in told
    assert good.published.read_bytes() == before


def test_a_damaged_published_file_is_told_and_built_anew(workspace: Workspace, good: Workspace) -> None:
    good.published.write_bytes(good.published.read_bytes()[:100_000])
    assert build_of(CORPUS, good.published).published
    assert content_hash_of(good) == content_hash_of(workspace)
    assert len(list(good.folder.glob("unreadable-*"))) == 1


def test_a_file_that_is_no_warehouse_is_not_built_over(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    file = tmp_path / "notes.txt"
    file.write_text("mine")
    outcome = build_of(tmp_path / "raw", file)
    assert not outcome.published
    assert "is no warehouse" in outcome.failures[0]
    assert file.read_text() == "mine"

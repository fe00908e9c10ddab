"""The sensor asks for a build when the raw folder is not what was published, whatever it was before."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import dagster as dg
import pytest

from assets.automation import STATE_TAG, daily_rebuild, new_raw_files, rebuild
from assets.definitions import defs
from assets.raw_folder import STATE, folder_state
from assets.runner.instance import PROCESS_TAG


@pytest.fixture
def raw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ANNALS_RAW", str(tmp_path))
    (tmp_path / "a.txt").write_text("Bonjour")
    return tmp_path


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral() as found:
        yield found


def look(instance: dg.DagsterInstance) -> object:
    return new_raw_files(dg.build_sensor_context(instance=instance, definitions=defs))


def publish(instance: dg.DagsterInstance, raw: Path) -> None:
    metadata = {STATE: folder_state(raw)}
    instance.report_runless_asset_event(dg.AssetMaterialization("published", metadata=metadata))


def run(instance: dg.DagsterInstance, raw: Path, status: dg.DagsterRunStatus) -> None:
    job = defs.resolve_job_def(rebuild.name)
    instance.create_run_for_job(job, status=status, tags={STATE_TAG: folder_state(raw)})


def test_the_schedule_is_daily_and_the_sensor_asks_for_the_same_job() -> None:
    assert daily_rebuild.cron_schedule == "0 5 * * *"
    assert new_raw_files.job_name == daily_rebuild.job_name == "rebuild"


def test_a_folder_never_built_is_built(instance: dg.DagsterInstance, raw: Path) -> None:
    found = look(instance)
    assert isinstance(found, dg.RunRequest)
    assert found.tags[STATE_TAG] == folder_state(raw)


def test_the_first_look_does_not_rebuild_a_folder_as_it_was_published(instance: dg.DagsterInstance, raw: Path) -> None:
    publish(instance, raw)
    assert isinstance(look(instance), dg.SkipReason)


@pytest.mark.parametrize("change", ["added", "removed", "changed", "renamed"])
def test_every_change_is_built(instance: dg.DagsterInstance, raw: Path, change: str) -> None:
    publish(instance, raw)
    file = raw / "a.txt"
    if change == "added":
        (raw / "b.txt").write_text("Bonsoir")
    elif change == "removed":
        file.unlink()
    elif change == "changed":
        file.write_text("Au revoir")
    else:
        file.rename(raw / "c.txt")
    assert isinstance(look(instance), dg.RunRequest)


def test_a_folder_that_returns_to_an_earlier_state_is_built_again(instance: dg.DagsterInstance, raw: Path) -> None:
    run(instance, raw, dg.DagsterRunStatus.SUCCESS)
    publish(instance, raw)
    extra = raw / "b.txt"
    extra.write_text("Bonsoir")
    run(instance, raw, dg.DagsterRunStatus.SUCCESS)
    publish(instance, raw)
    extra.unlink()
    assert isinstance(look(instance), dg.RunRequest)


def test_a_build_under_way_is_waited_for(instance: dg.DagsterInstance, raw: Path) -> None:
    run(instance, raw, dg.DagsterRunStatus.STARTED)
    assert isinstance(look(instance), dg.SkipReason)


@pytest.mark.usefixtures("raw")
def test_a_build_whose_process_was_killed_is_not_waited_for(instance: dg.DagsterInstance) -> None:
    job = defs.resolve_job_def(rebuild.name)
    instance.create_run_for_job(job, status=dg.DagsterRunStatus.STARTED, tags={PROCESS_TAG: "999999999@1.00"})
    assert isinstance(look(instance), dg.RunRequest)


def test_of_a_finished_build_that_waits_only_the_publication_is_asked_for(
    instance: dg.DagsterInstance, raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assets.automation.waiting_for", lambda build: build.raw_folder == raw)
    asked = [look(instance), daily_rebuild()]
    selections = [found.asset_selection for found in asked if isinstance(found, dg.RunRequest)]
    assert selections == [[dg.AssetKey("published")]] * 2


def test_a_failed_run_is_tried_again_later_and_not_for_ever(
    instance: dg.DagsterInstance, raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(instance, raw, dg.DagsterRunStatus.FAILURE)
    assert "tried again after" in str(look(instance))
    monkeypatch.setattr("assets.automation.TRIED_AGAIN_AFTER", (timedelta(0), timedelta(0)))
    assert isinstance(look(instance), dg.RunRequest)
    for _ in range(2):
        run(instance, raw, dg.DagsterRunStatus.FAILURE)
    assert "3 runs" in str(look(instance))


def test_a_folder_that_is_not_there_is_told(
    instance: dg.DagsterInstance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANNALS_RAW", str(tmp_path / "unmounted"))
    assert "no folder at" in str(look(instance))

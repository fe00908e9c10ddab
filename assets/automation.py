"""What starts the job: a schedule, and a sensor that looks at the raw folder; and who is told when it fails."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import dagster as dg

from assets.alerts import tell_of_failure
from assets.beginning import waiting_for
from assets.raw_folder import STATE, folder_state
from assets.resources import configured
from assets.runner.instance import UNFINISHED, give_up_dead_runs
from assets.settings import RAW_VARIABLE, read_settings

SENSOR_SECONDS = 60

#: On a run that the sensor asked for: the state of the raw folder that it is to publish.
STATE_TAG = "annals/raw_folder"

#: How long after its n-th failed run a state of the folder is tried again; after the last, no more.
TRIED_AGAIN_AFTER = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=3))

rebuild = dg.define_asset_job(
    "rebuild",
    selection=dg.AssetSelection.all(),
    description="From the raw folder to a published warehouse, doing only the work whose input is new.",
    executor_def=dg.in_process_executor,
)


@dg.schedule(job=rebuild, cron_schedule="0 5 * * *", execution_timezone="UTC")
def daily_rebuild() -> dg.RunRequest:
    """Ask for a build every morning, or for the publication of one that is finished and waits."""
    return dg.RunRequest(asset_selection=_all_that_is_left())


@dg.sensor(
    job=rebuild,
    minimum_interval_seconds=SENSOR_SECONDS,
    description="Rebuilds when the raw folder is not what the published build found; a failed run is tried again.",
)
def new_raw_files(context: dg.SensorEvaluationContext) -> dg.RunRequest | dg.SkipReason:
    """Ask for a run when files came, went or changed since the published build began.

    What was published, and what was tried since, stands in Dagster's records:
    the sensor keeps nothing of its own, so a folder that returns to an earlier
    state is a change like any other.
    """
    raw = read_settings().raw
    if raw is None or not raw.is_dir():
        return dg.SkipReason(f"no folder at {raw}; set {RAW_VARIABLE}, or `raw` in annals.toml")
    seen = folder_state(raw)
    published = context.instance.get_latest_materialization_event(dg.AssetKey("published"))
    if published and published.asset_materialization:
        state = published.asset_materialization.metadata.get(STATE)
        if state is not None and state.value == seen:
            return dg.SkipReason(f"{raw} is as the published build found it")
    since = datetime.fromtimestamp(published.timestamp, UTC) if published else None
    return _unless_tried(context.instance, raw, seen, since)


def _unless_tried(
    instance: dg.DagsterInstance, raw: Path, seen: str, since: datetime | None
) -> dg.RunRequest | dg.SkipReason:
    """A run for this state of the folder, unless one is under way or has failed too lately, or too often."""
    give_up_dead_runs(instance)
    if instance.get_runs(dg.RunsFilter(job_name=rebuild.name, statuses=UNFINISHED), limit=1):
        return dg.SkipReason("a build is under way")
    tried = instance.get_run_records(dg.RunsFilter(tags={STATE_TAG: seen}, created_after=since))
    if len(tried) > len(TRIED_AGAIN_AFTER):
        return dg.SkipReason(f"{len(tried)} runs of this state of {raw} failed; it is tried again when it changes")
    if tried:
        again = tried[0].create_timestamp + TRIED_AGAIN_AFTER[len(tried) - 1]
        if datetime.now(UTC) < again:
            return dg.SkipReason(f"the last run failed; tried again after {again:%H:%M} UTC")
    return dg.RunRequest(tags={STATE_TAG: seen}, asset_selection=_all_that_is_left())


def _all_that_is_left() -> list[dg.AssetKey] | None:
    """Of a build that is finished and waits, only its publication; None for the whole job."""
    return [dg.AssetKey("published")] if waiting_for(configured(read_settings())) else None


@dg.run_failure_sensor(description="Tells the command or address of [alerts] in annals.toml of each failed run.")
def failures_told(context: dg.RunFailureSensorContext) -> dg.SkipReason | None:
    """Pass a failed run on to whoever is to know."""
    errors = [event.message for event in context.get_step_failure_events() if event.message]
    error = "; ".join(errors) or context.failure_event.message or "no message"
    if not tell_of_failure(read_settings(), context.dagster_run.run_id, error):
        return dg.SkipReason("nobody to tell: annals.toml has no [alerts]")
    return None

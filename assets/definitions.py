"""Everything Dagster knows of the project: assets, checks, the job, its schedule and its sensor."""

import os
from pathlib import Path

import dagster as dg

from assets import articles, corpus, publication, sources
from assets.raw_folder import folder_state, raw_folder
from assets.resources import Build
from assets.tables import table_assets
from checks.asset_checks import asset_checks

PROJECT = Path(__file__).resolve().parent.parent
RAW_VARIABLE = "ANNALS_RAW"
WAREHOUSE_VARIABLE = "ANNALS_WAREHOUSE"
SENSOR_SECONDS = 60

staging_assets = dg.load_assets_from_modules([sources, articles, corpus])
publication_assets = dg.load_assets_from_modules([publication])

rebuild = dg.define_asset_job(
    "rebuild",
    selection=dg.AssetSelection.all(),
    description="From the raw folder to a published warehouse, doing only the work whose input is new.",
    executor_def=dg.in_process_executor,
)

daily_rebuild = dg.ScheduleDefinition(
    name="daily_rebuild",
    job=rebuild,
    cron_schedule="0 5 * * *",
    execution_timezone="UTC",
    default_status=dg.DefaultScheduleStatus.STOPPED,
)


@dg.sensor(
    job=rebuild, minimum_interval_seconds=SENSOR_SECONDS, description="Rebuilds when the raw folder has changed."
)
def new_raw_files(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
    """Ask for a run when files came, went or changed since the last look."""
    raw = default_raw_folder()
    if not raw.is_dir():
        return dg.SkipReason(f"no folder at {raw}; set {RAW_VARIABLE}")
    seen = folder_state(raw)
    if seen == context.cursor:
        return dg.SkipReason(f"nothing new in {raw}")
    return dg.SensorResult(run_requests=[dg.RunRequest(run_key=seen)], cursor=seen)


def default_raw_folder() -> Path:
    """The raw folder of runs started from the UI: the environment's, or the sample corpus."""
    return Path(os.environ.get(RAW_VARIABLE) or PROJECT / "tests" / "corpus")


def default_warehouse() -> Path:
    """The warehouse of runs started from the UI: the environment's, or ``warehouse/annals.duckdb``."""
    return Path(os.environ.get(WAREHOUSE_VARIABLE) or PROJECT / "warehouse" / "annals.duckdb")


defs = dg.Definitions(
    assets=[
        raw_folder,
        *staging_assets,
        *table_assets(),
        *publication_assets,
    ],
    asset_checks=asset_checks(),
    jobs=[rebuild],
    schedules=[daily_rebuild],
    sensors=[new_raw_files],
    executor=dg.in_process_executor,
    resources={"build": Build(raw=str(default_raw_folder()), warehouse=str(default_warehouse()))},
)

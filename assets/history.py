"""Group `publication`: what is different from the published build - ids, rows, code."""

import hashlib
from datetime import UTC, datetime
from typing import Any

import dagster as dg
import duckdb

from assets.reporting import column_schema, table_result
from assets.resources import Build
from warehouse.changes import find_causes, write_build_steps, write_changes
from warehouse.description import tables
from warehouse.history import is_comparable
from warehouse.id_history import write_id_history
from warehouse.segments import key_of
from warehouse.sql import scripts_version
from warehouse.standing import attach_before
from warehouse.step_version import step_version


@dg.asset(
    group_name="publication",
    deps=["quarantine"],
    kinds={"duckdb", "table"},
    owners=["team:data-engineering"],
    description=f"{tables()['id_history'].comment} One row is {tables()['id_history'].grain}.",
    metadata={"dagster/column_schema": column_schema(tables()["id_history"])},
)
def id_history(context: dg.AssetExecutionContext, build: Build) -> dg.MaterializeResult[Any]:
    with build.candidate(context) as connection:
        has_before = attach_before(connection, build.workspace) and is_comparable(connection)
        write_id_history(connection, context.run.run_id, datetime.now(UTC).replace(tzinfo=None), has_before=has_before)
        return table_result(context, connection, tables()["id_history"], 0)


@dg.asset(
    group_name="publication",
    deps=["quarantine"],
    kinds={"duckdb", "table"},
    owners=["team:data-engineering"],
    description=f"{tables()['build_steps'].comment} One row is {tables()['build_steps'].grain}.",
    metadata={"dagster/column_schema": column_schema(tables()["build_steps"])},
)
def build_steps(context: dg.AssetExecutionContext, build: Build) -> dg.MaterializeResult[Any]:
    with build.candidate(context) as connection:
        has_before = attach_before(connection, build.workspace)
        write_build_steps(connection, context.run.run_id, step_versions(build), has_before=has_before)
        return table_result(context, connection, tables()["build_steps"], 0)


@dg.asset(
    group_name="publication",
    deps=[id_history, build_steps],
    kinds={"duckdb", "table"},
    owners=["team:data-engineering"],
    description=f"{tables()['changes'].comment} One row is {tables()['changes'].grain}.",
    metadata={"dagster/column_schema": column_schema(tables()["changes"])},
)
def changes(context: dg.AssetExecutionContext, build: Build) -> dg.MaterializeResult[Any]:
    build_id = context.run.run_id
    with build.candidate(context) as connection:
        has_before = attach_before(connection, build.workspace) and is_comparable(connection)
        causes = find_causes(connection, build_id, input_hash(connection)) if has_before else None
        write_changes(connection, build_id, causes)
        return table_result(context, connection, tables()["changes"], 0)


def step_versions(build: Build) -> dict[str, str]:
    """The version of each step's code, in the order of the steps; settings that change rows come last."""
    return {
        "inventory": build.inventory_segments.version,
        "documents": build.reading_segments.version,
        "analyses": build.analysis_segments.version,
        "corpus": key_of(step_version("assets.articles"), step_version("assets.corpus")),
        "tables": scripts_version(),
        "settings": build.config_hash,
    }


def input_hash(connection: duckdb.DuckDBPyConnection) -> str:
    """A hash of the paths and bytes of all input of the current database that is not kept out."""
    query = """
        SELECT path, coalesce(sha256, '') FROM raw_files WHERE reason IS DISTINCT FROM 'erased' ORDER BY path
    """
    rows = connection.execute(query).fetchall()
    return hashlib.sha256("\n".join(f"{path}\t{sha256}" for path, sha256 in rows).encode()).hexdigest()[:32]

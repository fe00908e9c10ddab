"""The tables of the contract: one asset each, made from its description and its query."""

from typing import Any

import dagster as dg
import duckdb
import polars as pl

from assets.reporting import column_lineage, column_schema, table_result
from assets.resources import Build
from checks.schemas import Failure, unresolved, validate, without
from warehouse.description import Table, data_tables, tables
from warehouse.segments import key_of
from warehouse.sql import table_query
from warehouse.writer import conform, frame_of, has_table, write_table

REFUSED_SCHEMA = dict.fromkeys(("path", "rule", "reason", "sample"), pl.String())


def table_asset(table: Table) -> dg.AssetsDefinition:
    """The asset that writes a table: query, schema, references, then the rows that passed."""

    @dg.asset(
        name=table.name,
        group_name=table.group,
        deps=list(table.upstream),
        kinds={"duckdb", "table"},
        owners=["team:analysts"],
        code_version=key_of(table_query(table.name), repr(table)),
        description=f"{table.comment} One row is {table.grain}.",
        metadata={"dagster/column_schema": column_schema(table), "dagster/column_lineage": column_lineage(table)},
    )
    def build_table(context: dg.AssetExecutionContext, build: Build) -> dg.MaterializeResult[Any]:
        with build.candidate(context) as connection:
            connection.execute("SET VARIABLE build_id = $1", [context.run.run_id])
            frame = conform(table, frame_of(connection, table_query(table.name)))
            verdict = validate(table, frame)
            lost = unresolved(table, verdict.passed, _parents(connection, table, verdict.passed))
            failures = (*verdict.failures, *lost)
            write_table(connection, table, without(table, verdict.passed, lost))
            _refuse(connection, table, failures)
            return table_result(context, connection, table, len({failure.key for failure in failures}))

    return build_table


def table_assets() -> list[dg.AssetsDefinition]:
    """The assets of all tables that hold data, of the erasures and of the quarantine."""
    return [table_asset(table) for table in (*data_tables(), tables()["erasures"], tables()["quarantine"])]


def _parents(connection: duckdb.DuckDBPyConnection, table: Table, frame: pl.DataFrame) -> dict[str, pl.Series]:
    """The values every reference of a table may take; a table may refer to itself."""
    parents: dict[str, pl.Series] = {}
    for column in table.columns:
        if column.references:
            parent, name = column.references.split(".")
            if parent == table.name:
                parents[column.references] = frame[name]
            elif has_table(connection, parent):
                parents[column.references] = frame_of(connection, f'SELECT "{name}" FROM "{parent}"')[name]
    return parents


def _refuse(connection: duckdb.DuckDBPyConnection, table: Table, failures: tuple[Failure, ...]) -> None:
    """Put the failing rows into quarantine, each with what failed."""
    rows = pl.DataFrame(
        [
            (f"{table.name}:{failure.key}", failure.check, f"{failure.column} fails {failure.check}", failure.value)
            for failure in failures
        ],
        schema=REFUSED_SCHEMA,
        orient="row",
    )
    connection.register("_refused", rows)
    connection.execute("INSERT INTO staging.refused_rows SELECT DISTINCT * FROM _refused")
    connection.unregister("_refused")

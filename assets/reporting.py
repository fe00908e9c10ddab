"""What an asset tells the UI: counts, columns, lineage, a preview."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import dagster as dg
import duckdb
import polars as pl

from assets.runner.progress import advance
from assets.runner.running import StepOutcome
from warehouse.ddl import full_comment
from warehouse.description import Column, Table, tables
from warehouse.quoting import quoted
from warehouse.writer import frame_of

PREVIEW_ROWS = 5
PREVIEW_CHARACTERS = 80
SHARDS_SHOWN = 100


def staged(connection: duckdb.DuckDBPyConnection, name: str, frame: pl.DataFrame) -> None:
    """Keep a frame as ``staging.NAME``."""
    connection.register("_frame", frame)
    connection.execute(f"CREATE OR REPLACE TABLE staging.{quoted(name)} AS SELECT * FROM _frame")
    connection.unregister("_frame")


def staging_result(
    context: dg.AssetExecutionContext,
    connection: duckdb.DuckDBPyConnection,
    relation: str,
    others: Sequence[str] = (),
    **figures: Any,
) -> dg.MaterializeResult[Any]:
    """Report a staging relation: its columns, rows and first rows; the columns of others under their names."""
    columns = [*_columns(connection, relation)]
    for other in others:
        columns += _columns(connection, other, f"{other}.")
    n_rows = connection.execute(f"SELECT count(*) FROM staging.{quoted(relation)}").fetchall()[0][0]
    context.log.info("%s: %s rows", relation, n_rows)
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": n_rows,
            "dagster/column_schema": dg.TableSchema(columns),
            "preview": preview(connection, f"staging.{quoted(relation)}"),
            **figures,
        }
    )


def _columns(connection: duckdb.DuckDBPyConnection, relation: str, prefix: str = "") -> list[dg.TableColumn]:
    described = connection.execute(f"DESCRIBE staging.{quoted(relation)}").fetchall()
    return [dg.TableColumn(name=f"{prefix}{name}", type=kind) for name, kind, *_ in described]


def step_result(
    context: dg.AssetExecutionContext,
    connection: duckdb.DuckDBPyConnection,
    relation: str,
    outcome: StepOutcome,
    others: Sequence[str] = (),
) -> dg.MaterializeResult[Any]:
    """Report a per-document step: the relations it feeds, and the shards worked in this build."""
    records = [
        dg.TableRecord(
            {"shard": number, "documents": shard.n_tasks, "finished after s": round(shard.finished_after, 2)}
        )
        for number, shard in enumerate(outcome.shards[:SHARDS_SHOWN])
    ]
    columns = [
        dg.TableColumn("shard", "int"),
        dg.TableColumn("documents", "int"),
        dg.TableColumn("finished after s", "float"),
    ]
    return staging_result(
        context,
        connection,
        relation,
        others,
        n_worked=outcome.n_worked,
        seconds=round(outcome.seconds, 2),
        shards=dg.MetadataValue.table(records, dg.TableSchema(columns)),
    )


def table_result(
    context: dg.AssetExecutionContext, connection: duckdb.DuckDBPyConnection, table: Table, n_refused: int
) -> dg.MaterializeResult[Any]:
    """Report a table of the contract: its description, column lineage, rows and first rows."""
    n_rows = connection.execute(f"SELECT count(*) FROM {quoted(table.name)}").fetchall()[0][0]
    advance("Writing tables", len(tables()) - 1)  # all but the table that the checks write
    context.log.info("%s: %s rows, %s put into quarantine", table.name, n_rows, n_refused)
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": n_rows,
            "dagster/table_name": f"annals.main.{table.name}",
            "dagster/column_schema": column_schema(table),
            "dagster/column_lineage": column_lineage(table),
            "rows put into quarantine": n_refused,
            "preview": preview(connection, quoted(table.name)),
        }
    )


def column_schema(table: Table) -> dg.TableSchema:
    """The table's columns as the UI shows them, with their meaning and constraints."""
    return dg.TableSchema(
        [
            dg.TableColumn(
                name=column.name,
                type=column.type,
                description=full_comment(column),
                constraints=dg.TableColumnConstraints(
                    nullable=not column.required, unique=column.unique or table.primary_key == (column.name,)
                ),
            )
            for column in table.columns
        ]
    )


def column_lineage(table: Table) -> dg.TableColumnLineage:
    """Which columns of which assets each column is made from."""
    return dg.TableColumnLineage({column.name: _dependencies(column) for column in table.columns if column.origins})


def _dependencies(column: Column) -> list[dg.TableColumnDep]:
    pairs = [origin.split(".", 1) for origin in column.origins]
    return [dg.TableColumnDep(asset_key=dg.AssetKey([asset]), column_name=name) for asset, name in pairs]


def preview(connection: duckdb.DuckDBPyConnection, relation: str) -> dg.MetadataValue[Any]:
    """The first rows, cut to fit a screen."""
    frame = frame_of(connection, f"SELECT * FROM {relation} LIMIT {PREVIEW_ROWS}")
    lines = [" | ".join(frame.columns), " | ".join("---" for _ in frame.columns)]
    lines += [" | ".join(_cell(value) for value in row) for row in frame.rows()]
    return dg.MetadataValue.md("\n".join(f"| {line} |" for line in lines))


def _cell(value: object) -> str:
    text = "" if value is None else " ".join(str(value).split()).replace("|", "\\|")
    return text if len(text) <= PREVIEW_CHARACTERS else text[: PREVIEW_CHARACTERS - 1] + "…"

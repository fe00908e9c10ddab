"""SQL and polars types made from the description of a table."""

from __future__ import annotations

import polars as pl

from warehouse.description import Column, Table
from warehouse.quoting import literal, quoted

POLARS_TYPES: dict[str, pl.DataType] = {
    "VARCHAR": pl.String(),
    "INTEGER": pl.Int32(),
    "BIGINT": pl.Int64(),
    "DOUBLE": pl.Float64(),
    "BOOLEAN": pl.Boolean(),
    "DATE": pl.Date(),
    # In UTC. With a time zone, clients without pytz could not fetch a row.
    "TIMESTAMP": pl.Datetime("us"),
}


def polars_schema(table: Table) -> dict[str, pl.DataType]:
    """Column names and polars types of a table, in order."""
    return {column.name: POLARS_TYPES[column.type] for column in table.columns}


def create_statements(table: Table) -> list[str]:
    """The statements that create an empty table with all its comments."""
    columns = ", ".join(_column_definition(column) for column in table.columns)
    return [
        f"CREATE OR REPLACE TABLE {quoted(table.name)} ({columns})",
        f"COMMENT ON TABLE {quoted(table.name)} IS {literal(f'{table.comment} One row is {table.grain}.')}",
        *(
            f"COMMENT ON COLUMN {quoted(table.name)}.{quoted(column.name)} IS {literal(full_comment(column))}"
            for column in table.columns
        ),
    ]


def full_comment(column: Column) -> str:
    """The meaning of a column, with its allowed values and what it refers to."""
    parts = [column.comment]
    if column.allowed:
        parts.append(f"One of: {', '.join(column.allowed)}.")
    if column.references:
        parts.append(f"Refers to {column.references}.")
    return " ".join(parts)


def _column_definition(column: Column) -> str:
    return f"{quoted(column.name)} {column.type}{' NOT NULL' if column.required else ''}"

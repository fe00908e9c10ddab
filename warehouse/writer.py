"""Write frames into tables of the contract, and hash what was written."""

from __future__ import annotations

import hashlib
from typing import cast

import duckdb
import polars as pl

from warehouse.ddl import create_statements, polars_schema
from warehouse.description import Table, data_tables
from warehouse.quoting import quoted

#: Decimals kept of every fraction: far below any meaning, far above the noise of summing in another order.
DECIMALS = 6


def conform(table: Table, frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with exactly the table's columns and types, sorted by its key.

    Raises:
        pl.exceptions.ColumnNotFoundError: when a column is missing.
        pl.exceptions.InvalidOperationError: when values do not fit their type.
    """
    schema = polars_schema(table)
    columns = [
        pl.col(name).cast(dtype).round(DECIMALS) if dtype == pl.Float64 else pl.col(name).cast(dtype)
        for name, dtype in schema.items()
    ]
    return frame.select(columns).sort(table.primary_key)


def write_table(connection: duckdb.DuckDBPyConnection, table: Table, frame: pl.DataFrame) -> None:
    """Create the table in the current database and fill it with a conforming frame."""
    for statement in create_statements(table):
        connection.execute(statement)
    append(connection, table, frame)


def append(connection: duckdb.DuckDBPyConnection, table: Table, frame: pl.DataFrame) -> None:
    """Add the rows of a conforming frame to a table that exists."""
    connection.register("_frame", frame)
    connection.execute(f"INSERT INTO {quoted(table.name)} BY NAME SELECT * FROM _frame")
    connection.unregister("_frame")


def has_table(connection: duckdb.DuckDBPyConnection, name: str) -> bool:
    """Whether the current database has a table of this name."""
    query = "SELECT 1 FROM duckdb_tables() WHERE database_name = current_database() AND table_name = $1"
    return bool(connection.execute(query, [name]).fetchall())


def frame_of(connection: duckdb.DuckDBPyConnection, query: str, parameters: list[object] | None = None) -> pl.DataFrame:
    """The result of a query as a polars frame."""
    return cast(pl.DataFrame, connection.sql(query, params=parameters or None).pl())


def content_hash(connection: duckdb.DuckDBPyConnection) -> str:
    """A hash of the rows of all data tables of the current database.

    Equal rows give an equal hash in whatever order they were written; columns
    and tables that tell of builds are left out. The sums are of MD5 halves, so
    a row counted twice does not cancel out.
    """
    digest = hashlib.sha256()
    for table in data_tables():
        columns = ", ".join(quoted(name) for name in table.stable_columns)
        sums = connection.execute(
            f"""
            SELECT count(*), sum(md5_number_lower(line)::HUGEINT), sum(md5_number_upper(line)::HUGEINT)
            FROM (SELECT to_json(row({columns}))::VARCHAR AS line FROM {quoted(table.name)})
            """
        ).fetchall()[0]
        digest.update(f"{table.name}{sums}".encode())
    return digest.hexdigest()[:32]

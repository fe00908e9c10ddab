"""What a build adds to the record: changes since the one before, and its own row."""

from __future__ import annotations

import duckdb
import polars as pl

from warehouse.ddl import create_statements
from warehouse.description import Table, data_tables, tables
from warehouse.quoting import quoted
from warehouse.writer import append, conform, frame_of, write_table

#: Builds whose changes stay in the database; more would outgrow the data.
BUILDS_KEPT = 20


def carry_over(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Take over the rows of a volatile table from the last builds."""
    table = tables()[name]
    kept = f"SELECT build_id FROM before.builds ORDER BY started_at DESC LIMIT {BUILDS_KEPT}"
    known = {
        row[0] for row in connection.execute(f"SELECT column_name FROM (DESCRIBE before.{quoted(name)})").fetchall()
    }
    if known == set(table.column_names):
        frame = frame_of(connection, f"SELECT * FROM before.{quoted(name)} WHERE build_id IN ({kept})")
        append(connection, table, conform(table, frame))


def write_changes(connection: duckdb.DuckDBPyConnection, build_id: str, cause: str, *, has_before: bool) -> None:
    """Write the rows that differ from the published build, key by key."""
    table = tables()["changes"]
    for statement in create_statements(table):
        connection.execute(statement)
    if not has_before:
        return
    carry_over(connection, "changes")
    for data_table in data_tables():
        if _same_columns(connection, data_table):
            connection.execute(_difference(data_table), [build_id, cause])


def _same_columns(connection: duckdb.DuckDBPyConnection, table: Table) -> bool:
    found = connection.execute(
        "SELECT list(column_name) FROM duckdb_columns() WHERE database_name = 'before' AND table_name = $1",
        [table.name],
    ).fetchall()[0][0]
    return set(found or ()) == set(table.column_names)


def _difference(table: Table) -> str:
    columns = ", ".join(quoted(name) for name in table.stable_columns)
    key = ", ".join(f"{quoted(name)}::VARCHAR" for name in table.primary_key)
    rows = f"SELECT concat_ws('|', {key}) AS row_id, md5(to_json(row({columns}))::VARCHAR) AS content FROM"
    return f"""
        INSERT INTO changes BY NAME
        SELECT $1 AS build_id, '{table.name}' AS table_name, row_id, $2 AS cause,
            CASE
                WHEN old.content IS NULL THEN 'added'
                WHEN new.content IS NULL THEN 'removed'
                ELSE 'modified'
            END AS action
        FROM ({rows} before.{quoted(table.name)}) AS old
        FULL JOIN ({rows} {quoted(table.name)}) AS new USING (row_id)
        WHERE old.content IS DISTINCT FROM new.content
        ORDER BY row_id
    """


def write_builds(connection: duckdb.DuckDBPyConnection, build: dict[str, object], *, has_before: bool) -> None:
    """Write the row of this build after those of the builds before it."""
    table = tables()["builds"]
    write_table(connection, table, conform(table, pl.DataFrame([build])))
    if has_before:
        carry_over(connection, "builds")


def changes_since(connection: duckdb.DuckDBPyConnection, build_id: str | None) -> pl.DataFrame:
    """How many rows of each table were added, removed and modified in the builds after ``build_id``.

    ``build_id`` may be shortened; without one, only the last build counts.
    """
    return frame_of(
        connection,
        """
        WITH since AS (
            SELECT coalesce(
                (SELECT max(started_at) FROM builds WHERE build_id LIKE coalesce($1, '-') || '%'),
                (SELECT max(started_at) FROM builds WHERE started_at < (SELECT max(started_at) FROM builds)),
                '-infinity'::TIMESTAMP
            ) AS started_at
        )
        SELECT table_name, action, cause, count(*) AS n_rows, min(row_id) AS first_row
        FROM changes
        JOIN builds USING (build_id)
        WHERE builds.started_at > (SELECT started_at FROM since)
        GROUP BY ALL
        ORDER BY table_name, action, cause
        """,
        [build_id],
    )

"""What a build adds to the record of builds: its own row, after those before it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import duckdb
import polars as pl

from warehouse.description import tables
from warehouse.quoting import quoted
from warehouse.standing import columns_before
from warehouse.writer import conform, write_table

#: Tables by which rows of two builds are compared.
_COMPARED = ("raw_files", "articles", "entity_mentions", "event_mentions")

#: Builds whose changes stay in the database; more would outgrow the data.
BUILDS_KEPT = 20


def is_comparable(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the published build has the tables that tell what its rows stand on."""
    return all(columns_before(connection, name) for name in _COMPARED)


def carry_over(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    builds_kept: int | None = BUILDS_KEPT,
    *,
    condition: str = "true",
    replaced: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Take over the rows of a volatile table from the last builds, or from all.

    Only rows that meet the ``condition`` are taken, columns ``replaced`` by an expression where one is given. A
    column that the published build does not have stays empty; where it must not be empty, the rows are let go.
    """
    known = columns_before(connection, name)
    columns = [column for column in tables()[name].columns if column.name in known]
    if not all(column.name in known for column in tables()[name].columns if column.required):
        return
    chosen = ", ".join(
        f"{replaced.get(column.name, quoted(column.name))} AS {quoted(column.name)}" for column in columns
    )
    last = f"SELECT build_id FROM before.builds ORDER BY started_at DESC LIMIT {builds_kept}"
    kept = "true" if builds_kept is None else f"build_id IN ({last})"
    connection.execute(
        f"INSERT INTO {quoted(name)} BY NAME SELECT {chosen} FROM before.{quoted(name)} WHERE {kept} AND {condition}"
    )


def write_builds(connection: duckdb.DuckDBPyConnection, build: dict[str, object], *, has_before: bool) -> None:
    """Write the row of this build after those of the builds before it."""
    table = tables()["builds"]
    write_table(connection, table, conform(table, pl.DataFrame([build])))
    if has_before:
        carry_over(connection, "builds")

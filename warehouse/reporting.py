"""What a report tells of a warehouse: one query a section, in ``report/NAME.sql``."""

from __future__ import annotations

from importlib.resources import files

import duckdb

from warehouse.description import data_tables
from warehouse.quoting import literal, quoted
from warehouse.shards.records import Row
from warehouse.writer import frame_of


def report_sections(connection: duckdb.DuckDBPyConnection) -> dict[str, list[Row]]:
    """The rows of every section by its name; ``counts`` has the rows of each table.

    Raises:
        duckdb.CatalogException: when a table is missing, for another version of Annals made it.
        duckdb.BinderException: when a column is.
    """
    queries = {
        entry.name.removesuffix(".sql"): entry.read_text("utf-8")
        for entry in (files("warehouse") / "report").iterdir()
        if entry.name.endswith(".sql")
    }
    return {name: frame_of(connection, query).to_dicts() for name, query in (queries | {"counts": _counts()}).items()}


def _counts() -> str:
    """How many rows each table that tells of the corpus has, and what one row is."""
    return " UNION ALL ".join(
        f"SELECT {literal(table.name)} AS table_name, {literal(table.grain)} AS grain, count(*) AS n_rows"
        f" FROM {quoted(table.name)}"
        for table in data_tables()
    )

"""The set-based steps, one script a step in ``staging/*.sql``."""

from __future__ import annotations

import hashlib
from importlib.resources import files

import duckdb


def run_script(connection: duckdb.DuckDBPyConnection, name: str, **parameters: object) -> None:
    """Run ``staging/NAME.sql``; ``$parameters`` are bound as variables.

    Raises:
        duckdb.Error: when a statement fails.
    """
    for variable, value in parameters.items():
        connection.execute(f"SET VARIABLE {variable} = $1", [value])
    connection.execute((files("warehouse") / "staging" / f"{name}.sql").read_text("utf-8"))


def table_query(name: str) -> str:
    """The query that makes the rows of a table of the contract."""
    return (files("warehouse") / "rows" / f"{name}.sql").read_text("utf-8")


def scripts_version() -> str:
    """A hash of everything that tables are made by in SQL: their descriptions, queries and the set-based steps."""
    folders = [files("warehouse") / name for name in ("rows", "staging", "tables")]
    texts = sorted(f"{entry.name}\0{entry.read_text('utf-8')}" for folder in folders for entry in folder.iterdir())
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:12]

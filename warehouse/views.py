"""The views that speak the field's languages, one SQL file each."""

from __future__ import annotations

import re
from importlib.resources import files

import duckdb

from warehouse.ddl import literal, quoted

_COMMENT = re.compile(r"^-- (?!column )(.+)$", re.MULTILINE)


def view_scripts() -> dict[str, str]:
    """The query of each view by name."""
    folder = files("warehouse") / "views"
    return {
        entry.name.removesuffix(".sql"): entry.read_text("utf-8")
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".sql")
    }


def create_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Create every view in the current database, with its opening comment as its description.

    Raises:
        duckdb.Error: when a table a view reads is missing.
    """
    for name, script in view_scripts().items():
        connection.execute(f"CREATE OR REPLACE VIEW {quoted(name)} AS {script}")
        description = " ".join(_COMMENT.findall(script))
        connection.execute(f"COMMENT ON VIEW {quoted(name)} IS {literal(description)}")

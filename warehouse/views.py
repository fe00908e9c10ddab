"""The views that speak the field's languages, one SQL file each, and the lineage of columns."""

from __future__ import annotations

import re
from importlib.resources import files

import duckdb

from warehouse.description import tables
from warehouse.quoting import literal, quoted

_COMMENT = re.compile(r"^-- (?!column )(.+)$", re.MULTILINE)


def view_scripts() -> dict[str, str]:
    """The query of each view by name."""
    folder = files("warehouse") / "views"
    written = {
        entry.name.removesuffix(".sql"): entry.read_text("utf-8")
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".sql")
    }
    return written | {"column_lineage": _column_lineage()}


def _column_lineage() -> str:
    """What each column is made from, as its description says."""
    rows = [
        f"({literal(table.name)}, {literal(column.name)}, {literal(origin)})"
        for table in tables().values()
        for column in table.columns
        for origin in column.origins
    ]
    return f"""\
-- What each column is made from: a column of another table, or of a step (its name begins with _) of the build.
SELECT table_name, column_name, split_part(origin, '.', 1) AS made_from, split_part(origin, '.', 2) AS made_from_column
FROM (VALUES {", ".join(rows)}) AS lineage (table_name, column_name, origin)
"""


def create_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Create every view in the current database, with its opening comment as its description.

    Raises:
        duckdb.Error: when a table a view reads is missing.
    """
    for name, script in view_scripts().items():
        connection.execute(f"CREATE OR REPLACE VIEW {quoted(name)} AS {script}")
        description = " ".join(_COMMENT.findall(script))
        connection.execute(f"COMMENT ON VIEW {quoted(name)} IS {literal(description)}")

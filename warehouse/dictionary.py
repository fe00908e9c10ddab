"""The contract page, written from the comments of an empty database."""

from __future__ import annotations

import duckdb

from warehouse.ddl import create_statements
from warehouse.description import tables
from warehouse.views import create_views

INTRODUCTION = """\
# The SQL contract

Written by `make docs` from the comments of the database itself; the view
`data_dictionary` holds the same in every warehouse. Offsets count code points
and are half-open; ids are short hashes of content; languages are ISO 639-1,
countries ISO 3166-1 alpha-3.
"""


def contract_page() -> str:
    """The page as Markdown: every table with its columns, then every view."""
    connection = duckdb.connect()
    for table in tables().values():
        for statement in create_statements(table):
            connection.execute(statement)
    create_views(connection)
    return "\n".join([INTRODUCTION, *_tables(connection), *_views(connection)]) + "\n"


def _tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    lines = []
    for name in tables():
        comment = connection.execute("SELECT comment FROM duckdb_tables() WHERE table_name = $1", [name]).fetchall()
        columns = connection.execute(
            "SELECT column_name, data_type, is_nullable, comment FROM duckdb_columns() WHERE table_name = $1", [name]
        ).fetchall()
        lines += [f"## {name}", "", comment[0][0], "", "| column | type | NULL | meaning |", "|---|---|---|---|"]
        lines += [f"| {column} | {kind} | {'yes' if null else 'no'} | {text} |" for column, kind, null, text in columns]
        lines.append("")
    return lines


def _views(connection: duckdb.DuckDBPyConnection) -> list[str]:
    found = connection.execute(
        "SELECT view_name, comment FROM duckdb_views() WHERE NOT internal ORDER BY view_name"
    ).fetchall()
    return ["## Views", "", "| view | what it shows |", "|---|---|", *(f"| {name} | {text} |" for name, text in found)]


if __name__ == "__main__":
    print(contract_page(), end="")

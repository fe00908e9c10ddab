from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from warehouse.ddl import create_statements, polars_schema
from warehouse.description import data_tables, tables
from warehouse.workspace import Workspace
from warehouse.writer import append, content_hash

ALIASES = tables()["entity_aliases"]


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    workspace = Workspace(tmp_path / "w.duckdb")
    workspace.begin("b")
    with workspace.building("b") as connection:
        for table in data_tables():
            for statement in create_statements(table):
                connection.execute(statement)
        yield connection


def hash_of(connection: duckdb.DuckDBPyConnection, *rows: tuple[Any, ...]) -> str:
    connection.execute("DELETE FROM entity_aliases")
    append(connection, ALIASES, pl.DataFrame(list(rows), schema=polars_schema(ALIASES), orient="row"))
    return content_hash(connection)


ONE, TWO = ("e1", "Moscou", "fr", 3), ("e1", "Moscow", "en", 2)


def test_the_order_of_rows_does_not_matter(connection: duckdb.DuckDBPyConnection) -> None:
    assert hash_of(connection, ONE, TWO) == hash_of(connection, TWO, ONE)


def test_a_changed_value_shows(connection: duckdb.DuckDBPyConnection) -> None:
    assert hash_of(connection, ONE, TWO) != hash_of(connection, ONE, ("e1", "Moscow", "en", 3))


def test_a_row_written_twice_does_not_cancel_out(connection: duckdb.DuckDBPyConnection) -> None:
    assert hash_of(connection, ONE, TWO, TWO) != hash_of(connection, ONE)


def test_the_build_that_saw_a_file_first_does_not_count(connection: duckdb.DuckDBPyConnection) -> None:
    columns = "raw_file_id, path, kind, status, first_build_id"
    connection.execute(f"INSERT INTO raw_files ({columns}) VALUES ('r', 'a.txt', 'document', 'accepted', 'b1')")
    before = content_hash(connection)
    connection.execute("UPDATE raw_files SET first_build_id = 'b2'")
    assert content_hash(connection) == before

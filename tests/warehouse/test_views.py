"""Views give the same rows in every client the published file opens in."""

import duckdb
import pytest

from warehouse.ddl import create_statements
from warehouse.description import tables
from warehouse.views import create_views, view_scripts


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    for table in tables().values():
        for statement in create_statements(table):
            connection.execute(statement)
    create_views(connection)
    return connection


@pytest.mark.parametrize("name", view_scripts())
def test_no_view_truncates_a_date_that_may_be_missing(name: str) -> None:
    """DuckDB 1.4.0 to 1.4.3 make a date of NULL by ``date_trunc``."""
    assert "date_trunc(" not in view_scripts()[name]


def test_every_described_origin_of_a_column_is_in_the_lineage(connection: duckdb.DuckDBPyConnection) -> None:
    found = connection.execute("SELECT * FROM column_lineage WHERE table_name = 'articles'").fetchall()
    assert ("articles", "published_at", "_publication_dates", "published_at") in found


def test_no_column_needs_a_time_zone_to_be_fetched(connection: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND data_type LIKE '%TIME ZONE%'"
    assert connection.execute(query).fetchall() == []

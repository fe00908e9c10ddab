from typing import get_args

import duckdb
import polars as pl
import pytest

from checks.schemas import schema_of
from pipelines.analyse.events.lexicon import roots
from pipelines.records.analysis import MentionKind, MentionType, Modality, TimeBasis
from pipelines.records.dates import Basis
from pipelines.records.document import BlockRole, Precision
from warehouse.ddl import create_statements, full_comment, polars_schema
from warehouse.description import Table, data_tables, tables

EVERY_TABLE = [pytest.param(table, id=name) for name, table in tables().items()]


@pytest.mark.parametrize("table", EVERY_TABLE)
def test_ddl_has_the_columns_types_and_comments_of_the_description(table: Table) -> None:
    connection = duckdb.connect()
    for statement in create_statements(table):
        connection.execute(statement)
    found = connection.execute(
        "SELECT column_name, data_type, is_nullable, comment FROM duckdb_columns() WHERE table_name = $1", [table.name]
    ).fetchall()
    wanted = [
        (
            column.name,
            column.type,
            not column.required,
            full_comment(column),
        )
        for column in table.columns
    ]
    assert found == wanted


@pytest.mark.parametrize("table", EVERY_TABLE)
def test_the_pandera_schema_has_the_columns_of_the_description(table: Table) -> None:
    assert list(schema_of(table.name).columns) == table.column_names
    assert schema_of(table.name).unique == list(table.primary_key)


@pytest.mark.parametrize("table", EVERY_TABLE)
def test_keys_and_references_name_columns_that_exist(table: Table) -> None:
    assert set(table.primary_key) <= set(table.column_names)
    for column in table.columns:
        if column.references:
            parent, name = column.references.split(".")
            assert name in tables()[parent].column_names


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("articles.published_precision", get_args(Precision)),
        ("articles.published_basis", get_args(Basis)),
        ("entities.type", get_args(MentionType)),
        ("entity_mentions.type", get_args(MentionType)),
        ("entity_mentions.kind", get_args(MentionKind)),
        ("event_mentions.modality", get_args(Modality)),
        ("events.modality", get_args(Modality)),
        ("events.date_basis", get_args(TimeBasis)),
        ("events.event_type", tuple(roots())),
        ("event_mentions.event_type", tuple(roots())),
        ("blocks.role", get_args(BlockRole)),
    ],
)
def test_a_column_allows_what_the_records_may_hold(column: str, values: tuple[str, ...]) -> None:
    table, name = column.split(".")
    (allowed,) = (found.allowed for found in tables()[table].columns if found.name == name)
    assert sorted(allowed) == sorted(values)


@pytest.mark.parametrize("table", EVERY_TABLE)
def test_every_column_says_what_it_means(table: Table) -> None:
    for text in (table.comment, *(column.comment for column in table.columns)):
        assert text.endswith("."), text


def test_tables_come_after_those_they_refer_to() -> None:
    written: set[str] = set()
    for table in data_tables():
        written.add(table.name)
        assert {column.references.split(".")[0] for column in table.columns if column.references} <= written


def test_every_type_has_a_polars_type() -> None:
    for table in tables().values():
        pl.DataFrame(schema=polars_schema(table))

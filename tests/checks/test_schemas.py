from collections.abc import Iterator
from typing import Any

import polars as pl
import pytest

from checks.schemas import RefusedTableError, unresolved, validate, without
from tests.checks.rows import frame_of
from warehouse.description import Column, Table, tables


def constraints() -> Iterator[Any]:
    """Every constraint of every column, with a value that breaks it."""
    for table in tables().values():
        for column in table.columns:
            for check, value in broken(column):
                yield pytest.param(table, column.name, check, value, id=f"{table.name}.{column.name}-{check}")


def broken(column: Column) -> Iterator[tuple[str, Any]]:
    if column.required:
        yield "not_nullable", None
    if column.allowed:
        yield "allowed", "nothing of the kind"
    if column.minimum is not None:
        yield (
            "minimum",
            type(column.minimum)(column.minimum - 1) if column.type == "DOUBLE" else int(column.minimum) - 1,
        )
    if column.maximum is not None:
        yield "maximum", column.maximum + 1 if column.type == "DOUBLE" else int(column.maximum) + 1
    if column.pattern:
        yield "pattern", "?"


@pytest.mark.parametrize(("table", "column", "check", "value"), list(constraints()))
def test_a_row_that_breaks_a_constraint_is_found_with_column_check_and_value(
    table: Table, column: str, check: str, value: Any
) -> None:
    good = {entry.name: "the good row" for entry in table.columns if _is_free_text(entry)}
    verdict = validate(table, frame_of(table, good, {column: value}))
    found = [(failure.column, failure.check, failure.value) for failure in verdict.failures if failure.column == column]
    assert (column, check, str(value)) in found
    assert verdict.n_refused == 1
    assert verdict.passed.height == 1


def _is_free_text(column: Column) -> bool:
    return column.type == "VARCHAR" and not column.allowed and not column.pattern


@pytest.mark.parametrize("table", [pytest.param(table, id=name) for name, table in tables().items()])
def test_valid_rows_pass(table: Table) -> None:
    assert validate(table, frame_of(table, {})).failures == ()


def test_both_rows_of_a_repeated_key_are_refused() -> None:
    table = tables()["entities"]
    verdict = validate(table, frame_of(table, {}, {}, {"entity_id": "y"}))
    assert {failure.check for failure in verdict.failures} == {"multiple_fields_uniqueness"}
    assert verdict.passed["entity_id"].to_list() == ["y"]


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda frame: frame.drop("name"), id="missing column"),
        pytest.param(lambda frame: frame.with_columns(extra=1), id="extra column"),
        pytest.param(lambda frame: frame.with_columns(pl.col("n_mentions").cast(pl.String)), id="wrong type"),
    ],
)
def test_a_table_that_fails_as_a_whole_is_refused(spoil: Any) -> None:
    table = tables()["entities"]
    with pytest.raises(RefusedTableError, match="table entities"):
        validate(table, spoil(frame_of(table, {})))


def test_too_many_bad_rows_refuse_the_table() -> None:
    table = tables()["entities"]
    rows = [{"entity_id": str(number), "type": "NONE"} for number in range(20)]
    with pytest.raises(RefusedTableError, match="20 of 20 rows fail"):
        validate(table, frame_of(table, *rows))


def test_a_reference_that_leads_nowhere_is_found_and_its_row_taken_out() -> None:
    table = tables()["entity_aliases"]
    frame = frame_of(table, {"entity_id": "known"}, {"entity_id": "lost"})
    failures = unresolved(table, frame, {"entities.entity_id": pl.Series(["known"])})
    assert [(failure.column, failure.value) for failure in failures] == [("entity_id", "lost")]
    assert without(table, frame, failures)["entity_id"].to_list() == ["known"]

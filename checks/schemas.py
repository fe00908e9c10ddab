"""Pandera schemas made from the description of each table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

import pandera.polars as pa
import polars as pl
from pandera.errors import SchemaErrors

from warehouse.ddl import POLARS_TYPES
from warehouse.description import Column, Table, tables

#: A table that loses a larger share of its rows is not a table with a few bad rows: the code is wrong.
MOST_REFUSED_SHARE = 0.01
#: ... but a few bad rows of a small table are.
MOST_REFUSED_ROWS = 10


class RefusedTableError(Exception):
    """A table fails as a whole: a column is missing, of the wrong type, or too many rows fail."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One row that fails one check: the row's key, the column, the check and the value found."""

    key: str
    column: str
    check: str
    value: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The rows that pass, and every failure of those that do not."""

    passed: pl.DataFrame
    failures: tuple[Failure, ...]

    @property
    def n_refused(self) -> int:
        return len({failure.key for failure in self.failures})


@cache
def schema_of(name: str) -> pa.DataFrameSchema:
    """The schema of a table of the contract."""
    table = tables()[name]
    return pa.DataFrameSchema(
        {column.name: _column_schema(column) for column in table.columns},
        strict=True,
        unique=list(table.primary_key),
        name=name,
    )


def validate(table: Table, frame: pl.DataFrame) -> Verdict:
    """Split a frame into rows that pass and failures, looking at every row.

    Rows are routed here and not by pandera's ``drop_invalid_rows``, which lets
    a missing column pass and drops every copy of a repeated key.

    Raises:
        RefusedTableError: when a failure is of the table and not of a row, or too many rows fail.
    """
    try:
        schema_of(table.name).validate(frame, lazy=True)
    except SchemaErrors as errors:
        cases = cast(pl.DataFrame, errors.failure_cases)
    else:
        return Verdict(frame, ())
    whole = cases.filter(pl.col("index").is_null())
    if whole.height:
        raise RefusedTableError(f"table {table.name}: {_describe(whole)}")
    bad = cases["index"].cast(pl.UInt32).unique()
    failures = tuple(_failures(table, frame, cases))
    if len(bad) > max(MOST_REFUSED_ROWS, MOST_REFUSED_SHARE * frame.height):
        raise RefusedTableError(f"table {table.name}: {len(bad)} of {frame.height} rows fail, first {failures[0]}")
    return Verdict(frame.with_row_index("_row").filter(~pl.col("_row").is_in(bad.implode())).drop("_row"), failures)


def unresolved(table: Table, frame: pl.DataFrame, parents: dict[str, pl.Series]) -> tuple[Failure, ...]:
    """The references of a frame that point to no row; ``parents`` holds the values of each ``table.column``."""
    failures: list[Failure] = []
    for column in table.columns:
        if column.references in parents:
            lost = frame.filter(
                pl.col(column.name).is_not_null() & ~pl.col(column.name).is_in(parents[column.references].implode())
            )
            failures += [
                Failure(_key(table, row), column.name, f"refers_to {column.references}", str(row[column.name]))
                for row in lost.iter_rows(named=True)
            ]
    return tuple(failures)


def without(table: Table, frame: pl.DataFrame, failures: Sequence[Failure]) -> pl.DataFrame:
    """The frame without the rows that fail."""
    bad = {failure.key for failure in failures}
    return frame.filter(~row_keys(table).is_in(list(bad))) if bad else frame


def row_keys(table: Table) -> pl.Expr:
    """The primary key of each row as one text."""
    return pl.concat_str([pl.col(name).cast(pl.String) for name in table.primary_key], separator="|")


def _column_schema(column: Column) -> pa.Column:
    checks = []
    if column.allowed:
        checks.append(pa.Check.isin(list(column.allowed), error="allowed"))
    if column.minimum is not None:
        checks.append(pa.Check.ge(column.minimum, error="minimum"))
    if column.maximum is not None:
        checks.append(pa.Check.le(column.maximum, error="maximum"))
    if column.pattern is not None:
        checks.append(pa.Check.str_matches(column.pattern, error="pattern"))
    return pa.Column(POLARS_TYPES[column.type], checks, nullable=not column.required, unique=column.unique)


def _failures(table: Table, frame: pl.DataFrame, cases: pl.DataFrame) -> list[Failure]:
    rows = frame.rows(named=True) if cases.height > frame.height / 4 else None
    return [
        Failure(
            key=_key(table, rows[case["index"]] if rows else frame.row(case["index"], named=True)),
            column=str(case["column"]),
            check=str(case["check"]),
            value=str(case["failure_case"]),
        )
        for case in cases.iter_rows(named=True)
    ]


def _key(table: Table, row: dict[str, object]) -> str:
    return "|".join(str(row[name]) for name in table.primary_key)


def _describe(cases: pl.DataFrame) -> str:
    return "; ".join(
        f"column {case['column']} fails {case['check']} with {case['failure_case']}"
        for case in cases.iter_rows(named=True)
    )

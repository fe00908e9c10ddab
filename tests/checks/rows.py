"""A valid row for any table, made from its description."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import polars as pl

from warehouse.ddl import polars_schema
from warehouse.description import Column, Table

SAMPLES: dict[str, Any] = {
    "VARCHAR": "x",
    "INTEGER": 1,
    "BIGINT": 1,
    "DOUBLE": 0.5,
    "BOOLEAN": True,
    "DATE": date(2021, 1, 10),
    "TIMESTAMP": datetime(2021, 1, 10, 12),
}
PATTERNS = {
    "^[0-9a-f]{64}$": "a" * 64,
    "^[a-z]{2}$": "fr",
    "^([a-z]{2}|und)$": "fr",
    "^[A-Z]{3}$": "FRA",
    "^(iso3166-[12]|geonames|wikidata):[A-Z0-9-]+$": "wikidata:Q1065",
    "^[A-Z]{2}\\.[A-Z0-9]+$": "US.GA",
    "^(0[1-9]|1[0-9]|20)$": "04",
}


def valid_value(column: Column) -> Any:
    """A value the column accepts."""
    if column.allowed:
        return column.allowed[0]
    if column.pattern:
        return PATTERNS[column.pattern]
    if column.minimum is not None:
        return max(type(SAMPLES[column.type])(column.minimum), SAMPLES[column.type])
    return SAMPLES[column.type]


def frame_of(table: Table, *changes: dict[str, Any]) -> pl.DataFrame:
    """A frame of valid rows, one for each of ``changes``, with those values put in."""
    valid = {column.name: valid_value(column) for column in table.columns}
    return pl.DataFrame([valid | change for change in changes], schema=polars_schema(table))

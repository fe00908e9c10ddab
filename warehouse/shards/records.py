"""Records as rows of Parquet tables and back, by the types of their fields.

A field of type ``str``, ``int``, ``float``, ``bool`` or ``date`` is a column of
the like, a ``datetime`` an ISO 8601 string that keeps its offset, a pair of
offsets and a record are structs, a tuple of any of these a list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import polars as pl

Row = dict[str, Any]
Columns = Mapping[str, pl.DataType]
Schema = Mapping[str, Columns]
Record = TypeVar("Record")

_SPAN = tuple[int, int]
_SIMPLE: Mapping[Any, pl.DataType] = {
    str: pl.String(),
    int: pl.Int64(),
    float: pl.Float64(),
    bool: pl.Boolean(),
    date: pl.Date(),
    datetime: pl.String(),
    _SPAN: pl.Struct({"start": pl.Int64(), "end": pl.Int64()}),
}

#: The types of the fields of each record, looked up once: thousands of rows are made of one record.
_HINTS: dict[type, dict[str, Any]] = {}


def columns_of(record: type) -> dict[str, pl.DataType]:
    """The columns of a table that holds records of this dataclass; raises TypeError for a field it cannot hold."""
    return {name: _column(hint) for name, hint in _hints(record).items()}


def row_of(record: Any) -> Row:
    """The row of a record."""
    return {name: _stored(hint, getattr(record, name)) for name, hint in _hints(type(record)).items()}


def record_of(record: type[Record], row: Mapping[str, Any]) -> Record:
    """The record of a row, which may hold other columns too."""
    return record(**{name: _restored(hint, row[name]) for name, hint in _hints(record).items()})


def frame(rows: Iterable[Row], columns: Columns) -> pl.DataFrame:
    """Rows as the frame of a table."""
    return pl.DataFrame(list(rows), schema=dict(columns), orient="row")


def _hints(record: type) -> dict[str, Any]:
    if record not in _HINTS:
        hints = get_type_hints(record)
        _HINTS[record] = {field.name: _without_none(hints[field.name]) for field in fields(record)}
    return _HINTS[record]


def _without_none(hint: Any) -> Any:
    if get_origin(hint) in (Union, UnionType):
        (hint,) = (part for part in get_args(hint) if part is not NoneType)
    return str if get_origin(hint) is Literal else hint


def _column(hint: Any) -> pl.DataType:
    if hint in _SIMPLE:
        return _SIMPLE[hint]
    if is_dataclass(hint) and isinstance(hint, type):
        return pl.Struct(columns_of(hint))
    if get_origin(hint) is tuple and get_args(hint)[1:] == (...,):
        return pl.List(_column(_without_none(get_args(hint)[0])))
    raise TypeError(f"Expected a field of a type that a column can hold, found {hint!r}")


def _stored(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    if hint is datetime:
        return value.isoformat()
    if hint == _SPAN:
        return {"start": value[0], "end": value[1]}
    if get_origin(hint) is tuple:
        item = _without_none(get_args(hint)[0])
        return [_stored(item, part) for part in value]
    return row_of(value) if is_dataclass(hint) else value


def _restored(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    if hint is datetime:
        return datetime.fromisoformat(value)
    if hint == _SPAN:
        return (value["start"], value["end"])
    if get_origin(hint) is tuple:
        item = _without_none(get_args(hint)[0])
        return tuple(_restored(item, part) for part in value)
    return record_of(hint, value) if is_dataclass(hint) and isinstance(hint, type) else value

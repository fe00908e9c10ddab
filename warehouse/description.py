"""The one description of each table, read from ``tables/*.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from warehouse.event_languages import event_languages

#: The order tables are written in: each after those it refers to.
ORDER = (
    "raw_files",
    "articles",
    "article_versions",
    "blocks",
    "date_mentions",
    "entities",
    "entity_aliases",
    "entity_mentions",
    "quotations",
    "events",
    "event_participants",
    "event_mentions",
    "erasures",
    "quarantine",
    "check_results",
    "id_history",
    "build_steps",
    "changes",
    "builds",
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its SQL type, what it means, and what may stand in it.

    ``origins`` are the ``asset.column`` pairs it is made from, ``references``
    the ``table.column`` every value must be found in.
    """

    name: str
    type: str
    comment: str
    required: bool = False
    unique: bool = False
    volatile: bool = False
    allowed: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    pattern: str | None = None
    references: str | None = None
    origins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the SQL contract.

    ``upstream`` names the assets it waits for; those that they wait for in
    their turn are not repeated.

    A ``volatile`` table (or column) tells of builds, not of the corpus, and
    is left out of the content hash. In the ``comment`` of a file,
    ``{event_languages}`` stands for the sentence of that name.
    """

    name: str
    comment: str
    grain: str
    group: str
    primary_key: tuple[str, ...]
    upstream: tuple[str, ...]
    columns: tuple[Column, ...]
    volatile: bool = False

    @property
    def column_names(self) -> list[str]:
        return [column.name for column in self.columns]

    @property
    def stable_columns(self) -> list[str]:
        return [column.name for column in self.columns if not column.volatile]


@cache
def tables() -> Mapping[str, Table]:
    """Return the tables of the contract by name, in writing order.

    Raises:
        ValueError: when a description is missing or does not read.
    """
    folder = files("warehouse") / "tables"
    found = {name: _parse(name, tomllib.loads((folder / f"{name}.toml").read_text("utf-8"))) for name in ORDER}
    described = {entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")}
    if described != set(ORDER):
        raise ValueError(f"tables described but not ordered, or the reverse: {sorted(described ^ set(ORDER))}")
    return found


def data_tables() -> list[Table]:
    """The tables that tell of the corpus, in writing order."""
    return [table for table in tables().values() if not table.volatile]


def _parse(name: str, entry: dict[str, Any]) -> Table:
    return Table(
        name=name,
        comment=entry["comment"].replace("{event_languages}", event_languages()),
        grain=entry["grain"],
        group=entry["group"],
        primary_key=tuple(entry["primary_key"]),
        upstream=tuple(entry["upstream"]),
        columns=tuple(_parse_column(column, fields) for column, fields in entry["columns"].items()),
        volatile=entry.get("volatile", False),
    )


def _parse_column(name: str, fields: dict[str, Any]) -> Column:
    fields = dict(fields)
    origins = tuple(fields.pop("from", ()))
    allowed = tuple(fields.pop("allowed", ()))
    return Column(name=name, origins=origins, allowed=allowed, **fields)

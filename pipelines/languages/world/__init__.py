"""What is known of the world whatever the language: countries, places, bodies, roles, and who held which office."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import Any, NamedTuple


class Tenure(NamedTuple):
    """A person in an office, from its first day to its last.

    ``country`` is None for an office of several states; ``known_as`` a key such as ``wikidata:Q42``, None
    where none is known.
    """

    name: str
    known_as: str | None
    country: str | None
    role: str
    start: date
    end: date


@cache
def read_world() -> dict[str, Any]:
    """The parsed ``world.toml``, read once a process."""
    return tomllib.loads(_read("world.toml"))


@cache
def read_tenures() -> tuple[Tenure, ...]:
    """Heads of state and government, ministers and heads of international bodies since 2000."""
    return tuple(_tenures())


@cache
def read_given_names() -> dict[str, str]:
    """Given names in small letters that tell whose they are: ``m`` of men, ``f`` of women."""
    return {row["name"]: row["gender"] for row in read_rows("given_names.tsv")}


def read_rows(file_name: str) -> Iterator[dict[str, str]]:
    """The rows of a table of tab-separated values; lines that begin with ``#`` are comments."""
    lines = (line for line in _read(file_name).splitlines() if line and not line.startswith("#"))
    header = next(lines).split("\t")
    for line in lines:
        yield dict(zip(header, line.split("\t"), strict=True))


def _tenures() -> Iterator[Tenure]:
    """The tenures of all tables; the first who took an office of a state lately ended the tenure before."""
    recent = [_as_tenure(row) for row in read_rows("offices_recent.tsv")]
    taken: defaultdict[tuple[str, str], list[date]] = defaultdict(list)
    for tenure in recent:
        # The bodies of several states have a head each.
        if tenure.country is not None:
            taken[tenure.country, tenure.role].append(tenure.start)
    for tenure in map(_as_tenure, read_rows("offices.tsv")):
        later = [day for day in taken.get((tenure.country or "", tenure.role), ()) if day > tenure.start]
        yield tenure._replace(end=min(later)) if later and tenure.end == date.max else tenure
    yield from recent
    yield from map(_as_tenure, read_rows("offices_international.tsv"))


def _as_tenure(row: dict[str, str]) -> Tenure:
    return Tenure(
        row["name"],
        f"wikidata:{row['wikidata']}" if row["wikidata"] else None,
        row["country"] or None,
        row["role"],
        _first_day(row["start"]),
        _last_day(row["end"]) if row["end"] else date.max,
    )


def _first_day(day: str) -> date:
    year, month, of_month = (*day.split("-"), "1", "1")[:3]
    return date(int(year), int(month), int(of_month))


def _last_day(day: str) -> date:
    """The last day of a year, a month or a day."""
    first = _first_day(day)
    if len(day) == len("2000"):
        return date(first.year, 12, 31)
    return first if len(day) > len("2000-01") else (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _read(file_name: str) -> str:
    return resources.files(__package__).joinpath(file_name).read_text(encoding="utf-8")

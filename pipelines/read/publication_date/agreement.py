"""What the clues of one document say of each other.

A day printed on a page weighs more where the page's metadata publishes the text
on that day, less where they publish it on another, and less still where that
other day is the one of the last change.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pipelines.read.publication_date.observations import Clue

#: Sources in which a page states its own dates for machines.
_STATED = frozenset({"json-ld", "opengraph", "meta", "time"})

#: What a stamp of universal time also may mean.
_OTHER_DAY = frozenset({"eve", "morrow", "universal"})

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Stated:
    """The days on which a page states it was published, and changed."""

    published: frozenset[date]
    modified: frozenset[date]

    @classmethod
    def read(cls, clues: Iterable[Clue]) -> _Stated:
        days: dict[str, set[date]] = {"published": set(), "modified": set()}
        for clue in clues:
            if clue.source in _STATED and clue.interval and clue.precision in {"day", "minute"}:
                for said in days.keys() & set(clue.features):
                    days[said].add(clue.interval.earliest)
        return cls(frozenset(days["published"]), frozenset(days["modified"]))


def relate(clues: Sequence[Clue], among: Sequence[Clue]) -> list[Clue]:
    """Return the clues with what the clues ``among`` them on the same document make of each."""
    stated = _Stated.read(among)
    return [replace(clue, features=(*clue.features, *_relations(clue, stated))) for clue in clues]


def _relations(clue: Clue, stated: _Stated) -> list[str]:
    if clue.interval is None or clue.precision not in {"day", "minute"} or _OTHER_DAY.intersection(clue.features):
        return []
    if clue.source in _STATED and "published" in clue.features:
        return ["any:disputed"] if len(stated.published) > 1 else []
    return _beside(clue.interval.earliest, stated) if stated.published else []


def _beside(day: date, stated: _Stated) -> list[str]:
    """Return how a day lies to those that the page states."""
    if day in stated.published:
        return ["any:as-published"]
    if day - _ONE_DAY in stated.published or day + _ONE_DAY in stated.published:
        return ["any:by-published"]
    return ["any:not-published", "any:as-modified"] if day in stated.modified else ["any:not-published"]

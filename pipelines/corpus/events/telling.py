"""What speaks for two articles telling one event: who takes part on which side, when it was, whom sentences name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import numpy as np

from pipelines.analyse.events.lexicon import read_codebook
from pipelines.corpus.events.dated_clauses import DatedClause, Party

_TYPES = tuple(read_codebook()["types"])
COLUMNS = (
    *(
        f"{side}_{what}"
        for side in ("actors", "recipients")
        for what in ("same", "of_one_country", "differ", "left_over")
    ),
    "n_actors",
    "n_recipients",
    "same_days",
    "longest",
    "n_dated_by_text",
    "same_modality",
    "planned",
    "denied",
    "n_names",
    "share_of_names",
    *_TYPES,
)


class Who(NamedTuple):
    """Somebody who takes part: the words he is called by, and the entity he is where that is known."""

    words: frozenset[str]
    country: str | None
    is_person: bool
    entity_id: str | None = None

    def is_called_as(self, other: Who) -> bool:
        """Whether both are one entity, or all words of one are the other's, or persons share a word."""
        if self.entity_id is not None and self.entity_id == other.entity_id:
            return True
        shared = self.words & other.words
        are_persons = self.is_person and other.is_person
        return bool(shared) and (are_persons or self.words <= other.words or other.words <= self.words)


class Telling(NamedTuple):
    """One report of an event; ``days`` are the first and the last it may have been on, ``basis`` what they rest on.

    ``names`` are the beginnings of words with a capital in its sentence.
    """

    event_type: str
    modality: str
    actors: tuple[Who, ...]
    recipients: tuple[Who, ...]
    days: tuple[date, date] | None
    basis: str | None
    names: frozenset[str]


def telling_of(clause: DatedClause) -> Telling:
    """What a clause tells."""
    first, last = clause.event_earliest, clause.event_latest
    return Telling(
        clause.clause.event_type,
        clause.clause.modality,
        _side(clause.distinct_actors),
        _side(clause.distinct_recipients),
        None if first is None or last is None else (first, last),
        clause.event_basis,
        clause.names,
    )


def _side(parties: Sequence[Party]) -> tuple[Who, ...]:
    return tuple(Who(party.words, party.country, party.type == "PER", party.entity_id) for party in parties)


def columns_of(left: Telling, right: Telling) -> list[float]:
    """The columns `COLUMNS` of two tellings of one type."""
    shared = len(left.names & right.names)
    modalities = left.modality, right.modality
    bases = left.basis, right.basis
    return [
        *_hold(left.actors, right.actors),
        *_hold(left.recipients, right.recipients),
        len(left.actors) + len(right.actors),
        len(left.recipients) + len(right.recipients),
        *_times(left.days, right.days),
        bases.count("text"),
        modalities[0] == modalities[1],
        "planned" in modalities,
        "denied" in modalities,
        shared,
        shared / max(1, min(len(left.names), len(right.names))),
        *(name == left.event_type for name in _TYPES),
    ]


def _hold(mine: Sequence[Who], theirs: Sequence[Who]) -> list[float]:
    """How many of one side are called as one of the other, or of its country, and whether none is."""
    called = [any(one.is_called_as(other) for other in theirs) for one in mine]
    countries = {other.country for other in theirs if other.country is not None}
    alike = [same or one.country in countries for one, same in zip(mine, called, strict=True)]
    differ = bool(mine) and bool(theirs) and not any(alike)
    return [sum(called), sum(alike), differ, min(len(mine), len(theirs)) - sum(called)]


def _times(mine: tuple[date, date] | None, theirs: tuple[date, date] | None) -> list[float]:
    """Whether the days of both are the same, and how many the longer has."""
    longest = max(((days[1] - days[0]).days for days in (mine, theirs) if days is not None), default=0)
    return [mine is not None and mine == theirs, float(np.log1p(longest))]

"""A name in a text, as the steps that find and mend names hand it on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from pipelines.analyse.mentions.known_name import KnownName
from pipelines.records.analysis import MentionType

#: How far each source of a name is trusted; the models' figure is their measured
#: precision on news, rounded.
MODEL_CONFIDENCE = 0.75
NOUN_CONFIDENCE = 0.7
REPEATED_CONFIDENCE = 0.85
GAZETTEER_CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text, before roles are joined to it."""

    start: int
    end: int
    type: MentionType
    confidence: float
    known: KnownName | None = None


class Taken:
    """Stretches of a text, half-open, in order, joined where they overlap."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def is_free(self, start: int, end: int) -> bool:
        """Whether a stretch shares no character with any of them."""
        before = bisect_left(self._starts, end)
        return before == 0 or self._ends[before - 1] <= start

    def add(self, start: int, end: int) -> None:
        """Add a stretch that is free."""
        at = bisect_left(self._starts, start)
        self._starts.insert(at, start)
        self._ends.insert(at, end)


def names_beside(names: Iterable[Name], others: Iterable[Name]) -> list[Name]:
    """The names that share no character with any of the others."""
    taken = Taken((other.start, other.end) for other in others)
    return [name for name in names if taken.is_free(name.start, name.end)]

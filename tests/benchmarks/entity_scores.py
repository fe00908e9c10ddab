"""Scores of names and aliases: exact spans with types, pairs of names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

Spans = Sequence[Sequence[Any]]
TYPES = ("PER", "LOC", "ORG")


class Counts(NamedTuple):
    """Found and right, found and wrong, missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def plus(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __str__(self) -> str:
        return f"P={self.precision:.3f} R={self.recall:.3f} F1={self.f1:.3f}"


def of_sets(gold: set[Any], found: set[Any]) -> Counts:
    return Counts(len(gold & found), len(found - gold), len(gold - found))


def name_counts(gold: Mapping[str, Any], found: Spans) -> dict[str, Counts]:
    """``strict`` (span and type), ``span`` and a count for each type, inside the record's zones."""
    zones = gold.get("zones")
    inside = [s for s in found if not zones or any(a <= s[0] and s[1] <= b for a, b in zones)]
    wanted = {tuple(span[:3]) for span in gold["spans"] if span[2] in TYPES}
    given = {tuple(span[:3]) for span in inside if span[2] in TYPES}
    counts = {
        "strict": of_sets(wanted, given),
        "span": of_sets({span[:2] for span in wanted}, {span[:2] for span in given}),
    }
    for kind in TYPES:
        counts[kind] = of_sets({s for s in wanted if s[2] == kind}, {s for s in given if s[2] == kind})
    return counts


def add_up(counts: Iterable[Mapping[str, Counts]]) -> dict[str, Counts]:
    total: dict[str, Counts] = {}
    for each in counts:
        for name, count in each.items():
            total[name] = total.get(name, Counts()).plus(count)
    return total


def pair_counts(pairs: Iterable[tuple[bool, bool]]) -> Counts:
    """(same in gold, called same) pairs counted."""
    listed = list(pairs)
    return Counts(
        sum(gold and said for gold, said in listed),
        sum(said and not gold for gold, said in listed),
        sum(gold and not said for gold, said in listed),
    )

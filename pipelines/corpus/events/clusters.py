"""Clusters of clauses, and whether two of them can still be one event."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pipelines.corpus.events.dated_clauses import ClauseKey, DatedClause
from pipelines.corpus.events.identity import EXCLUSIVE_MODES, SYMMETRIC, may_be_one

#: Share of the pairs of two clusters' members that must be able to be one event.
LEAST_AGREEING = 0.5


@dataclass
class Cluster:
    """Clauses taken to report one event; ``alike`` numbers what is compared of each (:class:`Agreement`)."""

    members: list[DatedClause]
    alike: list[int]
    earliest: date | None
    latest: date | None
    modes: frozenset[str]
    joins: dict[ClauseKey, tuple[float, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, clause: DatedClause, alike: int) -> Cluster:
        modes = EXCLUSIVE_MODES & {clause.clause.event_mode or ""}
        return cls([clause], [alike], clause.event_earliest, clause.event_latest, modes)


def join(left: Cluster, right: Cluster) -> Cluster:
    """One cluster of both."""
    return Cluster(
        left.members + right.members,
        left.alike + right.alike,
        *_shared_days(left, right),
        left.modes | right.modes,
        left.joins | right.joins,
    )


def _shared_days(left: Cluster, right: Cluster) -> tuple[date | None, date | None]:
    starts = [day for day in (left.earliest, right.earliest) if day is not None]
    ends = [day for day in (left.latest, right.latest) if day is not None]
    return max(starts, default=None), min(ends, default=None)


class Agreement:
    """Whether clusters can still be one event. What was compared once is not compared again.

    ``clauses`` are all that clusters are made of, ``alike`` their numbers
    (:func:`pipelines.corpus.events.likeness.number_likenesses`); ``told`` are pairs of these judged to be one event.
    """

    def __init__(self, clauses: Sequence[DatedClause], alike: Sequence[int], told: Collection[tuple[int, int]]) -> None:
        self._example = dict(zip(alike, clauses, strict=True))
        self._told = told
        self._are_apart: dict[tuple[int, int], bool] = {}
        self._counted: dict[tuple[int, int], tuple[int, int, int]] = {}

    def may_join(self, left: int, right: int, clusters: Mapping[int, Cluster]) -> bool:
        """Whether the dates of two clusters meet, their modes go together and their members agree.

        A meeting is who meets: all must agree. Of a deed half of them suffice, or
        one report that names a party by another word would part what all others join.
        A cluster that is named again has the members it had, in their order, and perhaps more.
        """
        a, b = clusters[left], clusters[right]
        earliest, latest = _shared_days(a, b)
        if earliest is not None and latest is not None and earliest > latest:
            return False
        if a.modes and b.modes and a.modes != b.modes:
            return False
        is_symmetric = a.members[0].clause.event_type in SYMMETRIC
        most_apart = 0 if is_symmetric else len(a.members) * len(b.members) * (1 - LEAST_AGREEING)
        return self._n_apart((left, right), a.alike, b.alike) <= most_apart

    def _n_apart(self, names: tuple[int, int], left: Sequence[int], right: Sequence[int]) -> int:
        """How many pairs of members do not agree; only those new since the last time are looked at."""
        n_apart, n_left, n_right = self._counted.get(names, (0, 0, 0))
        n_apart += sum(self._apart(a, b) for a in left[n_left:] for b in right)
        n_apart += sum(self._apart(a, b) for a in left[:n_left] for b in right[n_right:])
        self._counted[names] = n_apart, len(left), len(right)
        return n_apart

    def _apart(self, left: int, right: int) -> bool:
        known = self._are_apart.get((left, right))
        if known is None:
            is_told = (left, right) in self._told or (right, left) in self._told
            known = not (is_told or may_be_one(self._example[left], self._example[right]))
            self._are_apart[left, right] = known
        return known

"""Clauses of a corpus merged into events, one row for one event of the world."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import combinations

from pipelines.corpus.events.date_agreement import is_published
from pipelines.corpus.events.dated_clauses import DatedClause
from pipelines.corpus.events.identity import Cluster, is_outcome, join, may_join, score_join
from pipelines.corpus.events.rows import EventTables, build_tables
from pipelines.corpus.events.stories import Stories

#: Joins that score less are left apart.
LEAST_SCORE = 0.5
#: Within so many characters a report that leaves out a side is of the deed just told.
NEAR = 400
#: The block of clauses without a date.
UNDATED = "undated"
#: An interval longer than this many days is compared by its first days only.
MOST_DAYS = 31


def merge_clauses(clauses: Sequence[DatedClause]) -> EventTables:
    """Events, participants and mentions of all clauses of a corpus.

    The order of the clauses does not matter. Two clauses are one event when
    type, participants and date agree (:mod:`pipelines.corpus.events.identity`).
    """
    return build_tables(cluster_clauses(clauses))


def cluster_clauses(clauses: Sequence[DatedClause]) -> list[Cluster]:
    """Clusters of clauses that report one event each, in the order of their first clause's key."""
    stories = Stories(sorted(clauses, key=lambda clause: clause.key))
    ordered = sorted(_inherit_dates(clauses, stories), key=lambda clause: clause.key)
    clusters = {at: Cluster.of(clause) for at, clause in enumerate(ordered)}
    home = list(range(len(ordered)))
    scored = sorted(
        ((score, left, right, reason) for left, right, score, reason in _candidate_joins(ordered, stories)),
        key=lambda item: (-item[0], item[1], item[2]),
    )
    for score, left, right, reason in scored:
        a, b = _root(home, left), _root(home, right)
        if a == b or not may_join(clusters[a], clusters[b]):
            continue
        a, b = min(a, b), max(a, b)
        clusters[a] = join(clusters[a], clusters.pop(b))
        home[b] = a
        for at in (left, right):
            clusters[a].joins.setdefault(ordered[at].key, (score, reason))
    return [clusters[at] for at in sorted(clusters)]


def _root(home: list[int], at: int) -> int:
    while home[at] != at:
        home[at] = home[home[at]]
        at = home[at]
    return at


def _candidate_joins(ordered: Sequence[DatedClause], stories: Stories) -> Iterator[tuple[int, int, float, str]]:
    """Scored pairs of clauses that share a block; each pair once."""
    blocks: defaultdict[tuple[str, str, str], list[int]] = defaultdict(list)
    for at, clause in enumerate(ordered):
        for key in _block_keys(clause):
            blocks[key].append(at)
    seen: set[tuple[int, int]] = set()
    for key in sorted(blocks):
        for left, right in _pairs(blocks[key], ordered, key[2]):
            if (left, right) in seen:
                continue
            seen.add((left, right))
            scored = score_join(ordered[left], ordered[right], stories)
            if scored is not None and scored[0] >= LEAST_SCORE:
                yield left, right, scored[0], scored[1]


def _pairs(members: Sequence[int], ordered: Sequence[DatedClause], when: str) -> Iterator[tuple[int, int]]:
    """Pairs of a block; among undated clauses only those of which one's publication is unknown."""
    if when != UNDATED:
        yield from combinations(members, 2)
        return
    for left in (at for at in members if not is_published(ordered[at])):
        for right in members:
            if left < right or (right < left and is_published(ordered[right])):
                yield min(left, right), max(left, right)


def _block_keys(clause: DatedClause) -> set[tuple[str, str, str]]:
    """Type × participant's state × day; undated clauses meet by their article and days of publication."""
    kind = clause.clause.event_type
    who = {party.state_key for party in clause.parties} | {f"words:{clause.clause.trigger.casefold()}"}
    when = {clause.article_id} | _days(clause) | ({UNDATED} if clause.event_earliest is None else set())
    told = {(kind, f"chain:{clause.clause.chain}", clause.article_id)}
    return {(kind, state, day) for state in who for day in when} | told


def _days(clause: DatedClause) -> set[str]:
    start, end = clause.event_earliest, clause.event_latest
    prefix = "on:"
    if start is None or end is None:
        start, end = clause.published_earliest, clause.published_latest
        prefix = "about:"
        if start is None or end is None or (end - start).days > 8:
            return set()
        return {f"{prefix}{(start + timedelta(days=n)).toordinal() // 4 + step}" for n in (0,) for step in (0, 1)}
    span = min((end - start).days, MOST_DAYS)
    return {f"{prefix}{start + timedelta(days=n)}" for n in range(span + 1)}


def _inherit_dates(clauses: Sequence[DatedClause], stories: Stories) -> list[DatedClause]:
    """An undated clause takes the date of the dated report of the same event in its article, or of its meeting."""
    by_article: defaultdict[str, list[DatedClause]] = defaultdict(list)
    for clause in sorted(clauses, key=lambda c: c.key):
        by_article[clause.article_id].append(clause)
    result = []
    for article_id in sorted(by_article):
        own = by_article[article_id]
        for clause in own:
            result.append(clause if clause.event_earliest else _dated_like(clause, own, stories))
    return result


def _dated_like(clause: DatedClause, others: Sequence[DatedClause], stories: Stories) -> DatedClause:
    candidates = [
        (-(score[0]), abs(other.clause.trigger_start - clause.clause.trigger_start), other.key, other)
        for other in others
        if other.event_earliest is not None
        and (score := score_join(clause, other, stories)) is not None
        and (score[0] >= LEAST_SCORE or abs(other.clause.trigger_start - clause.clause.trigger_start) <= NEAR)
    ]
    if candidates:
        return _with_date_of(clause, min(candidates, key=lambda item: item[:3])[3])
    meetings = [other for other in others if is_outcome(clause, other)]
    # What was agreed or said at a meeting was so on its day, when only one day can be meant.
    if len({(other.event_earliest, other.event_latest) for other in meetings}) == 1:
        return _with_date_of(clause, min(meetings, key=lambda other: other.key))
    return clause


def _with_date_of(clause: DatedClause, other: DatedClause) -> DatedClause:
    return replace(
        clause,
        event_earliest=other.event_earliest,
        event_latest=other.event_latest,
        event_precision=other.event_precision,
        event_basis="inherited",
    )

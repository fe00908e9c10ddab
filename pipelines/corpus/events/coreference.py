"""Clauses of a corpus merged into events, one row for one event of the world."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from pipelines.corpus.events.candidates import Pair, Scopes, find_pairs
from pipelines.corpus.events.clusters import Agreement, Cluster, join
from pipelines.corpus.events.dated_clauses import DatedClause
from pipelines.corpus.events.identity import is_dated_meeting, is_outcome, may_be_told_again, score_join
from pipelines.corpus.events.identity_judge import likely
from pipelines.corpus.events.likeness import number_likenesses
from pipelines.corpus.events.rows import EventTables, build_tables
from pipelines.corpus.events.scopes import across_articles, in_article, of_dates
from pipelines.corpus.events.stories import Stories
from pipelines.corpus.events.telling import telling_of

_T = TypeVar("_T")

#: Joins that score less are left apart.
LEAST_SCORE = 0.5
#: From this probability on two articles of one story tell one event.
LEAST_LIKELY = 0.6
#: So many reports of one type of an article are held against those of another: no news tells more events of one type.
MOST_ASKED = 20
_TOLD_ALIKE = "told alike by articles of one story"
#: Within so many characters a report that leaves out a side is of the deed just told.
NEAR = 400


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
    alike = number_likenesses(ordered)
    told = dict(_told_in_several(ordered, stories))
    agreement = Agreement(ordered, alike, {(alike[left], alike[right]) for left, right in told})
    clusters = {at: Cluster.of(clause, alike[at]) for at, clause in enumerate(ordered)}
    home = list(range(len(ordered)))
    joins = [*_scored(ordered, alike, stories), *((score, *pair, _TOLD_ALIKE) for pair, score in told.items())]
    scored = sorted(joins, key=lambda item: (-item[0], item[1], item[2]))
    for score, left, right, reason in scored:
        a, b = _root(home, left), _root(home, right)
        if a == b or not agreement.may_join(a, b, clusters):
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


def _scored(
    ordered: Sequence[DatedClause], alike: Sequence[int], stories: Stories
) -> Iterator[tuple[float, int, int, str]]:
    """Pairs of clauses that may be one event, each once, with their score and its reason."""
    scores = _Scores(ordered, alike, stories)
    for left, right in _pairs(ordered):
        scored = scores.of(left, right)
        if scored is not None and scored[0] >= LEAST_SCORE:
            yield scored[0], left, right, scored[1]


def _told_in_several(ordered: Sequence[DatedClause], stories: Stories) -> Iterator[tuple[Pair, float]]:
    """Pairs of clauses of articles that tell one story which the judge takes for one event, and how sure it is."""
    of_article: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for at, clause in enumerate(ordered):
        of_article[clause.article_id, clause.clause.event_type].append(at)
    types = sorted({clause.clause.event_type for clause in ordered})
    pairs = [
        (min(one, other), max(one, other))
        for left, right in stories.told_by_several()
        for kind in types
        for one in of_article.get((left, kind), ())[:MOST_ASKED]
        for other in of_article.get((right, kind), ())[:MOST_ASKED]
        if may_be_told_again(ordered[one], ordered[other], stories)
    ]
    tellings = {at: telling_of(ordered[at]) for at in {at for pair in pairs for at in pair}}
    judged = likely([(tellings[left], tellings[right]) for left, right in pairs])
    for pair, sure in zip(pairs, judged.tolist(), strict=True):
        if sure >= LEAST_LIKELY:
            yield pair, round(sure, 3)


class _Scores:
    """Scores of pairs of clauses; those that are alike in an article are compared once."""

    def __init__(self, clauses: Sequence[DatedClause], alike: Sequence[int], stories: Stories) -> None:
        self._clauses, self._alike, self._stories = clauses, alike, stories
        self._known: dict[Pair, tuple[float, str] | None] = {}

    def of(self, left: int, right: int) -> tuple[float, str] | None:
        a, b = self._clauses[left], self._clauses[right]
        if a.article_id != b.article_id:
            return score_join(a, b, self._stories)
        pair = self._alike[left], self._alike[right]
        if pair not in self._known:
            self._known[pair] = score_join(a, b, self._stories)
        return self._known[pair]


def _pairs(ordered: Sequence[DatedClause]) -> Iterator[Pair]:
    """Pairs of clauses of one type that share a state, a person or their word, or are told as one in an article."""
    for of_type in _grouped(range(len(ordered)), lambda at: ordered[at].clause.event_type):
        of_articles = _grouped(of_type, lambda at: ordered[at].article_id)
        for left, right in _found(of_type, ordered, across_articles) if len(of_articles) > 1 else ():
            a, b = ordered[left], ordered[right]
            if a.article_id != b.article_id and _share_word_or_state(a, b):
                yield left, right
        for own in of_articles:
            for left, right in _found(own, ordered, in_article):
                a, b = ordered[left], ordered[right]
                if a.clause.chain == b.clause.chain or _share_word_or_state(a, b):
                    yield left, right


def _found(
    members: Sequence[int], ordered: Sequence[DatedClause], scopes_of: Callable[[DatedClause], Scopes]
) -> Iterator[Pair]:
    for left, right in find_pairs([ordered[at] for at in members], scopes_of):
        yield members[left], members[right]


def _share_word_or_state(left: DatedClause, right: DatedClause) -> bool:
    return left.word == right.word or not left.state_keys.isdisjoint(right.state_keys)


def _grouped(items: Iterable[_T], key: Callable[[_T], str]) -> list[list[_T]]:
    """The items of each key, in the order of keys."""
    groups: defaultdict[str, list[_T]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return [groups[name] for name in sorted(groups)]


def _inherit_dates(clauses: Sequence[DatedClause], stories: Stories) -> list[DatedClause]:
    """An undated clause takes the date of the dated report of the same event in its article, or of its meeting.

    So does one dated by another sentence where a report told as the same event is dated by its own.
    """
    ordered = sorted(clauses, key=lambda clause: clause.key)
    found = []
    for own in _grouped(ordered, lambda clause: clause.article_id):
        dated_here = {clause.clause.chain for clause in own if clause.event_basis == "text"} - {None}
        asking = [
            replace(clause, event_earliest=None, event_latest=None)
            if clause.event_basis == "inherited" and clause.clause.chain in dated_here
            else clause
            for clause in own
        ]
        told = _inherited(asking, stories)
        found += [new if new.event_earliest else old for new, old in zip(told, own, strict=True)]
    return found


def _inherited(own: Sequence[DatedClause], stories: Stories) -> Iterator[DatedClause]:
    """The clauses of an article in their order, those without a date with what dates them."""
    alike = number_likenesses(own)
    lenders, known = _lenders(own), _Scores(own, alike, stories)
    meetings = {alike[at]: own[at] for at in reversed(range(len(own))) if is_dated_meeting(own[at])}
    for at, clause in enumerate(own):
        if clause.event_earliest is not None:
            yield clause
            continue
        near = [(known.of(at, other), abs(_start(own[other]) - _start(clause)), other) for other in lenders[at]]
        candidates = [
            (-score[0], apart, other)
            for score, apart, other in near
            if score is not None and (score[0] >= LEAST_SCORE or apart <= NEAR)
        ]
        if candidates:
            yield _with_date_of(clause, own[min(candidates)[2]])
            continue
        met = [meeting for meeting in meetings.values() if is_outcome(clause, meeting)]
        # What was agreed or said at a meeting was so on its day, when only one day can be meant.
        is_one_day = len({(meeting.event_earliest, meeting.event_latest) for meeting in met}) == 1
        yield _with_date_of(clause, min(met, key=lambda meeting: meeting.key)) if is_one_day else clause


def _lenders(own: Sequence[DatedClause]) -> defaultdict[int, list[int]]:
    """For clauses of an article without a date, those of their type that have one and may be of the same event."""
    lenders: defaultdict[int, list[int]] = defaultdict(list)
    is_dated = [clause.event_earliest is not None for clause in own]
    for of_type in _grouped(range(len(own)), lambda at: own[at].clause.event_type):
        if len({is_dated[at] for at in of_type}) > 1:
            for left, right in _found(of_type, own, of_dates):
                if is_dated[left] != is_dated[right]:
                    undated, dated = (right, left) if is_dated[left] else (left, right)
                    lenders[undated].append(dated)
    return lenders


def _start(clause: DatedClause) -> int:
    return clause.clause.trigger_start


def _with_date_of(clause: DatedClause, other: DatedClause) -> DatedClause:
    return replace(
        clause,
        event_earliest=other.event_earliest,
        event_latest=other.event_latest,
        event_precision=other.event_precision,
        event_basis="inherited",
    )

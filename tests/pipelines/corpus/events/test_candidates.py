"""Merging compares what may be one event, and comes to what comparing all with all comes to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import combinations
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.corpus.events import candidates, coreference
from pipelines.corpus.events.clusters import LEAST_AGREEING
from pipelines.corpus.events.coreference import LEAST_SCORE, NEAR, cluster_clauses
from pipelines.corpus.events.dated_clauses import DatedClause, Party
from pipelines.corpus.events.identity import (
    EXCLUSIVE_MODES,
    SYMMETRIC,
    is_dated_meeting,
    is_outcome,
    may_be_one,
    score_join,
)
from pipelines.corpus.events.stories import Stories
from pipelines.records.analysis import EventClause
from tests.operations import growth

MAY_1 = date(2024, 5, 1)
Days = tuple[date, date] | tuple[None, None]


def days(first: int, n: int) -> Days:
    return MAY_1 + timedelta(days=first), MAY_1 + timedelta(days=first + n)


UNKNOWN: Days = (None, None)
TIMES = [UNKNOWN, UNKNOWN, days(0, 0), days(1, 0), days(3, 0), days(0, 7), days(1, 40), days(-400, 800)]
PUBLISHED = {"a": days(0, 0), "b": UNKNOWN, "c": days(2, 1), "d": days(0, 20)}
SURFACES = ("police", "riot police", "Syrian rebels", "rebels", "people", "two people", "")
ENTITIES = {
    None: (("GRP", None, None), ("ORG", "FRA", "COP"), ("PER", "FRA", "GOV")),
    "berg": (("PER", "SWE", "GOV"),),
    "novak": (("PER", "FRA", "GOV"),),
    "france": (("LOC", "FRA", None),),
    "army": (("ORG", "RUS", "MIL"), ("ORG", None, "MIL")),
}


@st.composite
def parties(draw: st.DrawFn, article: str) -> Party:
    entity = draw(st.sampled_from(sorted(ENTITIES, key=str)))
    kind, country, sector = draw(st.sampled_from(ENTITIES[entity]))
    surface = draw(st.sampled_from(SURFACES))
    return Party(
        entity,
        kind,
        country,
        sector,
        is_named=entity is not None and kind != "GRP",
        surface=surface,
        article_id=article,
    )


@st.composite
def clauses(draw: st.DrawFn) -> DatedClause:
    article = draw(st.sampled_from(sorted(PUBLISHED)))
    kind = draw(st.sampled_from(("CONSULT", "COERCE", "COERCE", "ACCUSE")))
    at = draw(st.integers(0, 900))
    told = EventClause(
        kind,
        draw(st.sampled_from((None, "meet", "phone", "visit"))) if kind == "CONSULT" else None,
        draw(st.sampled_from(("04", "17"))),
        at,
        at + 5,
        draw(st.sampled_from(("took", "Took", "held"))),
        at,
        at + 20,
        draw(st.sampled_from(("reported", "reported", "planned", "denied"))),
        0.8,
        chain=draw(st.sampled_from((None, 1, 2, 3, 4, 5))),
    )
    side = st.lists(parties(article), max_size=3).map(tuple)
    first, last = draw(st.sampled_from(TIMES))
    published = PUBLISHED[article]
    return DatedClause(
        article,
        told,
        draw(st.sampled_from(("one sentence", "another sentence"))),
        draw(side),
        draw(side),
        draw(st.none() | parties(article)),
        event_earliest=first,
        event_latest=last,
        published_earliest=published[0],
        published_latest=published[1],
    )


Scored = tuple[float, int, int, str]


def compare_all(reports: Sequence[DatedClause]) -> list[list[tuple[object, ...]]]:
    """Clusters of reports, each compared with each."""
    ordered = sorted(reports, key=lambda clause: clause.key)
    stories = Stories(ordered)
    ordered = sorted((lent(clause, ordered, stories) for clause in ordered), key=lambda clause: clause.key)
    scored: list[Scored] = []
    for left, right in combinations(range(len(ordered)), 2):
        found = score_join(ordered[left], ordered[right], stories) if meet(ordered[left], ordered[right]) else None
        if found is not None and found[0] >= LEAST_SCORE:
            scored.append((found[0], left, right, found[1]))
    homes = {at: [at] for at in range(len(ordered))}
    joins: dict[int, tuple[float, str]] = {}
    for score, left, right, reason in sorted(scored, key=lambda item: (-item[0], item[1:3])):
        a, b = homes[left], homes[right]
        if a is not b and agree([ordered[at] for at in a], [ordered[at] for at in b]):
            first, second = sorted((a, b), key=min)
            first += second
            homes.update(dict.fromkeys(second, first))
            for at in (left, right):
                joins.setdefault(at, (score, reason))
    return [
        [(ordered[at].key, ordered[at].event_earliest, ordered[at].event_latest, joins.get(at)) for at in home]
        for home in sorted({id(home): home for home in homes.values()}.values(), key=min)
    ]


def lent(clause: DatedClause, others: Sequence[DatedClause], stories: Stories) -> DatedClause:
    if clause.event_earliest is not None:
        return clause
    own = [other for other in others if other.article_id == clause.article_id]
    found = []
    for other in own:
        score = score_join(clause, other, stories) if other.event_earliest else None
        apart = abs(other.clause.trigger_start - clause.clause.trigger_start)
        if score is not None and (score[0] >= LEAST_SCORE or apart <= NEAR):
            found.append((-score[0], apart, other.key, other))
    if found:
        return coreference._with_date_of(clause, min(found, key=lambda item: item[:3])[3])
    met = [other for other in own if is_dated_meeting(other) and is_outcome(clause, other)]
    if len({(other.event_earliest, other.event_latest) for other in met}) == 1:
        return coreference._with_date_of(clause, met[0])
    return clause


def meet(left: DatedClause, right: DatedClause) -> bool:
    """Whether two reports share what is compared at all: a state, person or word, and an article or days."""
    share = left.word == right.word or bool(left.state_keys & right.state_keys)
    if left.article_id == right.article_id:
        return share or left.clause.chain == right.clause.chain
    are_undated = left.event_earliest is None and right.event_earliest is None
    is_unpublished = left.published_earliest is None or right.published_earliest is None
    return share and (bool(first_days(left) & first_days(right)) or (are_undated and is_unpublished))


def first_days(clause: DatedClause) -> set[object]:
    if clause.event_earliest is not None and clause.event_latest is not None:
        n_days = min((clause.event_latest - clause.event_earliest).days, 31) + 1
        return {clause.event_earliest + timedelta(days=n) for n in range(n_days)}
    first, last = clause.published_earliest, clause.published_latest
    if first is None or last is None or (last - first).days > 8:
        return set()
    return {first.toordinal() // 4, first.toordinal() // 4 + 1}


def agree(left: Sequence[DatedClause], right: Sequence[DatedClause]) -> bool:
    starts = [clause.event_earliest for clause in (*left, *right) if clause.event_earliest]
    ends = [clause.event_latest for clause in (*left, *right) if clause.event_latest]
    modes = {clause.clause.event_mode for clause in (*left, *right)} & EXCLUSIVE_MODES
    if (starts and max(starts) > min(ends)) or len(modes) > 1:
        return False
    apart = sum(not may_be_one(a, b) for a in left for b in right)
    is_symmetric = left[0].clause.event_type in SYMMETRIC
    return apart <= (0 if is_symmetric else len(left) * len(right) * (1 - LEAST_AGREEING))


@given(st.lists(clauses(), max_size=12, unique_by=lambda clause: clause.key))
def test_looking_up_comes_to_what_comparing_all_comes_to(reports: list[DatedClause]) -> None:
    with mock.patch.object(candidates, "FEW", 0), mock.patch.object(coreference, "LEAST_LIKELY", 2.0):
        clusters = cluster_clauses(reports)
    found = [
        [(m.key, m.event_earliest, m.event_latest, cluster.joins.get(m.key)) for m in cluster.members]
        for cluster in clusters
    ]
    assert found == compare_all(reports)


def arrest(at: int, actor: str, recipient: str | None, day: date | None) -> DatedClause:
    told = EventClause(
        "COERCE", None, "17", at * 900, at * 900 + 4, "took", at * 900, at * 900 + 9, "reported", 0.8, chain=at
    )
    sides = [
        (Party(None, "GRP", surface=surface, article_id="a"),) if surface else () for surface in (actor, recipient)
    ]
    return DatedClause("a", told, f"sentence {at}", sides[0], sides[1], event_earliest=day, event_latest=day)


def told_of_others(n: int) -> list[DatedClause]:
    return [arrest(at, "police", f"people number{at}", None) for at in range(n)]


def told_on_other_days(n: int) -> list[DatedClause]:
    return [arrest(at, "police", None, MAY_1 + timedelta(days=at)) for at in range(n)]


def told_alike(n: int) -> list[DatedClause]:
    return [arrest(at, "police", "people", MAY_1 if at % 2 else None) for at in range(n)]


def told_by_others(n: int) -> list[DatedClause]:
    return [arrest(at, f"guards number{at}", "people", MAY_1 if at % 2 else None) for at in range(n)]


@pytest.mark.parametrize("reports", [told_of_others, told_on_other_days, told_by_others])
def test_what_cannot_be_one_event_is_not_compared(reports: Callable[[int], list[DatedClause]]) -> None:
    assert growth(lambda n: lambda: cluster_clauses(reports(n)), 40) < 5


def test_reports_alike_are_scored_once() -> None:
    with mock.patch.object(coreference, "score_join", side_effect=score_join) as scored:
        clusters = cluster_clauses(told_alike(60))
    assert [len(cluster.members) for cluster in clusters] == [60]
    assert scored.call_count < 400

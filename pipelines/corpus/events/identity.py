"""When two reports are of one event: same type, compatible participants, same date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from pipelines.corpus.events.date_agreement import compare_dates, is_of_days, is_published
from pipelines.corpus.events.dated_clauses import ClauseKey, DatedClause, Party
from pipelines.corpus.events.stories import Stories

#: Ways of meeting that exclude each other on one day; "meet" goes with all.
_EXCLUSIVE_MODES = frozenset({"phone", "visit", "mediate"})
#: Share of the pairs of two clusters' members that must be able to be one event.
LEAST_AGREEING = 0.5
#: What may be said or agreed at a meeting.
_SAID = frozenset({"AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
SYMMETRIC = frozenset({"CONSULT", "AGREE"})
#: What the same may do to the same every day, here and there.
_DONE_DAILY = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE"})


@dataclass
class Cluster:
    """Clauses taken to report one event."""

    members: list[DatedClause]
    earliest: date | None
    latest: date | None
    joins: dict[ClauseKey, tuple[float, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, clause: DatedClause) -> Cluster:
        return cls([clause], clause.event_earliest, clause.event_latest)

    @property
    def parties(self) -> list[Party]:
        return [party for member in self.members for party in member.parties]


def score_join(left: DatedClause, right: DatedClause, stories: Stories) -> tuple[float, str] | None:
    """How well two clauses agree (0 to 1) and on what, or None when they cannot be one event."""
    if left.clause.event_type != right.clause.event_type or not _same_mode(left, right):
        return None
    if (left.clause.modality == "denied") != (right.clause.modality == "denied"):
        return None
    when = compare_dates(left, right, stories)
    if left.is_told_with(right):
        return None if when is None else (1.0, f"{left.clause.event_type}, told again, {when[1]}")
    who = compare_sides(left, right)
    if who is None and _are_undated(left, right) and stories.same(left.article_id, right.article_id):
        who = _compare_loosely(left, right)
    if when is None or who is None or not _is_pinned_down(left, right, stories):
        return None
    score = round(0.5 * when[0] + 0.5 * who[0], 3)
    return score, f"{left.clause.event_type}, {who[1]}, {when[1]}"


def may_join(left: Cluster, right: Cluster) -> bool:
    """Whether two clusters can still be one event: their dates meet and their members agree.

    A meeting is who meets: all must agree. Of a deed half of them suffice, or
    one report that names a party by another word would part what all others join.
    """
    earliest, latest = _intersect(left.earliest, left.latest, right.earliest, right.latest)
    if earliest is not None and latest is not None and earliest > latest:
        return False
    if not all(_same_mode(a, b) for a in left.members for b in right.members):
        return False
    pairs = [(a, b) for a in left.members for b in right.members]
    is_symmetric = left.members[0].clause.event_type in SYMMETRIC
    most_apart = 0 if is_symmetric else len(pairs) * (1 - LEAST_AGREEING)
    apart = 0
    for a, b in pairs:
        apart += not _may_be_one(a, b)
        if apart > most_apart:
            return False
    return True


def _may_be_one(left: DatedClause, right: DatedClause) -> bool:
    if left.is_told_with(right) or compare_sides(left, right) is not None:
        return True
    return _are_undated(left, right) and _compare_loosely(left, right) is not None


def join(left: Cluster, right: Cluster) -> Cluster:
    """One cluster of both."""
    earliest, latest = _intersect(left.earliest, left.latest, right.earliest, right.latest)
    return Cluster(left.members + right.members, earliest, latest, left.joins | right.joins)


def _intersect(a: date | None, b: date | None, c: date | None, d: date | None) -> tuple[date | None, date | None]:
    starts = [day for day in (a, c) if day is not None]
    ends = [day for day in (b, d) if day is not None]
    return max(starts, default=None), min(ends, default=None)


def _same_mode(left: DatedClause, right: DatedClause) -> bool:
    modes = {left.clause.event_mode, right.clause.event_mode}
    return not (len(modes) == 2 and modes <= _EXCLUSIVE_MODES)


def compare_sides(left: DatedClause, right: DatedClause) -> tuple[float, str] | None:
    """How well the participants agree; who did it to whom matters where the deed has a direction."""
    kind = left.clause.event_type
    if kind in SYMMETRIC:
        return _compare_parties(left.parties, right.parties, kind)
    found = []
    for mine, theirs in ((left.actors, right.actors), (left.recipients, right.recipients)):
        if mine and theirs:
            compared = _compare_parties(mine, theirs, kind)
            if compared is None:
                return None
            found.append(compared)
        elif mine or theirs:
            # Who did it is left out: as good as nothing unless the day is the same.
            found.append((0.2, "participants contained"))
    return min(found, default=None) if any(score > 0.2 for score, _ in found) else None


def _is_pinned_down(left: DatedClause, right: DatedClause, stories: Stories) -> bool:
    """Whether what reports of two articles share leaves one event to be meant.

    A group without a name is another in each article. Somebody named and the day are enough, or a place and
    the day; without the day it takes two who are named, or one and the place, or one and the same word or
    story for deeds that are not done daily.
    """
    if left.article_id == right.article_id or left.evidence.casefold() == right.evidence.casefold() != "":
        return True
    is_daily = left.clause.event_type in _DONE_DAILY
    is_there = _is_in_one_place(left, right)
    if is_daily and is_there is False:
        return False
    few, many = sorted((_named(left), _named(right)), key=len)
    n_named = _match(few, many)
    if is_of_days(left) and is_of_days(right):
        return n_named > 0 or is_there is True
    if n_named != 1 or not (is_published(left) and is_published(right)):
        return n_named > 1
    return is_there is True or (not is_daily and _is_same_word_or_story(left, right, stories))


def _is_in_one_place(left: DatedClause, right: DatedClause) -> bool | None:
    """Whether two reports give one place, None where one of them gives none."""
    return None if left.place is None or right.place is None else left.place.key == right.place.key


def _is_same_word_or_story(left: DatedClause, right: DatedClause, stories: Stories) -> bool:
    is_same_word = left.clause.trigger.casefold() == right.clause.trigger.casefold()
    return is_same_word or stories.same(left.article_id, right.article_id)


def _named(clause: DatedClause) -> list[Party]:
    return [party for party in distinct_parties(clause.parties) if party.is_named]


def is_outcome(clause: DatedClause, meeting: DatedClause) -> bool:
    """Whether a deed of words is one of those who held a dated meeting in its article, among themselves."""
    if meeting.clause.event_type != "CONSULT" or meeting.clause.modality != "reported" or not meeting.event_earliest:
        return False
    if clause.clause.event_type not in _SAID or clause.clause.modality != "reported":
        return False
    said, met = distinct_parties(clause.parties), distinct_parties(meeting.parties)
    return len(said) > 1 and len(said) <= len(met) and _match(said, met) == len(said)


def _are_undated(left: DatedClause, right: DatedClause) -> bool:
    return left.event_earliest is None and right.event_earliest is None


def _compare_loosely(left: DatedClause, right: DatedClause) -> tuple[float, str] | None:
    """Within one story: most participants shared, or the same words where one report names nobody."""
    if not left.parties or not right.parties:
        same_words = left.clause.trigger.casefold() == right.clause.trigger.casefold()
        return (0.4, "same story and words") if same_words else None
    if left.clause.event_type not in SYMMETRIC and _swap_sides(left, right):
        return None
    few, many = sorted((distinct_parties(left.parties), distinct_parties(right.parties)), key=len)
    shared = _match(few, many)
    return (0.4, "same story, participants overlap") if shared > len(few) / 2 else None


def _swap_sides(left: DatedClause, right: DatedClause) -> bool:
    """Whether somebody does in one report what is done to him in the other."""
    crossed = ((left.actors, right.recipients), (right.actors, left.recipients))
    return any({a.state_key for a in doing} & {b.state_key for b in suffering} for doing, suffering in crossed)


def _compare_parties(left: Sequence[Party], right: Sequence[Party], kind: str) -> tuple[float, str] | None:
    """One side's participants must all be found on the other's."""
    a, b = distinct_parties(left), distinct_parties(right)
    if not a or not b:
        return None
    if len(a) > len(b):
        a, b = b, a
    matched = _match(a, b)
    if matched < len(a):
        return None
    if kind in SYMMETRIC and 2 <= len(a) < len(b):
        return None
    if len(a) == len(b):
        return 1.0, "same participants"
    return (0.7 if len(a) > 1 else 0.5), "participants contained"


def distinct_parties(parties: Sequence[Party]) -> list[Party]:
    """Participants once each; a state or metonym gives way to a person of its country."""
    by_id = {party.key: party for party in parties}
    people = {party.country for party in by_id.values() if party.type == "PER" and party.country}
    kept: dict[str, Party] = {}
    for key in sorted(by_id):
        party = by_id[key]
        if party.type == "PER":
            kept[key] = party
        elif party.country is None or party.country not in people:
            kept.setdefault(party.state_key, party)
    return [kept[key] for key in sorted(kept)]


def _match(few: list[Party], many: list[Party]) -> int:
    rest = list(many)
    matched = 0
    for party in sorted(few, key=lambda p: (p.type != "PER", p.key)):
        same = next((other for other in rest if other.key == party.key), None)
        if same is None:
            same = next((other for other in rest if _stands_for(party, other)), None)
        if same is not None:
            rest.remove(same)
            matched += 1
    return matched


def _stands_for(left: Party, right: Party) -> bool:
    """A state, its capital or its body and somebody of that state; two persons never.

    A group of an article is also who has the same words and more of them ("rebels", "Syrian rebels").
    """
    if left.type == "PER" and right.type == "PER":
        return False
    if left.article_id == right.article_id != "" and (left.words <= right.words or right.words <= left.words):
        return True
    return left.is_of_state and right.is_of_state and left.country == right.country

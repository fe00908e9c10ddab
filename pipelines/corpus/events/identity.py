"""When two reports are of one event: same type, compatible participants, same date."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.corpus.events.date_agreement import compare_dates, is_of_days, is_published
from pipelines.corpus.events.dated_clauses import DatedClause, Party
from pipelines.corpus.events.stories import Stories

#: Ways of meeting that exclude each other on one day; "meet" goes with all.
EXCLUSIVE_MODES = frozenset({"phone", "visit", "mediate"})
#: What may be said or agreed at a meeting.
_SAID = frozenset({"AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
SYMMETRIC = frozenset({"CONSULT", "AGREE"})
#: What the same may do to the same every day, here and there.
_DONE_DAILY = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE"})


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


def may_be_told_again(left: DatedClause, right: DatedClause, stories: Stories) -> bool:
    """Whether days, manner, denial and who is named allow two clauses of one type, of two articles, to be one event.

    Of both the day is known, for weeks that overlap do not make one day; of those named on one side somebody is named
    in both.
    """
    return (
        is_of_days(left)
        and is_of_days(right)
        and _same_mode(left, right)
        and not _name_others(left.distinct_actors, right.distinct_actors)
        and not _name_others(left.distinct_recipients, right.distinct_recipients)
        and (left.clause.modality == "denied") == (right.clause.modality == "denied")
        and compare_dates(left, right, stories) is not None
    )


def _name_others(mine: Sequence[Party], theirs: Sequence[Party]) -> bool:
    """Whether both sides name somebody, and nobody in common."""
    named = [[party for party in side if party.is_named] for side in (mine, theirs)]
    few, many = sorted(named, key=len)
    return bool(few) and _match(few, many) == 0


def may_be_one(left: DatedClause, right: DatedClause) -> bool:
    """Whether the participants of two clauses of one type agree, whatever their dates."""
    if left.is_told_with(right) or compare_sides(left, right) is not None:
        return True
    return _are_undated(left, right) and _compare_loosely(left, right) is not None


def _same_mode(left: DatedClause, right: DatedClause) -> bool:
    modes = {left.clause.event_mode, right.clause.event_mode}
    return not (len(modes) == 2 and modes <= EXCLUSIVE_MODES)


def compare_sides(left: DatedClause, right: DatedClause) -> tuple[float, str] | None:
    """How well the participants agree; who did it to whom matters where the deed has a direction."""
    kind = left.clause.event_type
    if kind in SYMMETRIC:
        return _compare_parties(left.distinct_parties, right.distinct_parties, kind)
    found = []
    for mine, theirs in (
        (left.distinct_actors, right.distinct_actors),
        (left.distinct_recipients, right.distinct_recipients),
    ):
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
    the day, but not a state and one of its officers alone; without the day it takes two who are named, or one and
    the place, or one and the same word or story for deeds that are not done daily.
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
        return n_named > 1 or is_there is True or _share_somebody(few, many)
    if n_named != 1 or not (is_published(left) and is_published(right)):
        return n_named > 1
    return is_there is True or (not is_daily and _is_same_word_or_story(left, right, stories))


def _share_somebody(mine: Sequence[Party], theirs: Sequence[Party]) -> bool:
    """Whether one and the same is named in both, and not only who stands for whom."""
    return not {party.key for party in mine}.isdisjoint(party.key for party in theirs)


def _is_in_one_place(left: DatedClause, right: DatedClause) -> bool | None:
    """Whether two reports give one place, None where one of them gives none."""
    return None if left.place is None or right.place is None else left.place.key == right.place.key


def _is_same_word_or_story(left: DatedClause, right: DatedClause, stories: Stories) -> bool:
    return left.word == right.word or stories.same(left.article_id, right.article_id)


def _named(clause: DatedClause) -> list[Party]:
    return [party for party in clause.distinct_parties if party.is_named]


def is_dated_meeting(clause: DatedClause) -> bool:
    """Whether a clause tells of a meeting that was held on known days."""
    told = clause.clause
    return told.event_type == "CONSULT" and told.modality == "reported" and clause.event_earliest is not None


def is_outcome(clause: DatedClause, meeting: DatedClause) -> bool:
    """Whether a deed of words is one of those who held a dated meeting in its article, among themselves."""
    if clause.clause.event_type not in _SAID or clause.clause.modality != "reported":
        return False
    said, met = clause.distinct_parties, meeting.distinct_parties
    return len(said) > 1 and len(said) <= len(met) and _match(said, met) == len(said)


def _are_undated(left: DatedClause, right: DatedClause) -> bool:
    return left.event_earliest is None and right.event_earliest is None


def _compare_loosely(left: DatedClause, right: DatedClause) -> tuple[float, str] | None:
    """Within one story: most participants shared, or the same words where one report names nobody."""
    if not left.parties or not right.parties:
        same_words = left.word == right.word
        return (0.4, "same story and words") if same_words else None
    if left.clause.event_type not in SYMMETRIC and _swap_sides(left, right):
        return None
    few, many = sorted((left.distinct_parties, right.distinct_parties), key=len)
    shared = _match(few, many)
    return (0.4, "same story, participants overlap") if shared > len(few) / 2 else None


def _swap_sides(left: DatedClause, right: DatedClause) -> bool:
    """Whether somebody does in one report what is done to him in the other."""
    crossed = ((left.actors, right.recipients), (right.actors, left.recipients))
    return any({a.state_key for a in doing} & {b.state_key for b in suffering} for doing, suffering in crossed)


def _compare_parties(a: Sequence[Party], b: Sequence[Party], kind: str) -> tuple[float, str] | None:
    """One side's participants must all be found on the other's."""
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


def _match(few: Sequence[Party], many: Sequence[Party]) -> int:
    rest = list(many)
    for party in sorted(few, key=_persons_first) if len(few) > 1 else few:
        at = next((at for at, other in enumerate(rest) if other.key == party.key), None)
        if at is None:
            at = next((at for at, other in enumerate(rest) if _stands_for(party, other)), None)
        if at is not None:
            del rest[at]
    return len(many) - len(rest)


def _persons_first(party: Party) -> tuple[bool, str]:
    return party.type != "PER", party.key


def _stands_for(left: Party, right: Party) -> bool:
    """A state, its capital or its body and somebody of that state; two persons never.

    A group of an article is also who has the same words and more of them ("rebels", "Syrian rebels").
    """
    if left.type == "PER" and right.type == "PER":
        return False
    if left.article_id == right.article_id != "" and (left.words <= right.words or right.words <= left.words):
        return True
    return left.is_of_state and right.is_of_state and left.country == right.country

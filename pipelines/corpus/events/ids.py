"""Ids of events and of their mentions, made of the words that report them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from pipelines.corpus.events.dated_clauses import ClauseKey, DatedClause, Party


def mention_ids(clauses: Iterable[DatedClause]) -> dict[ClauseKey, str]:
    """The id of each mention: a hash of its article, sentence, trigger and type.

    Offsets in the article and the ids of entities are left out: both may change when the
    corpus teaches more of boilerplate or names. What a document reports twice in the same
    words is numbered.
    """
    counted: Counter[str] = Counter()
    ids: dict[ClauseKey, str] = {}
    for member in sorted(clauses, key=_in_article):
        clause = member.clause
        trigger = clause.trigger_start - clause.sentence_start
        words = f"{member.article_id}|{clause.event_type}|{trigger}|{member.evidence}"
        counted[words] += 1
        ids[member.key] = _hash(words if counted[words] == 1 else f"{words}|{counted[words]}")
    return ids


def event_id_of(members: Iterable[DatedClause], ids: Mapping[ClauseKey, str]) -> str:
    """The id of an event: a hash of its first mention's.

    The first is that of the article published first, by the article's own evidence; its date,
    participants and other reports may all be known better later.
    """
    first = min(members, key=lambda member: (member.first_day or date.max, *_in_article(member)))
    return _hash(f"event|{ids[first.key]}")


def participant_id_of(event_id: str, role: str, party: Party) -> str:
    """The id of a participant: a hash of its event, its side, and its entity or else its words."""
    return _hash(f"{event_id}|{role}|{party.entity_id or party.surface}")


def _in_article(member: DatedClause) -> tuple[object, ...]:
    clause = member.clause
    return (
        member.article_id,
        clause.trigger_start,
        clause.trigger_end,
        clause.event_type,
        tuple((party.start, party.end) for party in clause.actors),
        tuple((party.start, party.end) for party in clause.recipients),
    )


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]

"""Who takes part in an event, by all its reports."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.corpus.events.dated_clauses import DatedClause, Party, distinct_parties
from pipelines.corpus.events.identity import SYMMETRIC

#: A report that names other parties than the one that is surest of its own adds those it is this sure of.
LEAST_ADDED = 0.95


def sides_of(members: Sequence[DatedClause]) -> tuple[list[Party], list[Party]]:
    """Actors and recipients: for each side those of the report that is surest, and others that are nearly certain.

    Nobody stands twice, or on the side where he is less sure. A group without a name is added by no other article than
    that report's: what one calls soldiers the other calls the army.
    """
    ordered = sorted(members, key=lambda member: member.key)
    everyone = [(party, True) for m in ordered for party in m.actors]
    everyone += [(party, False) for m in ordered for party in m.recipients]
    actors = _gathered([m.actors for m in ordered], [p for p, acts in everyone if not acts])
    recipients = _gathered([m.recipients for m in ordered], [p for p, acts in everyone if acts])
    if members[0].clause.event_type in SYMMETRIC:
        # Who met for a state is its participant, not the state beside him.
        actors = list(distinct_parties(actors))
    return actors, [party for party in recipients if not any(_is_one(party, other) for other in actors)]


def _gathered(sides: Sequence[Sequence[Party]], opposite: Sequence[Party]) -> list[Party]:
    told = [side for side in sides if side]
    if not told:
        return []
    lead = max(told, key=lambda side: max(party.confidence for party in side))
    added = [party for side in told if side is not lead for party in side if _may_be_added(party, lead[0])]
    kept: list[Party] = []
    for party in (*lead, *added):
        doubted = any(_is_one(party, other) and other.confidence > party.confidence for other in opposite)
        if not doubted and not any(_is_one(party, other) for other in kept):
            kept.append(party)
    return sorted(kept, key=lambda party: (party.key, party.surface))


def _may_be_added(party: Party, lead: Party) -> bool:
    """Whether a party of another report than the lead is nearly certain, and named or of the same article."""
    return party.confidence >= LEAST_ADDED and (party.is_named or party.article_id == lead.article_id)


def _is_one(left: Party, right: Party) -> bool:
    """Whether two parties are one entity, a group of the same words, or of one article and words.

    Reports of one event that speak of "demonstrators" speak of the same ones, whatever article each is of; those
    whom one description names are several ("the two presidents").
    """
    are_known = left.entity_id is not None and right.entity_id is not None
    if are_known and left.words == right.words:
        return left.key == right.key
    if left.key == right.key or (left.entity_id is right.entity_id is None and left.words == right.words):
        return True
    same_article = left.article_id == right.article_id != ""
    return same_article and bool(left.words) and (left.words <= right.words or right.words <= left.words)

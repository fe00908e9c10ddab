"""What comparing two clauses of an article reads of each; clauses alike in it compare alike with all others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

from pipelines.corpus.events.dated_clauses import DatedClause, Party


def number_likenesses(clauses: Sequence[DatedClause]) -> list[int]:
    """A number for each clause, the same for clauses of one article that differ in place or wording only."""
    n_told = Counter((clause.article_id, clause.clause.chain) for clause in clauses)
    numbers: dict[Hashable, int] = {}
    result = []
    for clause in clauses:
        told_with = clause.clause.chain if n_told[clause.article_id, clause.clause.chain] > 1 else None
        result.append(numbers.setdefault((told_with, *_compared(clause)), len(numbers)))
    return result


def _compared(clause: DatedClause) -> tuple[Hashable, ...]:
    told = clause.clause
    return (
        (clause.article_id, told.event_type, told.event_mode, told.modality, told.cameo_root, clause.word),
        (clause.event_earliest, clause.event_latest, clause.published_earliest, clause.published_latest),
        *(tuple(map(_of_party, side)) for side in (clause.actors, clause.recipients)),
    )


def _of_party(party: Party) -> Hashable:
    return party.key, party.type, party.words, party.country, party.is_of_state, party.article_id

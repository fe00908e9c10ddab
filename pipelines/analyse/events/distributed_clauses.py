"""Clauses that "respectively" makes of one: each partner with its own date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipelines.analyse.events.lexicon import EventPack
from pipelines.records.analysis import EventClause, Timex


def distribute(clause: EventClause, text: str, pack: EventPack, timexes: Sequence[Timex]) -> list[EventClause]:
    """One clause a partner, each with its date: "with X and Y on the 1st and the 2nd, respectively"."""
    sentence = text[clause.sentence_start : clause.sentence_end].casefold()
    if not any(word in sentence for word in pack.words["distributive"]):
        return [clause]
    dates = [t.start for t in timexes if t.type == "DATE" and clause.trigger_end <= t.start < clause.sentence_end]
    after = [party for party in clause.actors if party.start > clause.trigger_start]
    before = tuple(party for party in clause.actors if party not in after)
    if len(dates) < 2 or len(dates) != len(after):
        return [clause]
    return [
        replace(clause, actors=(*before, partner), timex_start=start, days_from_timex=0, time_basis="text", chain=None)
        for partner, start in zip(after, dates, strict=True)
    ]

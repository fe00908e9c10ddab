"""The vote of the clues: how much speaks for each day, and how sure that makes us.

The score of a day is the sum, over sources, of the strongest clue of each
source that names it: two ``<time>`` elements are one vote, a JSON-LD stamp and
a printed date are two. Scores are log-odds; among all days named and the
chance that it is none of them, they give probabilities.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date

from pipelines.records.document import DateEvidence

#: Sources of days that a document tells of, which never vote.
TOLD_OF = frozenset({"mention", "caption"})

#: The score of "none of the days named is the day of publication": the zero the
#: weights are fitted against.
NONE_OF_THEM = 0.0


def score_days(evidence: Iterable[DateEvidence]) -> dict[date, float]:
    """Return the score of each day that evidence names, in log-odds.

    A clue to a month or a year names no day; it speaks for the days named that
    lie in it.
    """
    items = [
        item
        for item in evidence
        if item.earliest is not None and item.latest is not None and item.source not in TOLD_OF
    ]
    strongest: dict[tuple[date, str], float] = {}
    for item in items:
        if item.precision in {"day", "minute"} and item.earliest is not None:
            key = (item.earliest, item.source)
            strongest[key] = max(strongest.get(key, -math.inf), item.weight)
    days = {day for day, _ in strongest}
    for item in items:
        if item.precision in {"month", "year"}:
            for day in days:
                if item.earliest <= day <= item.latest:  # type: ignore[operator]
                    key = (day, f"{item.source} {item.precision}")
                    strongest[key] = max(strongest.get(key, -math.inf), item.weight)
    scores = dict.fromkeys(sorted(days), 0.0)
    for (day, _), weight in sorted(strongest.items()):
        scores[day] += weight
    return scores


def probabilities(scores: dict[date, float]) -> dict[date, float]:
    """Return the probability of each day; they sum to less than one."""
    if not scores:
        return {}
    highest = max(NONE_OF_THEM, *scores.values())
    powers = {day: math.exp(score - highest) for day, score in scores.items()}
    total = math.exp(NONE_OF_THEM - highest) + sum(powers.values())
    return {day: power / total for day, power in powers.items()}


def confidence_of_best(evidence: Iterable[DateEvidence]) -> float:
    """Return the probability of the likeliest day, 0 without any."""
    return max(probabilities(score_days(evidence)).values(), default=0.0)

"""Who said each quotation of a text: a forest over the parties that may have, learned from annotated news.

Learned by `pipelines.training.quotation_speakers`; ``speakers.md`` says from what, and what it reaches.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipelines.analyse.quotations.speaker_columns import COLUMNS, SpeakerColumns, with_spoken
from pipelines.analyse.quotations.speakers import Said
from pipelines.analyse.universal_tree import Span
from pipelines.forests import load

FILE = "speakers.npz"
#: A party is the speaker from this probability on, one whom the rules name too from the second, one that can hardly
#: speak ("the line") from the third. Out of fold 1,180 of 1,460 speakers are right from .15 on, 237 wrong and 43
#: missing; from .3 on 1,128, 192 and 140.
LEAST_PROBABILITY, LEAST_OF_RULED, LEAST_OF_THINGS = 0.15, 0.05, 0.4


class Judged(NamedTuple):
    """Where the likeliest speaker of a quotation is named, None where none is likely, and how likely it is."""

    speaker: Span | None
    probability: float


def judge_speakers(columns: SpeakerColumns, said: Sequence[Said]) -> list[Judged]:
    """The speaker of each quotation of a text; ``said`` is what the rules make of them."""
    forest = load(__package__, FILE)
    forest.check(COLUMNS)
    judged: list[Judged] = []
    spoken: list[int | None] = []
    for at, ruled in enumerate(said):
        parties = columns.asked(at, ruled, spoken)
        if not parties:
            judged.append(Judged(None, 0.0))
            spoken.append(None)
            continue
        rows = with_spoken(columns.describe(at, ruled, parties), parties, spoken)
        probabilities = forest.probability(rows)
        best = int(probabilities.argmax())
        likely = parties[best] if probabilities[best] >= _least(columns, parties[best], ruled) else None
        spoken.append(likely)
        # Rules choose the place that tells it; whom they do not name is looked for near by.
        is_ruled = likely is not None and columns.places.party_of(ruled.speaker) == likely
        place = None if likely is None else columns.places.place_for(likely, at)
        speaker = ruled.speaker if is_ruled else place
        judged.append(Judged(speaker, float(probabilities[best])))
    return judged


def _least(columns: SpeakerColumns, party: int, ruled: Said) -> float:
    """From which probability on a party is the speaker."""
    if columns.places.party_of(ruled.speaker) == party:
        return LEAST_OF_RULED
    return LEAST_PROBABILITY if columns.places.parties[party].speaks else LEAST_OF_THINGS

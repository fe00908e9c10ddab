"""What is known of each party that may have said a quotation, as numbers for the judge."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipelines.analyse.quotations.attributions import Attributions
from pipelines.analyse.quotations.marks import QuotedSpan
from pipelines.analyse.quotations.party_columns import PARTY, PartyColumns
from pipelines.analyse.quotations.party_places import PartyPlaces
from pipelines.analyse.quotations.place_columns import AFTER, BEFORE, PlaceColumns
from pipelines.analyse.quotations.quotation_columns import QUOTED, QuotationColumns
from pipelines.analyse.quotations.speakers import Said, Speakers
from pipelines.analyse.universal_tree import Tree
from pipelines.forests import Floats
from pipelines.languages.quotations import QuotationWords

#: Of who spoke before.
SPOKEN = ("is_previous", "times_said", "other_previous")
COLUMNS = (*QUOTED, *PARTY, *BEFORE, *AFTER, *SPOKEN)


class SpeakerColumns:
    """Describes the parties that may have said the quotations of one text."""

    def __init__(self, tree: Tree, speakers: Speakers, words: QuotationWords, spans: Sequence[QuotedSpan]) -> None:
        self._words = words
        self.places = PartyPlaces(tree, speakers.possible, speakers.cues, spans)
        attributions = Attributions(tree, speakers, words, spans, self.places)
        self._told = [attributions.of(at) for at in range(len(spans))]
        self._of_quotation = QuotationColumns(tree, speakers, words, spans, self.places)
        self._of_party = PartyColumns(tree, speakers, words, self.places)
        self._of_places = PlaceColumns(tree, speakers, spans, self.places)

    def asked(self, at: int, said: Said, spoken: Sequence[int | None] = ()) -> list[int]:
        """The parties that may have said a quotation, by its number; none of what is said by nobody in particular."""
        if self._told[at].pronoun in self._words.nobodies:
            return []
        return self.places.asked(at, self.places.party_of(said.speaker), spoken)

    def describe(self, at: int, said: Said, parties: Sequence[int]) -> Floats:
        """What is known of some parties that may have said a quotation, but for who spoke before."""
        told, ruled = self._told[at], self.places.party_of(said.speaker)
        persons = self._of_places.persons_before(at)
        quoted = self._of_quotation.of(at, told, len(persons.named), is_ruled=ruled is not None)
        rows = [
            [*quoted, *self._of_party.of(at, number, told, ruled), *self._of_places.of(at, number, persons)]
            for number in parties
        ]
        return np.array(rows, np.float32).reshape(-1, len(COLUMNS) - len(SPOKEN))


def with_spoken(rows: Floats, parties: Sequence[int], spoken: Sequence[int | None]) -> Floats:
    """The rows with who spoke before; ``spoken`` are the parties of the quotations before, in order."""
    previous = spoken[-1] if spoken else None
    told = [
        [number == previous, spoken.count(number), previous is not None and number != previous] for number in parties
    ]
    return np.concatenate([rows, np.array(told, np.float32).reshape(-1, len(SPOKEN))], axis=1)

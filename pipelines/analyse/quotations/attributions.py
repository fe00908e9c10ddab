"""How the sentence of a quotation tells who speaks: "she said", "according to", and whom other verbs of speech have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipelines.analyse.quotations.marks import QuotedSpan
from pipelines.analyse.quotations.party_places import PartyPlaces
from pipelines.analyse.quotations.speakers import Speakers
from pipelines.analyse.universal_tree import Tree
from pipelines.languages.quotations import QuotationWords

#: A source is sought so many words behind its phrase.
_TO_SOURCE = 9


class Attribution(NamedTuple):
    """The verb of speech of a quotation, its subject, the pronoun where that is one, and which gender either tells.

    Of each party that the sentence names, ``verbs`` says how many words off the nearest verb of speech stands whose
    subject it is, ``sources`` how many words part it from a phrase such as "according to".
    """

    cue: int | None
    subject: int | None
    pronoun: str | None
    gender: str | None
    verbs: Mapping[int, int]
    sources: Mapping[int, int]


class Attributions:
    """Reads the sentences around the quotations of one parsed text."""

    def __init__(
        self, tree: Tree, speakers: Speakers, words: QuotationWords, spans: Sequence[QuotedSpan], places: PartyPlaces
    ) -> None:
        self._tree, self._speakers, self._spans, self._places = tree, speakers, spans, places
        self._possible, self._cues = speakers.possible, speakers.cues
        self._sources = [tuple(phrase.split()) for phrase in words.source_phrases]
        self._source_openers = {opener for first, *_ in self._sources for opener in (first, first.split("'")[0] + "'")}

    def of(self, at: int) -> Attribution:
        """How the sentence of a quotation, by its number, tells who speaks."""
        cue, subject, pronoun = self._verb_and_subject(at)
        gender = self._possible.told_gender(pronoun) if pronoun else None
        if subject is not None:
            gender = self._possible.gender_of_noun(subject)
        outside = [*self._outside(at)]
        return Attribution(cue, subject, pronoun, gender, self._verbs_in(at, outside), self._sources_in(outside))

    def _verb_and_subject(self, at: int) -> tuple[int | None, int | None, str | None]:
        """The verb of speech nearest to a quotation that has a subject outside it, and that, or the pronoun it is."""
        span, (first, last) = self._spans[at], self._places.tokens[at]
        cues = [*self._speakers.verbs_around(span.start, span.end), *self._cues.inside(first, last)]
        for cue in cues:
            pronoun = self._cues.inverted_pronoun(cue)
            if pronoun is not None:
                return cue, None, pronoun
            for subject in self._speakers.subjects(cue):
                if span.start <= self._tree.start[subject] < span.end and not first <= cue < last:
                    continue
                if self._cues.is_pronoun(subject):
                    return cue, None, self._tree.word[subject].lstrip("-")
                return cue, subject, None
            before = self._cues.pronoun_before(cue)
            if before is not None:
                return cue, None, self._tree.word[before].lstrip("-")
        return cues[0] if cues else None, None, None

    def _outside(self, at: int) -> Iterator[int]:
        """The tokens of the sentence of a quotation outside it."""
        first, last = self._places.tokens[at]
        final = len(self._tree) - 1
        opening, closing = self._tree.sentence_of(min(first, final))[0], self._tree.sentence_of(min(last, final))[1]
        yield from range(opening, first)
        yield from range(last, max(closing, last))

    def _verbs_in(self, at: int, outside: Sequence[int]) -> dict[int, int]:
        """How many words off the nearest verb of speech stands whose subject a party is, among some tokens."""
        first, last = self._places.tokens[at]
        nearest: dict[int, int] = {}
        for cue in filter(self._cues.is_cue, outside):
            gap = first - cue if cue < first else cue - last + 1
            for subject in self._speakers.subjects(cue):
                number = self._places.of_token.get(subject)
                if number is not None and not self._places.is_quoted(self._tree.start[subject]):
                    nearest[number] = min(gap, nearest.get(number, gap))
        return nearest

    def _sources_in(self, outside: Sequence[int]) -> dict[int, int]:
        """How many words stand between "selon", "according to" and a party, among some tokens."""
        nearest: dict[int, int] = {}
        for token in outside:
            if self._tree.word[token] not in self._source_openers:
                continue
            for phrase in self._sources:
                if self._cues.is_phrase(phrase, token):
                    for step in range(1, _TO_SOURCE + 1):
                        number = self._places.of_token.get(token + len(phrase) - 1 + step)
                        if number is not None:
                            nearest[number] = min(step, nearest.get(number, step))
        return nearest

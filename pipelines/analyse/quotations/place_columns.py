"""Where a party is named around a quotation: the places before it, and the first behind it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from pipelines.analyse.quotations.marks import QuotedSpan
from pipelines.analyse.quotations.party_places import BEHIND, REACH, PartyPlaces, Place
from pipelines.analyse.quotations.speakers import Speakers
from pipelines.analyse.universal_tree import Tree

BEFORE = (
    "before_gap", "before_sentences", "before_paragraphs", "before_subject", "before_preposition", "before_relation",
    "persons_between", "recency", "subject_recency", "subject_sentences", "reported_sentences", "opens_paragraph",
)  # fmt: skip
AFTER = ("behind_gap", "behind_tokens", "behind_sentences", "behind_cue_gap")

#: What stands nowhere near is so many words, sentences or persons away, and so many characters beyond all that may.
_FAR, _OUT_OF_REACH, _NOT_BEHIND = 99.0, REACH + 100.0, BEHIND + 50.0
_MOST_SENTENCES = 9
#: A verb of speech is sought so many words around a party.
_TO_CUE = 8
_RELATIONS = {"nsubj": 1, "nsubj:pass": 1, "appos": 2, "compound": 3, "nmod": 4, "nmod:poss": 4, "obj": 5, "obl": 6,
              "pobj": 6, "conj": 7, "flat:name": 8, "ROOT": 9, "root": 9}  # fmt: skip


class PersonsBefore(NamedTuple):
    """Where the persons near a quotation are each named last before it, at all and as subjects, in order."""

    named: Sequence[int]
    subjects: Sequence[int]


class PlaceColumns:
    """Describes where the parties of one parsed text are named, beside a quotation."""

    def __init__(self, tree: Tree, speakers: Speakers, spans: Sequence[QuotedSpan], places: PartyPlaces) -> None:
        self._tree, self._spans, self._places = tree, spans, places
        self._possible, self._cues = speakers.possible, speakers.cues

    def persons_before(self, at: int) -> PersonsBefore:
        """The persons within reach before a quotation."""
        named: dict[int, int] = {}
        subjects: dict[int, int] = {}
        for place in self._places.before(at):
            if self._places.parties[place.party].type == "PER":
                named[place.party] = place.start
                if place.is_subject:
                    subjects[place.party] = place.start
        return PersonsBefore(sorted(named.values()), sorted(subjects.values()))

    def of(self, at: int, number: int, persons: PersonsBefore) -> list[float]:
        """The columns of `BEFORE` and `AFTER`."""
        span, places = self._spans[at], self._places.of[number]
        n_before = bisect_left(places, (span.start,))
        behind = next((place for place in places[n_before:] if place.start >= span.end), None)
        return [*self._of_earlier(at, places[:n_before], persons), *self._of_later(at, behind)]

    def _of_earlier(self, at: int, earlier: Sequence[Place], persons: PersonsBefore) -> list[float]:
        if not earlier:
            return [_OUT_OF_REACH, _FAR, _FAR, 0.0, 0.0, 0.0, _FAR, _FAR, _FAR, _FAR, _FAR, 1.0]
        start, last, sentence = self._spans[at].start, earlier[-1], self._places.sentence_of(at)
        paragraph = self._places.paragraph(start)
        subject = next((place for place in reversed(earlier) if place.is_subject), None)
        reporting = next((place for place in reversed(earlier) if place.reports), None)
        opening = next((place for place in earlier if place.paragraph == paragraph and place.is_subject), None)
        return [
            start - last.end,
            sentence - last.sentence,
            paragraph - last.paragraph,
            last.is_subject,
            self._possible.has_preposition(last.head),
            _RELATIONS.get(self._tree.relation[last.head], 0),
            len(persons.named) - bisect_right(persons.named, last.start),
            len(persons.named) - bisect_left(persons.named, last.start),
            len(persons.subjects) - bisect_right(persons.subjects, last.start),
            sentence - subject.sentence if subject else _FAR,
            sentence - reporting.sentence if reporting else _FAR,
            opening.start - start if opening else 1.0,
        ]

    def _of_later(self, at: int, behind: Place | None) -> list[float]:
        span, last = self._spans[at], self._places.tokens[at][1]
        if behind is None or behind.start - span.end > BEHIND:
            return [_NOT_BEHIND, _FAR, _FAR, _FAR]
        return [
            behind.start - span.end,
            behind.head - last,
            min(behind.sentence - self._tree.sentence[max(last - 1, 0)], _MOST_SENTENCES),
            self._cue_gap(behind.head),
        ]

    def _cue_gap(self, head: int) -> float:
        """So many words stand between a party and the verb of speech nearest to it in its sentence."""
        low, high = self._tree.sentence_of(head)
        near = range(max(low, head - _TO_CUE), min(high, head + _TO_CUE + 1))
        return float(min((abs(at - head) for at in filter(self._cues.is_cue, near)), default=_FAR))

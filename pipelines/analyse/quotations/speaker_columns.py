"""What is known of each party that may have said a quotation, as numbers for the judge."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from pipelines.analyse.quotations.marks import QuotedSpan
from pipelines.analyse.quotations.parties import DESCRIPTION, NAME
from pipelines.analyse.quotations.party_places import BEHIND, PartyPlaces, Place
from pipelines.analyse.quotations.speakers import Said, Speakers
from pipelines.analyse.universal_tree import VERBAL, Tree
from pipelines.forests import Floats
from pipelines.languages.quotations import QuotationWords

#: Of the quotation, of a party before and behind it, and of who spoke before.
QUOTED = (
    "words", "is_capital", "has_verb", "n_before", "pronoun", "subject", "cue_gap", "ruled", "since_quotation",
    "until_next", "before_sign", "behind_sign", "persons_near",
)  # fmt: skip
PARTY = (
    "kind", "places", "share", "opens_text", "is_person", "agrees", "is_ruled", "cue_rank", "behind_cue", "source_gap",
    "own_cue", "own_root", "definite",
)  # fmt: skip
BEFORE = (
    "before_gap", "before_sentences", "before_paragraphs", "before_subject", "before_preposition", "before_relation",
    "persons_between", "recency", "subject_recency", "subject_sentences", "reported_sentences", "opens_paragraph",
)  # fmt: skip
AFTER = ("behind_gap", "behind_tokens", "behind_sentences", "behind_cue_gap")
SPOKEN = ("is_previous", "times_said", "other_previous")
COLUMNS = (*QUOTED, *PARTY, *BEFORE, *AFTER, *SPOKEN)

_FAR = 99.0
_LONGEST, _WIDEST = 60, 1500
#: A subject is sought so many words behind a verb of speech, a source behind its phrase, a verb around a party.
_TO_SUBJECT, _TO_SOURCE, _TO_CUE = 11, 9, 8
_ENDS = frozenset({".", "\n"})
_KINDS = {(NAME, "PER"): 0, (NAME, "ORG"): 1, (NAME, "LOC"): 2, (DESCRIPTION, "PER"): 3, (DESCRIPTION, "ORG"): 4}
_OTHER_KIND = 5
_RELATIONS = {"nsubj": 1, "nsubj:pass": 1, "appos": 2, "compound": 3, "nmod": 4, "nmod:poss": 4, "obj": 5, "obl": 6,
              "pobj": 6, "conj": 7, "flat:name": 8, "ROOT": 9, "root": 9}  # fmt: skip
_GENDERS = {"Masc": 1.0, "Fem": 2.0}
_THING, _SEVERAL, _NOBODY, _ANYBODY = 3.0, 4.0, 5.0, 6.0
_PRONOUN, _NAME, _DESCRIPTION = 1.0, 2.0, 3.0
_DEFINITE = {"Def": 1.0, "Ind": 2.0}
_SIGNS = {":": 1.0, ",": 2.0, ".": 3.0, "!": 3.0, "?": 3.0, "…": 3.0, ";": 3.0, "": 4.0}
_LOWER, _UPPER, _OTHER_SIGN = 5.0, 6.0, 7.0


class Told(NamedTuple):
    """How the sentence of a quotation tells who speaks: verb, subject, and the pronoun where that is one."""

    cue: int | None
    subject: int | None
    pronoun: str | None


class _Facts(NamedTuple):
    """What concerns all parties near a quotation.

    ``named`` and ``subjects`` are the offsets at which persons are named last before it, at all and as subjects;
    ``own`` and ``sources`` say how far verbs of speech with that subject, and phrases such as "selon", stand off.
    """

    named: list[int]
    subjects: list[int]
    own: dict[int, int]
    sources: dict[int, int]
    sentence: int
    gender: str | None


class SpeakerColumns:
    """Describes the parties that may have said the quotations of one text."""

    def __init__(self, tree: Tree, speakers: Speakers, words: QuotationWords, spans: Sequence[QuotedSpan]) -> None:
        self._tree, self._speakers, self._words, self._spans = tree, speakers, words, spans
        self._possible, self._cues = speakers.possible, speakers.cues
        self.places = PartyPlaces(tree, self._possible, self._cues, spans)
        self._sources = [tuple(phrase.split()) for phrase in words.source_phrases]
        self._source_openers = {opener for first, *_ in self._sources for opener in (first, first.split("'")[0] + "'")}
        self._genders: dict[int, str | None] = {}

    def asked(self, at: int, said: Said, spoken: Sequence[int | None] = ()) -> list[int]:
        """The parties that may have said a quotation, by its number; none of what is said by nobody in particular."""
        if self._told(at).pronoun in self._words.nobodies:
            return []
        return self.places.asked(at, self.places.party_of(said.speaker), spoken)

    def describe(self, at: int, said: Said, parties: Sequence[int]) -> Floats:
        """What is known of some parties that may have said a quotation, but for who spoke before."""
        told, ruled = self._told(at), self.places.party_of(said.speaker)
        facts = self._facts(at, told)
        quoted = self._of_quotation(at, told, ruled, len(facts.named))
        rows = [
            [*quoted, *self._of_party(told, number, ruled, facts), *self._of_places(at, number, facts)]
            for number in parties
        ]
        return np.array(rows, np.float32).reshape(-1, len(COLUMNS) - len(SPOKEN))

    def _told(self, at: int) -> Told:
        """The verb of speech nearest to a quotation that has a subject outside it, and that."""
        span, (first, last) = self._spans[at], self.places.tokens[at]
        cues = [*self._speakers.verbs_around(span.start, span.end), *self._cues.inside(first, last)]
        for cue in cues:
            pronoun = self._cues.inverted_pronoun(cue)
            if pronoun is not None:
                return Told(cue, None, pronoun)
            for subject in self._speakers.subjects(cue):
                if span.start <= self._tree.start[subject] < span.end and not first <= cue < last:
                    continue
                if self._cues.is_pronoun(subject):
                    return Told(cue, None, self._tree.word[subject].lstrip("-"))
                return Told(cue, subject, None)
            before = self._cues.pronoun_before(cue)
            if before is not None:
                return Told(cue, None, self._tree.word[before].lstrip("-"))
        return Told(cues[0] if cues else None, None, None)

    def _of_quotation(self, at: int, told: Told, ruled: int | None, n_persons: int) -> list[float]:
        tree, text, span = self._tree, self._tree.text, self._spans[at]
        first, last = self.places.tokens[at]
        since = span.start - self._spans[at - 1].end if at else _WIDEST
        until = self._spans[at + 1].start - span.end if at + 1 < len(self._spans) else _WIDEST
        line, rest = text[: span.start].rpartition("\n")[2], text[span.end :].partition("\n")[0]
        return [
            min(last - first, _LONGEST),
            text[span.start : span.start + 1].isupper(),
            any(tree.pos[token] in VERBAL for token in range(first, last)),
            len(self._cues.sides(first, last)[1]),
            self._pronoun_code(told.pronoun),
            self._subject_code(told),
            self._cue_offset(told, span),
            ruled is not None,
            min(since, _WIDEST),
            min(until, _WIDEST),
            _sign(line.rstrip(' \u00a0\u202f«“„"')[-1:]),
            _sign(rest.lstrip(' \u00a0\u202f»”"')[:1]),
            n_persons,
        ]

    def _subject_code(self, told: Told) -> float:
        if told.pronoun is not None:
            return _PRONOUN
        if told.subject is None:
            return 0.0
        number = self.places.of_token.get(told.subject)
        return _NAME if number is not None and self.places.parties[number].kind == NAME else _DESCRIPTION

    def _cue_offset(self, told: Told, span: QuotedSpan) -> float:
        """How many characters behind a quotation its verb stands, or before it (less than none)."""
        if told.cue is None:
            return 0.0
        start = self._tree.start[told.cue]
        offset = start - span.end if start >= span.end else start - span.start if start < span.start else 0.5
        return float(max(min(offset, 150), -150))

    def _pronoun_code(self, pronoun: str | None) -> float:
        if pronoun is None:
            return 0.0
        if pronoun in self._words.nobodies:
            return _NOBODY
        if pronoun in self._words.several:
            return _SEVERAL
        if pronoun in self._words.things:
            return _THING
        return _GENDERS.get(self._possible.told_gender(pronoun) or "", _ANYBODY)

    def _facts(self, at: int, told: Told) -> _Facts:
        named: dict[int, int] = {}
        subjects: dict[int, int] = {}
        for place in self.places.before(at):
            if self.places.parties[place.party].type == "PER":
                named[place.party] = place.start
                if place.is_subject:
                    subjects[place.party] = place.start
        outside = [*self._outside(at)]
        gender = self._possible.told_gender(told.pronoun) if told.pronoun else None
        if told.subject is not None:
            gender = self._possible.gender_of_noun(told.subject)
        return _Facts(
            sorted(named.values()),
            sorted(subjects.values()),
            self._own_verbs(at, outside),
            self._sources_in(outside),
            self.places.sentence_of(at),
            gender,
        )

    def _outside(self, at: int) -> Iterator[int]:
        """The tokens of the sentence of a quotation outside it."""
        first, last = self.places.tokens[at]
        final = len(self._tree) - 1
        opening, closing = self._tree.sentence_of(min(first, final))[0], self._tree.sentence_of(min(last, final))[1]
        yield from range(opening, first)
        yield from range(last, max(closing, last))

    def _own_verbs(self, at: int, outside: Sequence[int]) -> dict[int, int]:
        """How many words off the nearest verb of speech stands whose subject a party is, in the sentence."""
        first, last = self.places.tokens[at]
        own: dict[int, int] = {}
        for cue in filter(self._cues.is_cue, outside):
            gap = first - cue if cue < first else cue - last + 1
            for subject in self._speakers.subjects(cue):
                number = self.places.of_token.get(subject)
                if number is not None and not self.places.is_quoted(self._tree.start[subject]):
                    own[number] = min(gap, own.get(number, gap))
        return own

    def _sources_in(self, outside: Sequence[int]) -> dict[int, int]:
        """How many words stand between "selon", "according to" and a party, among some tokens."""
        found: dict[int, int] = {}
        for token in outside:
            if self._tree.word[token] not in self._source_openers:
                continue
            for phrase in self._sources:
                if self._cues.is_phrase(phrase, token):
                    for step in range(1, _TO_SOURCE + 1):
                        number = self.places.of_token.get(token + len(phrase) - 1 + step)
                        if number is not None:
                            found[number] = min(step, found.get(number, step))
        return found

    def _of_party(self, told: Told, number: int, ruled: int | None, facts: _Facts) -> list[float]:
        party = self.places.parties[number]
        is_person = self._possible.is_person(party.spans[0])
        places = self.places.of[number]
        return [
            _KINDS.get((party.kind, party.type), _OTHER_KIND),
            len(party.spans),
            len(party.spans) / max(1, len(self.places.all)),
            min(party.spans[0][0], 2000),
            is_person,
            self._agrees(number, told, facts.gender, is_person=is_person),
            number == ruled,
            self._cue_rank(told, number),
            self._behind_cue(told, number),
            facts.sources.get(number, _FAR),
            facts.own.get(number, _FAR),
            any(place.is_root and place.sentence == facts.sentence for place in places),
            self._definiteness(party.heads[0]),
        ]

    def _agrees(self, number: int, told: Told, meant: str | None, *, is_person: bool) -> float:
        """Whether the pronoun, or the noun, that is the subject may stand for a party: 0 where nothing tells."""
        if (told.pronoun and meant and not is_person) or (told.pronoun in self._words.things and is_person):
            return -2.0
        if number not in self._genders:
            spans = self.places.parties[number].spans[:4]
            self._genders[number] = next(filter(None, map(self._possible.gender, spans)), None)
        gender = self._genders[number]
        return 0.0 if not (gender and meant) else 1.0 if gender == meant else -1.0

    def _cue_rank(self, told: Told, number: int) -> float:
        """Whether a party is the subject of the verb of speech: 2 as the parse has it, 1 by an apposition."""
        if told.subject is None:
            return 0.0
        if self.places.of_token.get(told.subject) == number:
            return 2.0
        return float(self.places.party_of(self._possible.of_head(told.subject)) == number)

    def _behind_cue(self, told: Told, number: int) -> float:
        """So many words stand between the verb of speech and a party behind it in its sentence."""
        if told.cue is not None:
            for token in range(told.cue + 1, min(told.cue + 1 + _TO_SUBJECT, len(self._tree))):
                if self._tree.word[token] in _ENDS:
                    break
                if self.places.of_token.get(token) == number:
                    return float(token - told.cue)
        return _FAR

    def _definiteness(self, head: int) -> float:
        for child in self._tree.children[head]:
            if self._tree.pos[child] == "DET":
                return _DEFINITE.get(next(iter(self._tree.features(child, "Definite")), ""), 3.0)
        return 0.0

    def _of_places(self, at: int, number: int, facts: _Facts) -> list[float]:
        """What the places tell that name a party before a quotation, and the first behind it."""
        span, places = self._spans[at], self.places.of[number]
        n_before = bisect_left(places, (span.start,))
        behind = next((place for place in places[n_before:] if place.start >= span.end), None)
        return [*self._of_earlier(span, places[:n_before], facts), *self._of_later(at, behind)]

    def _of_earlier(self, span: QuotedSpan, earlier: Sequence[Place], facts: _Facts) -> list[float]:
        if not earlier:
            return [1600.0, _FAR, _FAR, 0.0, 0.0, 0.0, _FAR, _FAR, _FAR, _FAR, _FAR, 1.0]
        last, paragraph = earlier[-1], self.places.paragraph(span.start)
        subject = next((place for place in reversed(earlier) if place.is_subject), None)
        reporting = next((place for place in reversed(earlier) if place.reports), None)
        opening = next((place for place in earlier if place.paragraph == paragraph and place.is_subject), None)
        n_later = bisect_right(facts.named, last.start)
        return [
            span.start - last.end,
            facts.sentence - last.sentence,
            paragraph - last.paragraph,
            last.is_subject,
            self._possible.has_preposition(last.head),
            _RELATIONS.get(self._tree.relation[last.head], 0),
            len(facts.named) - n_later,
            len(facts.named) - bisect_left(facts.named, last.start),
            len(facts.subjects) - bisect_right(facts.subjects, last.start),
            facts.sentence - subject.sentence if subject else _FAR,
            facts.sentence - reporting.sentence if reporting else _FAR,
            opening.start - span.start if opening else 1.0,
        ]

    def _of_later(self, at: int, behind: Place | None) -> list[float]:
        span, last = self._spans[at], self.places.tokens[at][1]
        if behind is None or behind.start - span.end > BEHIND:
            return [300.0, _FAR, _FAR, _FAR]
        return [
            behind.start - span.end,
            behind.head - last,
            min(behind.sentence - self._tree.sentence[max(last - 1, 0)], 9),
            self._cue_gap(behind.head),
        ]

    def _cue_gap(self, head: int) -> float:
        """So many words stand between a party and the verb of speech nearest to it in its sentence."""
        low, high = self._tree.sentence_of(head)
        near = range(max(low, head - _TO_CUE), min(high, head + _TO_CUE + 1))
        return float(min((abs(at - head) for at in filter(self._cues.is_cue, near)), default=_FAR))


def _sign(sign: str) -> float:
    """What stands beside a quotation: a colon, a comma, the end of a sentence, of the line, or words."""
    return _SIGNS.get(sign, _LOWER if sign.islower() else _UPPER if sign.isupper() else _OTHER_SIGN)


def with_spoken(rows: Floats, parties: Sequence[int], spoken: Sequence[int | None]) -> Floats:
    """The rows with who spoke before; ``spoken`` are the parties of the quotations before, in order."""
    previous = spoken[-1] if spoken else None
    told = [
        [number == previous, spoken.count(number), previous is not None and number != previous] for number in parties
    ]
    return np.concatenate([rows, np.array(told, np.float32).reshape(-1, len(SPOKEN))], axis=1)

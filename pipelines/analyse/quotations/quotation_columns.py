"""What is known of a quotation itself, whoever said it: its words, what stands beside it, how its verb is placed."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.analyse.quotations.attributions import Attribution
from pipelines.analyse.quotations.marks import QuotedSpan
from pipelines.analyse.quotations.parties import NAME
from pipelines.analyse.quotations.party_places import PartyPlaces
from pipelines.analyse.quotations.speakers import Speakers
from pipelines.analyse.universal_tree import VERBAL, Tree
from pipelines.languages.quotations import QuotationWords

QUOTED = (
    "words", "is_capital", "has_verb", "n_before", "pronoun", "subject", "cue_gap", "ruled", "since_quotation",
    "until_next", "before_sign", "behind_sign", "persons_near",
)  # fmt: skip

#: Longer quotations, and wider gaps, are all one.
_LONGEST, _WIDEST, _FURTHEST_CUE = 60, 1500, 150
_GENDERS = {"Masc": 1.0, "Fem": 2.0}
_THING, _SEVERAL, _NOBODY, _ANYBODY = 3.0, 4.0, 5.0, 6.0
_PRONOUN, _NAME, _DESCRIPTION = 1.0, 2.0, 3.0
_SIGNS = {":": 1.0, ",": 2.0, ".": 3.0, "!": 3.0, "?": 3.0, "…": 3.0, ";": 3.0, "": 4.0}
_LOWER, _UPPER, _OTHER_SIGN = 5.0, 6.0, 7.0


class QuotationColumns:
    """Describes the quotations of one parsed text."""

    def __init__(
        self, tree: Tree, speakers: Speakers, words: QuotationWords, spans: Sequence[QuotedSpan], places: PartyPlaces
    ) -> None:
        self._tree, self._words, self._spans, self._places = tree, words, spans, places
        self._possible, self._cues = speakers.possible, speakers.cues

    def of(self, at: int, told: Attribution, n_persons: int, *, is_ruled: bool) -> list[float]:
        """The columns of `QUOTED`; ``n_persons`` are named near it, its speaker by the rules where it ``is_ruled``."""
        tree, text, span = self._tree, self._tree.text, self._spans[at]
        first, last = self._places.tokens[at]
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
            self._cue_offset(told.cue, span),
            is_ruled,
            min(since, _WIDEST),
            min(until, _WIDEST),
            _sign(line.rstrip(' \u00a0\u202f«“„"')[-1:]),
            _sign(rest.lstrip(' \u00a0\u202f»”"')[:1]),
            n_persons,
        ]

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

    def _subject_code(self, told: Attribution) -> float:
        if told.pronoun is not None:
            return _PRONOUN
        if told.subject is None:
            return 0.0
        number = self._places.of_token.get(told.subject)
        return _NAME if number is not None and self._places.parties[number].kind == NAME else _DESCRIPTION

    def _cue_offset(self, cue: int | None, span: QuotedSpan) -> float:
        """How many characters behind a quotation its verb stands, or before it (less than none)."""
        if cue is None:
            return 0.0
        start = self._tree.start[cue]
        offset = start - span.end if start >= span.end else start - span.start if start < span.start else 0.5
        return float(max(min(offset, _FURTHEST_CUE), -_FURTHEST_CUE))


def _sign(sign: str) -> float:
    """What stands beside a quotation: a colon, a comma, the end of a sentence, of the line, or words."""
    return _SIGNS.get(sign, _LOWER if sign.islower() else _UPPER if sign.isupper() else _OTHER_SIGN)

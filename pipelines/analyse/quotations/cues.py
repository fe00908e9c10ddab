"""The verbs that introduce somebody's words, around a quotation and inside it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from pipelines.languages.quotations import QuotationWords

#: So many words part a quotation from its verb at most.
_TO_CUE = 14
_ENDS_BEFORE = frozenset(".!?»”")
_ENDS_BEHIND = frozenset(".;:!?«“„")
#: A comma stands so many words before the verb of an aside, a pronoun before a verb with its auxiliaries.
_ASIDE, _AUXILIARIES = 4, 3


class Cues:
    """Finds verbs of speech in one parsed text."""

    def __init__(self, doc: Doc, words: QuotationWords) -> None:
        self._doc = doc
        self._words = words

    def is_cue(self, token: Token) -> bool:
        """Whether a token is a verb that introduces words."""
        return token.pos_ in {"VERB", "AUX"} and token.lemma_.casefold() in self._words.cue_verbs

    def is_pronoun(self, token: Token) -> bool:
        """Whether a token stands for a speaker named before."""
        return token.text.casefold().lstrip("-") in self._words.pronouns

    def around(self, first: int, last: int) -> list[Token]:
        """The verbs of the sentence of a quotation outside it, the likeliest first.

        A colon or a conjunction before the opening mark says that the verb stood before.
        """
        before, behind = list(self._before(first)), list(self._behind(last))
        leading = self._doc[max(first - 3, 0) : first]
        is_led = any(token.text == ":" or token.text.casefold() in self._words.conjunctions for token in leading)
        return [*before, *behind] if is_led else [*behind, *before]

    def inside(self, first: int, last: int) -> Iterator[Token]:
        """Verbs of an aside inside a quotation, behind a comma: "Nous irons, a-t-il dit, jusqu'au bout"."""
        for token in self._doc[first:last]:
            before = self._doc[max(token.i - _ASIDE, first) : token.i]
            behind = self._doc[token.i + 1 : min(token.i + 2 + _ASIDE, last)]
            is_aside = any(other.text == "," for other in before) and any(other.text == "," for other in behind)
            if is_aside and self.is_cue(token):
                yield token

    def has_inverted_pronoun(self, cue: Token) -> bool:
        """Whether a pronoun is glued behind a verb or its auxiliary: "a-t-il dit", "promet-elle"."""
        near = self._doc[max(cue.i - _AUXILIARIES, 0) : cue.i + _AUXILIARIES].text.casefold()
        return any(pronoun in near for pronoun in self._words.inverted_pronouns)

    def has_pronoun_before(self, cue: Token) -> bool:
        """Whether a pronoun stands before a verb and its auxiliaries, whatever the parser made of it."""
        at = cue.i - 1
        while at > cue.sent.start and self._doc[at].pos_ in {"AUX", "ADV"}:
            at -= 1
        return at >= 0 and self.is_pronoun(self._doc[at])

    def places_of(self, phrase: tuple[str, ...], first: int, last: int) -> Iterator[int]:
        """Where a phrase stands before a quotation or behind it, in its sentence."""
        joined = " ".join(phrase)
        for at in [*self._walk_back(first), *self._walk_on(last)]:
            words = self._doc[at : at + len(phrase) + 1].text.casefold()
            if words == joined or words.startswith((joined + " ", joined + "'")):
                yield at

    def _before(self, first: int) -> Iterator[Token]:
        return filter(self.is_cue, (self._doc[at] for at in self._walk_back(first)))

    def _behind(self, last: int) -> Iterator[Token]:
        return filter(self.is_cue, (self._doc[at] for at in self._walk_on(last)))

    def _walk_back(self, first: int) -> Iterator[int]:
        """The tokens before a quotation in its sentence, the nearest first."""
        for at in range(first - 1, max(first - 1 - _TO_CUE, -1), -1):
            if "\n" in self._doc[at].text or self._doc[at].text in _ENDS_BEFORE:
                return
            yield at

    def _walk_on(self, last: int) -> Iterator[int]:
        """The tokens behind a quotation in its sentence."""
        for at in range(last, min(last + _TO_CUE, len(self._doc))):
            if "\n" in self._doc[at].text or self._doc[at].text in _ENDS_BEHIND:
                return
            yield at

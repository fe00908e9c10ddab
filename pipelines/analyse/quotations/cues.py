"""The verbs that introduce somebody's words, around a quotation and inside it."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.analyse.universal_tree import VERBAL, Tree
from pipelines.languages.quotations import QuotationWords

#: So many words part a quotation from its verb at most.
_TO_CUE = 14
_ENDS_BEFORE = frozenset(".!?»”")
_ENDS_BEHIND = frozenset(".;:!?«“„")
#: What stands between the words that lead to a quotation and it, with a line's end behind the colon.
_LEADING = frozenset(':«“"')
#: What stands right before a verb whose subject follows it.
_BEFORE_INVERTED = frozenset(',»”"')
#: A comma stands so many words before the verb of an aside, a pronoun before a verb with its auxiliaries.
_ASIDE, _AUXILIARIES = 4, 3


class Cues:
    """Finds verbs of speech in one parsed text; a token is given by its number."""

    def __init__(self, tree: Tree, words: QuotationWords) -> None:
        self._tree = tree
        self._words = words
        self._misread = {at for at in range(len(tree)) if self._is_misread(at)}

    def is_cue(self, at: int) -> bool:
        """Whether a token is a verb that introduces words."""
        is_verb = self._tree.pos[at] in VERBAL and self._tree.lemma[at] in self._words.cue_verbs
        return is_verb or at in self._misread

    def _is_misread(self, at: int) -> bool:
        """Whether a token has the form of a verb of speech and its subject behind it: "…, glisse Anna"."""
        word = self._tree.word
        if word[at] not in self._words.cue_forms or at == 0 or word[at - 1] not in _BEFORE_INVERTED:
            return False
        behind = self._tree.surface(at + 1) if at + 1 < len(word) else ""
        return self._tree.pos[at + 1 : at + 2] == ["DET"] or behind[:1].isupper() or behind.startswith("-")

    def is_pronoun(self, at: int) -> bool:
        """Whether a token stands for a speaker named before."""
        return self._tree.word[at].lstrip("-") in self._words.pronouns

    def stands_for_other(self, at: int) -> bool:
        """Whether a token is a pronoun that names nobody by itself."""
        word = self._tree.word[at].lstrip("-")
        return self.is_pronoun(at) or word in self._words.relatives or word in self._words.selves

    def around(self, first: int, last: int) -> list[int]:
        """The verbs of the sentence of a quotation outside it, the likeliest first.

        A colon or a conjunction before the opening mark says that the verb stood before.
        """
        behind, before = self.sides(first, last)
        leading = self._tree.word[max(first - 3, 0) : first]
        is_led = ":" in leading or not self._words.conjunctions.isdisjoint(leading)
        return [*before, *behind] if is_led else [*behind, *before]

    def sides(self, first: int, last: int) -> tuple[list[int], list[int]]:
        """The verbs of speech behind a quotation and those before it, in its sentence, the nearest first."""
        return [*filter(self.is_cue, self._walk_on(last))], [*filter(self.is_cue, self._walk_back(first))]

    def inside(self, first: int, last: int) -> Iterator[int]:
        """Verbs of an aside inside a quotation, behind a comma: "Nous irons, a-t-il dit, jusqu'au bout"."""
        word = self._tree.word
        for at in filter(self.is_cue, range(first, last)):
            is_behind = "," in word[max(at - _ASIDE, first) : at]
            if is_behind and "," in word[at + 1 : min(at + 2 + _ASIDE, last)]:
                yield at

    def inverted_pronoun(self, cue: int) -> str | None:
        """The pronoun glued behind a verb or its auxiliary: "a-t-il dit", "promet-elle"."""
        near = self._text_of(max(cue - _AUXILIARIES, 0), min(cue + _AUXILIARIES, len(self._tree)))
        glued = max((one for one in self._words.inverted_pronouns if one in near), key=len, default=None)
        return glued and glued.rpartition("-")[2]

    def pronoun_before(self, cue: int) -> int | None:
        """The pronoun that stands before a verb and its auxiliaries, whatever the parser made of it."""
        at, (first, _) = cue - 1, self._tree.sentence_of(cue)
        while at > first and self._tree.pos[at] in {"AUX", "ADV"}:
            at -= 1
        return at if at >= 0 and self.is_pronoun(at) else None

    def is_inverting(self, cue: int) -> bool:
        """Whether a subject may stand behind a verb: not behind a participle of the present."""
        return not {"Part", "Ger"} & {*self._tree.features(cue, "VerbForm")} or (
            "Pres" not in self._tree.features(cue, "Tense") and self._tree.tag[cue] != "VBG"
        )

    def places_of(self, phrase: tuple[str, ...], first: int, last: int) -> Iterator[int]:
        """Where a phrase stands before a quotation or behind it, in its sentence."""
        for at in [*self._walk_back(first), *self._walk_on(last)]:
            if self.is_phrase(phrase, at):
                yield at

    def is_phrase(self, phrase: tuple[str, ...], at: int) -> bool:
        """Whether a phrase begins at a token."""
        joined = " ".join(phrase)
        words = self._text_of(at, min(at + len(phrase) + 1, len(self._tree)))
        return words == joined or words.startswith((joined + " ", joined + "'"))

    def _text_of(self, first: int, end: int) -> str:
        """Some tokens as they are written, in small letters."""
        return self._tree.text[slice(*self._tree.bounds(first, end - 1))].casefold()

    def _walk_back(self, first: int) -> Iterator[int]:
        """The tokens before a quotation in its sentence, the nearest first."""
        word, nearest = self._tree.word, first - 1
        while nearest > 0 and (word[nearest] in _LEADING or (word[nearest].isspace() and word[nearest - 1] == ":")):
            nearest -= 1
        for at in range(nearest, max(nearest - _TO_CUE, -1), -1):
            if "\n" in self._tree.word[at] or self._tree.word[at] in _ENDS_BEFORE:
                return
            yield at

    def _walk_on(self, last: int) -> Iterator[int]:
        """The tokens behind a quotation in its sentence."""
        for at in range(last, min(last + _TO_CUE, len(self._tree))):
            if "\n" in self._tree.word[at] or self._tree.word[at] in _ENDS_BEHIND:
                return
            yield at

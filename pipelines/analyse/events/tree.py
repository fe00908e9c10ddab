"""A parse as plain lists, under one set of labels: a step is the look-up of a number.

The labels are those of Universal Dependencies, short of subtypes that tell
nothing here; ClearNLP's (the English models) are read as theirs.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from spacy.tokens import Doc

#: ClearNLP label -> that of Universal Dependencies.
_UNIVERSAL = {
    "nsubjpass": "nsubj:pass",
    "csubjpass": "nsubj:pass",
    "auxpass": "aux:pass",
    "dobj": "obj",
    "dative": "iobj",
    "agent": "obl:agent",
    "pobj": "obl",
    "pcomp": "advcl",
    "poss": "nmod:poss",
    "relcl": "acl:relcl",
    "oprd": "xcomp",
    "acomp": "xcomp",
    "attr": "xcomp",
    "npadvmod": "obl",
    "neg": "advmod",
    "prt": "compound",
}
#: Subtypes that say who does and who suffers.
_KEPT = frozenset({"nsubj:pass", "aux:pass", "obl:agent", "acl:relcl", "nmod:poss"})
#: Longest way between two words that is told apart.
MOST_STEPS = 6
FAR = "far"


class Tree:
    """``head``, ``label``, ``pos``, ``lemma`` and ``word`` of each token, by its number; words in small letters."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = doc.text
        self._starts = [token.idx for token in doc]
        self._ends = [token.idx + len(token) for token in doc]
        self.head = [token.head.i for token in doc]
        self.pos = [token.pos_ for token in doc]
        self.lemma = [token.lemma_.lower() for token in doc]
        self.word = [token.text.lower() for token in doc]
        self.label = [_unified(token.dep_) for token in doc]
        self.children: list[list[int]] = [[] for _ in doc]
        for at, head in enumerate(self.head):
            if head != at:
                self.children[head].append(at)
        self.sentence = [0] * len(doc)
        self.sentences: list[tuple[int, int]] = []
        for number, sentence in enumerate(doc.sents):
            self.sentences.append((sentence.start, sentence.end))
            for at in range(sentence.start, sentence.end):
                self.sentence[at] = number

    def tokens_over(self, start: int, end: int) -> range:
        """The tokens that some characters touch, by number; an empty range where they touch none."""
        return range(bisect_right(self._ends, start), bisect_left(self._starts, end))

    def root_of(self, tokens: range) -> int:
        """Of some tokens the one nearest to the top of its sentence."""
        return min(tokens, key=lambda at: (sum(1 for _ in self.ancestors(at)), at))

    def bounds(self, first: int, last: int) -> tuple[int, int]:
        """The first character of a token and the one after another's last."""
        return self._starts[first], self._ends[last]

    def ancestors(self, at: int) -> Iterator[int]:
        """A token and those above it, nearest first."""
        yield at
        while self.head[at] != at:
            at = self.head[at]
            yield at

    def preposition(self, at: int) -> str:
        """The lemma of the word that governs a noun phrase or marks a clause, "" where none does."""
        head = self.head[at]
        if self.label[at] in {"obl", "advcl"} and head != at and self.pos[head] in {"ADP", "SCONJ", "PART"}:
            return self.lemma[head]
        for child in self.children[at]:
            if child < at and self.label[child] in {"case", "mark"}:
                return self.lemma[child]
        return ""

    def path(self, start: int, end: int) -> tuple[str, int] | None:
        """The labels up from one token and down to another, and the token where they meet; None between sentences.

        Prepositions that are heads (ClearNLP) are stepped over; members of a list count as its first.
        """
        above = list(self.ancestors(start))
        places = {at: step for step, at in enumerate(above)}
        down: list[int] = []
        meet = None
        for at in self.ancestors(end):
            if at in places:
                meet = at
                break
            down.append(at)
        if meet is None:
            return None
        up = [f"<{self._step(at)}" for at in above[: places[meet]] if self._counts(at)]
        steps = up + [f">{self._step(at)}" for at in reversed(down) if self._counts(at)]
        return (FAR if len(steps) > MOST_STEPS else "".join(steps)), meet

    def _counts(self, at: int) -> bool:
        return not (self.pos[at] in {"ADP", "PART"} and self.label[at] in {"prep", "obl:agent", "iobj"})

    def _step(self, at: int) -> str:
        label = self.label[at]
        if label == "obl" and self.pos[self.head[at]] == "ADP":
            above = self.head[at]
            if self.label[above] == "obl:agent":
                return "obl:agent"
            return "nmod" if self.pos[self.head[above]] in {"NOUN", "PROPN", "PRON"} else "obl"
        return label


def _unified(label: str) -> str:
    label = _UNIVERSAL.get(label, label)
    return label if label in _KEPT else label.split(":", 1)[0]

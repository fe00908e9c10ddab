"""A parse as plain lists, made once a text: a step is the look-up of a number, whatever model parsed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from pipelines.analyse.relations import PREPOSITION
from pipelines.forests import Floats

#: Longest way between two words that is told apart.
MOST_STEPS = 6
FAR = "far"
VERBAL = frozenset({"VERB", "AUX"})
_ADPOSITION = frozenset({"ADP", "PART"})
#: Parts of speech of words that govern a noun or a clause.
_GOVERNING = _ADPOSITION | {"SCONJ"}
Span = tuple[int, int]


class Token(NamedTuple):
    """A word of a tree, by its number."""

    tree: Tree
    i: int


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """The tokens of a text, each list one entry a token.

    ``word`` and ``lemma`` are in small letters, ``start`` and ``end`` their characters in ``text``; ``pos`` is the
    universal part of speech and ``tag`` the model's own; ``relation`` is the universal relation to the ``head`` (a
    token is its own at the top) and ``label`` its kind; ``sentence`` is the number of one of ``sentences``, each the
    first token and the one behind the last. ``context`` has the model's vectors, a row a token; ``names`` are the
    first token, the one behind the last, and the label of each name the model finds.
    """

    text: str
    start: list[int]
    end: list[int]
    word: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    morphology: list[str]
    relation: list[str]
    label: list[str]
    head: list[int]
    children: list[list[int]]
    sentence: list[int]
    sentences: list[Span]
    names: list[tuple[int, int, str]]
    context: Floats
    _n_verbs: list[int] = field(init=False, repr=False)
    _n_commas: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        # How many stand before each token: what lies between two is counted without a walk.
        object.__setattr__(self, "_n_verbs", [0, *accumulate(pos in VERBAL for pos in self.pos)])
        object.__setattr__(self, "_n_commas", [0, *accumulate(word == "," for word in self.word)])

    def __len__(self) -> int:
        return len(self.word)

    def __getitem__(self, at: int) -> Token:
        return Token(self, at)

    def surface(self, at: int) -> str:
        """A word as it is written."""
        return self.text[self.start[at] : self.end[at]]

    def features(self, at: int, name: str) -> list[str]:
        """The values of a morphological feature, [] where the model gives none."""
        return _features(self.morphology[at]).get(name, [])

    def sentence_of(self, at: int) -> Span:
        """The first token of a word's sentence, and the one behind its last."""
        return self.sentences[self.sentence[at]]

    def token_at(self, offset: int) -> int:
        """The token that a character belongs to, with the space behind it."""
        return max(bisect_right(self.start, offset) - 1, 0)

    def tokens_over(self, start: int, end: int) -> range:
        """The tokens that some characters touch, by number; an empty range where they touch none."""
        return range(bisect_right(self.end, start), bisect_left(self.start, end))

    def verbs_between(self, low: int, high: int) -> int:
        """How many verbs stand between two tokens, the first of them before the other."""
        return self._n_verbs[max(low + 1, high)] - self._n_verbs[low + 1]

    def commas_between(self, low: int, high: int) -> int:
        """How many commas stand between two tokens, the first of them before the other."""
        return self._n_commas[max(low + 1, high)] - self._n_commas[low + 1]

    def root_of(self, tokens: Iterable[int]) -> int:
        """Of some tokens the one nearest to the top of its sentence."""
        return min(tokens, key=lambda at: (sum(1 for _ in self.ancestors(at)), at))

    def bounds(self, first: int, last: int) -> Span:
        """The first character of a token and the one after another's last."""
        return self.start[first], self.end[last]

    def sentence_spans(self) -> list[Span]:
        """The first character of each sentence and the one after its last."""
        return [self.bounds(first, end - 1) for first, end in self.sentences]

    def ancestors(self, at: int) -> Iterator[int]:
        """A token and those above it, nearest first."""
        yield at
        while self.head[at] != at:
            at = self.head[at]
            yield at

    def subtree(self, at: int) -> Iterator[int]:
        """A token and all below it, each among its own in the order of the text."""
        waiting = [(at, False)]
        while waiting:
            token, is_opened = waiting.pop()
            if is_opened:
                yield token
                continue
            below = self.children[token]
            middle = bisect_left(below, token)
            waiting += [(child, False) for child in reversed(below[middle:])]
            waiting.append((token, True))
            waiting += [(child, False) for child in reversed(below[:middle])]

    def heads_its_noun(self, at: int) -> bool:
        """Whether a token is a preposition that its noun hangs on, as in ClearNLP's trees, not one that hangs on it."""
        relation = self.relation[at]
        return relation == "prep" or (relation in PREPOSITION and self.pos[at] in _GOVERNING)

    def preposition(self, at: int) -> str:
        """The lemma of the word that governs a noun phrase or marks a clause, "" where none does."""
        head = self.head[at]
        if self.label[at] in {"obl", "advcl"} and head != at and self.pos[head] in _GOVERNING:
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
        up = [f"<{self._step(at)}" for at in above[: places[meet]] if not self._is_stepped_over(at)]
        steps = up + [f">{self._step(at)}" for at in reversed(down) if not self._is_stepped_over(at)]
        return (FAR if len(steps) > MOST_STEPS else "".join(steps)), meet

    def _is_stepped_over(self, at: int) -> bool:
        # Not what stands for a preposition ("including", "because"): the judges have learned it as a step.
        return self.pos[at] in _ADPOSITION and self.heads_its_noun(at)

    def _step(self, at: int) -> str:
        label = self.label[at]
        if label == "obl" and self.pos[self.head[at]] == "ADP":
            above = self.head[at]
            if self.label[above] == "obl:agent":
                return "obl:agent"
            return "nmod" if self.pos[self.head[above]] in {"NOUN", "PROPN", "PRON"} else "obl"
        return label


@cache
def _features(morphology: str) -> Mapping[str, list[str]]:
    """The values of each feature that a morphology names ("Mood=Ind|Number=Sing")."""
    pairs = (pair.partition("=") for pair in morphology.split("|") if "=" in pair)
    return {name: values.split(",") for name, _, values in pairs}

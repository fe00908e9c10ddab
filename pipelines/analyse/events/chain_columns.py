"""What speaks for two words of an article telling one event: what they are, where they stand, who stands with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np

from pipelines.analyse.events.lexicon import read_codebook
from pipelines.analyse.events.mention_tree import MentionTree
from pipelines.analyse.events.trigger_numbers import word_vectors
from pipelines.analyse.mentions.word_facts import vector_row
from pipelines.networks import Floats
from pipelines.records.analysis import Timex

#: Lemmas with so many first letters in common are often of one family: "manifester", "manifestation".
FAMILY = 5
_NOMINAL = frozenset({"NOUN", "PROPN"})

COLUMNS = (
    "same_word",
    "same_family",
    "vectors",
    "contexts",
    "same_sentence",
    "sentences_apart",
    "between",
    "in_title",
    "first_nominal",
    "second_nominal",
    "definite",
    "demonstrative",
    "above",
    "names_shared",
    "names_of_fewer",
    "doers_shared",
    "doers_differ",
    "sufferers_shared",
    "sufferers_differ",
    "days_shared",
    "days_differ",
    "n_alike",
    *read_codebook()["types"],
)


class ChainColumns:
    """The columns of pairs of an article's triggers, given by token and type in the order of the text."""

    def __init__(
        self,
        tree: MentionTree,
        told: Sequence[tuple[int, str]],
        timexes: Sequence[Timex],
        agents: frozenset[str],
    ) -> None:
        self._tree, self._told, self._agents = tree, told, agents
        self._words = [_Vector.of(word_vectors()[vector_row(tree.lemma[at])]) for at, _ in told]
        self._contexts = [_Vector.of(tree.context[at]) for at, _ in told]
        types = COLUMNS[-len(read_codebook()["types"]) :]
        self._types = {kind: [kind == name for name in types] for _, kind in told}
        self._names: dict[int, set[str]] = {}
        self._days: dict[int, set[str]] = {}
        for timex in timexes:
            self._days.setdefault(tree.sentence[tree.token_at(timex.start)], set()).add(timex.expression)
        self._of_kind: defaultdict[str, list[int]] = defaultdict(list)
        for at, (_, kind) in enumerate(told):
            self._of_kind[kind].append(at)
        self._rank = {at: rank for places in self._of_kind.values() for rank, at in enumerate(places)}
        self._parties = [self._sides(at) for at, _ in told]

    def pairs(self) -> tuple[list[tuple[int, int]], Floats]:
        """All pairs of triggers of one type, by their places in the list, and their columns."""
        alike = sorted(pair for places in self._of_kind.values() for pair in combinations(places, 2))
        rows = [self.of(left, right) for left, right in alike]
        return alike, np.array(rows, np.float32).reshape(len(rows), len(COLUMNS))

    def of(self, left: int, right: int) -> list[float]:
        """The columns of one pair."""
        p = self._tree
        (a, kind), (b, _) = self._told[left], self._told[right]
        first, second = p.sentence[a], p.sentence[b]
        apart = second - first
        articles = "|".join(p.morphology[c] for c in p.children[b] if p.relation[c] == "det")
        names, others = self._named(first), self._named(second)
        (doers, sufferers), (other_doers, other_sufferers) = self._parties[left], self._parties[right]
        days, other_days = self._days.get(first, set()), self._days.get(second, set())
        return [
            p.lemma[a] == p.lemma[b],
            p.lemma[a][:FAMILY] == p.lemma[b][:FAMILY],
            _cosine(self._words[left], self._words[right]),
            _cosine(self._contexts[left], self._contexts[right]),
            apart == 0,
            np.log1p(apart),
            self._rank[right] - self._rank[left] - 1,
            first == 0,
            p.pos[a] in _NOMINAL,
            p.pos[b] in _NOMINAL,
            "Definite=Def" in articles,
            "PronType=Dem" in articles,
            p.head[a] == b or p.head[b] == a,
            len(names & others),
            len(names & others) / max(min(len(names), len(others)), 1),
            len(doers & other_doers),
            bool(doers) and bool(other_doers) and not doers & other_doers,
            len(sufferers & other_sufferers),
            bool(sufferers) and bool(other_sufferers) and not sufferers & other_sufferers,
            len(days & other_days),
            bool(days) and bool(other_days) and not days & other_days,
            len(self._of_kind[kind]),
            *self._types[kind],
        ]

    def _named(self, sentence: int) -> set[str]:
        """The names and descriptions of a sentence, in small letters."""
        p = self._tree
        if sentence not in self._names:
            here = {mention for mention in p.mention[slice(*p.sentences[sentence])] if mention is not None}
            self._names[sentence] = {mention.surface.casefold() for mention in here}
        return self._names[sentence]

    def _sides(self, at: int) -> tuple[set[str], set[str]]:
        """Whom the parse makes do and suffer what a word tells: their names, or the head noun."""
        p = self._tree
        doers: set[str] = set()
        sufferers: set[str] = set()
        for relation, child in p.arguments(at):
            mention = p.mention[child]
            name = mention.surface.casefold() if mention is not None else p.lemma[child]
            if relation in {"nsubj", "nmod:poss"} or relation.partition(":")[2] in self._agents:
                doers.add(name)
            elif relation in {"obj", "iobj", "nsubj:pass"} or relation.startswith("nmod"):
                sufferers.add(name)
        return doers, sufferers


class _Vector(NamedTuple):
    """A vector and its product with itself."""

    vector: Floats
    square: Any

    @classmethod
    def of(cls, vector: Floats) -> _Vector:
        return cls(vector, vector @ vector)


def _cosine(left: _Vector, right: _Vector) -> float:
    lengths = float(np.sqrt(left.square * right.square))
    return float(left.vector @ right.vector) / lengths if lengths else 0.0

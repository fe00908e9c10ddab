"""Parties that a noun tells by itself: "talks between Norway and Sweden"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

import numpy as np

from pipelines.analyse.events.participant_columns import Pair
from pipelines.analyse.universal_tree import Tree
from pipelines.forests import Floats

_ACTOR = 1
_NOUNS = frozenset({"NOUN", "PROPN"})
#: From the first of the listed to the noun: itself, an adjective at most, the noun.
_MOST_STEPS = 3
#: How probable it is that those whom "between" lists act: of 30 such nouns in what judges learn from, 24.
SURE = 0.8


def as_listed(tree: Tree, pairs: Sequence[Pair], probability: Floats, between_words: frozenset[str]) -> Floats:
    """Probabilities of a trigger's pairs where a noun lists two or more parties: these act, and nobody else takes part.

    The judges cannot know: too few of the texts they learned from list parties so.
    """
    listed = _listed(tree, pairs, between_words)
    if len(listed) < 2:
        return probability
    told = np.zeros_like(probability)
    told[listed, _ACTOR] = probability[listed, _ACTOR].clip(SURE)
    return told


def _listed(tree: Tree, pairs: Sequence[Pair], between_words: frozenset[str]) -> list[int]:
    """The places of the pairs whose phrases the trigger's "between" lists."""
    at = pairs[0].trigger.token.i if pairs else 0
    if not pairs or tree.pos[at] not in _NOUNS:
        return []
    heads = [pair.phrase.head for pair in pairs]
    listed: set[int] = set()
    for head in sorted(heads):
        # The parser takes an adjective between them for a noun: "une réunion tripartite entre".
        is_first = at in islice(tree.ancestors(head), _MOST_STEPS) and _follows(tree, head, between_words)
        if is_first or (tree.head[head] in listed and tree.label[head] == "conj"):
            listed.add(head)
    return [place for place, head in enumerate(heads) if head in listed]


def _follows(tree: Tree, head: int, words: frozenset[str]) -> bool:
    return any(child < head and tree.word[child] in words for child in tree.children[head])

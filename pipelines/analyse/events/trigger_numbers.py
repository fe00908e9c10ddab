"""The numbers a word that may tell an event is judged by: vectors of it and of those around it, its columns."""

from __future__ import annotations

from functools import cache

import numpy as np

from pipelines.analyse.events.mention_tree import MentionTree
from pipelines.analyse.events.trigger_columns import COLUMNS, TriggerColumns
from pipelines.analyse.events.trigger_features import TriggerFeatures
from pipelines.analyse.mentions.word_facts import vector_row, vectors
from pipelines.networks import Floats

#: Widths of spaCy's own vectors in context and of its vectors of words.
CONTEXT_WIDTH, WORD_WIDTH = 96, 300
#: The word, its object, its subject, another argument, its head.
PLACES = 5
#: Brings vectors of length one, their means and the columns to like sizes.
_WORD_LENGTH, _MEAN_LENGTH = 2.0, 3.0
_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN"})
_SUFFERING = frozenset({"obj", "xcomp", "ccomp"})
_DOING = frozenset({"nsubj", "csubj"})
_ASIDE = frozenset({"obl", "nmod", "amod", "compound", "iobj", "advmod"})


def width(n_languages: int) -> int:
    """How many numbers `describe` gives a token."""
    return CONTEXT_WIDTH * n_languages + WORD_WIDTH * (PLACES + 2) + len(COLUMNS)


def describe(features: TriggerFeatures, chosen: list[int], languages: tuple[str, ...]) -> Floats:
    """The numbers of each chosen token, (n, width).

    spaCy's vectors in context mean another thing in each model, so each of ``languages`` has its own columns.
    """
    tree = features.tree
    context = np.zeros((len(chosen), CONTEXT_WIDTH * len(languages)), np.float32)
    slot = languages.index(features.pack.language) * CONTEXT_WIDTH
    context[:, slot : slot + CONTEXT_WIDTH] = tree.context[chosen]
    rows = np.array([_places(tree, at) for at in chosen], np.intp).reshape(len(chosen), PLACES)
    words = _WORD_LENGTH * word_vectors()[rows].reshape(len(chosen), -1)
    numbers = [tree.sentence[at] for at in chosen]
    means = {number: _mean(tree, *tree.sentences[number]) for number in set(numbers)}
    sentences = np.array([means[number] for number in numbers], np.float32)
    text = np.broadcast_to(sentences.mean(axis=0), sentences.shape)
    columns = TriggerColumns(features)
    told = np.array([columns.of(at) for at in chosen], np.float32)
    return np.concatenate([context, words, _MEAN_LENGTH * sentences, _MEAN_LENGTH * text, told], axis=1)


def _places(tree: MentionTree, at: int) -> list[int]:
    """Rows of the vectors of a word, its object, its subject, another argument and its head."""
    suffers = does = aside = None
    for relation, child in tree.arguments(at):
        name = relation.split(":")[0]
        if name in _SUFFERING or relation == "nsubj:pass":
            suffers = child if suffers is None else suffers
        elif name in _DOING:
            does = child if does is None else does
        elif name in _ASIDE and (aside is None or tree.pos[aside] == "ADV"):
            aside = child
    head = tree.head[at]
    if tree.pos[head] == "ADP":
        head = tree.head[head]
    places = (at, suffers, does, aside, head if head != at else None)
    return [-1 if place is None else vector_row(tree.lemma[place]) for place in places]


def _mean(tree: MentionTree, first: int, last: int) -> Floats:
    """The mean vector of a sentence's words of content."""
    rows = [vector_row(tree.lemma[at]) for at in range(first, last) if tree.pos[at] in _CONTENT]
    rows = [row for row in rows if row >= 0]
    found: Floats = word_vectors()[rows].mean(axis=0) if rows else np.zeros(WORD_WIDTH, np.float32)
    return found


@cache
def word_vectors() -> Floats:
    """The vectors of words, of length one; the last is that of words without."""
    return vectors()

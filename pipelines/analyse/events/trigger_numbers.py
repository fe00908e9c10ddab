"""The numbers a word that may tell an event is judged by: vectors of it and of those around it, its columns."""

from __future__ import annotations

from functools import cache

import numpy as np

from pipelines.analyse.events.parsed import ParsedText
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
    parsed = features.parsed
    context = np.zeros((len(chosen), CONTEXT_WIDTH * len(languages)), np.float32)
    slot = languages.index(features.pack.language) * CONTEXT_WIDTH
    context[:, slot : slot + CONTEXT_WIDTH] = features.tree.context[chosen]
    rows = np.array([_places(parsed, at) for at in chosen], np.intp).reshape(len(chosen), PLACES)
    words = _WORD_LENGTH * word_vectors()[rows].reshape(len(chosen), -1)
    means: dict[int, Floats] = {}
    for at in chosen:
        if parsed.first[at] not in means:
            means[parsed.first[at]] = _mean(parsed, parsed.first[at], parsed.last[at])
    sentences = np.array([means[parsed.first[at]] for at in chosen], np.float32)
    text = np.broadcast_to(sentences.mean(axis=0), sentences.shape)
    columns = TriggerColumns(features)
    told = np.array([columns.of(at) for at in chosen], np.float32)
    return np.concatenate([context, words, _MEAN_LENGTH * sentences, _MEAN_LENGTH * text, told], axis=1)


def _places(parsed: ParsedText, at: int) -> list[int]:
    """Rows of the vectors of a word, its object, its subject, another argument and its head."""
    suffers = does = aside = None
    for relation, child in parsed.arguments(at):
        name = relation.split(":")[0]
        if name in _SUFFERING or relation == "nsubj:pass":
            suffers = child if suffers is None else suffers
        elif name in _DOING:
            does = child if does is None else does
        elif name in _ASIDE and (aside is None or parsed.tags[aside] == "ADV"):
            aside = child
    head = parsed.heads[at]
    if parsed.tags[head] == "ADP":
        head = parsed.heads[head]
    places = (at, suffers, does, aside, head if head != at else None)
    return [-1 if place is None else vector_row(parsed.lemmas[place]) for place in places]


def _mean(parsed: ParsedText, first: int, last: int) -> Floats:
    """The mean vector of a sentence's words of content."""
    rows = [vector_row(parsed.lemmas[at]) for at in range(first, last) if parsed.tags[at] in _CONTENT]
    rows = [row for row in rows if row >= 0]
    found: Floats = word_vectors()[rows].mean(axis=0) if rows else np.zeros(WORD_WIDTH, np.float32)
    return found


@cache
def word_vectors() -> Floats:
    """The vectors of words, of length one; the last is that of words without."""
    return vectors()

"""Passages filled up to one length, with what is asked of their pieces, as the training of the encoder takes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import torch

from pipelines.forests import Floats
from pipelines.training.encoder_lessons import Pair, PassageLesson, Place

#: The classes of each head.
N_CLASSES = {"types": 17, "modalities": 5, "news": 2, "participants": 3, "times": 2}
#: Source kinds that are known in learning only: whether a text is a document, whether it is a dense one of ours.
N_FLAGS = 2
#: A passage stands between two marks.
N_MARKS = 2
#: Passages are sorted by length in pools of so many, so that a batch has few empty places.
_POOL = 400


def filled_up(passages: Sequence[Sequence[int]], places: Mapping[int, int], ends: tuple[int, int]) -> tuple[Any, Any]:
    """Passages between the marks of begin and end, as places among the known pieces, and how long each is."""
    begin, end = ends
    marked = [[begin, *passage, end] for passage in passages]
    lengths = torch.tensor([len(row) for row in marked])
    pieces = torch.zeros(len(marked), int(lengths.max()), dtype=torch.long)
    for row, known in zip(pieces, marked, strict=True):
        row[: len(known)] = torch.tensor([places[number] for number in known])
    return pieces, lengths


class Batch:
    """Passages of like length, filled up, and what is asked of their pieces."""

    def __init__(self, lessons: Sequence[PassageLesson], places: Mapping[int, int], ends: tuple[int, int]) -> None:
        numbers = [[piece.number for piece in lesson.passage.pieces] for lesson in lessons]
        self.pieces, self.lengths = filled_up(numbers, places, ends)
        self._add_words(lessons)
        news = [(at, each) for at, lesson in enumerate(lessons) for each in lesson.news]
        self.news = _spans([(at, each.place) for at, each in news])
        self.is_news, self.news_weight = _labels([(each.label, each.weight) for _, each in news])
        self.parties, self.sides, self.party_weight = _pairs([lesson.parties for lesson in lessons])
        self.times, self.is_dated, self.time_weight = _pairs([lesson.times for lesson in lessons])

    def _add_words(self, lessons: Sequence[PassageLesson]) -> None:
        words = [(at, word, lesson) for at, lesson in enumerate(lessons) for word in lesson.words]
        self.words = _spans([(at, word.place) for at, word, _ in words])
        flags = [(lesson.is_document, lesson.source == "own") for _, _, lesson in words]
        self.flags = torch.tensor(flags, dtype=torch.float32).reshape(-1, N_FLAGS)
        self.types = _table([word.types for _, word, _ in words], N_CLASSES["types"])
        self.modalities = _table([word.modalities for _, word, _ in words], N_CLASSES["modalities"])
        self.word_weight = torch.tensor([word.weight for _, word, _ in words])


def _spans(places: Sequence[tuple[int, Place]]) -> Any:
    """Passage, first and last piece of each word, and those of its sentence, one place on: the mark comes first."""
    rows = [(at, *(piece + 1 for piece in (*place.word, *place.sentence))) for at, place in places]
    return torch.tensor(rows, dtype=torch.long).reshape(-1, 5)


def _pairs(pairs: Sequence[Sequence[Pair]]) -> tuple[Any, Any, Any]:
    """Passage and pieces of each pair, labels, weights."""
    found = [(at, pair) for at, mine in enumerate(pairs) for pair in mine]
    rows = [(at, p.trigger + 1, p.head + 1, p.phrase[0] + 1, p.phrase[1] + 1) for at, p in found]
    return torch.tensor(rows, dtype=torch.long).reshape(-1, 5), *_labels([(p.label, p.weight) for _, p in found])


def _labels(labels: Sequence[tuple[int, float]]) -> tuple[Any, Any]:
    return (
        torch.tensor([label for label, _ in labels], dtype=torch.long),
        torch.tensor([weight for _, weight in labels], dtype=torch.float32),
    )


def _table(rows: Sequence[Floats], width: int) -> Any:
    return torch.tensor(np.array(rows, np.float32)).reshape(-1, width)


def batches(lengths: Sequence[int], draw: np.random.Generator, most: int) -> Iterator[list[int]]:
    """Numbers of passages of like length, in any order; a batch has ``most`` places for pieces."""
    order = draw.permutation(len(lengths))
    found: list[list[int]] = []
    for start in range(0, len(order), _POOL):
        batch: list[int] = []
        for at in sorted(order[start : start + _POOL].tolist(), key=lambda at: lengths[at]):
            if batch and (len(batch) + 1) * (lengths[at] + N_MARKS) > most:
                found.append(batch)
                batch = []
            batch.append(at)
        found.append(batch)
    yield from (found[at] for at in draw.permutation(len(found)))

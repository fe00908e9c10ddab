"""What an encoder makes of the sentences that may tell an event: of words, whether they tell one and how; of pairs
of a trigger and a phrase, who takes part.

Learned by `pipelines.training.event_encoder`; ``encoder.md`` says from what, and what it adds to the other judges.
A sentence costs a hundredth of a second and more, so only those are read that another judge finds worth it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines.analyse.encoder.model_file import load_model
from pipelines.analyse.encoder.pieces import Piece, cut_text
from pipelines.analyse.encoder.transformer import Affine, Encoder, affine_of, encoder_of, gelu
from pipelines.forests import Floats
from pipelines.networks import softmax

FILE = "encoder.npz"
#: Pieces of a sentence that are read: what stands behind them is judged without.
MOST_PIECES = 200
Span = tuple[int, int]


class Pair(NamedTuple):
    """A trigger, the head of a phrase and the whole phrase, by their characters in the text."""

    trigger: Span
    head: Span
    phrase: Span


@dataclass(frozen=True, slots=True)
class Head:
    """A network of one hidden layer over vectors of pieces."""

    hidden: Affine
    out: Affine

    def probabilities(self, rows: Floats) -> Floats:
        """The probability of each class for each row, (n, classes)."""
        return softmax(self.out(gelu(self.hidden(rows))))


class ReadSentence(NamedTuple):
    """The vectors of a sentence's pieces, where these begin and end in the text, and the mean vector."""

    vectors: Floats
    starts: list[int]
    ends: list[int]
    mean: Floats

    def pieces_of(self, span: Span) -> Span | None:
        """The first and last piece that share a character with a span; None where there are none."""
        first, after = bisect_right(self.ends, span[0]), bisect_left(self.starts, span[1])
        return (first, after - 1) if first < after else None


@dataclass(frozen=True, slots=True)
class SentenceReader:
    """The encoder with a head each for types (the last class being no event), modalities and participants."""

    encoder: Encoder
    types: Head
    modalities: Head
    participants: Head

    def read(self, text: str, sentences: Sequence[Span]) -> dict[Span, ReadSentence]:
        """Sentences of a text, read; those without a letter are left out."""
        cut = [(span, _cut(text, span)) for span in sentences]
        known = [(span, pieces) for span, pieces in cut if pieces]
        numbers = [tuple(piece.number for piece in pieces) for _, pieces in known]
        # A sentence that is told again and again is read once.
        distinct = list(dict.fromkeys(numbers))
        found = dict(zip(distinct, self.encoder(distinct), strict=True))
        vectors = [found[each] for each in numbers]
        return {
            span: ReadSentence(rows, [p.start for p in pieces], [p.end for p in pieces], rows.mean(axis=0))
            for (span, pieces), rows in zip(known, vectors, strict=True)
        }

    def judge_words(self, sentence: ReadSentence, words: Sequence[Span]) -> tuple[list[int], Floats, Floats]:
        """Of those words that were read, by their numbers, the probabilities of types and of modalities."""
        found = [(at, pieces) for at, span in enumerate(words) if (pieces := sentence.pieces_of(span)) is not None]
        rows = [
            np.concatenate([sentence.vectors[first], sentence.vectors[last], sentence.mean])
            for _, (first, last) in found
        ]
        table = np.array(rows, np.float32).reshape(len(rows), 3 * len(sentence.mean))
        return [at for at, _ in found], self.types.probabilities(table), self.modalities.probabilities(table)

    def judge_pairs(self, sentence: ReadSentence, pairs: Sequence[Pair]) -> tuple[list[int], Floats]:
        """Of those pairs that were read, by their numbers, the probabilities of no part, actor and recipient."""
        found, rows = [], []
        for at, pair in enumerate(pairs):
            trigger, head, phrase = (sentence.pieces_of(span) for span in pair)
            if trigger is not None and head is not None and phrase is not None:
                one, other = sentence.vectors[trigger[0]], sentence.vectors[head[0]]
                ends = sentence.vectors[list(phrase)]
                found.append(at)
                rows.append(np.concatenate([one, other, one * other, *ends]))
        table = np.array(rows, np.float32).reshape(len(rows), 5 * len(sentence.mean))
        return found, self.participants.probabilities(table)


def _cut(text: str, span: Span) -> list[Piece]:
    start, end = span
    return [Piece(n, start + a, start + b) for n, a, b in cut_text(text[start:end])[:MOST_PIECES]]


@cache
def load_reader() -> SentenceReader:
    """The reader whose weights lie beside this module; opened once a process."""
    with as_file(files(__package__).joinpath(FILE)) as path, np.load(path) as data:
        return reader_of(data)


def reader_of(arrays: Mapping[str, NDArray[Any]]) -> SentenceReader:
    """The reader of a file's arrays."""

    def head(name: str) -> Head:
        return Head(affine_of(arrays, f"{name}_hidden"), affine_of(arrays, f"{name}_out"))

    return SentenceReader(encoder_of(arrays, load_model()), head("types"), head("modalities"), head("participants"))

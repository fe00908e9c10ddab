"""What an encoder makes of the sentences that may tell an event: of words, whether they tell one, how, and whether it
is the news; of pairs of a trigger and a phrase, who takes part and when it was.

Learned by `pipelines.training.event_encoder`; ``encoder.md`` says from what, and what it adds to the other judges.
A sentence costs a hundredth of a second and more, so only those are read that another judge finds worth it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines.analyse.encoder.model_file import load_model
from pipelines.analyse.encoder.transformer import Encoder, encoder_of
from pipelines.analyse.events.passages import Passage, Span, cut_passages
from pipelines.forests import Floats
from pipelines.networks import Perceptron

FILE = "encoder.npz"
#: Pieces of a text that are read, those before each sentence with it: the densest news of 24,000 characters, more
#: than `pipelines.analyse.article.MOST_CHARACTERS`, has 11,000. Of a text that has more, the first passages are read.
MOST_READ = 12_000
HEADS = ("types", "modalities", "news", "participants", "times")


class Pair(NamedTuple):
    """A trigger, the head of a phrase and the whole phrase, by their characters in the text."""

    trigger: Span
    head: Span
    phrase: Span


class ReadSentence(NamedTuple):
    """The passage of a sentence, the vectors of its pieces, and the mean vector of the sentence alone."""

    passage: Passage
    vectors: Floats
    mean: Floats

    def rows_of_words(self, words: Sequence[Span]) -> tuple[list[int], Floats]:
        """Of those words that were read, their numbers and what heads see of them."""
        found = [(at, pieces) for at, span in enumerate(words) if (pieces := self.passage.pieces_of(span)) is not None]
        rows = [np.concatenate([self.vectors[first], self.vectors[last], self.mean]) for _, (first, last) in found]
        return [at for at, _ in found], np.array(rows, np.float32).reshape(len(rows), 3 * len(self.mean))

    def rows_of_pairs(self, pairs: Sequence[Pair]) -> tuple[list[int], Floats]:
        """Of those pairs that were read, their numbers and what heads see of them."""
        found, rows = [], []
        for at, pair in enumerate(pairs):
            trigger, head, phrase = (self.passage.pieces_of(span) for span in pair)
            if trigger is not None and head is not None and phrase is not None:
                one, other = self.vectors[trigger[0]], self.vectors[head[0]]
                found.append(at)
                rows.append(np.concatenate([one, other, one * other, *self.vectors[list(phrase)]]))
        return found, np.array(rows, np.float32).reshape(len(rows), 5 * len(self.mean))


#: The sentences of a text that the encoder has read, by where they stand.
ReadText = Mapping[Span, ReadSentence]


@dataclass(frozen=True, slots=True)
class SentenceReader:
    """The encoder with its heads.

    Of words: ``types`` (the last class being no event), ``modalities``, ``news`` (no, yes); of pairs of a trigger and
    a phrase: ``participants`` (no part, actor, recipient) and ``times`` (no, yes).
    """

    encoder: Encoder
    types: Perceptron
    modalities: Perceptron
    news: Perceptron
    participants: Perceptron
    times: Perceptron

    def read(self, text: str, sentences: Sequence[Span], asked: Sequence[int]) -> dict[Span, ReadSentence]:
        """Those sentences of a text whose numbers are ``asked``, read; those without a letter are left out."""
        passages = _first(cut_passages(text, sentences, asked))
        numbers = [tuple(piece.number for piece in passage.pieces) for passage in passages]
        # A passage that is told again and again is read once.
        distinct = list(dict.fromkeys(numbers))
        vectors = dict(zip(distinct, self.encoder(distinct), strict=True))
        read: dict[Span, ReadSentence] = {}
        for passage, known in zip(passages, numbers, strict=True):
            rows = vectors[known]
            for span, (first, last) in passage.sentences.items():
                read[span] = ReadSentence(passage, rows, rows[first : last + 1].mean(axis=0))
        return read


def _first(passages: Sequence[Passage]) -> list[Passage]:
    """The first passages, which have `MOST_READ` pieces together at most."""
    so_far = accumulate(len(passage.pieces) for passage in passages)
    return [passage for passage, size in zip(passages, so_far, strict=True) if size <= MOST_READ]


@cache
def load_reader() -> SentenceReader:
    """The reader whose weights lie beside this module; opened once a process."""
    with as_file(files(__package__).joinpath(FILE)) as path, np.load(path) as data:
        return reader_of(data)


def reader_of(arrays: Mapping[str, NDArray[Any]]) -> SentenceReader:
    """The reader of a file's arrays."""
    encoder = encoder_of(arrays["layers"].tobytes(), load_model())
    return SentenceReader(encoder, *(Perceptron.of(arrays, name) for name in HEADS))

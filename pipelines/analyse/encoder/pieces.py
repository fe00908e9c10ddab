"""Words cut into the pieces of a SentencePiece model, each with where it stands in the text.

The likeliest cut of a word under a unigram model (Kudo 2018), found by dynamic
programming. A word is what stands between spaces, after normalisation.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import attrgetter
from typing import NamedTuple

from pipelines.analyse.encoder.model_file import ModelFile, load_model

#: What begins each word among the pieces.
_MARK = "\u2581"
_NEVER = -1e30
#: What an unknown character costs beside the rarest piece.
_UNKNOWN_COST = 10.0
_REMEMBERED = 100_000


class Piece(NamedTuple):
    """A piece's number, and its first character and the one after its last, in the text."""

    number: int
    start: int
    end: int


def pieces_of(pieces: Sequence[Piece], span: tuple[int, int]) -> tuple[int, int] | None:
    """The first and last piece that share a character with a span of the text; None where there are none."""
    first = bisect_right(pieces, span[0], key=attrgetter("end"))
    after = bisect_left(pieces, span[1], key=attrgetter("start"))
    return (first, after - 1) if first < after else None


@dataclass(frozen=True)
class Vocabulary:
    """The pieces by their letters, with their scores."""

    numbers: dict[str, int]
    scores: Sequence[float]
    unknown: int
    unknown_score: float
    longest: int

    @classmethod
    def of(cls, model: ModelFile) -> Vocabulary:
        numbers: dict[str, int] = {}
        for number, letters in enumerate(model.pieces):
            if letters and number != model.unknown:
                numbers.setdefault(letters, number)
        return cls(numbers, model.scores, model.unknown, min(model.scores) - _UNKNOWN_COST, max(map(len, model.pieces)))

    def cut(self, word: str) -> list[tuple[int, int, int]]:
        """The likeliest pieces of a word: number, first letter, the letter after the last."""
        size = len(word)
        best = [0.0] + [_NEVER] * size
        came: list[tuple[int, int]] = [(0, 0)] * (size + 1)
        for start in range(size):
            ends = range(start + 1, min(size, start + self.longest) + 1)
            known = ((end, self.numbers.get(word[start:end])) for end in ends)
            steps = [(end, number, self.scores[number]) for end, number in known if number is not None]
            for end, number, score in [*steps, (start + 1, self.unknown, self.unknown_score)]:
                if best[start] + score > best[end]:
                    best[end], came[end] = best[start] + score, (number, start)
        found = []
        while size:
            number, start = came[size]
            found.append((number, start, size))
            size = start
        return found[::-1]


@cache
def load_vocabulary() -> Vocabulary:
    """The vocabulary of the model, made once a process."""
    return Vocabulary.of(load_model())


@lru_cache(maxsize=_REMEMBERED)
def _cut(word: str) -> list[tuple[int, int, int]]:
    return load_vocabulary().cut(word)


def cut_text(text: str) -> list[Piece]:
    """The pieces of a text in order."""
    return [piece for word, places in _words(text) for piece in _pieces(word, places)]


def _words(text: str) -> Iterator[tuple[str, list[int]]]:
    """The normalised words of a text, each with where its letters come from."""
    normal = load_model().normal
    letters: list[str] = []
    places: list[int] = []
    for at, char in enumerate(text):
        for letter in normal.get(char, char):
            if letter != " ":
                letters.append(letter)
                places.append(at)
            elif letters:
                yield "".join(letters), places
                letters, places = [], []
    if letters:
        yield "".join(letters), places


def _pieces(word: str, places: Sequence[int]) -> Iterator[Piece]:
    for number, start, end in _cut(_MARK + word):
        # The mark before a word stands for no letter of the text.
        yield Piece(number, places[max(start - 1, 0)], places[max(end - 2, 0)] + 1)

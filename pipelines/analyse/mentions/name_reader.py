"""What an encoder makes of candidate names, read with the sentences they stand in.

The first layers of the model of `analyse.encoder`, trained further on names by `pipelines.training.name_encoder`;
``names.md`` says from what, and what it adds.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipelines.analyse.encoder.model_file import load_model
from pipelines.analyse.encoder.pieces import Piece, cut_text, pieces_of
from pipelines.analyse.encoder.transformer import Encoder, encoder_of
from pipelines.analyse.universal_tree import Span
from pipelines.forests import Floats
from pipelines.networks import Perceptron

FILE = "name_reader.npz"
HEAD = "names"
#: Vectors of a span: of the pieces before, first, last and after, and the mean of its own.
N_VECTORS = 5
#: Neighbouring sentences are read together up to so many pieces; of a longer one so many are read.
_MOST_TOGETHER, _MOST_PIECES = 64, 200
#: Pieces of a text that are read: an article of 2,000 words has so many. What stands behind them has a first look only.
_MOST_READ = 3_000
_NEVER = 1e-6


@dataclass(frozen=True, slots=True)
class NameReader:
    """The encoder and the head that judges spans."""

    encoder: Encoder
    names: Perceptron

    def read(
        self, text: str, sentences: Sequence[Span], spans: Sequence[Span], in_doubt: NDArray[np.bool_]
    ) -> tuple[NDArray[np.intp], Floats]:
        """Read the windows that hold a span in doubt, with all their spans.

        Returns the numbers of the spans read, and the logarithm of each class's probability for each, (n, classes).
        """
        windows = spans_by_window(cut_windows(text, sentences), spans)
        asked = [(window, places) for window, places in windows if any(in_doubt[number] for number, _ in places)]
        # A window that is told again and again is read once.
        distinct = list(dict.fromkeys(numbers_of(window) for window, _ in asked))
        vectors = dict(zip(distinct, self.encoder(distinct), strict=True))
        rows = [rows_of_spans(vectors[numbers_of(window)], [span for _, span in places]) for window, places in asked]
        if not rows:
            return np.zeros(0, np.intp), np.zeros((0, len(self.names.out_bias)), np.float32)
        told: Floats = np.log(self.names.probabilities(np.concatenate(rows)) + _NEVER)
        return np.array([number for _, places in asked for number, _ in places], np.intp), told


def numbers_of(window: Sequence[Piece]) -> tuple[int, ...]:
    """The numbers of pieces in the vocabulary."""
    return tuple(piece.number for piece in window)


def cut_windows(text: str, sentences: Sequence[Span]) -> list[list[Piece]]:
    """The pieces of a text as they are read together, in order; those beyond `_MOST_READ` are left out."""
    windows: list[list[Piece]] = []
    for start, end in sentences:
        pieces = [Piece(number, start + a, start + b) for number, a, b in cut_text(text[start:end])[:_MOST_PIECES]]
        if windows and len(windows[-1]) + len(pieces) <= _MOST_TOGETHER:
            windows[-1] += pieces
        elif pieces:
            windows.append(pieces)
    so_far = accumulate(map(len, windows))
    return [window for window, size in zip(windows, so_far, strict=True) if size <= _MOST_READ]


def spans_by_window(
    windows: Sequence[list[Piece]], spans: Sequence[Span]
) -> list[tuple[list[Piece], list[tuple[int, Span]]]]:
    """The windows in which spans begin, each with the spans' numbers and their first and last piece in it."""
    starts = [window[0].start for window in windows]
    found: dict[int, list[tuple[int, Span]]] = {}
    for number, span in enumerate(spans):
        at = bisect_right(starts, span[0]) - 1
        place = pieces_of(windows[at], span) if at >= 0 else None
        if place is not None:
            found.setdefault(at, []).append((number, place))
    return [(windows[at], places) for at, places in sorted(found.items())]


def rows_of_spans(vectors: Floats, places: Sequence[Span]) -> Floats:
    """What the head sees of spans by their first and last piece, (n, `N_VECTORS` * width)."""
    edge = np.zeros((1, vectors.shape[1]), np.float32)
    padded = np.concatenate([edge, vectors, edge])
    first, last = np.array(places, np.intp).T + 1
    sums = np.cumsum(padded, axis=0, dtype=np.float32)
    means = (sums[last] - sums[first - 1]) / (last - first + 1)[:, None]
    rows: Floats = np.concatenate([padded[first - 1], padded[first], padded[last], padded[last + 1], means], axis=1)
    return rows


@cache
def load_name_reader() -> NameReader:
    """The reader whose weights lie beside this module; opened once a process."""
    with as_file(files(__package__).joinpath(FILE)) as path, np.load(path) as data:
        return name_reader_of(data)


def name_reader_of(arrays: Mapping[str, NDArray[Any]]) -> NameReader:
    """The reader of a file's arrays."""
    return NameReader(encoder_of(arrays["layers"].tobytes(), load_model()), Perceptron.of(arrays, HEAD))

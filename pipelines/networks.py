"""Small networks at run time: numpy alone, all rows of a text at once.

Rows of a `Network` are sets of named features and a vector of numbers. Features are kept as
hashes of their names (CRC-32): a model holds no words. One hidden layer of
rectified units; named features also speak for the classes directly.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
#: What a judge is never surer than, where several are heard.
_LEAST = np.float32(1e-4)
_GELU_SLOPE, _GELU_CUBE = np.float32((2 / np.pi) ** 0.5), np.float32(0.044715)
_HALF = np.float32(0.5)


@dataclass(frozen=True, slots=True)
class Network:
    """Weights: ``names`` (n,) sorted hashes, ``embedding`` (n, hidden), ``direct`` (n, classes),
    ``dense`` (numbers, hidden), ``output`` (hidden, classes) and two biases."""

    names: NDArray[np.uint32]
    embedding: Floats
    direct: Floats
    dense: Floats
    hidden_bias: Floats
    output: Floats
    output_bias: Floats

    def probabilities(self, features: Sequence[set[str]], numbers: Floats) -> Floats:
        """The probability of each class for each row, (n, classes); every row has a feature that the model knows."""
        known, starts = self._known(features)
        hidden = _sums(self.embedding[known], starts) + numbers @ self.dense + self.hidden_bias
        scores = np.maximum(hidden, 0.0) @ self.output + _sums(self.direct[known], starts) + self.output_bias
        return softmax(scores)

    def _known(self, features: Sequence[set[str]]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """The places of all features the model knows, row after row, and where each row begins."""
        hashes = np.array([hash_of(name) for row in features for name in sorted(row)], np.uint32)
        rows = np.repeat(np.arange(len(features)), [len(row) for row in features])
        places = np.minimum(np.searchsorted(self.names, hashes), len(self.names) - 1)
        is_known = self.names[places] == hashes
        starts = np.searchsorted(rows[is_known], np.arange(len(features)))
        return places[is_known], starts


@dataclass(frozen=True, slots=True)
class Perceptron:
    """A network of one hidden layer over vectors: two matrices, (n_in, hidden) and (hidden, classes), with biases."""

    hidden_weight: Floats
    hidden_bias: Floats
    out_weight: Floats
    out_bias: Floats

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[Any]], name: str) -> Perceptron:
        """The one of a file's arrays whose names begin with ``name``."""
        parts = (part.name for part in fields(cls))
        return cls(*(arrays[f"{name}_{part}"].astype(np.float32) for part in parts))

    @classmethod
    def over(cls, arrays: Mapping[str, NDArray[Any]], name: str, columns: tuple[str, ...]) -> Perceptron:
        """The one of a file whose last inputs are these columns; raises ValueError if it has learned others."""
        if tuple(map(str, arrays["columns"])) != columns:
            raise ValueError(f"the network {name} was trained on other columns: train it anew")
        return cls.of(arrays, name)

    def probabilities(self, rows: Floats) -> Floats:
        """The probability of each class for each row, (n, classes)."""
        return softmax(_gelu(rows @ self.hidden_weight + self.hidden_bias) @ self.out_weight + self.out_bias)


def _gelu(rows: Floats) -> Floats:
    """The Gaussian error linear unit (Hendrycks and Gimpel 2016), by its approximation with tanh."""
    found: Floats = _HALF * rows * (1 + np.tanh(_GELU_SLOPE * (rows + _GELU_CUBE * (rows * rows * rows))))
    return found


def hash_of(name: str) -> int:
    """The number a feature is kept under."""
    return zlib.crc32(name.encode())


def softmax(scores: Floats) -> Floats:
    """Scores (n, classes) as probabilities."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Floats = (powers / powers.sum(axis=1, keepdims=True)).astype(np.float32)
    return shares


def pooled(one: Floats, other: Floats) -> Floats:
    """Two judges' probabilities of classes, (n, classes), as one: their geometric mean (Genest and Zidek 1986)."""
    return softmax((np.log(one + _LEAST) + np.log(other + _LEAST)) / 2)


def _sums(rows: Floats, starts: NDArray[np.intp]) -> Floats:
    summed: Floats = np.add.reduceat(rows, starts, axis=0)
    return summed


def network_of(arrays: Mapping[str, NDArray[Any]], prefix: str = "") -> Network:
    """The network whose arrays a file holds under these names after ``prefix``; whole numbers have a ``_scale``."""

    def floats(name: str) -> Floats:
        value: Floats = arrays[f"{prefix}{name}"].astype(np.float32)
        scale = f"{prefix}{name}_scale"
        return value * arrays[scale] if scale in arrays else value

    return Network(
        arrays[f"{prefix}names"],
        *(floats(name) for name in ("embedding", "direct", "dense", "hidden_bias", "output", "output_bias")),
    )

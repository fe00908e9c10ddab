"""Learned judges: a linear model reads words, forests over its verdicts and numbers have the last word.

The words of a row are templates filled in ("pp >obl:agent par"); of those seen
in training each has a weight a class. What the linear model makes of a row and
of its rivals are columns of the forests.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipelines.forests import Floats, Forest, forest_of
from pipelines.networks import softmax

_NEVER = 1e-6
Words = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Linear:
    """A weight a word and class, (n_words, n_classes), and a bias a class."""

    places: Mapping[str, int]
    weight: Floats
    bias: Floats

    def probabilities(self, rows: Words) -> Floats:
        """The probability of each class for each row, (n_rows, n_classes)."""
        scores = np.tile(self.bias, (len(rows), 1))
        places = self.places
        for at, row in enumerate(rows):
            known = [places[word] for word in row if word in places]
            if known:
                scores[at] += self.weight[known].sum(axis=0)
        return softmax(scores)


@dataclass(frozen=True, slots=True)
class Judge:
    """A linear model and a forest a class over its columns."""

    linear: Linear
    forests: tuple[Forest, ...]

    def probabilities(self, columns: Floats) -> Floats:
        """The probability of each class for each row of columns, (n_rows, n_classes)."""
        return softmax(np.stack([forest.score(columns) for forest in self.forests], axis=1))


def log(probability: Floats) -> Floats:
    """Logarithms of probabilities, none of them infinite."""
    return np.log(np.maximum(probability, _NEVER)).astype(np.float32)


@cache
def load(file: str) -> Judge:
    """The judge whose weights lie beside this module in a file; read once a process."""
    with as_file(files(__package__).joinpath(file)) as path, np.load(path) as data:
        return judge_of(data)


def judge_of(data: Mapping[str, NDArray[Any]]) -> Judge:
    """The judge of a file's arrays."""
    words = str(data["words"]).split("\n")
    linear = Linear(
        {word: at for at, word in enumerate(words)},
        data["weight"].astype(np.float32),
        data["bias"].astype(np.float32),
    )
    forests = []
    for number in range(len(linear.bias)):
        prefix = f"forest{number}_"
        arrays = {name.removeprefix(prefix): data[name] for name in data if name.startswith(prefix)}
        forests.append(forest_of({**arrays, "columns": data["columns"]}))
    return Judge(linear, tuple(forests))

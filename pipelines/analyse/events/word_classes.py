"""Words by what they are like: each belongs to the nearest of some hundred centres among the word vectors."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import as_file, files

import numpy as np

from pipelines.analyse.mentions.word_facts import vector_row, vectors
from pipelines.forests import Floats

FILE = "word_classes.npz"
NONE = "none"
#: The class of so many words is kept: those that texts repeat.
_REMEMBERED = 50_000


@lru_cache(maxsize=_REMEMBERED)
def class_of(word: str) -> str:
    """The number of a word's class, as a word; "none" for one without a vector."""
    row = vector_row(word)
    return NONE if row < 0 else str(int(_classes()[row]))


@cache
def _classes() -> np.ndarray:
    """The class of each word vector, by its row."""
    with as_file(files(__package__).joinpath(FILE)) as path, np.load(path) as data:
        return nearest(vectors(), data["centres"].astype(np.float32))


def nearest(rows: Floats, centres: Floats) -> np.ndarray:
    """The number of the centre nearest to each vector of length one."""
    # Not a product of matrices by the library: its last digits change with its threads.
    return np.concatenate(
        [np.einsum("vd,cd->vc", rows[at : at + 4096], centres).argmax(axis=1) for at in range(0, len(rows), 4096)]
    )

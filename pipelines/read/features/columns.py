"""Named columns of numbers, gathered for a table of features."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipelines.text.counts import Floats

#: Room for all columns of a page, with some to spare.
_N_AT_FIRST = 288


class Columns:
    """Named columns, gathered in one matrix that grows by doubling."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.names: list[str] = []
        self._at: dict[str, int] = {}
        self._matrix = np.empty((_N_AT_FIRST, size), np.float32)

    def add(self, name: str, values: NDArray[Any] | float) -> None:
        at = len(self.names)
        if at == len(self._matrix):
            self._grow()
        self._matrix[at] = values
        self._at[name] = at
        self.names.append(name)

    def _grow(self) -> None:
        self._matrix = np.concatenate((self._matrix, np.empty_like(self._matrix)))

    def block(self, names: Sequence[str]) -> Floats:
        """New columns, a row each, to be filled by the caller before the next are added."""
        first = len(self.names)
        while first + len(names) > len(self._matrix):
            self._grow()
        self._at.update(zip(names, range(first, first + len(names)), strict=True))
        self.names += names
        return self._matrix[first : first + len(names)]

    def add_bits(self, prefix: str, names: Sequence[str], bits: NDArray[np.int64]) -> None:
        """A column of zeros and ones for each bit of `bits`."""
        of_rows = np.unpackbits(bits.astype("<i8").view(np.uint8).reshape(-1, 8), axis=1, bitorder="little")
        self.block([prefix + name for name in names])[:] = of_rows[:, : len(names)].T

    def get(self, name: str) -> Floats:
        column: Floats = self._matrix[self._at[name]]
        return column

    def get_all(self, names: Sequence[str]) -> Floats:
        """Copies of some columns, a row each."""
        found: Floats = self._matrix[[self._at[name] for name in names]]
        return found

    def rows(self) -> Floats:
        """The matrix, a row a block (a view of it: on a page of 20,000 blocks it is large)."""
        return self._matrix[: len(self.names)].T


def nearest(marked: NDArray[np.bool_], beyond: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The nearest marked row before each row and after it, (..., n_rows) each.

    Where there is none the row lies `beyond` the first or the last.
    """
    size = marked.shape[-1]
    position = np.arange(size)
    before = np.full((*marked.shape[:-1], size + 1), -beyond)
    np.maximum.accumulate(np.where(marked, position, -beyond), axis=-1, out=before[..., 1:])
    after = np.full((*marked.shape[:-1], size + 1), size + beyond)
    backwards = np.where(marked, position, size + beyond)[..., ::-1]
    np.minimum.accumulate(backwards, axis=-1, out=after[..., -2::-1])
    return before[..., :-1], after[..., 1:]


def numbered(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """The number of each key among the distinct ones in order (as ``np.unique`` gives it, in a third of the time)."""
    order = np.argsort(keys)
    ordered = keys[order]
    number = np.zeros(len(keys), np.int64)
    number[order[1:]] = np.cumsum(ordered[1:] != ordered[:-1])
    return number

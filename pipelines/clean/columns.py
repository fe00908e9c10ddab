"""Named columns of numbers, gathered for a table of features."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipelines.clean.text_counts import Floats


class Columns:
    """Named columns, gathered in one matrix that grows by doubling."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.names: list[str] = []
        self._at: dict[str, int] = {}
        self._matrix = np.empty((256, size), np.float32)

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
        self.block([prefix + name for name in names])[:] = (bits >> np.arange(len(names))[:, None]) & 1

    def get(self, name: str) -> Floats:
        column: Floats = self._matrix[self._at[name]]
        return column

    def rows(self) -> Floats:
        """The matrix, a row a block."""
        return np.ascontiguousarray(self._matrix[: len(self.names)].T)


def nearest(marked: NDArray[np.bool_], beyond: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The nearest marked row before each row and after it, (n_rows,) each.

    Where there is none the row lies `beyond` the first or the last.
    """
    size = len(marked)
    position = np.arange(size)
    before = np.full(size + 1, -beyond)
    np.maximum.accumulate(np.where(marked, position, -beyond), out=before[1:])
    after = np.full(size + 1, size + beyond)
    after[:-1] = np.minimum.accumulate(np.where(marked, position, size + beyond)[::-1])[::-1]
    return before[:-1], after[1:]

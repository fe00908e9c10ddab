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
        self._matrix = np.empty((256, size), np.float32)

    def add(self, name: str, values: NDArray[Any] | float) -> None:
        if len(self.names) == len(self._matrix):
            self._matrix = np.concatenate((self._matrix, np.empty_like(self._matrix)))
        self._matrix[len(self.names)] = values
        self.names.append(name)

    def add_bits(self, prefix: str, names: Sequence[str], bits: NDArray[np.int64]) -> None:
        """A column of zeros and ones for each bit of `bits`."""
        for bit, name in enumerate(names):
            self.add(f"{prefix}{name}", (bits >> bit) & 1)

    def get(self, name: str) -> Floats:
        column: Floats = self._matrix[self.names.index(name)]
        return column

    def rows(self) -> Floats:
        """The matrix, a row a block."""
        return np.ascontiguousarray(self._matrix[: len(self.names)].T)

"""Decompression that stops when too much comes out of too little."""

from __future__ import annotations

import gzip
import io
from typing import BinaryIO

from pipelines.ingest.limits import Limits


class ExpansionError(Exception):
    """Compressed data expands beyond the ratio we accept."""


class BoundedGzip(io.RawIOBase):
    """A gzip stream that raises ``ExpansionError`` once it looks like a bomb.

    The ratio is taken against the compressed bytes consumed so far.
    """

    def __init__(self, stream: BinaryIO, limits: Limits) -> None:
        super().__init__()
        self._compressed = stream
        self._plain = gzip.GzipFile(fileobj=stream)
        self._limits = limits
        self._n_out = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        data = self._plain.read1(len(view))
        view[: len(data)] = data
        self._n_out += len(data)
        self._check()
        return len(data)

    def _check(self) -> None:
        if self._n_out < self._limits.expansion_floor:
            return
        ratio = self._n_out / max(self._compressed.tell(), 1)
        if ratio > self._limits.expansion_ratio:
            raise ExpansionError(
                f"expands more than {self._limits.expansion_ratio} times (a compression bomb); "
                f"stopped after {self._n_out} bytes"
            )

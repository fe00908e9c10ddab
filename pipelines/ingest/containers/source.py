"""A stream being read: its path, its bounds, and how deep in containers it lies."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from typing import BinaryIO, cast

from pipelines.ingest.containers.compressed import Compression, Decompressed
from pipelines.ingest.json_fields import JsonFields
from pipelines.ingest.limits import Limits

#: Enough to hold any magic number and an HTML page's first tags.
HEAD_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Member:
    """One file inside an archive, already bounded and read; ``path`` names it to the user."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Source:
    """A readable stream with the path that names it to the user."""

    path: str
    stream: BinaryIO
    limits: Limits
    fields: JsonFields
    depth: int = 0
    decompressed: Decompressed | None = None

    def peek(self) -> bytes:
        """Return the first bytes without consuming them.

        Raises:
            OSError, DamagedError: when the stream is broken at its start.
        """
        return cast(io.BufferedReader, self.stream).peek(HEAD_BYTES)[:HEAD_BYTES]

    def inside(self, compression: Compression) -> Source:
        """The same document behind one layer of compression."""
        raw = Decompressed(self.stream, compression, self.limits)
        return replace(self, stream=_buffered(raw), decompressed=raw)

    def member(self, member: Member) -> Source:
        """A file inside this container."""
        return Source(member.path, _buffered(io.BytesIO(member.content)), self.limits, self.fields, self.depth + 1)

    def resume(self) -> bool:
        """After a ``DamagedError``: go on behind what is broken; False when nothing follows."""
        return self.decompressed is not None and self.decompressed.resume()


def _buffered(raw: io.RawIOBase | io.BytesIO) -> BinaryIO:
    return cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, raw), 2 * HEAD_BYTES))

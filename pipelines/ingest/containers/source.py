"""A stream being read: its path, its bounds, and how deep in containers it lies."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from typing import BinaryIO, cast

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
    depth: int = 0

    def peek(self) -> bytes:
        """Return the first bytes without consuming them.

        Raises:
            OSError, EOFError, zlib.error: when the stream is broken at its start.
        """
        return cast(io.BufferedReader, self.stream).peek(HEAD_BYTES)[:HEAD_BYTES]

    def inside(self, stream: BinaryIO) -> Source:
        """The same document behind one layer of compression."""
        return replace(self, stream=stream)

    def member(self, member: Member) -> Source:
        """A file inside this container."""
        stream = cast(BinaryIO, io.BufferedReader(io.BytesIO(member.content)))
        return Source(member.path, stream, self.limits, self.depth + 1)

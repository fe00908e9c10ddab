"""The members of a ZIP archive whose directory is lost, found by the header before each."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

_HEADER = struct.Struct("<4s5H3I2H")
_MAGIC = b"PK\x03\x04"
_STORED, _DEFLATED = 0, 8
_ENCRYPTED = 0x1
_CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class FoundMember:
    """A member: its name as bytes, and its content, None when that is not whole or cannot be read."""

    name: bytes
    content: bytes | None


def find_members(stream: BinaryIO, most: int) -> Iterator[FoundMember]:
    """Yield the files that begin with a local header, in order; of content no more than ``most`` bytes and one."""
    position = 0
    while (position := _find(stream, position)) >= 0:
        stream.seek(position)
        header = stream.read(_HEADER.size)
        if len(header) < _HEADER.size:
            return
        _, _, flags, method, _, _, crc, size, plain_size, n_name, n_extra = _HEADER.unpack(header)
        name = stream.read(n_name)
        stream.seek(n_extra, 1)
        start = stream.tell()
        content: bytes | None = None
        end = start
        if not flags & _ENCRYPTED and method == _DEFLATED:
            content, end = _inflate(stream, start, most)
        elif not flags & _ENCRYPTED and method == _STORED and size == plain_size:
            content = stream.read(min(size, most + 1))
            end = start + len(content)
        if content is not None and crc and len(content) <= most and zlib.crc32(content) != crc:
            content, end = None, start
        if not name.endswith(b"/"):
            yield FoundMember(name, content)
        position = end


def _find(stream: BinaryIO, position: int) -> int:
    stream.seek(position)
    tail = b""
    while chunk := stream.read(_CHUNK):
        window = tail + chunk
        if (found := window.find(_MAGIC)) >= 0:
            return position - len(tail) + found
        position += len(chunk)
        tail = window[-len(_MAGIC) + 1 :]
    return -1


def _inflate(stream: BinaryIO, start: int, most: int) -> tuple[bytes | None, int]:
    decoder = zlib.decompressobj(-zlib.MAX_WBITS)
    content = bytearray()
    while not decoder.eof and len(content) <= most:
        chunk = stream.read(_CHUNK)
        if not chunk:
            return None, start
        try:
            content += decoder.decompress(chunk, most + 1 - len(content))
        except zlib.error:
            return None, start
    unread = len(decoder.unused_data) + len(decoder.unconsumed_tail)
    return bytes(content), stream.tell() - unread

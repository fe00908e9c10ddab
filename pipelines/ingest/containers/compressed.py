"""Streams behind gzip, bzip2, xz or Zstandard, member by member, stopped when too much comes out of too little.

Each format may hold many members one after the other; web archives hold one
for each record. A broken member raises `DamagedError` once its whole part has
been read; `resume` then goes on at the next member.
"""

from __future__ import annotations

import bz2
import io
import lzma
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, Protocol

import zstandard

from pipelines.ingest.limits import Limits

GZIP_MAGIC = b"\x1f\x8b\x08"
ZSTD_MAGIC = zstandard.FRAME_HEADER
XZ_MAGIC = b"\xfd7zXZ\x00"
#: What one xz stream may ask for: 64 MiB for its highest preset's dictionary, and room.
_XZ_MEMORY = 128 * 2**20
#: Frames that hold no data; the first of a ``.warc.zst`` may hold the dictionary (IIPC, Zstandard for WARC).
SKIPPABLE_MAGICS = frozenset(struct.pack("<I", 0x184D2A50 + n) for n in range(16))
DICTIONARY_MAGIC = struct.pack("<I", 0x184D2A5D)

#: Bytes given to a decompressor at once: one byte of Zstandard may become tens of thousands.
CHUNK = 1024
_READ = 65_536
_MAGIC_BYTES = 8
#: How far `resume` goes back in a broken member, whose garbage may run over the beginning of the next.
_MEMBER_KEPT = 2**20


class ExpansionError(Exception):
    """Compressed data expands beyond the ratio we accept."""


class DamagedError(Exception):
    """Data is broken or cut off. Whole lines and records read before it are sound.

    With ``is_checksum`` only a sum at a member's end shows it: what was read of that member is not.
    """

    def __init__(self, reason: str, *, is_checksum: bool = False) -> None:
        super().__init__(reason)
        self.is_checksum = is_checksum


class Decompressor(Protocol):
    """What decompresses one member, as `zlib.decompressobj` does."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Compression:
    """A format: how a member begins, and what reads one (given the archive's dictionary, if it has one)."""

    magic: bytes
    open_member: Callable[[bytes | None], Decompressor]


def _open_gzip(_dictionary: bytes | None) -> Decompressor:
    return zlib.decompressobj(16 + zlib.MAX_WBITS)


def _open_zstd(dictionary: bytes | None) -> Decompressor:
    words = zstandard.ZstdCompressionDict(dictionary) if dictionary else None
    return zstandard.ZstdDecompressor(dict_data=words).decompressobj()


def _open_bzip2(_dictionary: bytes | None) -> Decompressor:
    return bz2.BZ2Decompressor()


def _open_xz(_dictionary: bytes | None) -> Decompressor:
    return lzma.LZMADecompressor(memlimit=_XZ_MEMORY)


COMPRESSIONS = {
    "application/gzip": Compression(GZIP_MAGIC, _open_gzip),
    "application/zstd": Compression(ZSTD_MAGIC, _open_zstd),
    "application/x-bzip2": Compression(b"BZh", _open_bzip2),
    "application/x-xz": Compression(XZ_MAGIC, _open_xz),
}


class Decompressed(io.RawIOBase):
    """The plain bytes of a compressed stream.

    Reading raises ``DamagedError`` at a broken member or a cut-off end, and
    ``ExpansionError`` once the stream looks like a bomb: the ratio is taken
    against the compressed bytes consumed so far.
    """

    def __init__(self, stream: BinaryIO, compression: Compression, limits: Limits) -> None:
        super().__init__()
        self._stream = stream
        self._compression = compression
        self._limits = limits
        self._decoder: Decompressor | None = None
        self._dictionary: bytes | None = None
        self._input = b""
        self._member = bytearray()
        self._gave_of_member = False
        self._ready = bytearray()
        self._failure: Exception | None = None
        self._n_in = self._n_out = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        wanted = min(len(view), _READ)
        while len(self._ready) < wanted and self._failure is None:
            try:
                piece = self._next_piece()
            except (ExpansionError, DamagedError) as error:
                self._failure = error
                break
            if piece is None:
                break
            self._ready += piece
        if not self._ready and self._failure is not None:
            raise self._failure
        n = min(len(self._ready), wanted)
        view[:n] = self._ready[:n]
        del self._ready[:n]
        return n

    def resume(self) -> bool:
        """After a ``DamagedError``: go on at the next member; False when there is none."""
        if not isinstance(self._failure, DamagedError):
            return False
        self._failure, self._decoder = None, None
        self._input = bytes(self._member) + self._input
        while (found := self._input.find(self._compression.magic, 1)) < 0:
            more = self._stream.read(_READ)
            self._n_in += len(more)
            if not more:
                return False
            self._input = self._input[-_MAGIC_BYTES:] + more
        self._input = self._input[found:]
        return True

    def _next_piece(self) -> bytes | None:
        """Some plain bytes, perhaps none; None at the end."""
        if self._decoder is None and not self._begin_member():
            return None
        assert self._decoder is not None
        if not self._fill(1):
            raise DamagedError("the compressed data is cut off")
        chunk, self._input = self._input[:CHUNK], self._input[CHUNK:]
        if len(self._member) < _MEMBER_KEPT:
            self._member += chunk
        try:
            piece = self._decoder.decompress(chunk)
        except (zlib.error, zstandard.ZstdError, lzma.LZMAError, OSError) as error:
            reason = f"the compressed data is broken: {error}"
            raise DamagedError(reason, is_checksum=self._gave_of_member and "incorrect" in str(error)) from error
        if self._decoder.eof:
            self._input = self._decoder.unused_data + self._input
            self._decoder = None
        self._gave_of_member = self._gave_of_member or bool(piece)
        self._n_out += len(piece)
        self._check_ratio()
        return piece

    def _begin_member(self) -> bool:
        self._fill(_MAGIC_BYTES)
        while self._input[:4] in SKIPPABLE_MAGICS:
            self._skip_frame()
        if not self._input.strip(b"\0"):  # some writers pad the end with zeros
            return self._skip_zeros()
        if not self._input.startswith(self._compression.magic):
            raise DamagedError("bytes that are no compressed data")
        self._decoder = self._compression.open_member(self._dictionary)
        self._member.clear()
        self._gave_of_member = False
        return True

    def _skip_zeros(self) -> bool:
        while not self._input.strip(b"\0"):
            self._input = b""
            if not self._fill(_MAGIC_BYTES):
                return False
        return self._begin_member()

    def _skip_frame(self) -> None:
        magic, length = self._input[:4], int.from_bytes(self._input[4:8], "little")
        if length > self._limits.document or not self._fill(8 + length):
            raise DamagedError("the compressed data is cut off")
        content, self._input = self._input[8 : 8 + length], self._input[8 + length :]
        if magic == DICTIONARY_MAGIC:
            is_compressed = content.startswith(ZSTD_MAGIC)
            self._dictionary = zstandard.ZstdDecompressor().decompress(content) if is_compressed else content
        self._fill(_MAGIC_BYTES)

    def _fill(self, n: int) -> bool:
        """Have at least n bytes of input, if the stream has them."""
        while len(self._input) < n:
            more = self._stream.read(max(_READ, n - len(self._input)))
            self._n_in += len(more)
            if not more:
                return False
            self._input += more
        return True

    def _check_ratio(self) -> None:
        if self._n_out < self._limits.expansion_floor:
            return
        consumed = self._n_in - len(self._input)
        if self._n_out > self._limits.expansion_ratio * max(consumed, 1):
            raise ExpansionError(
                f"expands more than {self._limits.expansion_ratio} times (a compression bomb); "
                f"stopped after {self._n_out} bytes"
            )

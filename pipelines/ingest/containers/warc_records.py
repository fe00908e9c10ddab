"""The records of a web archive, as they lie in it. Where it is broken, reading goes on at the next record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from pipelines.ingest.containers.compressed import DamagedError
from pipelines.ingest.containers.source import Source

_VERSION = re.compile(rb"WARC/\d\.\d+\s*\Z")
#: A record that begins inside what another announced as its own.
_SWALLOWED = re.compile(rb"(?=WARC/\d\.\d+\r?\n(?:WARC-|Content-))", re.I)
_LINE = 65_536
_HEADERS = 1000
_SKIP = 2**20
#: Headers of an HTTP response that come on top of the document's size.
_HTTP_HEADERS = 2**20


@dataclass(frozen=True, slots=True)
class WarcRecord:
    """One record: its type, its headers by lower-case name, its block, and why the block is cut off, if it is."""

    type: str
    headers: dict[str, str]
    block: bytes
    truncated: str | None = None


def warc_records(source: Source) -> Iterator[WarcRecord | DamagedError]:
    """Yield every record in order, and a ``DamagedError`` for each place where there is none whole."""
    while True:
        try:
            yield from _sound_records(_Tape(source.stream), source.limits.document + _HTTP_HEADERS)
        except DamagedError as error:
            yield error
            if source.resume():
                continue
        return


def _sound_records(tape: _Tape, most: int) -> Iterator[WarcRecord | DamagedError]:
    """The records up to where the compressed data breaks.

    Raises:
        DamagedError: there.
    """
    pending: WarcRecord | None = None
    is_lost = False
    while True:
        try:
            has_next, is_garbage = tape.find_version()
        except DamagedError as error:
            # A sum that is wrong concerns the record before it, any other break what should follow.
            if pending and not error.is_checksum:
                yield pending
            raise
        if pending:
            yield pending
        if is_garbage and not is_lost:
            yield DamagedError("bytes between the records that are none")
        if not has_next:
            return
        record = _read_record(tape, most)
        is_lost = isinstance(record, DamagedError)
        pending = None if isinstance(record, DamagedError) else record
        if isinstance(record, DamagedError):
            yield record


class _Tape:
    """A stream into which bytes can be put back."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._back = b""

    def readline(self) -> bytes:
        line, newline, rest = self._back.partition(b"\n")
        self._back = rest
        return line + newline if newline else line + self._stream.readline(_LINE)

    def read(self, n: int) -> bytes:
        start, self._back = self._back[:n], self._back[n:]
        return start + self._stream.read(n - len(start)) if len(start) < n else start

    def put_back(self, content: bytes) -> None:
        self._back = content + self._back

    def find_version(self) -> tuple[bool, bool]:
        """Go behind the next line that begins a record: whether there is one, and whether garbage lay before it."""
        is_garbage = False
        while line := self.readline():
            if version := _VERSION.search(line):
                return True, is_garbage or version.start() > 0
            is_garbage |= bool(line.strip())
        return False, is_garbage


def _read_record(tape: _Tape, most: int) -> WarcRecord | DamagedError:
    headers = _read_headers(tape)
    announced = headers.get("content-length", "")
    if not announced.isdecimal():
        return DamagedError("its headers do not say how long it is")
    length = int(announced)
    block = tape.read(min(length, most))
    is_short = len(block) < min(length, most)
    for left in range(length - most, 0, -_SKIP):
        is_short = is_short or not tape.read(min(left, _SKIP))
    following = tape.readline()
    tape.put_back(following)
    if (is_short or following.strip()) and (swallowed := _SWALLOWED.search(block)):
        tape.put_back(block[swallowed.end() :])
        return DamagedError("another record begins before its end")
    if is_short:
        return DamagedError(f"cut off after {len(block)} of {length} bytes")
    is_segment = "warc-segment-number" in headers
    truncated = headers.get("warc-truncated") or ("segment" if is_segment else None)
    return WarcRecord(headers.get("warc-type", "").lower(), headers, block, truncated)


def _read_headers(tape: _Tape) -> dict[str, str]:
    """Headers by lower-case name, the first of equal ones; a line that begins with a space goes on."""
    lines: list[str] = []
    while (line := tape.readline()).strip() and len(lines) < _HEADERS:
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        if text[0] in " \t" and lines:
            lines[-1] += " " + text.strip()
        else:
            lines.append(text)
    headers: dict[str, str] = {}
    for text in lines:
        name, colon, value = text.partition(":")
        if colon:
            headers.setdefault(name.strip().lower(), value.strip())
    return headers

"""An HTTP response as an archive keeps it: status, headers, and the body out of its codings (RFC 9110, 9112)."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import brotli
import zstandard

from pipelines.ingest.containers.compressed import CHUNK

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})\b")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_CHUNK_SIZE = re.compile(rb"\s*([0-9A-Fa-f]{1,12})[ \t]*(?:;[^\r\n]*)?\r?\n")


@dataclass(frozen=True, slots=True)
class Response:
    """A response; ``truncated`` is ``payload`` when its body is shorter than it says."""

    status: str
    content_type: str
    body: bytes
    truncated: str | None


def read_response(block: bytes, most: int) -> Response | None:
    """The response in a record's block, its body up to one byte more than ``most``; None when it is none."""
    status = _STATUS.match(block)
    if status is None:
        return None
    end = _HEAD_END.search(block)
    head, body = (block[: end.start()], block[end.end() :]) if end else (block, b"")
    headers = _headers(head)
    is_cut = _is_short(body, headers)
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body, is_chunk_cut = _joined_chunks(body)
        is_cut = is_chunk_cut
    for coding in reversed(headers.get("content-encoding", "").lower().split(",")):
        body, is_coding_cut = _decoded(body, coding.strip(), most)
        is_cut = is_cut or is_coding_cut
    return Response(status[1].decode(), headers.get("content-type", ""), body, "payload" if is_cut else None)


def _headers(head: bytes) -> dict[str, str]:
    headers: dict[str, str] = {}
    for line in head.decode("latin-1").splitlines()[1:]:
        name, colon, value = line.partition(":")
        if colon:
            headers.setdefault(name.strip().lower(), value.strip())
    return headers


def _is_short(body: bytes, headers: dict[str, str]) -> bool:
    announced = headers.get("content-length", "")
    return announced.isdecimal() and len(body) < int(announced)


def _joined_chunks(body: bytes) -> tuple[bytes, bool]:
    """The body out of its chunks, and whether it breaks off; as it is when the crawler has joined them already."""
    pieces: list[bytes] = []
    position = 0
    while size := _CHUNK_SIZE.match(body, position):
        n = int(size[1], 16)
        if n == 0:
            return b"".join(pieces), False
        pieces.append(body[size.end() : size.end() + n])
        position = size.end() + n
        if position >= len(body):
            return b"".join(pieces), True
        position += 2 if body.startswith(b"\r\n", position) else body.startswith(b"\n", position)
    return (b"".join(pieces), True) if pieces else (body, False)


def _gunzip(body: bytes) -> Iterator[bytes]:
    yield from _with_zlib(body, zlib.decompressobj(16 + zlib.MAX_WBITS))


def _inflate(body: bytes) -> Iterator[bytes]:
    """``deflate`` is zlib's format by the standard, and bare deflated data from some servers."""
    try:
        zlib.decompressobj().decompress(body[:CHUNK])
        window = zlib.MAX_WBITS
    except zlib.error:
        window = -zlib.MAX_WBITS
    yield from _with_zlib(body, zlib.decompressobj(window))


def _with_zlib(body: bytes, decoder: zlib._Decompress) -> Iterator[bytes]:
    for start in range(0, len(body), CHUNK):
        yield decoder.decompress(body[start : start + CHUNK])
    if not decoder.eof:
        raise EOFError


def _unbrotli(body: bytes) -> Iterator[bytes]:
    decoder = brotli.Decompressor()
    for start in range(0, len(body), CHUNK):
        yield decoder.process(body[start : start + CHUNK])
    if not decoder.is_finished():
        raise EOFError


def _unzstd(body: bytes) -> Iterator[bytes]:
    decoder = zstandard.ZstdDecompressor().decompressobj()
    for start in range(0, len(body), CHUNK):
        if decoder.eof:
            return
        yield decoder.decompress(body[start : start + CHUNK])
    if not decoder.eof:
        raise EOFError


_CODINGS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _inflate,
    "br": _unbrotli,
    "zstd": _unzstd,
}


def _decoded(body: bytes, coding: str, most: int) -> tuple[bytes, bool]:
    """The body out of one coding, and whether it breaks off; as it is when the crawler has undone the coding."""
    if coding not in _CODINGS or not body:
        return body, False
    content = bytearray()
    try:
        for piece in _CODINGS[coding](body):
            content += piece
            if len(content) > most:
                break
    except (EOFError, zlib.error, brotli.error, zstandard.ZstdError):
        return (bytes(content), True) if content else (body, False)
    return bytes(content), False

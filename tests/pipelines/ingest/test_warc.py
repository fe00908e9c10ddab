import gzip
import io
import random
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
import zstandard

from pipelines.ingest.containers import read_file
from pipelines.ingest.walk import FoundFile
from pipelines.records.source import Container, RawRecord, Refusal

PAGE = b"<!doctype html><p>" + random.Random(1).randbytes(400).hex().encode() + b"</p>"
Wrap = Callable[[bytes], bytes]


def page(n: int) -> bytes:
    return b"<!doctype html><p>" + random.Random(n).randbytes(400).hex().encode() + b"</p>"


def record(body: bytes, http: str = "", warc: str = "", version: str = "1.1") -> bytes:
    block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{http}\r\n".encode() + body
    head = (
        f"WARC/{version}\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\n"
        f"WARC-Date: 2021-01-10T12:00:00Z\r\n{warc}Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def read(folder: Path, content: bytes) -> list[Container | RawRecord | Refusal]:
    location = folder / "a.warc.gz"
    location.write_bytes(content)
    return list(read_file(FoundFile(location, "a.warc.gz")))


def bodies(items: list[Container | RawRecord | Refusal]) -> list[bytes]:
    return [item.content for item in items if isinstance(item, RawRecord)]


def refused(items: list[Container | RawRecord | Refusal]) -> list[tuple[str, str]]:
    return [(item.path, item.rule) for item in items if isinstance(item, Refusal)]


def chunked(body: bytes) -> bytes:
    pieces = [body[start : start + 100] for start in range(0, len(body), 100)]
    return b"".join(b"%x;name=value\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def bare_deflate(body: bytes) -> bytes:
    return zlib.compress(body)[2:-4]


CODINGS: dict[str, tuple[str, Wrap]] = {
    "gzip": ("gzip", gzip.compress),
    "deflate": ("deflate", zlib.compress),
    "bare deflate": ("deflate", bare_deflate),
    "brotli": ("br", brotli.compress),
    "zstd": ("zstd", zstandard.compress),
    "two": ("gzip, br", lambda body: brotli.compress(gzip.compress(body))),
    "undone by the crawler": ("gzip", lambda body: body),
}


@pytest.mark.parametrize("coding", CODINGS)
@pytest.mark.parametrize("is_chunked", [True, False])
def test_a_body_is_read_out_of_its_codings(tmp_path: Path, coding: str, is_chunked: bool) -> None:
    name, wrap = CODINGS[coding]
    body = wrap(PAGE)
    http = f"Content-Encoding: {name}\r\n" + ("Transfer-Encoding: chunked\r\n" if is_chunked else "")
    items = read(tmp_path, record(chunked(body) if is_chunked else body, http))
    assert bodies(items) == [PAGE]
    assert isinstance(items[0], RawRecord)
    assert items[0].truncated is None


def test_a_body_whose_chunks_the_crawler_joined_is_read_as_it_is(tmp_path: Path) -> None:
    assert bodies(read(tmp_path, record(PAGE, "Transfer-Encoding: chunked\r\n"))) == [PAGE]


@pytest.mark.parametrize("version", ["1.0", "1.1", "0.18"])
def test_every_version_is_read(tmp_path: Path, version: str) -> None:
    assert bodies(read(tmp_path, record(PAGE, version=version))) == [PAGE]


def with_dictionary(records: list[bytes]) -> bytes:
    words = zstandard.train_dictionary(1000, [page(n) + record(page(n)) for n in range(200)])
    frames = [zstandard.ZstdCompressor(dict_data=words).compress(part) for part in records]
    content = zstandard.compress(words.as_bytes())
    return struct.pack("<II", 0x184D2A5D, len(content)) + content + b"".join(frames)


WRAPS: dict[str, Callable[[list[bytes]], bytes]] = {
    "plain": b"".join,
    "gzip, a member a record": lambda records: b"".join(map(gzip.compress, records)),
    "gzip as a whole": lambda records: gzip.compress(b"".join(records)),
    "zstd, a frame a record": lambda records: b"".join(map(zstandard.compress, records)),
    "zstd with a dictionary": with_dictionary,
}


@pytest.mark.parametrize("wrap", WRAPS)
def test_an_archive_is_read_in_every_compression(tmp_path: Path, wrap: str) -> None:
    items = read(tmp_path, WRAPS[wrap]([record(page(n)) for n in range(5)]))
    assert bodies(items) == [page(n) for n in range(5)]
    assert items[-1] == Container("a.warc.gz", "application/warc")


@pytest.mark.parametrize("wrap", WRAPS)
def test_a_cut_archive_keeps_its_whole_records(tmp_path: Path, wrap: str) -> None:
    whole = [record(page(n)) for n in range(4)]
    content = WRAPS[wrap](whole)
    items = read(tmp_path, content[: len(content) - len(content) // 8])
    assert bodies(items) == [page(n) for n in range(3)]
    assert refused(items) == [("a.warc.gz#4", "damaged"), ("a.warc.gz", "damaged")]


@pytest.mark.parametrize("hole", [b"\0" * 100, b"\xff" * 60, b""])
@pytest.mark.parametrize("wrap", ["gzip, a member a record", "zstd, a frame a record"])
def test_records_after_a_broken_one_are_read_and_it_is_told(tmp_path: Path, wrap: str, hole: bytes) -> None:
    parts = [WRAPS[wrap]([record(page(n))]) for n in range(6)]
    parts[2] = parts[2][:200] + hole + parts[2][300:]
    items = read(tmp_path, b"".join(parts))
    assert bodies(items) == [page(n) for n in (0, 1, 3, 4, 5)]
    assert refused(items) == [("a.warc.gz#3", "damaged"), ("a.warc.gz", "damaged")]


def test_a_record_whose_sum_is_wrong_is_refused_alone(tmp_path: Path) -> None:
    parts = [gzip.compress(record(page(n))) for n in range(3)]
    parts[1] = parts[1][:-8] + b"\1\2\3\4" + parts[1][-4:]
    items = read(tmp_path, b"".join(parts))
    assert bodies(items) == [page(0), page(2)]
    assert refused(items) == [("a.warc.gz#2", "damaged"), ("a.warc.gz", "damaged")]


@pytest.mark.parametrize(
    "broken",
    [
        record(page(1))[:500],  # cut off, and the next one written behind it
        record(page(1)).replace(b"Content-Length", b"Content-Lenght"),
        record(page(1)).replace(b"WARC/1.1", b"WA\0\0/1.1"),
        b"garbage\r\n" * 50,
    ],
)
def test_a_plain_archive_goes_on_at_the_next_record(tmp_path: Path, broken: bytes) -> None:
    items = read(tmp_path, record(page(0)) + broken + record(page(2)) + record(page(3)))
    assert bodies(items) == [page(0), page(2), page(3)]
    assert refused(items) == [("a.warc.gz#2", "damaged"), ("a.warc.gz", "damaged")]


@pytest.mark.parametrize(
    ("http", "warc", "truncated"),
    [
        ("", "", None),
        ("", "WARC-Truncated: length\r\n", "length"),
        ("Content-Length: 9999\r\n", "", "payload"),
        ("Transfer-Encoding: chunked\r\n", "WARC-Segment-Number: 1\r\n", "segment"),
    ],
)
def test_a_document_that_is_cut_off_says_so(tmp_path: Path, http: str, warc: str, truncated: str | None) -> None:
    (item, _) = read(tmp_path, record(PAGE, http, warc))
    assert isinstance(item, RawRecord)
    assert item.truncated == truncated


@pytest.mark.parametrize("coding", ["gzip", "deflate", "brotli", "zstd"])
def test_a_coded_body_that_breaks_off_gives_what_is_there(tmp_path: Path, coding: str) -> None:
    name, wrap = CODINGS[coding]
    long = b"".join(map(page, range(300)))
    (item, _) = read(tmp_path, record(wrap(long)[:100_000], f"Content-Encoding: {name}\r\n"))
    assert isinstance(item, RawRecord)
    assert item.truncated == "payload"
    assert len(item.content) > 1000
    assert long.startswith(item.content)


def test_a_bomb_of_zeros_in_zstd_is_stopped(tmp_path: Path) -> None:
    zeros = io.BytesIO()
    with zstandard.ZstdCompressor().stream_writer(zeros, closefd=False) as writer:
        for _ in range(100):
            writer.write(bytes(2**20))
    items = read(tmp_path, zeros.getvalue())
    assert refused(items) == [("a.warc.gz", "bomb")]

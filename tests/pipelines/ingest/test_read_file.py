import bz2
import gzip
import io
import json
import lzma
import quopri
import random
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.ingest.containers import read_file
from pipelines.ingest.limits import Limits
from pipelines.ingest.walk import FoundFile
from pipelines.records.source import Container, RawRecord, Refusal

SMALL = Limits(document=1000, line=1000, expansion_ratio=5, expansion_floor=500, records=5, depth=2)


def read(folder: Path, name: str, content: bytes, limits: Limits = SMALL) -> list[Container | RawRecord | Refusal]:
    location = folder / name
    location.write_bytes(content)
    return list(read_file(FoundFile(location, name), limits))


def rules(items: list[Container | RawRecord | Refusal]) -> list[str]:
    return [item.rule for item in items if isinstance(item, Refusal)]


def texts(items: list[Container | RawRecord | Refusal]) -> list[tuple[str, bytes]]:
    return [(item.path, item.content) for item in items if isinstance(item, RawRecord)]


def zip_of(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def tar_of(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return buffer.getvalue()


def warc_of(*bodies: bytes) -> bytes:
    records = []
    for body in bodies:
        content = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
        head = (
            f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\n"
            f"WARC-Date: 2021-01-10T12:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(content)}\r\n\r\n"
        )
        records.append(head.encode() + content + b"\r\n\r\n")
    return b"".join(records)


def test_a_plain_file_is_one_record(tmp_path: Path) -> None:
    assert texts(read(tmp_path, "a.txt", b"Bonjour")) == [("a.txt", b"Bonjour")]


def test_what_a_file_is_depends_on_its_bytes_not_its_name(tmp_path: Path) -> None:
    (record,) = read(tmp_path, "a.txt", b"<!doctype html><p>Bonjour</p>")
    assert isinstance(record, RawRecord)
    assert record.media_type == "text/html"


@pytest.mark.parametrize("wrap", [lambda content: content, gzip.compress], ids=["plain", "gzip"])
def test_a_web_archive_gives_its_pages_then_itself(tmp_path: Path, wrap: object) -> None:
    items = read(tmp_path, "a.warc", wrap(warc_of(b"<p>Un</p>", b"<p>Deux</p>")))  # type: ignore[operator]
    assert texts(items) == [("a.warc#1", b"<p>Un</p>"), ("a.warc#2", b"<p>Deux</p>")]
    assert items[-1] == Container("a.warc", "application/warc")
    assert isinstance(items[0], RawRecord)
    assert items[0].url == "https://a.example/"


def test_a_json_line_without_text_is_refused_alone(tmp_path: Path) -> None:
    lines = [json.dumps({"text": "Un", "url": "https://a.example"}), "{broken", json.dumps({"n": 1}), '["x"]']
    items = read(tmp_path, "a.jsonl", "\n".join(lines).encode())
    assert texts(items) == [("a.jsonl#1", b"Un")]
    assert rules(items) == ["bad_json", "no_text_field", "bad_json"]


@pytest.mark.parametrize(("name", "pack"), [("a.zip", zip_of), ("a.tar", tar_of)])
def test_an_archive_member_that_climbs_out_is_refused(tmp_path: Path, name: str, pack: object) -> None:
    items = read(tmp_path, name, pack({"../out.txt": b"x", "/abs.txt": b"x", "in.txt": b"Dedans"}))  # type: ignore[operator]
    assert rules(items) == ["path_escapes", "path_escapes"]
    assert texts(items) == [(f"{name}#in.txt", b"Dedans")]


def test_an_archive_in_an_archive_is_opened_to_a_depth(tmp_path: Path) -> None:
    inner = zip_of({"deep.txt": b"Profond"})
    assert texts(read(tmp_path, "a.zip", zip_of({"b.zip": inner}))) == [("a.zip#b.zip#deep.txt", b"Profond")]
    assert "too_deep" in rules(read(tmp_path, "b.zip", zip_of({"b.zip": zip_of({"c.zip": inner})})))


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n ", "empty"),
        ("binary.html", random.Random(1).randbytes(900), "binary"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n0000", "binary"),
        ("large.txt", b"a" * 1001, "too_large"),
        ("bomb.txt.gz", gzip.compress(b"a" * 900_000), "bomb"),
        ("cut.txt.gz", gzip.compress(random.Random(2).randbytes(300).hex().encode())[:-30], "damaged"),
        ("long.jsonl", b'{"text": "' + b"a" * 2000 + b'"}\n', "too_large"),
        ("broken.zip", zip_of({"a.txt": b"x"})[:-20], "damaged"),
        ("empty.warc", warc_of(b"<p>Un</p>").replace(b"Type: response", b"Type: request"), "empty"),
    ],
)
def test_bad_input_is_refused_by_a_rule(tmp_path: Path, name: str, content: bytes, rule: str) -> None:
    assert rules(read(tmp_path, name, content)) == [rule]


def test_a_damaged_container_keeps_the_records_before_the_damage(tmp_path: Path) -> None:
    items = read(tmp_path, "a.warc", warc_of(b"<p>Un</p>") + b"WARC/1.1 garbage")
    assert texts(items) == [("a.warc#1", b"<p>Un</p>")]
    assert rules(items) == ["damaged", "damaged"]


def test_an_unreadable_file_is_refused_with_the_reason(tmp_path: Path) -> None:
    (refusal,) = read_file(FoundFile(tmp_path / "gone.txt", "gone.txt"))
    assert isinstance(refusal, Refusal)
    assert refusal.rule == "unreadable"
    assert "No such file" in refusal.reason


@pytest.mark.parametrize("compress", [bz2.compress, lzma.compress])
def test_bzip2_and_xz_are_read_and_what_is_cut_off_is_told(tmp_path: Path, compress: Callable[[bytes], bytes]) -> None:
    packed = compress(b"Le pont est ouvert.")
    assert texts(read(tmp_path, "a.txt.x", packed)) == [("a.txt.x", b"Le pont est ouvert.")]
    archive = compress(tar_of({"a.txt": b"Le pont."}))
    assert texts(read(tmp_path, "b.tar.x", archive, Limits())) == [("b.tar.x#a.txt", b"Le pont.")]
    assert rules(read(tmp_path, "c.txt.x", packed[:-6])) == ["damaged"]


@pytest.mark.parametrize("compress", [bz2.compress, lzma.compress])
def test_bombs_of_bzip2_and_xz_are_stopped(tmp_path: Path, compress: Callable[[bytes], bytes]) -> None:
    assert rules(read(tmp_path, "a.txt.x", compress(b"a" * 5_000_000))) == ["bomb"]


def test_text_in_quoted_printable_is_read_out_of_it(tmp_path: Path) -> None:
    text = "Les élus de la cité ont voté hier soir la rénovation du pont, fermé depuis l'été à la circulation. " * 4
    (found,) = texts(read(tmp_path, "a.txt", quopri.encodestring(text.encode())))
    assert found == ("a.txt", text.encode())


def test_signs_of_equality_alone_are_no_quoted_printable(tmp_path: Path) -> None:
    content = b"a=B2\nb=C3\nc=D4\n"
    assert texts(read(tmp_path, "a.txt", content)) == [("a.txt", content)]


def test_a_response_saved_with_its_headers_is_its_page(tmp_path: Path) -> None:
    head = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=iso-8859-1\r\nDate: Fri, 05 Mar 2021 00:00:00 GMT\r\n\r\n"
    )
    (item, _) = read(tmp_path, "a.html", head + b"<p>\xc9t\xe9</p>")
    assert isinstance(item, RawRecord)
    assert (item.content, item.charset, item.media_type) == (b"<p>\xc9t\xe9</p>", "iso-8859-1", "text/html")
    assert rules(read(tmp_path, "b.html", b"HTTP/1.1 404 Not Found\r\n\r\n<p>Perdu</p>")) == ["http_status"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (zip_of({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}), "office program"),
        (b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text", "office program"),
        (b"{\\rtf1\\ansi Le pont est ouvert.}", "RTF"),
        (b"%PDF-1.4", "PDF"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(100), "7-Zip"),
    ],
)
def test_what_is_no_text_is_refused_in_words_that_say_what_to_do(tmp_path: Path, content: bytes, says: str) -> None:
    (item,) = read(tmp_path, "a", content)
    assert isinstance(item, Refusal)
    assert (item.rule, says in item.reason) == ("binary", True)

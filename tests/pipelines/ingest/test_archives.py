import io
import random
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.ingest.containers import read_file
from pipelines.ingest.walk import FoundFile
from pipelines.records.source import Container, RawRecord, Refusal


def read(folder: Path, name: str, content: bytes) -> list[Container | RawRecord | Refusal]:
    location = folder / name
    location.write_bytes(content)
    return list(read_file(FoundFile(location, name)))


def paths(items: list[Container | RawRecord | Refusal]) -> list[str]:
    return [item.path for item in items if isinstance(item, RawRecord)]


def tar_of(*members: tuple[bytes, bytes], kind: int = tarfile.GNU_FORMAT) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=kind, encoding="utf-8", errors="surrogateescape") as archive:
        for name, content in members:
            entry = tarfile.TarInfo(name.decode("utf-8", "surrogateescape"))
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return buffer.getvalue()


@pytest.mark.filterwarnings("ignore:Duplicate name")
def zip_of(*members: tuple[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize("kind", [tarfile.GNU_FORMAT, tarfile.PAX_FORMAT, tarfile.USTAR_FORMAT])
def test_a_tar_member_whose_name_is_not_utf8_is_read_under_its_spelling(tmp_path: Path, kind: int) -> None:
    items = read(tmp_path, "a.tar", tar_of((b"Mu\xf1oz.txt", b"Un"), (b"b.txt", b"Deux"), kind=kind))
    assert paths(items) == [r"a.tar#Mu\xf1oz.txt", "a.tar#b.txt"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["a.zip", "a.tar"])
def test_two_members_of_one_name_are_two_documents(tmp_path: Path, name: str) -> None:
    if name == "a.zip":
        content = zip_of(("n.txt", b"Un"), ("n.txt", b"Deux"), ("n.txt#2", b"Trois"))
    else:
        content = tar_of((b"n.txt", b"Un"), (b"n.txt", b"Deux"), (b"n.txt#2", b"Trois"))
    assert paths(read(tmp_path, name, content)) == [f"{name}#n.txt", rf"{name}#n.txt\2", rf"{name}#n.txt\x232"]


def test_a_zip_name_in_utf8_without_the_mark_is_read_as_such(tmp_path: Path) -> None:
    content = zip_of(("x" * 6 + ".txt", b"Un")).replace(b"xxxxxx", "été!".encode())
    assert paths(read(tmp_path, "a.zip", content)) == ["a.zip#été!.txt"]


@pytest.mark.parametrize("harm", [lambda data: b"\0" * len(data), lambda data: data[::-1]], ids=["zeros", "reversed"])
def test_a_broken_member_of_a_zip_costs_that_member(tmp_path: Path, harm: Callable[[bytes], bytes]) -> None:
    content = bytearray(zip_of(*((f"{n}.txt", random.Random(n).randbytes(300).hex().encode()) for n in range(5))))
    start = content.index(b"2.txt") + 5
    content[start : start + 10] = harm(bytes(content[start : start + 10]))
    items = read(tmp_path, "a.zip", bytes(content))
    assert paths(items) == [f"a.zip#{n}.txt" for n in (0, 1, 3, 4)]
    assert [(item.path, item.rule) for item in items if isinstance(item, Refusal)] == [("a.zip#2.txt", "damaged")]
    assert isinstance(items[-1], Container)


@pytest.mark.parametrize("compression", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_a_zip_without_its_end_keeps_its_whole_members(tmp_path: Path, compression: int) -> None:
    buffer = io.BytesIO()
    texts = [random.Random(n).randbytes(2000).hex().encode() for n in range(4)]
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for n, text in enumerate(texts):
            archive.writestr(f"{n}.txt", text)
    cut = buffer.getvalue()[: buffer.getvalue().index(b"3.txt") + 500]
    items = read(tmp_path, "a.zip", cut)
    assert [item.content for item in items if isinstance(item, RawRecord)] == texts[:3]
    assert [item.path for item in items if isinstance(item, Refusal)] == ["a.zip#3.txt", "a.zip"]


def test_a_zip_name_that_breaks_its_promise_of_utf8_costs_nothing(tmp_path: Path) -> None:
    content = zip_of(("é.txt", b"Un"), ("b.txt", b"Deux")).replace("é".encode(), b"\xe9x")
    assert paths(read(tmp_path, "a.zip", content)) == [r"a.zip#\xe9x.txt", "a.zip#b.txt"]


def test_a_broken_header_of_a_tar_costs_that_member(tmp_path: Path) -> None:
    content = bytearray(tar_of(*((b"%d.txt" % n, b"%d " % n * 300) for n in range(4))))
    place = content.index(b"1.txt") + 148
    content[place : place + 8] = b"\xff" * 8
    items = read(tmp_path, "a.tar", bytes(content))
    assert paths(items) == [f"a.tar#{n}.txt" for n in (0, 2, 3)]
    assert [(item.path, item.rule) for item in items if isinstance(item, Refusal)] == [("a.tar", "damaged")]


def test_a_cut_tar_keeps_its_whole_members(tmp_path: Path) -> None:
    content = tar_of(*((b"%d.txt" % n, b"%d " % n * 300) for n in range(4)))
    items = read(tmp_path, "a.tar", content[: content.index(b"3.txt") + 800])
    assert paths(items) == [f"a.tar#{n}.txt" for n in range(3)]
    refused = [(item.path, item.rule) for item in items if isinstance(item, Refusal)]
    assert refused[0] == ("a.tar#3.txt", "damaged")


def test_two_tars_one_behind_the_other_are_read_and_nothing_is_broken(tmp_path: Path) -> None:
    items = read(tmp_path, "a.tar", tar_of((b"a.txt", b"Un")) + tar_of((b"b.txt", b"Deux")))
    assert paths(items) == ["a.tar#a.txt", "a.tar#b.txt"]
    assert isinstance(items[-1], Container)

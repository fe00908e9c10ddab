import io
import tarfile
import zipfile
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

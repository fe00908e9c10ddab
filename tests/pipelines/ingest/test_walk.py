import inspect
import os
import sys
from pathlib import Path

import pytest

from pipelines.ingest.walk import FoundFile, walk
from pipelines.records.source import Refusal


def test_files_come_sorted_with_paths_relative_to_the_folder(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/.hidden", ".git/config"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert sorted(found.path for found in walk(tmp_path)) == ["a/z.txt", "b.txt"]


def test_what_cannot_be_read_comes_as_a_refusal(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "lost.txt").symlink_to("nowhere.txt")
    (tmp_path / "outside.txt").symlink_to("/etc/hostname")
    os.mkfifo(tmp_path / "pipe.txt")
    found = {item.path: item.rule for item in walk(tmp_path) if isinstance(item, Refusal)}
    assert found == {
        "folder.txt": "not_a_file",
        "lost.txt": "broken_link",
        "outside.txt": "link_outside",
        "pipe.txt": "not_a_file",
    }


def test_a_link_inside_the_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    (tmp_path / "b.txt").symlink_to("a.txt")
    assert [item.path for item in walk(tmp_path) if isinstance(item, FoundFile)] == ["a.txt", "b.txt"]


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError, match="expected a folder"):
        list(walk(tmp_path / "none"))


@pytest.mark.parametrize("name", [b"Mu\xf1oz.txt", b"two\nlines.txt", b"a'b\"c.txt", b"C#.txt", b"n" * 255, b"x.\xff"])
def test_a_file_of_any_name_is_found_again_by_its_path(tmp_path: Path, name: bytes) -> None:
    (tmp_path / os.fsdecode(name)).write_bytes(b"Bonjour")
    (found,) = walk(tmp_path)
    found.path.encode()
    assert FoundFile.below(tmp_path, found.path).location.read_bytes() == b"Bonjour"


def test_a_link_in_a_loop_costs_that_link(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "one").symlink_to("two")
    (tmp_path / "two").symlink_to("one")
    (tmp_path / "here").symlink_to(".")
    found = list(walk(tmp_path))
    assert [item.path for item in found if isinstance(item, FoundFile)] == ["a.txt"]
    assert {item.path: item.rule for item in found if isinstance(item, Refusal)} == dict.fromkeys(
        ("loop.txt", "one", "two"), "broken_link"
    )


def test_folders_deeper_than_python_recurses_are_walked(tmp_path: Path) -> None:
    depth = 300
    (tmp_path / ("d/" * depth)).mkdir(parents=True)
    (tmp_path / ("d/" * depth) / "a.txt").touch()
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 100)
    try:
        found = [item.path for item in walk(tmp_path)]
    finally:
        sys.setrecursionlimit(limit)
    assert found == ["d/" * depth + "a.txt"]


def test_a_folder_that_does_not_open_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = os.scandir

    def refuse(path: Path) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied")
        return scan(path)

    (tmp_path / "closed").mkdir()
    (tmp_path / "a.txt").touch()
    monkeypatch.setattr(os, "scandir", refuse)
    assert [item.path for item in walk(tmp_path) if isinstance(item, Refusal)] == ["closed"]
    assert [item.path for item in walk(tmp_path) if isinstance(item, FoundFile)] == ["a.txt"]


def test_a_linked_folder_outside_is_told_and_one_inside_is_listed_once(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    (raw / "day").mkdir(parents=True)
    (raw / "day" / "a.txt").touch()
    (raw / "latest").symlink_to("day")
    (raw / "away").symlink_to("/etc")
    assert [(item.path, isinstance(item, Refusal)) for item in walk(raw)] == [("away", True), ("day/a.txt", False)]

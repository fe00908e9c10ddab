import os
from pathlib import Path

import pytest

from pipelines.ingest import FoundFile, walk
from pipelines.records import Refusal


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

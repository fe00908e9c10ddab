"""Whatever a file or a member is called, it is listed, and opened again under its path."""

import os
from pathlib import Path

import polars as pl

from assets.resources import Build
from assets.runner.list_step import ListShard
from assets.runner.read_step import ReadTask
from assets.sources import _look_around, _open
from tests.pipelines.ingest.test_archives import tar_of

NAMES = [b"Mu\xf1oz.txt", b"two\nlines.txt", b'it\'s "so".txt', b"C# 1.txt", b"n" * 255, b"x.\xff", b"a.tar#n.txt"]
MEMBERS = [b"n.txt", b"n.txt", b"\xe9t\xe9.txt"]


def test_every_file_and_member_of_any_name_is_listed_and_found_again(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    for name in NAMES:
        (raw / os.fsdecode(name)).write_bytes(b"File " + name)
    (raw / "a.tar").write_bytes(tar_of(*((name, b"Member %d" % n) for n, name in enumerate(MEMBERS))))
    (raw / "loop.txt").symlink_to("loop.txt")
    build = Build(raw=str(raw), warehouse=str(tmp_path / "annals.duckdb"))
    tasks, refusals = _look_around(build)
    ListShard(build.inventory_segments, document_seconds=60)(tasks)
    listed = pl.read_parquet(build.inventory_segments.folder / "*" / "inventory.parquet")
    files = {task.key: task.found.path for task in tasks}
    rows = [
        (files[row["key"]], files[row["key"]] + row["locator"], row["document_key"])
        for row in listed.iter_rows(named=True)
    ]
    wanted = [row for row in rows if row[2]]
    assert [refusal.path for refusal in refusals] == ["loop.txt"]
    assert len({path for _, path, _ in rows}) == len(rows) == len(NAMES) + len(MEMBERS) + 1
    opened: list[ReadTask] = list(_open(build, wanted))
    assert {task.record.path for task in opened} == {path for _, path, _ in wanted}


def test_a_document_that_changed_since_it_was_listed_is_not_read_under_its_old_key(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Neuf")
    build = Build(raw=str(tmp_path), warehouse=str(tmp_path / "annals.duckdb"))
    assert list(_open(build, [("a.txt", "a.txt", "the key of other bytes")])) == []

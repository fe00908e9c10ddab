import os
import shutil
from pathlib import Path

import duckdb
import polars as pl
import pytest

from warehouse.checksums import is_intact
from warehouse.segments import Segments, key_of

SCHEMAS = {"words": {"key": pl.String(), "word": pl.String()}}


def segments(root: Path, version: str = "v1") -> Segments:
    found = Segments(root, "step", version, SCHEMAS)
    found.prepare()
    return found


def shard(*keys: str) -> dict[str, pl.DataFrame]:
    return {"words": pl.DataFrame({"key": keys, "word": keys})}


def test_a_step_without_shards_reads_as_empty(tmp_path: Path) -> None:
    assert segments(tmp_path).done(duckdb.connect()) == set()


def test_keys_of_all_shards_are_done(tmp_path: Path) -> None:
    step = segments(tmp_path)
    step.write("one", shard("a", "b"))
    step.write("two", shard("c"))
    assert step.done(duckdb.connect()) == {"a", "b", "c"}


def test_writing_a_shard_again_changes_nothing(tmp_path: Path) -> None:
    step = segments(tmp_path)
    step.write("one", shard("a"))
    step.write("one", shard("a"))
    assert duckdb.connect().execute(f"SELECT count(*) FROM {step.relation('words')}").fetchall() == [(1,)]


def test_a_shard_left_unfinished_is_not_seen(tmp_path: Path) -> None:
    step = segments(tmp_path)
    unfinished = step.unfinished / "step-one-1"
    unfinished.mkdir(parents=True)
    shard("a")["words"].write_parquet(unfinished / "words.parquet")
    assert step.done(duckdb.connect()) == set()


@pytest.mark.parametrize("harm", ["cut", "flipped", "missing", "foreign", "folder is a file"])
def test_a_damaged_shard_costs_its_work_and_no_row(tmp_path: Path, harm: str) -> None:
    step = segments(tmp_path)
    step.write("one", shard("a", "b"))
    step.write("two", shard("c"))
    damage(step.folder / "one", harm)
    assert step.prepare() == 1
    assert step.done(duckdb.connect()) == {"c"}
    step.write("one", shard("a", "b"))
    assert step.prepare() == 0
    assert step.done(duckdb.connect()) == {"a", "b", "c"}


def damage(folder: Path, harm: str) -> None:
    file = folder / "words.parquet"
    content = bytearray(file.read_bytes())
    if harm == "cut":
        file.write_bytes(content[:-5])
    elif harm == "flipped":
        content[len(content) // 2] ^= 1
        file.write_bytes(content)
    elif harm == "missing":
        file.unlink()
    elif harm == "foreign":
        (folder / "more.parquet").write_bytes(content)
    else:
        shutil.rmtree(folder)
        folder.write_text("what?")


def test_every_flipped_byte_of_a_shard_is_noticed(tmp_path: Path) -> None:
    step = segments(tmp_path)
    step.write("one", shard("a", "b"))
    file = step.folder / "one" / "words.parquet"
    whole = file.read_bytes()
    for place in range(len(whole)):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 0x40]) + whole[place + 1 :])
        assert not is_intact(step.folder / "one")


def test_work_kept_twice_counts_once(tmp_path: Path) -> None:
    step = segments(tmp_path)
    step.write("one", shard("a", "b"))
    step.write("two", shard("b"))
    assert step.prepare() == 1
    assert sorted(duckdb.connect().execute(f"SELECT key FROM {step.relation('words')}").fetchall()) == [("a",), ("b",)]


def test_what_a_dead_process_of_the_same_number_left_is_not_in_the_way(tmp_path: Path) -> None:
    step = segments(tmp_path)
    (step.unfinished / f"step-one-{os.getpid()}").mkdir(parents=True)
    step.write("one", shard("a"))
    assert step.done(duckdb.connect()) == {"a"}


def test_tidying_keeps_only_this_version(tmp_path: Path) -> None:
    segments(tmp_path, "old").write("one", shard("a"))
    step = segments(tmp_path)
    step.write("one", shard("b"))
    step.tidy()
    assert [folder.name for folder in tmp_path.iterdir()] == ["step-v1"]
    assert step.done(duckdb.connect()) == {"b"}


def test_a_key_tells_an_absent_part_from_its_neighbour() -> None:
    assert key_of("a", None, "b") != key_of("a", "b", None)

from pathlib import Path

import duckdb
import polars as pl

from warehouse.segments import Segments, key_of, step_version

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


def test_tidying_keeps_only_this_version(tmp_path: Path) -> None:
    segments(tmp_path, "old").write("one", shard("a"))
    step = segments(tmp_path)
    step.write("one", shard("b"))
    step.tidy()
    assert [folder.name for folder in tmp_path.iterdir()] == ["step-v1"]
    assert step.done(duckdb.connect()) == {"b"}


def test_a_key_tells_an_absent_part_from_its_neighbour() -> None:
    assert key_of("a", None, "b") != key_of("a", "b", None)


def test_the_version_of_a_step_depends_on_its_code() -> None:
    assert step_version(["pipelines.ingest"], []) == step_version(["pipelines.ingest"], [])
    assert step_version(["pipelines.ingest"], []) != step_version(["pipelines.ingest", "pipelines.records"], [])

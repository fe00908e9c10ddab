"""A document that kills, hangs or bloats its process costs that document alone. Processes are started: seconds each."""

import os
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from assets.runner.shard_work import OverBudgetError, refusal_of, within_budget
from assets.runner.workers import PoolSettings, run_shards


@dataclass(frozen=True)
class Misbehave:
    """Writes a file for each task it finishes, and another for each it had to give up."""

    folder: Path
    limit: int = 1

    def __call__(self, shard: Sequence[str]) -> None:
        for task in shard:
            if task == "kill":
                os.abort()
            if task == "hang":
                time.sleep(60)
            if task == "bloat":
                bytearray(3 * 2**30)
            if task == "raise":
                raise ValueError("a row that cannot be written")
        for task in shard:
            (self.folder / f"done-{task}").touch()

    def seconds(self, _task: str) -> int:
        return self.limit

    def is_finished(self, shard: Sequence[str]) -> bool:
        return all((self.folder / f"done-{task}").exists() for task in shard)

    def give_up(self, task: str, error: BaseException) -> None:
        (self.folder / f"lost-{task}-{refusal_of(error, task, 'read').rule}").touch()


def test_only_the_culprit_is_lost(tmp_path: Path) -> None:
    shards = [["a", "kill", "b"], ["c", "hang"], ["bloat", "d"], ["e", "raise"]]
    settings = PoolSettings(workers=2, worker_bytes=2**30)
    finished = [task for shard in run_shards(Misbehave(tmp_path), iter(shards), settings) for task in shard]
    assert sorted(finished) == sorted(task for shard in shards for task in shard)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        *(f"done-{task}" for task in "abcde"),
        "lost-bloat-memory_budget",
        "lost-hang-time_budget",
        "lost-kill-worker_died",
        "lost-raise-failed",
    ]


def test_a_shard_finished_before_its_worker_died_is_not_worked_again(tmp_path: Path) -> None:
    shard = ["a", "kill", "b"]
    for task in shard:
        (tmp_path / f"done-{task}").touch()
    finished = list(run_shards(Misbehave(tmp_path), iter([shard]), PoolSettings(workers=1)))
    assert finished == [shard]
    assert not list(tmp_path.glob("lost-*"))


def test_an_interrupt_does_not_wait_for_the_work_under_way(tmp_path: Path) -> None:
    shards = run_shards(Misbehave(tmp_path, limit=60), iter([["a"], ["hang"], ["hang"]]), PoolSettings(workers=1))
    assert next(shards) == ["a"]
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        shards.throw(KeyboardInterrupt())  # type: ignore[attr-defined]
    assert time.monotonic() - began < 30


def test_slow_work_is_interrupted_with_a_reason() -> None:
    def sleep() -> None:
        with suppress(Exception):  # as libraries do
            time.sleep(5)

    with pytest.raises(OverBudgetError) as caught:
        within_budget(1, sleep)
    assert refusal_of(caught.value, "a.txt", "read").rule == "time_budget"


def test_processes_that_others_start_are_not_told_the_workers_import_path(tmp_path: Path) -> None:
    list(run_shards(Misbehave(tmp_path), iter([["a"]]), PoolSettings(workers=1)))
    assert "PYTHONSAFEPATH" not in os.environ

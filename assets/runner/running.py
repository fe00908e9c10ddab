"""Run a per-document step over the work that is new, and tell what it came to."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from assets.runner.progress import report
from assets.runner.shard_work import ShardWork
from assets.runner.workers import PoolSettings, run_shards

Task = TypeVar("Task")


@dataclass(frozen=True, slots=True)
class ShardDone:
    """A finished shard: how many tasks it had, and the second of the step it was finished in."""

    n_tasks: int
    finished_after: float


@dataclass(frozen=True, slots=True)
class StepOutcome:
    """What a step had to do in this build; work found in the cache is not in it."""

    seconds: float
    shards: tuple[ShardDone, ...]

    @property
    def n_worked(self) -> int:
        return sum(shard.n_tasks for shard in self.shards)


def batches(tasks: Iterator[Task], size: int) -> Iterator[Sequence[Task]]:
    """Cut a stream of tasks into shards of ``size``, the last one shorter."""
    while batch := list(islice(tasks, size)):
        yield batch


def shard_size(total: int, most: int, workers: int) -> int:
    """Tasks a shard: no more than ``most``, and few enough that every worker has some."""
    return max(1, min(most, -(-total // workers)))


def run_step(
    pool: PoolSettings, work: ShardWork[Task], shards: Iterator[Sequence[Task]], total: int, stage: str
) -> StepOutcome:
    """Run a step in the pool, reporting progress. Without work no process is started."""
    started = time.monotonic()
    finished: list[ShardDone] = []
    n_done = 0
    report(stage, 0, total)
    for shard in run_shards(work, shards, pool) if total else ():
        n_done += len(shard)
        finished.append(ShardDone(len(shard), time.monotonic() - started))
        report(stage, n_done, total)
    return StepOutcome(time.monotonic() - started, tuple(finished))

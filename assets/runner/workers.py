"""Per-document work in a pool of processes, one shard a task.

A document that raises is refused with its reason. A shard whose worker dies,
hangs or raises is worked again document by document, each with a process of its own to
lose, so only the culprit is refused.
"""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import resource
import signal
import warnings
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import forkserver
from typing import Generic, TypeVar

import psutil
from pebble import ProcessPool
from threadpoolctl import threadpool_limits

from assets.runner.shard_work import ShardWork

Task = TypeVar("Task")

#: Imported once by the server the workers are forked from: the models are loaded there, and shared.
PRELOADED = [
    "pipelines.read.document",
    "pipelines.analyse.article",
    "pipelines.analyse.preload_models",
    "assets.runner.list_step",
    "assets.runner.read_step",
    "assets.runner.analyse_step",
]

#: Python's switch that keeps the working folder off the import path.
SAFE_PATH = "PYTHONSAFEPATH"

#: Tasks waiting for each worker: enough to keep it busy, few enough to keep memory flat.
TASKS_AHEAD = 2


@dataclass(frozen=True, slots=True)
class PoolSettings:
    """How many workers, and how many bytes each may take beside the models it starts with."""

    workers: int
    worker_bytes: int = 4 * 2**30


def start_server() -> None:
    """Begin loading the models beside this process, for workers that will be wanted soon; returns at once."""
    forkserver.set_forkserver_preload(PRELOADED)
    with _safe_path():
        forkserver.ensure_running()


def run_shards(
    work: ShardWork[Task], shards: Iterator[Sequence[Task]], settings: PoolSettings
) -> Iterator[Sequence[Task]]:
    """Run ``work`` over the shards, yielding each when it is finished (in parts, when it was taken apart)."""
    start_server()
    context = multiprocessing.get_context("forkserver")
    limit = (settings.worker_bytes,)
    with ProcessPool(settings.workers, initializer=_prepare_worker, initargs=limit, context=context) as pool:
        try:
            yield from _Conductor(pool, work, settings.workers * TASKS_AHEAD).run(shards)
        except BaseException:
            # Interrupted or broken: finished shards are kept, nobody waits for the others.
            pool.stop()  # type: ignore[no-untyped-call]
            raise


@contextmanager
def _safe_path() -> Iterator[None]:
    """The server is a new interpreter: a package `assets` in the folder we stand in must not go before ours."""
    before = os.environ.get(SAFE_PATH)
    os.environ[SAFE_PATH] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[SAFE_PATH]
        else:
            os.environ[SAFE_PATH] = before


class _Conductor(Generic[Task]):
    """Keeps a few shards in the pool, and takes apart those that fail."""

    def __init__(self, pool: ProcessPool, work: ShardWork[Task], most_running: int) -> None:
        self._pool = pool
        self._work = work
        self._most_running = most_running
        self._running: dict[Future[None], Sequence[Task]] = {}

    def run(self, shards: Iterator[Sequence[Task]]) -> Iterator[Sequence[Task]]:
        for shard in shards:
            self._submit(shard)
            while len(self._running) >= self._most_running:
                yield self._collect()
        while self._running:
            yield self._collect()

    def _submit(self, shard: Sequence[Task]) -> None:
        # The alarm inside the worker bounds each document; this bounds what the alarm cannot interrupt.
        timeout = 2 * max(self._work.seconds(task) for task in shard) + len(shard)
        self._running[self._pool.schedule(self._work, args=[shard], timeout=timeout)] = shard

    def _collect(self) -> Sequence[Task]:
        finished, _ = wait(self._running, return_when=FIRST_COMPLETED)
        future = finished.pop()
        shard = self._running.pop(future)
        error = future.exception()
        if error is None:
            return shard
        if self._work.is_finished(shard):
            return shard
        if len(shard) > 1:
            for task in shard:
                self._submit([task])
            return []
        self._work.give_up(shard[0], error)
        return shard


def _prepare_worker(n_bytes: int) -> None:
    """Bound the memory, leave interrupts to the parent, and keep what libraries mutter over a page off the terminal."""
    # Models and code live as long as the worker: the collector need not walk them again and again.
    gc.freeze()
    # There are as many workers as there should be threads.
    threadpool_limits(1)
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limit = psutil.Process().memory_info().vms + n_bytes
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))

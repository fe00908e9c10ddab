"""What each per-document step is to the pool, and how a document's fault is kept to that document."""

from __future__ import annotations

import signal
from collections.abc import Callable, Sequence
from concurrent.futures import TimeoutError as FutureTimeoutError
from types import FrameType
from typing import Protocol, TypeVar

from pebble import ProcessExpired

from pipelines.records.source import Refusal
from warehouse.segments import key_of

Task_contra = TypeVar("Task_contra", contravariant=True)
Result = TypeVar("Result")


class Keyed(Protocol):
    """A task known by the hash of all it reads."""

    @property
    def key(self) -> str: ...


class ShardWork(Protocol[Task_contra]):
    """One step over a shard. It is sent to the workers, so it must pickle."""

    def __call__(self, shard: Sequence[Task_contra]) -> None:
        """Work through the tasks and keep their results."""

    def seconds(self, task: Task_contra, /) -> int:
        """How long a task may take."""

    def is_finished(self, shard: Sequence[Task_contra], /) -> bool:
        """Whether the results of a shard are kept, whatever became of the worker afterwards."""

    def give_up(self, task: Task_contra, error: BaseException) -> None:
        """Keep the refusal of a task that took its worker down."""


class OverBudgetError(BaseException):
    """A document took longer than it may. (No `Exception`: libraries catch those and go on.)"""


def within_budget(seconds: int, work: Callable[[], Result]) -> Result:
    """Run ``work``, interrupted after ``seconds`` of wall time.

    Raises:
        OverBudgetError: when the time is over. Code that never returns to the
            interpreter is not interrupted; the pool's own limit ends that.
    """

    def interrupt(_signal: int, _frame: FrameType | None) -> None:
        raise OverBudgetError(f"took longer than {seconds} s")

    previous = signal.signal(signal.SIGALRM, interrupt)
    signal.alarm(seconds)
    try:
        return work()
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, previous)


def guarded(seconds: int, path: str, stage: str, work: Callable[[], Result]) -> Result | Refusal:
    """The result of the work, or the refusal of the document that made it fail."""
    try:
        return within_budget(seconds, work)
    except (Exception, OverBudgetError) as error:
        return refusal_of(error, path, stage)


def refusal_of(error: BaseException, path: str, stage: str) -> Refusal:
    """What an exception while working on a document means to its reader."""
    if isinstance(error, OverBudgetError | FutureTimeoutError):
        return Refusal(path, stage, "time_budget", str(error) or "took longer than a document may")
    if isinstance(error, MemoryError):
        return Refusal(path, stage, "memory_budget", "needed more memory than a document may")
    if isinstance(error, ProcessExpired):
        return Refusal(path, stage, "worker_died", f"its process died with exit code {error.exitcode}")
    return Refusal(path, stage, "failed", f"{type(error).__name__}: {error}")


def shard_name(shard: Sequence[Keyed]) -> str:
    """A shard is named for the work in it."""
    return key_of(*sorted(task.key for task in shard))

"""Publish a candidate whole, or not at all."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from warehouse.workspace import Workspace, wal_of


class MissingCandidateError(Exception):
    """There is no candidate to publish: the steps that make it have not run since the last publication."""


class UnclosedCandidateError(Exception):
    """The candidate still has a write-ahead log: some connection to it is open."""


def publish(workspace: Workspace) -> None:
    """Put the candidate in the place of the published database, atomically.

    A reader that has the old file open keeps it; whoever opens the path next
    gets the new one. A log left beside the published file by a client that
    wrote to it would not match the new file, so it goes first.

    Raises:
        MissingCandidateError: when there is nothing to publish.
        UnclosedCandidateError: when the candidate is still open somewhere.
    """
    if not workspace.candidate.exists():
        raise MissingCandidateError(f"no candidate at {workspace.candidate}: run the whole job, not this asset alone")
    if wal_of(workspace.candidate).exists():
        raise UnclosedCandidateError(f"{wal_of(workspace.candidate)} exists: close every connection before publishing")
    _flush(workspace)
    wal_of(workspace.published).unlink(missing_ok=True)
    os.replace(workspace.candidate, workspace.published)  # noqa: PTH105 - says what it does
    workspace.staging.unlink(missing_ok=True)


def set_aside(workspace: Workspace, build_id: str) -> None:
    """Keep a refused candidate where it can be queried."""
    if workspace.candidate.exists():
        workspace.candidate.replace(workspace.refused(build_id))


def _flush(workspace: Workspace) -> None:
    with workspace.candidate.open("rb") as file:
        os.fsync(file.fileno())


@contextmanager
def build_lock(workspace: Workspace, on_wait: Callable[[str], None]) -> Iterator[None]:
    """Hold the right to build this warehouse; wait for it while another build has it.

    ``on_wait`` is told once who holds the lock. The operating system frees it
    when its holder dies, however it dies.
    """
    workspace.folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(workspace.lock)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        on_wait(f"waiting: {workspace.published} is being built by {_holder(workspace)}")
        lock.acquire()
    try:
        holder = {"pid": os.getpid(), "since": datetime.now(UTC).isoformat(timespec="seconds")}
        _holder_file(workspace).write_text(json.dumps(holder), "utf-8")
        yield
    finally:
        _holder_file(workspace).unlink(missing_ok=True)
        lock.release()


def _holder(workspace: Workspace) -> str:
    for _ in range(10):
        try:
            holder = json.loads(_holder_file(workspace).read_text("utf-8"))
        except (OSError, ValueError):
            time.sleep(0.05)
        else:
            return f"process {holder['pid']} since {holder['since']}"
    return "another process"


def _holder_file(workspace: Workspace) -> Path:
    return workspace.lock.with_suffix(".json")

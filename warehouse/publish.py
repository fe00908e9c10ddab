"""Publish a candidate whole, or not at all: the one door to the published database."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
from filelock import FileLock, Timeout

from warehouse.description import tables
from warehouse.kept_files import keep_published
from warehouse.standing import keep_writers_out
from warehouse.views import view_scripts
from warehouse.workspace import Workspace, reading, wal_of, why
from warehouse.writer import frame_of

#: How often a held database is looked at again.
POLL_SECONDS = 0.5

#: A check of a table: (table, check).
CheckKey = tuple[str, str]


class RefusedCandidateError(Exception):
    """The candidate is not what may be published; the message says why."""


class HeldError(Exception):
    """A client holds the published database open for writing, so nothing can be put in its place."""


@dataclass(frozen=True, slots=True)
class Published:
    """What was published: its size in bytes, and its row of ``builds``."""

    n_bytes: int
    build: Mapping[str, Any]


def publish(
    workspace: Workspace,
    build_id: str,
    required_checks: Iterable[CheckKey],
    wait_seconds: float,
    on_wait: Callable[[str], None],
    *,
    keep_earlier: bool = False,
) -> Published:
    """Put the candidate of a build in the place of the published database, atomically; return what it is.

    Everything that can fail is done before the one rename. A reader that has
    the old file open keeps it; whoever opens the path next gets the new one. A
    log left beside the published file by a client that wrote to it would not
    match the new file, so it goes first. The old file stays in the workspace if
    ``keep_earlier`` is set.

    Raises:
        RefusedCandidateError: when the candidate is missing, of another build, not whole, not closed,
            or a required check has not passed in it.
        HeldError: when a client still holds the published database for writing after ``wait_seconds``.
    """
    candidate = workspace.candidate(build_id)
    if fault := _fault(candidate, build_id, required_checks):
        raise RefusedCandidateError(fault)
    told = _told(candidate)
    _flush(candidate)
    with _without_writers(workspace.published, wait_seconds, on_wait):
        wal_of(workspace.published).unlink(missing_ok=True)
        if keep_earlier:
            keep_published(workspace)
        os.replace(candidate, workspace.published)  # noqa: PTH105 - says what it does
    _flush(workspace.published.parent)
    workspace.discard(build_id)
    return told


def set_aside(workspace: Workspace, build_id: str) -> Path | None:
    """Keep a refused candidate where it can be queried; return where, or None when there is none."""
    if not workspace.candidate(build_id).exists():
        return None
    refused = workspace.refused(build_id)
    workspace.candidate(build_id).replace(refused)
    workspace.discard(build_id)
    return refused


def _fault(candidate: Path, build_id: str, required_checks: Iterable[CheckKey]) -> str | None:
    """Why a file may not be published as the given build; None when it may."""
    if not candidate.exists():
        return f"build {build_id} has no candidate: run the whole job"
    if wal_of(candidate).exists():
        return f"{wal_of(candidate)} exists: close every connection to the candidate first"
    try:
        with reading(candidate) as connection:
            return _incomplete(connection) or _unproved(connection, build_id, required_checks)
    except duckdb.Error as error:
        return f"the candidate cannot be read ({why(error)}): run the whole job"


def _told(candidate: Path) -> Published:
    with reading(candidate) as connection:
        row = frame_of(connection, "SELECT * FROM builds ORDER BY started_at DESC LIMIT 1").row(0, named=True)
    return Published(candidate.stat().st_size, row)


def _incomplete(connection: duckdb.DuckDBPyConnection) -> str | None:
    names = "SELECT table_name FROM duckdb_tables() UNION SELECT view_name FROM duckdb_views()"
    found = {name for (name,) in connection.execute(names).fetchall()}
    missing = [name for name in (*tables(), *view_scripts()) if name not in found]
    return f"the candidate is not whole, {', '.join(missing)} missing: run the whole job" if missing else None


def _unproved(connection: duckdb.DuckDBPyConnection, build_id: str, required_checks: Iterable[CheckKey]) -> str | None:
    last = connection.execute("SELECT build_id FROM builds ORDER BY started_at DESC LIMIT 1").fetchall()
    if last != [(build_id,)]:
        return f"the candidate was made by {last[0][0] if last else 'no build'}, not by {build_id}"
    query = "SELECT table_name, check_name, passed FROM check_results WHERE build_id = $1 AND severity = 'error'"
    results = {(table, check): passed for table, check, passed in connection.execute(query, [build_id]).fetchall()}
    failed = sorted(".".join(key) for key, passed in results.items() if not passed)
    unrun = sorted(".".join(key) for key in set(required_checks) - set(results))
    if failed:
        return f"{', '.join(failed)} failed in build {build_id}"
    return f"{', '.join(unrun)} not run in build {build_id}: run the whole job with its checks" if unrun else None


@contextmanager
def _without_writers(published: Path, wait_seconds: float, on_wait: Callable[[str], None]) -> Iterator[None]:
    """Wait until no client holds the published database for writing, and keep new ones out.

    Raises:
        HeldError: when one still does after ``wait_seconds``.
    """
    deadline = time.monotonic() + wait_seconds
    told = False
    while True:
        with keep_writers_out(published) as writer:
            if writer is None:
                yield
                return
        if time.monotonic() >= deadline:
            raise HeldError(f"{published} is open for writing in {writer}")
        if not told:
            on_wait(f"waiting: {published} is open for writing in {writer}")
            told = True
        time.sleep(POLL_SECONDS)


def _flush(path: Path) -> None:
    """Have a file, or the names in a folder, reach the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


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
        on_wait(f"waiting: {workspace.published} is being built by {_lock_holder(workspace)}")
        lock.acquire()
    try:
        holder = {"pid": os.getpid(), "since": datetime.now(UTC).isoformat(timespec="seconds")}
        _holder_file(workspace).write_text(json.dumps(holder), "utf-8")
        yield
    finally:
        _holder_file(workspace).unlink(missing_ok=True)
        lock.release()


def current_build(workspace: Workspace) -> str | None:
    """The process that builds this warehouse now, and since when; None when none does."""
    if not workspace.lock.exists():
        return None
    try:
        with FileLock(workspace.lock, timeout=0):
            return None
    except Timeout:
        return _lock_holder(workspace)


def _lock_holder(workspace: Workspace) -> str:
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

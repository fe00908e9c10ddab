"""The files of a warehouse: the published database and the folder beside it.

``annals.duckdb`` is what readers open. ``annals.duckdb.build/`` holds the
candidate being built, the staging database, the step cache, refused builds
and Dagster's records. Candidate and staging are named for the run that makes
them, so that no run can write into, or publish, what another one made.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import psutil

from warehouse.quoting import literal, quoted

#: The oldest storage DuckDB 2 can write: files open in clients from 1.2 on.
STORAGE_VERSION = "v1.2.0"
MEMORY_LIMIT = "4GB"

#: What DuckDB says of a file that another process has open for writing.
LOCKED = re.compile(r"Could not set lock on file.*?\(PID (\d+)\)", re.DOTALL)


class MissingWarehouseError(Exception):
    """There is no database where one was expected."""


class UnreadableDatabaseError(duckdb.Error):
    """A database is there and cannot be opened; the message says why."""


class MissingCandidateError(Exception):
    """A run works on a candidate that it has not begun."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where everything of one warehouse lies."""

    published: Path

    @property
    def folder(self) -> Path:
        return self.published.with_name(self.published.name + ".build")

    def candidate(self, build_id: str) -> Path:
        return self.folder / f"candidate-{build_id}.duckdb"

    def staging(self, build_id: str) -> Path:
        return self.folder / f"staging-{build_id}.duckdb"

    @property
    def segments(self) -> Path:
        return self.folder / "segments"

    @property
    def dagster_home(self) -> Path:
        return self.folder / "dagster"

    @property
    def lock(self) -> Path:
        return self.folder / "build.lock"

    @property
    def waiting(self) -> Path:
        return self.folder / "waiting.json"

    @property
    def erasures(self) -> Path:
        return self.folder / "erasures.jsonl"

    def refused(self, build_id: str) -> Path:
        return self.folder / f"refused-{build_id}.duckdb"

    def begin(self, build_id: str) -> None:
        """Create the empty candidate of a build; what dead or failed builds left half done goes."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.forget_unpublished()
        with self._attached(build_id):
            pass

    def forget_unpublished(self) -> None:
        """Remove every candidate and its staging, that of a finished build that waits among them."""
        for pattern in ("candidate-*", "staging-*"):
            for leftover in self.folder.glob(pattern):
                leftover.unlink()
        self.waiting.unlink(missing_ok=True)

    def discard(self, build_id: str) -> None:
        """Remove the candidate of a build and its staging; the step cache stays."""
        for database in (self.candidate(build_id), self.staging(build_id)):
            wal_of(database).unlink(missing_ok=True)
            database.unlink(missing_ok=True)

    def forget_steps(self) -> None:
        """Empty the step cache, so that the next build works from nothing."""
        shutil.rmtree(self.segments, ignore_errors=True)

    @contextmanager
    def building(self, build_id: str, kept: KeptConnection | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection to the candidate of a build (current) and to ``staging``: a new one, or one that is kept.

        Everything is written to disk and both files are closed at the end.

        Raises:
            MissingCandidateError: when the build has not begun, or is over.
        """
        if not (self.candidate(build_id).exists() and self.staging(build_id).exists()):
            raise MissingCandidateError(f"build {build_id} has no candidate in {self.folder}")
        with self._attached(build_id, kept) as connection:
            yield connection

    @contextmanager
    def _attached(self, build_id: str, kept: KeptConnection | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
        candidate, staging = literal(str(self.candidate(build_id))), literal(str(self.staging(build_id)))
        with connect(self.folder) if kept is None else kept.lent(self.folder) as connection:
            connection.execute(f"ATTACH {staging} AS staging")
            connection.execute(f"ATTACH {candidate} AS candidate (STORAGE_VERSION '{STORAGE_VERSION}')")
            connection.execute("USE candidate")
            yield connection
            connection.execute("USE memory")
            for name in _attached_to(connection):
                connection.execute(f"DETACH {quoted(name)}")

    @contextmanager
    def reading(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A read-only connection to the published database.

        Raises:
            MissingWarehouseError: when nothing has been published yet.
        """
        with reading(self.published) as connection:
            yield connection


class KeptConnection:
    """A connection for one step of a run after the other, closed where one fails.

    To open DuckDB takes ten milliseconds, and a build has fifty steps.
    """

    def __init__(self) -> None:
        self._open = ExitStack()
        self._connection: duckdb.DuckDBPyConnection | None = None

    @contextmanager
    def lent(self, folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
        """The connection, which spills into ``folder``; nothing is to be attached to it at the end."""
        if self._connection is None:
            self._connection = self._open.enter_context(connect(folder))
        try:
            yield self._connection
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        self._connection = None
        self._open.close()


def _attached_to(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The databases attached to a connection in memory."""
    query = "SELECT database_name FROM duckdb_databases() WHERE NOT internal AND database_name <> 'memory'"
    return [name for (name,) in connection.execute(query).fetchall()]


@contextmanager
def reading(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that sees ``database`` read-only, whatever this process opened before.

    Raises:
        MissingWarehouseError: when it is not there.
        UnreadableDatabaseError: when it cannot be opened.
    """
    if not database.exists():
        raise MissingWarehouseError(f"no warehouse at {database}: run `annals build` first, or name one")
    with connect(database.parent) as connection:
        try:
            connection.execute(f"ATTACH {literal(str(database))} AS annals (READ_ONLY)")
        except duckdb.Error as error:
            raise UnreadableDatabaseError(f"{database} cannot be opened: {why(error)}") from None
        connection.execute("USE annals")
        yield connection


def why(error: duckdb.Error) -> str:
    """What DuckDB says went wrong, in a line: who holds a file, or the first line of its message."""
    held = LOCKED.search(str(error))
    if held:
        return f"{process(int(held[1]))} holds it open for writing"
    lines = str(error).strip().splitlines()
    return lines[0].removeprefix("IO Error: ") if lines else type(error).__name__


def process(number: int) -> str:
    """A process by its number and name, such as ``process 123 (python3)``."""
    try:
        return f"process {number} ({psutil.Process(number).name()})"
    except psutil.NoSuchProcess:
        return f"process {number}"


def wal_of(database: Path) -> Path:
    """DuckDB's write-ahead log beside a database."""
    return database.with_name(database.name + ".wal")


@contextmanager
def connect(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection in memory that spills into ``folder`` and speaks UTC."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": MEMORY_LIMIT,
        "temp_directory": str(folder / "spill"),
    }
    connection = duckdb.connect(":memory:", config=config)
    try:
        connection.execute("SET TimeZone = 'UTC'")
        # Otherwise a slow query draws a bar into logs and the output of scripts.
        connection.execute("SET enable_progress_bar = false")
        yield connection
    finally:
        connection.close()

"""The files of a warehouse: the published database and the folder beside it.

``annals.duckdb`` is what readers open. ``annals.duckdb.build/`` holds the
candidate being built, the staging database, the step cache, refused builds
and Dagster's records.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.ddl import literal

#: The oldest storage DuckDB 2 can write: files open in clients from 1.2 on.
STORAGE_VERSION = "v1.2.0"
MEMORY_LIMIT = "4GB"


class MissingWarehouseError(Exception):
    """There is no database where one was expected."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where everything of one warehouse lies."""

    published: Path

    @property
    def folder(self) -> Path:
        return self.published.with_name(self.published.name + ".build")

    @property
    def candidate(self) -> Path:
        return self.folder / "candidate.duckdb"

    @property
    def staging(self) -> Path:
        return self.folder / "staging.duckdb"

    @property
    def segments(self) -> Path:
        return self.folder / "segments"

    @property
    def dagster_home(self) -> Path:
        return self.folder / "dagster"

    @property
    def lock(self) -> Path:
        return self.folder / "build.lock"

    def refused(self, build_id: str) -> Path:
        return self.folder / f"refused-{build_id}.duckdb"

    def start_anew(self) -> None:
        """Remove what an earlier build left half done; the step cache stays."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for database in (self.candidate, self.staging):
            database.unlink(missing_ok=True)
            wal_of(database).unlink(missing_ok=True)

    def forget_steps(self) -> None:
        """Empty the step cache, so that the next build works from nothing."""
        shutil.rmtree(self.segments, ignore_errors=True)

    @contextmanager
    def building(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection to the candidate (current) and to ``staging``.

        Everything is written to disk and both files are closed at the end.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with _connect(self.folder) as connection:
            connection.execute(f"ATTACH {literal(str(self.staging))} AS staging")
            connection.execute(
                f"ATTACH {literal(str(self.candidate))} AS candidate (STORAGE_VERSION '{STORAGE_VERSION}')"
            )
            connection.execute("USE candidate")
            yield connection
            connection.execute("USE memory")
            connection.execute("DETACH candidate")
            connection.execute("DETACH staging")

    @contextmanager
    def reading(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A read-only connection to the published database.

        Raises:
            MissingWarehouseError: when nothing has been published yet.
        """
        with reading(self.published) as connection:
            yield connection


@contextmanager
def reading(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that sees ``database`` read-only, whatever this process opened before."""
    if not database.exists():
        raise MissingWarehouseError(f"no warehouse at {database}: run `annals build` first, or name one")
    with _connect(database.parent) as connection:
        connection.execute(f"ATTACH {literal(str(database))} AS annals (READ_ONLY)")
        connection.execute("USE annals")
        yield connection


def wal_of(database: Path) -> Path:
    """DuckDB's write-ahead log beside a database."""
    return database.with_name(database.name + ".wal")


@contextmanager
def _connect(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": MEMORY_LIMIT,
        "temp_directory": str(folder / "spill"),
    }
    connection = duckdb.connect(":memory:", config=config)
    try:
        connection.execute("SET TimeZone = 'UTC'")
        yield connection
    finally:
        connection.close()

"""The published database as a build finds it: nothing, a warehouse, a damaged one, or something else.

A client that holds it open for writing locks every other process out, readers
too; what a build must know of it is then read from a copy.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import duckdb

from warehouse.quoting import literal, quoted
from warehouse.workspace import LOCKED, Workspace, connect, process, wal_of, why

#: The tables by which a database is known for a warehouse.
MARKS = frozenset({"builds", "raw_files", "articles"})

#: What a build reads of the one before it: staging table -> the table it is taken from, and its columns.
LAST = {
    "last_build": ("builds", {"build_id": "VARCHAR", "raw_folder": "VARCHAR", "n_articles": "BIGINT"}),
    "last_documents": (
        "raw_files",
        dict.fromkeys(("raw_file_id", "path", "sha256", "status", "first_build_id"), "VARCHAR"),
    ),
    "last_erasures": (
        "erasures",
        dict.fromkeys(("kind", "kept_out", "article_id", "target", "reason"), "VARCHAR") | {"erased_at": "TIMESTAMP"},
    ),
}


class NoWarehouseError(Exception):
    """What lies where a warehouse should be is none, and no build of ours put it there."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What lies at the path of the published database, and what is wrong with it."""

    kind: Literal["nothing", "warehouse", "damaged", "foreign"]
    reason: str = ""


def standing(workspace: Workspace) -> Standing:
    """Look at the published database, reading every row of it once."""
    published = workspace.published
    if not published.exists():
        return Standing("nothing")
    if not published.is_file():
        return Standing("foreign", "it is no file")
    try:
        with connect(workspace.published.parent) as connection:
            _attach(connection, workspace)
            found = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
            for name in sorted(found):
                connection.execute(f"SELECT bit_xor(hash(t)) FROM before.{quoted(name)} AS t").fetchall()
    except duckdb.Error as error:
        return Standing("damaged" if _built_here(workspace) else "foreign", why(error))
    missing = sorted(MARKS - found)
    return Standing("foreign", f"it has no table {missing[0]}") if missing else Standing("warehouse")


def make_way(workspace: Workspace, told: Standing) -> Path | None:
    """Move aside a published file that no build can start from; return where it lies now.

    Raises:
        NoWarehouseError: when the file was never published here. Nothing is touched then.
    """
    if told.kind in ("nothing", "warehouse"):
        return None
    if not _built_here(workspace) or not workspace.published.is_file():
        raise _foreign(workspace, told)
    aside = workspace.folder / f"unreadable-{datetime.now(UTC):%Y%m%dT%H%M%S}.duckdb"
    workspace.published.replace(aside)
    return aside


def refuse_foreign(workspace: Workspace) -> None:
    """Make sure that a build may be published at this path.

    Raises:
        NoWarehouseError: when something lies there that no build of ours left.
    """
    if workspace.published.exists() and not (workspace.published.is_file() and _built_here(workspace)):
        found = standing(workspace)
        if found.kind != "warehouse":
            raise _foreign(workspace, found)


def attach_before(connection: duckdb.DuckDBPyConnection, workspace: Workspace) -> bool:
    """Attach the published database as ``before``, a copy of it while a client holds it; False when there is none."""
    if not workspace.published.exists():
        return False
    _attach(connection, workspace)
    return True


def stage_last_build(connection: duckdb.DuckDBPyConnection, workspace: Workspace) -> None:
    """Keep what a build must know of the one before it as ``staging.last_build``, ``last_documents`` …

    They are empty when there was none; a column that an older warehouse lacks is NULL.
    """
    has_before = attach_before(connection, workspace)
    for name, (table, columns) in LAST.items():
        known = columns_before(connection, table) if has_before else set()
        source = f"before.{table}" if known else f"(SELECT 1 WHERE false) AS {table}"
        chosen = ", ".join(
            f"{column if column in known else 'NULL'}::{kind} AS {column}" for column, kind in columns.items()
        )
        newest = " ORDER BY started_at DESC LIMIT 1" if name == "last_build" and has_before else ""
        connection.execute(f"CREATE TABLE staging.{name} AS SELECT {chosen} FROM {source}{newest}")
    if has_before:
        connection.execute("DETACH before")


def writer_of(database: Path) -> str | None:
    """The process that holds a database open for writing, such as "process 123 (python3)"; None when none does."""
    try:
        with connect(database.parent) as connection:
            connection.execute(f"ATTACH {literal(str(database))} AS held (READ_ONLY)")
    except duckdb.Error as error:
        return _holder(error)
    return None


@contextmanager
def keep_writers_out(database: Path) -> Iterator[str | None]:
    """Hold a database open for reading, so that nobody opens it for writing; yields who already has."""
    if not database.exists():
        yield None
        return
    with connect(database.parent) as connection:
        try:
            connection.execute(f"ATTACH {literal(str(database))} AS held (READ_ONLY)")
        except duckdb.Error as error:
            yield _holder(error)
        else:
            yield None


def _attach(connection: duckdb.DuckDBPyConnection, workspace: Workspace) -> None:
    try:
        connection.execute(f"ATTACH {literal(str(workspace.published))} AS before (READ_ONLY)")
    except duckdb.Error as error:
        # Held by a writer, or beside a log that is not its own: the file without its log tells the last build.
        if not LOCKED.search(str(error)) and not wal_of(workspace.published).exists():
            raise
        workspace.folder.mkdir(parents=True, exist_ok=True)
        copy = workspace.folder / "before.duckdb"
        shutil.copyfile(workspace.published, copy)
        connection.execute(f"ATTACH {literal(str(copy))} AS before (READ_ONLY)")
        copy.unlink()


def columns_before(connection: duckdb.DuckDBPyConnection, table: str) -> set[str]:
    """The columns that a table of the database attached as ``before`` has; none when it has no such table."""
    query = "SELECT column_name FROM duckdb_columns() WHERE database_name = 'before' AND table_name = $1"
    return {name for (name,) in connection.execute(query, [table]).fetchall()}


def _foreign(workspace: Workspace, found: Standing) -> NoWarehouseError:
    return NoWarehouseError(
        f"{workspace.published} is no warehouse ({found.reason}); move it away, or name another file to build"
    )


def _built_here(workspace: Workspace) -> bool:
    return workspace.segments.is_dir()


def _holder(error: duckdb.Error) -> str | None:
    found = LOCKED.search(str(error))
    return process(int(found[1])) if found else None

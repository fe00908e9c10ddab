"""Whole candidates of a warehouse without articles, published, and another process that holds the file."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from subprocess import PIPE

from tests.checks.rows import frame_of
from warehouse.ddl import create_statements
from warehouse.description import tables
from warehouse.publish import publish
from warehouse.views import create_views
from warehouse.workspace import Workspace
from warehouse.writer import append, conform

CHECKS = {("articles", "schema"), ("events", "schema")}
FIRST, SECOND = "b1", "b2"


@cache
def _empty_candidate() -> bytes:
    """A candidate with every table and view and no row; making one takes longer than all else in these tests."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder) / "w.duckdb")
        workspace.begin(FIRST)
        with workspace.building(FIRST) as connection:
            for table in tables().values():
                for statement in create_statements(table):
                    connection.execute(statement)
            create_views(connection)
        return workspace.candidate(FIRST).read_bytes()


def make_candidate(workspace: Workspace, build_id: str, *, passed: bool = True) -> None:
    """A whole candidate, its checks recorded."""
    workspace.begin(build_id)
    workspace.candidate(build_id).write_bytes(_empty_candidate())
    with workspace.building(build_id) as connection:
        started = datetime(2026, 1, 1) + timedelta(hours=int(build_id[1:]))
        build = {"build_id": build_id, "started_at": started}
        append(connection, tables()["builds"], frame_of(tables()["builds"], build))
        for table_name, check_name in CHECKS:
            row = {"build_id": build_id, "table_name": table_name, "check_name": check_name, "passed": passed}
            results = frame_of(tables()["check_results"], row | {"severity": "error"})
            append(connection, tables()["check_results"], conform(tables()["check_results"], results))


def put(workspace: Workspace, build_id: str, wait_seconds: float = 0) -> None:
    """Publish a candidate of `make_candidate`."""
    told: list[str] = []
    publish(workspace, build_id, CHECKS, wait_seconds, told.append)


def published_build(workspace: Workspace) -> str:
    """The build that stands."""
    with workspace.reading() as connection:
        return str(connection.execute("SELECT build_id FROM builds").fetchall()[0][0])


@contextmanager
def holding(database: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds a database open the way DuckDB opens by default."""
    code = f"import duckdb; c = duckdb.connect({str(database)!r}); print('held', flush=True); input()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=PIPE, stdout=PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        yield holder
        holder.kill()


def warehouse_of(folder: Path, rows: Mapping[str, Sequence[Mapping[str, object]]]) -> Path:
    """A database with every table and view: one build, and these rows, valid but for what they name."""
    workspace = Workspace(folder / "w.duckdb")
    make_candidate(workspace, FIRST)
    with workspace.building(FIRST) as connection:
        for name, changes in rows.items():
            append(connection, tables()[name], frame_of(tables()[name], *map(dict, changes)))
    return workspace.candidate(FIRST).rename(workspace.published)

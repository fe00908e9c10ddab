"""Files of earlier builds that stay on disk beside the published one: replaced ones and refused ones."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import duckdb

from warehouse.erasures import read_erasures
from warehouse.workspace import Workspace, reading

_PATTERNS = ("earlier-*.duckdb", "refused-*.duckdb", "unreadable-*.duckdb")


def kept_files(workspace: Workspace) -> list[Path]:
    """The files of earlier builds, the newest first."""
    found = [path for pattern in _PATTERNS for path in workspace.folder.glob(pattern)]
    return sorted(found, key=lambda path: (-path.stat().st_mtime_ns, path.name))


def keep_published(workspace: Workspace) -> None:
    """Give the published file a second name, that of its build, under which it outlasts its successor.

    One that holds an erased document, or cannot be read, is not kept.
    """
    if not workspace.published.exists():
        return
    erased = [erasure.kept_out for erasure in read_erasures(workspace)]
    held = "SELECT 1 FROM raw_files WHERE status <> 'quarantined' AND list_contains($1::VARCHAR[], sha256) LIMIT 1"
    try:
        with reading(workspace.published) as connection:
            last = connection.execute("SELECT build_id FROM builds ORDER BY started_at DESC LIMIT 1").fetchall()
            holds_erased = connection.execute(held, [erased]).fetchall()
    except duckdb.Error:
        return
    if last and not holds_erased:
        kept = workspace.folder / f"earlier-{last[0][0]}.duckdb"
        kept.unlink(missing_ok=True)
        try:
            os.link(workspace.published, kept)
        except OSError:  # a file system without hard links
            shutil.copyfile(workspace.published, kept)


def tidy_kept(workspace: Workspace, most: int) -> None:
    """Remove all but the newest ``most`` files of earlier builds."""
    for path in kept_files(workspace)[most:]:
        path.unlink()

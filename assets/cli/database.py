"""The published database as commands open it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import duckdb

from assets.cli.failing import WrongUseError
from warehouse.standing import MARKS
from warehouse.workspace import Workspace
from warehouse.writer import frame_of, has_table


@contextmanager
def opened(workspace: Workspace) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published database, read-only.

    Raises:
        WrongUseError: when it is a database of something else.
    """
    with workspace.reading() as connection:
        if not all(has_table(connection, name) for name in MARKS):
            raise WrongUseError(f"{workspace.published} is a database, but no warehouse of Annals; name another file")
        yield connection


def published_build(workspace: Workspace) -> dict[str, Any]:
    """The row of the build that is published."""
    with opened(workspace) as connection:
        return frame_of(connection, "SELECT * FROM builds ORDER BY started_at DESC LIMIT 1").row(0, named=True)

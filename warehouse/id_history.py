"""Which ids became which since the published build, told by the words the rows stand on."""

from __future__ import annotations

from collections import deque
from datetime import datetime
from typing import Any

import duckdb

from warehouse.ddl import create_statements
from warehouse.description import tables
from warehouse.history import carry_over
from warehouse.sql import run_script
from warehouse.writer import frame_of, has_table

Step = dict[str, Any]


def write_id_history(
    connection: duckdb.DuckDBPyConnection, build_id: str, changed_at: datetime, *, has_before: bool
) -> None:
    """Write what became of ids since the published build, after the changes of all builds before it.

    The published build is attached as ``before``, and the data tables of this one are written.
    """
    for statement in create_statements(tables()["id_history"]):
        connection.execute(statement)
    if not has_before:
        return
    carry_over(connection, "id_history", builds_kept=None)
    for script in ("evidence", "changed_ids", "changed_articles"):
        run_script(connection, script)
    connection.execute(
        """
        INSERT INTO id_history BY NAME
        SELECT $1 AS build_id, $2 AS changed_at, *
        FROM (FROM staging.changed_ids UNION ALL BY NAME FROM staging.changed_articles)
        ORDER BY table_name, old_id, new_id
        """,
        [build_id, changed_at],
    )


def follow(connection: duckdb.DuckDBPyConnection, row_id: str) -> list[Step]:
    """The rows of ``id_history`` that lead from an id to what its words belong to today, oldest first.

    Of an id that was given up more than once, the last time counts.
    """
    steps: list[Step] = []
    if not has_table(connection, "id_history"):
        return steps
    waiting: deque[tuple[str, datetime | None]] = deque([(row_id, None)])
    while waiting:
        for step in _next_steps(connection, *waiting.popleft()):
            steps.append(step)
            if step["new_id"] is not None:
                waiting.append((step["new_id"], step["changed_at"]))
    return steps


def _next_steps(connection: duckdb.DuckDBPyConnection, row_id: str, since: datetime | None) -> list[Step]:
    query = """
        SELECT * FROM id_history WHERE old_id = $1 AND changed_at > coalesce($2, '-infinity'::TIMESTAMP)
        QUALIFY changed_at = CASE WHEN $2 IS NULL THEN max(changed_at) OVER () ELSE min(changed_at) OVER () END
        ORDER BY new_id
    """
    return frame_of(connection, query, [row_id, since]).to_dicts()

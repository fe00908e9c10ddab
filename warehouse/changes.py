"""What differs from the published build, row by row, and whether the input or the code is the cause."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import duckdb
import polars as pl

from warehouse.ddl import create_statements
from warehouse.description import Table, data_tables, tables
from warehouse.erasures import IS_BEFORE_ERASURE, IS_ERASED_SINCE
from warehouse.history import carry_over
from warehouse.quoting import quoted
from warehouse.sql import run_script
from warehouse.standing import columns_before
from warehouse.writer import conform, frame_of, write_table

#: Columns by which a row is known to stand on a document: by itself, or by its mentions in it.
_DOCUMENT_KEYS = ("raw_file_id", "article_id", "entity_id", "event_id")


class Causes(NamedTuple):
    """What is not as in the published build: the input, and the first step with other code or settings, if any."""

    has_other_input: bool
    changed_step: str | None


def write_build_steps(
    connection: duckdb.DuckDBPyConnection, build_id: str, versions: Mapping[str, str], *, has_before: bool
) -> None:
    """Write which version of its code each step ran; ``versions`` has the steps in their order."""
    table = tables()["build_steps"]
    rows = [
        {"build_id": build_id, "step": step, "position": position, "code_version": version}
        for position, (step, version) in enumerate(versions.items())
    ]
    write_table(connection, table, conform(table, pl.DataFrame(rows)))
    if has_before:
        carry_over(connection, "build_steps")


def find_causes(connection: duckdb.DuckDBPyConnection, build_id: str, input_hash: str) -> Causes:
    """Compare the input and the steps of this build, whose steps are written, with those of the published one."""
    last = connection.execute("SELECT build_id, input_hash FROM before.builds ORDER BY started_at DESC LIMIT 1")
    last_build, last_input = (last.fetchall() or [(None, None)])[0]
    steps = connection.execute(
        """
        SELECT step FROM build_steps AS now
        LEFT JOIN (FROM build_steps WHERE build_id = $2) AS last USING (step)
        WHERE now.build_id = $1 AND now.code_version IS DISTINCT FROM last.code_version
        ORDER BY now.position LIMIT 1
        """,
        [build_id, last_build],
    ).fetchall()
    return Causes(last_input != input_hash, steps[0][0] if steps else None)


def write_changes(connection: duckdb.DuckDBPyConnection, build_id: str, causes: Causes | None) -> None:
    """Write the rows and columns that differ from the published build; ``causes`` is None when there is none.

    Rows are compared by the columns that both builds have: one added to a table is one change, not one a row.
    """
    for statement in create_statements(tables()["changes"]):
        connection.execute(statement)
    if causes is None:
        return
    wordy = ", ".join(f"'{table.name}'" for table in data_tables() if _has_words_in_key(table))
    carry_over(connection, "changes", condition=f"NOT (table_name IN ({wordy}) AND {IS_BEFORE_ERASURE})")
    run_script(connection, "touched")
    for table in data_tables():
        known = columns_before(connection, table.name)
        _write_changed_columns(connection, table, known, build_id, causes)
        if set(table.primary_key) <= known:
            connection.execute(_difference(table, known, causes), [build_id, causes.changed_step])


def _write_changed_columns(
    connection: duckdb.DuckDBPyConnection, table: Table, known: set[str], build_id: str, causes: Causes
) -> None:
    for action, names in (
        ("added", [name for name in table.column_names if name not in known]),
        ("removed", sorted(known - set(table.column_names))),
    ):
        for name in names:
            row = [build_id, table.name, f"column:{name}", action, "code", causes.changed_step]
            connection.execute("INSERT INTO changes VALUES ($1, $2, $3, $4, $5, $6)", row)


def _difference(table: Table, known: set[str], causes: Causes) -> str:
    columns = ", ".join(quoted(name) for name in table.stable_columns if name in known)
    key = ", ".join(f"{quoted(name)}::VARCHAR" for name in table.primary_key)
    rows = f"""
        SELECT concat_ws('|', {key}) AS row_id, md5(to_json(row({columns}))::VARCHAR) AS content,
            {_is_touched(table)} AS is_touched FROM
    """
    return f"""
        INSERT INTO changes BY NAME
        SELECT $1 AS build_id, '{table.name}' AS table_name, row_id,
            CASE
                WHEN old.content IS NULL THEN 'added'
                WHEN new.content IS NULL THEN 'removed'
                ELSE 'modified'
            END AS action,
            {_cause(causes)} AS cause,
            CASE WHEN cause = 'code' THEN $2 END AS step
        FROM ({rows} before.{quoted(table.name)}) AS old
        FULL JOIN ({rows} {quoted(table.name)}) AS new USING (row_id)
        WHERE old.content IS DISTINCT FROM new.content AND {_may_be_told(table)}
        ORDER BY row_id
    """


def _has_words_in_key(table: Table) -> bool:
    return any(not name.endswith(("_id", "_no")) for name in table.primary_key)


def _may_be_told(table: Table) -> str:
    """A condition that keeps words out which went because they were erased."""
    return f"(new.content IS NOT NULL OR NOT {IS_ERASED_SINCE})" if _has_words_in_key(table) else "true"


def _cause(causes: Causes) -> str:
    if not causes.has_other_input:
        return "'code'"
    if causes.changed_step is None:
        return "'source'"
    return "CASE WHEN old.is_touched OR new.is_touched THEN 'source' ELSE 'code' END"


def _is_touched(table: Table) -> str:
    """An expression that tells whether a document came or went that a row of the table stands on."""
    keys = [name for name in _DOCUMENT_KEYS if name in table.column_names]
    found = [f"{name} IN (SELECT id FROM staging.touched WHERE key = '{name}')" for name in keys]
    return f"coalesce({' OR '.join(found)}, false)" if found else "false"


def changes_since(connection: duckdb.DuckDBPyConnection, build_id: str | None) -> pl.DataFrame:
    """How many rows of each table were added, removed and modified in the builds after ``build_id``.

    ``build_id`` may be shortened; without one, only the last build counts.
    """
    return frame_of(
        connection,
        """
        WITH since AS (
            SELECT coalesce(
                (SELECT max(started_at) FROM builds WHERE build_id LIKE coalesce($1, '-') || '%'),
                (SELECT max(started_at) FROM builds WHERE started_at < (SELECT max(started_at) FROM builds)),
                '-infinity'::TIMESTAMP
            ) AS started_at
        )
        SELECT table_name, action, cause, step, count(*) AS n_rows, min(row_id) AS first_row
        FROM changes
        JOIN builds USING (build_id)
        WHERE builds.started_at > (SELECT started_at FROM since)
        GROUP BY ALL
        ORDER BY table_name, action, cause, step
        """,
        [build_id],
    )

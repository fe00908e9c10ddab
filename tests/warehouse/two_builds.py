"""A published build and the one after it, made of a few rows each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import duckdb

from tests.checks.rows import frame_of
from warehouse.description import tables
from warehouse.writer import conform, write_table

Rows = Mapping[str, list[dict[str, Any]]]


@contextmanager
def after(before: Rows, now: Rows) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to a candidate of the rows ``now``, with staging and with ``before`` attached as published.

    All of it lies in memory: what is tested asks rows of them, not files.
    """
    with duckdb.connect() as connection:
        for name in ("before", "staging", "candidate"):
            connection.execute(f"ATTACH ':memory:' AS {name}")
        for database, rows in (("before", before), ("candidate", now)):
            connection.execute(f"USE {database}")
            for table in tables().values():
                write_table(connection, table, conform(table, frame_of(table, *rows.get(table.name, []))))
        for table in tables().values():
            if table.volatile:
                connection.execute(f"DELETE FROM {table.name}")
        yield connection


def article(article_id: str, text: str = "text", **more: Any) -> dict[str, Any]:
    return {"article_id": article_id, "path": f"{article_id}.txt", "raw_file_id": f"r{article_id}", "text": text} | more


def mention(entity_id: str, article_id: str, start: int, surface: str = "Jan Novak") -> dict[str, Any]:
    return {
        "mention_id": f"{entity_id}{article_id}{start}",
        "entity_id": entity_id,
        "article_id": article_id,
        "start": start,
        "end": start + len(surface),
        "surface": surface,
    }

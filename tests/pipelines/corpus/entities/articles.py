"""Mentions of made-up articles, and the entities that they resolve to."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from pipelines.corpus.entities.resolution import resolve_entities
from tests.pipelines.corpus.entities.test_resolution import SCHEMA, row


def entities(rows: list[dict[str, Any]], published: dict[str, date] | None = None) -> dict[str, dict[str, Any]]:
    """The rows of entities by name."""
    tables = resolve_entities(pl.DataFrame(rows, schema=SCHEMA), published)
    return {found["name"]: found for found in tables.entities.iter_rows(named=True)}


def place(article: str, start: int, surface: str, country: str | None = None, **more: Any) -> dict[str, Any]:
    return row(article, start, surface, "LOC", country=country, **more)


def body(article: str, start: int, surface: str, **more: Any) -> dict[str, Any]:
    return row(article, start, surface, "ORG", **more)

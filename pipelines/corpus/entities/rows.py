"""Mentions as the corpus gives them back, one row each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MentionRow:
    """One mention as it comes from the corpus."""

    article_id: str
    language: str | None
    start: int
    end: int
    surface: str
    type: str
    kind: str
    confidence: float
    country: str | None
    sector: str | None
    role: str | None


def group_by_article(rows: Iterable[MentionRow]) -> dict[str, list[MentionRow]]:
    """Rows of each article, in their order."""
    grouped: defaultdict[str, list[MentionRow]] = defaultdict(list)
    for row in rows:
        grouped[row.article_id].append(row)
    return dict(grouped)

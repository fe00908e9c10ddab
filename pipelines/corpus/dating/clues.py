"""What the dates of the corpus are reasoned from: one record an article."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.records.analysis import Timex
from pipelines.records.document import DateEvidence


@dataclass(frozen=True, slots=True)
class ArticleClues:
    """All that one article gives to date it, and to transfer its date to others.

    ``passages`` is a sketch of its shingles (hashes), ``names`` the normalised
    names in it; articles of one ``cluster_id`` are copies of each other.
    """

    article_id: str
    site: str | None
    path: str
    language: str | None
    evidence: tuple[DateEvidence, ...]
    timexes: tuple[Timex, ...] = ()
    cluster_id: str | None = None
    passages: frozenset[int] = frozenset()
    names: frozenset[str] = frozenset()

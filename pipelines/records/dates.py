"""Dates as the corpus resolves them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from pipelines.records.document import Precision

#: What says when a document was published.
Basis = Literal["metadata", "url", "marker", "dateline", "text", "inferred"]


@dataclass(frozen=True, slots=True)
class ResolvedTimex:
    """A TIMEX3 value and the days it covers (None where it names no interval)."""

    start: int
    end: int
    surface: str
    type: str
    value: str
    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True)
class PublicationDate:
    """When a document was published, no more precisely than its evidence says.

    ``on`` is set for precision day and minute only.
    ``transferred_from`` is the article whose year it is, when the basis is inferred.
    """

    on: date | None = None
    at: datetime | None = None
    earliest: date | None = None
    latest: date | None = None
    precision: Precision | None = None
    basis: Basis | None = None
    evidence: str | None = None
    confidence: float = 0.0
    transferred_from: str | None = None

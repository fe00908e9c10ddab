"""A name in a text, as the steps that find and mend names hand it on."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.analyse.mentions.known_name import KnownName

#: How far each source of a name is trusted; the models' figure is their measured
#: precision on news, rounded.
MODEL_CONFIDENCE = 0.75
NOUN_CONFIDENCE = 0.7
REPEATED_CONFIDENCE = 0.85
GAZETTEER_CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text, before roles are joined to it."""

    start: int
    end: int
    type: str
    confidence: float
    known: KnownName | None = None


def overlaps(name: Name, others: list[Name]) -> bool:
    """Whether the name shares a character with one of the others."""
    return any(other.start < name.end and name.start < other.end for other in others)

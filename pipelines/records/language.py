"""The language of a text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LanguageVerdict:
    """A language (ISO 639-1, None when it cannot be told) and how sure we are.

    ``agreement`` names the identifiers that agree: ``both``, ``py3langid``,
    ``langdetect``, ``script`` or ``none``.
    """

    language: str | None
    confidence: float
    agreement: str

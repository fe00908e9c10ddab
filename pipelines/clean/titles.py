"""The title block: the headline of the article, wherever it stands."""

from __future__ import annotations

import re

from pipelines.clean.classify import Verdict
from pipelines.clean.drafts import Document
from pipelines.records import MetadataValue

_WORD = re.compile(r"\w+")
_MAX_WORDS = 40


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def find_title(document: Document, stated: MetadataValue | None, verdict: Verdict) -> int | None:
    """The row of the draft that is the headline, None when no block is.

    With a title in the metadata it is the block that says the same, nearest to
    the article; without one, the first ``<h1>`` before the article's end or, in
    plain text, a short line without a full stop at the article's head.
    """
    kept = [row for row in range(len(document.drafts)) if verdict.kept[row]]
    if not kept:
        return None
    start = next((row for row in kept if verdict.n_words[row] >= 12), kept[0])
    if stated is not None:
        row = _same_words(document, stated.value, start)
        if row is not None:
            return row
    headings = [row for row, draft in enumerate(document.drafts) if draft.tag == "h1"]
    if headings:
        return min(headings, key=lambda row: (abs(row - start), row))
    if document.title is not None:
        return None
    return _headline_in_text(document, start)


def _same_words(document: Document, title: str, start: int) -> int | None:
    wanted = set(_words(title))
    best: tuple[float, int] | None = None
    for row, draft in enumerate(document.drafts):
        if len(draft.text) > 300:
            continue
        words = set(_words(draft.text))
        shared = len(wanted & words)
        if not shared:
            continue
        overlap = 2 * shared / (len(wanted) + len(words))
        if shared >= 0.9 * len(words) and len(words) >= 3:
            overlap = max(overlap, 0.8)
        if overlap < 0.75:
            continue
        merit = overlap + 0.3 * (draft.tag == "h1") - 0.002 * min(abs(row - start), 50) - 0.1 * (row > start)
        if best is None or merit > best[0]:
            best = (merit, row)
    return best[1] if best else None


def _headline_in_text(document: Document, start: int) -> int | None:
    for row in range(start - 1, max(start - 6, -1), -1):
        words = _words(document.drafts[row].text)
        if 4 <= len(words) <= _MAX_WORDS and document.drafts[row].text[-1] not in ".:;,":
            return row
    return None

"""The headline of an article, and the block it stands in.

Pages name their headline several times (heading, ``<title>``, OpenGraph,
JSON-LD), each in its own dress: with the site's name before or after, cut
short for sharing. Each candidate is voted for by the sources that agree with it.
A dump has no sources; there the line is taken that looks most like one
(`dump_titles`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipelines.clean import dump_titles, markup
from pipelines.clean.classify import Verdict
from pipelines.clean.drafts import Document, Draft
from pipelines.clean.dump_titles import normal
from pipelines.records import MetadataValue

_SEPARATOR = re.compile(r"\s+[|–—\-·•»«:/<>~]+\s+|\s*[|»]\s*|:\s+|\s*[-_](?=\S+$)")
_MAX_WORDS = 45
#: Weights of the votes, found by search on pages with a known headline.
_VOTE = {"h1": 2.3, "heading": 0.9, "opengraph": 1.4, "json-ld": 1.5, "title-element": 0.4, "meta": 0.5}
_VOTE |= {"declared": 2.0}
_SEGMENT = 0.85
_A_WORD = 0.05
_TOO_SHORT = 0.6
_HEADINGS = frozenset({"h1", "h2", "h3"})


class Headline(NamedTuple):
    """The headline as the page gives it, and the row of its block (None: no block has it)."""

    value: MetadataValue | None
    row: int | None


def find_title(document: Document, stated: Sequence[MetadataValue], verdict: Verdict) -> Headline:
    """The headline of a document.

    `stated` are the titles of the metadata, in order of trust. The row is set
    when a block says the same as the headline and no more.
    """
    start = body_start(verdict)
    sources = list(stated)
    if document.title:
        sources.append(MetadataValue(document.title, "title-element"))
    headings = [row for row, draft in enumerate(document.drafts) if _is_heading(draft, row, start)]
    if not sources and not headings:
        row = dump_titles.headline_row(document, verdict, start)
        value = None if row is None else MetadataValue(document.drafts[row].text, "block")
        return Headline(value, row)
    value = _elect(document, sources, headings)
    if value is None:
        return Headline(None, None)
    return Headline(value, _block_of(document, value.value, start))


def body_start(verdict: Verdict) -> int:
    """The row of the first kept block of prose; 0 when none is kept."""
    rows = [int(row) for row in verdict.kept.nonzero()[0]]
    return next((row for row in rows if verdict.n_words[row] >= 12), rows[0] if rows else 0)


def _is_heading(draft: Draft, row: int, start: int) -> bool:
    if draft.tag == "h1":
        return True
    near_title = max(draft.near_hints, 0) & markup.HINT["title"]
    return bool(near_title) and draft.tag in _HEADINGS and row <= start


def _segments(text: str) -> set[str]:
    """What is left of a title when a site's name or a rubric is taken off either end."""
    parts = set()
    for match in _SEPARATOR.finditer(text):
        parts.add(normal(text[: match.start()]))
        parts.add(normal(text[match.end() :]))
    parts.discard("")
    return parts


def _pieces(source: MetadataValue) -> list[str]:
    pieces = [source.value]
    for match in _SEPARATOR.finditer(source.value):
        pieces += [source.value[: match.start()], source.value[match.end() :]]
    return pieces


def _elect(document: Document, sources: list[MetadataValue], headings: list[int]) -> MetadataValue | None:
    """The candidate with the most votes; the first named of equals."""
    candidates: dict[str, MetadataValue] = {}
    votes: dict[str, float] = {}
    for row in headings:
        text = document.drafts[row].text
        key = normal(text)
        if len(key.split()) > _MAX_WORDS:
            continue
        candidates.setdefault(key, MetadataValue(text, "block"))
        weight = _VOTE["h1" if document.drafts[row].tag == "h1" else "heading"]
        votes[key] = max(votes.get(key, 0.0), weight)
    for source in sources:
        for piece in _pieces(source):
            candidates.setdefault(normal(piece), MetadataValue(piece.strip(), source.source))
    for source in sources:
        whole, segments = normal(source.value), _segments(source.value)
        for key in candidates:
            if key == whole:
                votes[key] = votes.get(key, 0.0) + _VOTE[source.source]
            elif key in segments:
                votes[key] = votes.get(key, 0.0) + _VOTE[source.source] * _SEGMENT
    best: tuple[float, str] | None = None
    for key in candidates:
        if not key:
            continue
        n_words = len(key.split())
        merit = votes.get(key, 0.0) + _A_WORD * min(n_words, 12)
        if n_words < 3 and len(key) < 12:
            merit -= _TOO_SHORT
        if best is None or merit > best[0]:
            best = (merit, key)
    return candidates[best[1]] if best else None


def _block_of(document: Document, headline: str, start: int) -> int | None:
    """The block that says the headline: a heading if one does, else the nearest to the body."""
    wanted = normal(headline)
    words = set(wanted.split())
    shortest, longest = 0.5 * len(headline), 2 * len(headline) + 10
    best: tuple[float, int] | None = None
    for row, draft in enumerate(document.drafts):
        if not shortest <= len(draft.text) <= longest or draft.link_chars >= len(draft.text):
            continue
        said = normal(draft.text)
        if said == wanted:
            merit = 2.0
        else:
            found = set(said.split())
            overlap = 2 * len(found & words) / (len(found) + len(words)) if found else 0.0
            if overlap < 0.8 or len(words) < 3:
                continue
            merit = overlap
        merit += 0.5 * (draft.tag == "h1") - 0.01 * min(abs(row - start), 50)
        if best is None or merit > best[0]:
            best = (merit, row)
    return best[1] if best else None

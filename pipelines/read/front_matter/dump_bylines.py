"""Who signs a dump, where no markup names anybody.

Dumps sign above the text or below it, by a line that says so, by the name or
its initials alone, or after "Auteur :". An outlet may sign, too ("Par Le
Courrier avec AFP").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipelines.languages.lines import signature_words
from pipelines.read.classifier.classify import Verdict
from pipelines.read.metadata.bylines import names_at_head
from pipelines.read.rules.line_context import LineContext
from pipelines.read.rules.line_rules import LineFacts
from pipelines.read.rules.signed_lines import (
    DASHES,
    PART_WORDS,
    SHORT_SIGN,
    is_named,
    signed,
    signed_below,
)
from pipelines.records.document import MetadataValue
from pipelines.text.units import PARAGRAPH_WORDS

_CONTACT = re.compile(r"\S+@|\d")
_BY = frozenset(signature_words("by"))
#: Rows above a headline, between it and the text, into the text and below it where its author may stand.
_ABOVE, _HEAD, _INTO, _BELOW = 2, 12, 3, 3
#: A paragraph from this probability on is surely one of the text.
_SURE = 0.9


class _Places(NamedTuple):
    """Rows where the author of a dump may stand; none is the headline. The text begins at row ``start``."""

    head: list[int]
    into: list[int]
    foot: list[int]
    is_near_end: bool
    start: int


def find_signature(context: LineContext, title_row: int | None, start: int) -> MetadataValue | None:
    """The author that a dump names around its headline, or below its text, which begins at `start`."""
    if not context.kept:
        return None
    places = _places(context, title_row, start)
    found = next((signer for signer in _signers(context, places) if signer), None)
    return MetadataValue(found, "block") if found else None


def _places(context: LineContext, title_row: int | None, start: int) -> _Places:
    n_lines, end = len(context.lines), context.kept[-1] + 1
    if title_row is not None and title_row <= start + _INTO:
        start = _first_paragraph(context.verdict, title_row)
    first = start if title_row is None else min(title_row, start)
    spans = (
        range(max(first - _ABOVE, 0), min(start + _INTO, n_lines)),
        range(first, min(start + _INTO, end + 1, n_lines)),
        range(end, min(end + _BELOW, n_lines)),
    )
    head, into, foot = ([row for row in span if row != title_row] for span in spans)
    return _Places(head, into, foot, end <= n_lines - 1 <= end + _BELOW, start)


def _signers(context: LineContext, places: _Places) -> Iterator[str | None]:
    """Yield whom the lines name, those first that say that they sign."""
    lines, verdict = context.lines, context.verdict
    for row in places.head:
        yield signed(lines[row].text) or _named_by_next(lines, row)
    for row in places.foot:
        yield signed_below(lines[row].text)
    for row in places.head:
        yield lines[row].name if lines[row].text[0] in DASHES else None
    if places.is_near_end and not verdict.cues[-1] and not _is_answered(lines[context.kept[-1] + 1 : -1]):
        yield lines[-1].name
    for row in places.into:
        yield None if verdict.kept[row] else _unmentioned_name(lines, row, places.start)


def _is_answered(lines: Iterable[LineFacts]) -> bool:
    """Whether any of the lines below a text is no request to pay or to sign in: the name after them is a reader's."""
    return any(line.phrases.outside != "paywall" for line in lines)


def _first_paragraph(verdict: Verdict, title_row: int) -> int:
    """The row of the first sure paragraph below the headline."""
    is_sure = verdict.kept & (verdict.probability >= _SURE) & (verdict.n_words >= PARAGRAPH_WORDS)
    below = is_sure[title_row + 1 : title_row + 1 + _HEAD].nonzero()[0]
    return title_row + 1 + int(below[0]) if len(below) else title_row + 1


def _named_by_next(lines: Sequence[LineFacts], row: int) -> str | None:
    """The short line below one that is nothing but "by"."""
    if row + 1 >= len(lines) or lines[row].text.rstrip(" :").casefold() not in _BY:
        return None
    line = _CONTACT.split(lines[row + 1].text)[0].strip(" ,*|")
    if len(line.split()) > PART_WORDS:
        return None
    return names_at_head(line, is_led=True) or (line if SHORT_SIGN.fullmatch(line) or is_named(line) else None)


def _unmentioned_name(lines: Sequence[LineFacts], row: int, start: int) -> str | None:
    """The name a line between headline and text is, where the text does not mention its bearer."""
    name = lines[row].name_at_place
    others = (line.text for at, line in enumerate(lines[start:], start) if at != row)
    return name if name and not name.isupper() and not any(name.split()[-1] in text for text in others) else None

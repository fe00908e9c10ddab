"""The words of a document as lines, with their way back to the source.

A light reading for dates alone: it must see the furniture that cleaning
removes, it is done before cleaning, and it may not cost what a parser costs.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

#: Elements whose words no reader sees, comments, and any other tag.
_MARKUP = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|noscript|svg|template|select)\b.*?(?:</\1\s*>|\Z)|<[^<>]*>", re.I | re.S
)

#: Elements that end the line they stand in.
_BREAKING = re.compile(
    r"</?(?:p|div|li|ul|ol|dl|dt|dd|h[1-6]|td|tr|th|table|section|article|header|footer|br|nav|aside|main|"
    r"figure|figcaption|blockquote|form|body|html|head|title|option|button|label)\b",
    re.I,
)

#: What the attributes of an element that holds a date usually say.
_DATE_ATTRIBUTE = re.compile(
    r"(?:class|id|itemprop|property|data-[\w-]+)\s*=\s*[\"'][^\"']*(?:date|time|publish|posted|datum|fecha|byline|"
    r"dateline|created|meta|info)",
    re.I,
)


class Segment(NamedTuple):
    """A stretch of visible text: where it starts in the words and in the source.

    ``tag`` is the tag just before it; ``is_dated`` that its attributes speak of
    a date.
    """

    start: int
    raw_start: int
    raw_end: int
    is_link: bool
    is_dated: bool
    tag: str = ""


@dataclass(frozen=True, slots=True)
class VisibleText:
    """The words, line by line, and the segments of the source they came from."""

    text: str
    segments: tuple[Segment, ...]

    def segment_at(self, offset: int) -> Segment:
        """Return the segment that holds a character."""
        starts = [segment.start for segment in self.segments]
        return self.segments[bisect_right(starts, offset) - 1]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Return where the words came from; exact unless an entity stands before them."""
        first, last = self.segment_at(start), self.segment_at(max(start, end - 1))
        return (
            min(first.raw_start + start - first.start, first.raw_end),
            min(last.raw_start + end - last.start, last.raw_end),
        )


def read_text(source: str) -> VisibleText:
    """Return a plain text as it is: one segment."""
    return VisibleText(source, (Segment(0, 0, len(source), False, False),))


def read_html(source: str) -> VisibleText:
    """Return the visible words of a page, a line break where a block ends."""
    pieces: list[str] = []
    segments: list[Segment] = []
    length = raw = 0
    is_link = is_dated = False
    tag = ""
    breaks = False
    for match in _MARKUP.finditer(source):
        words = source[raw : match.start()]
        if words and not words.isspace():
            if breaks and pieces:
                pieces.append("\n")
                length += 1
            breaks = False
            clean = _unescape(words)
            segments.append(Segment(length, raw, match.start(), is_link, is_dated, tag))
            pieces.append(clean)
            length += len(clean)
        elif words and not breaks:
            pieces.append(" ")
            length += 1
        tag = match[0]
        if tag[1:3] in {"a ", "A "}:
            is_link = True
        elif tag[:3].lower() == "</a":
            is_link = False
        is_dated = tag[1] != "/" and bool(_DATE_ATTRIBUTE.search(tag)) if not match[1] else False
        breaks = breaks or bool(_BREAKING.match(tag))
        raw = match.end()
    if not segments:
        segments.append(Segment(0, 0, len(source), False, False))
    return VisibleText("".join(pieces), tuple(segments))


_LINE_BREAK = str.maketrans("\n\r\t", "   ")


def _unescape(words: str) -> str:
    """Return the words without entities and line breaks; a space keeps the length of its entity."""
    words = words.translate(_LINE_BREAK)
    if "&" not in words:
        return words
    return html.unescape(re.sub(r"&(?:nbsp|#160|#xa0);", lambda match: " " * len(match[0]), words, flags=re.I))

"""The words of a document as lines, with their way back to the source.

A light reading for dates alone: it must see the furniture that cleaning
removes, it is done before cleaning, and it may not cost what a parser costs.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

#: Comments, elements whose words no reader sees, and any other tag with its name.
_MARKUP = re.compile(
    r"<(?:!--.*?(?:-->|\Z)"
    r"|(script|style|noscript|svg|template|select)\b.*?(?:</\1\s*>|\Z)"
    r"|(/?)([a-z][a-z0-9]*)?[^<>]*>)",
    re.I | re.S,
)

#: Elements that end the line they stand in.
_BREAKING = frozenset(
    {
        "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "td",
        "tr", "th", "table", "section", "article", "header", "footer", "br", "nav", "aside", "main",
        "figure", "figcaption", "blockquote", "form", "body", "html", "head", "title", "option",
        "button", "label",
    }
)  # fmt: skip

#: What the attributes of an element that holds a date usually say.
_DATE_ATTRIBUTE = re.compile(
    r"(?:class|id|itemprop|property|data-[\w-]+)\s*=\s*[\"'][^\"']*(?:date|time|publish|posted|datum|fecha|byline|"
    r"dateline|created|meta|info)",
    re.I,
)


class Segment(NamedTuple):
    """A stretch of visible text: where it starts in the words and in the source.

    ``tag`` is the tag just before it.
    """

    start: int
    raw_start: int
    raw_end: int
    is_link: bool
    tag: str


@dataclass(frozen=True, slots=True)
class VisibleText:
    """The words, line by line, and the segments of the source they came from."""

    text: str
    segments: tuple[Segment, ...]

    def segment_at(self, offset: int) -> Segment:
        """Return the segment that holds a character."""
        return self.segments[bisect_right(self.segments, offset, key=attrgetter("start")) - 1]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Return where the words came from; exact unless an entity stands before them."""
        first, last = self.segment_at(start), self.segment_at(max(start, end - 1))
        return (
            min(first.raw_start + start - first.start, first.raw_end),
            min(last.raw_start + end - last.start, last.raw_end),
        )


def read_text(source: str) -> VisibleText:
    """Return a plain text as it is: one segment."""
    return VisibleText(source, (Segment(0, 0, len(source), False, ""),))


def read_html(source: str) -> VisibleText:
    """Return the visible words of a page, a line break where a block ends."""
    pieces: list[str] = []
    segments: list[Segment] = []
    length = raw = 0
    is_link = breaks = False
    tag = ""
    for match in _MARKUP.finditer(source):
        start, end = match.span()
        if start > raw:
            words = source[raw:start]
            if words.isspace():
                words = "" if breaks else " "
            else:
                if breaks and pieces:
                    pieces.append("\n")
                    length += 1
                breaks = False
                words = _unescape(words)
                segments.append(Segment(length, raw, start, is_link, tag))
            pieces.append(words)
            length += len(words)
        name = match[3]
        if name is not None:
            name = name.lower()
            if name == "a":
                is_link = not match[2]
            breaks = breaks or name in _BREAKING
            tag = match[0]
        raw = end
    if not segments:
        segments.append(Segment(0, 0, len(source), False, ""))
    return VisibleText("".join(pieces), tuple(segments))


def says_date(tag: str) -> bool:
    """Return whether the attributes of a tag speak of a date."""
    return bool(_DATE_ATTRIBUTE.search(tag))


_LINE_BREAK = str.maketrans("\n\r\t", "   ")


def _unescape(words: str) -> str:
    """Return the words without entities and line breaks; a space keeps the length of its entity."""
    if "\n" in words or "\r" in words or "\t" in words:
        words = words.translate(_LINE_BREAK)
    if "&" not in words:
        return words
    return html.unescape(re.sub(r"&(?:nbsp|#160|#xa0);", lambda match: " " * len(match[0]), words, flags=re.I))

"""The words of a document as lines, with their way back to the source.

A light reading for dates alone: it must see the furniture that cleaning
removes, it is done before cleaning, and it may not cost what a parser costs.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

#: Where a comment begins, or an element whose words no reader sees.
_UNSEEN = re.compile(r"<(?:(!--)|(script|style|noscript|svg|template|select)\b)", re.I)

#: Words right after a tag or a comment.
_WORDS = re.compile(r">(\s*[^<\s][^<]*)")

#: The slash and name of a tag.
_TAG_NAME = re.compile(r"<(/?[a-zA-Z][\w:-]*)")


def _tags(names: str) -> frozenset[str]:
    """The start and end tags of elements, in small letters and in capitals."""
    return frozenset(slash + cased for name in names.split() for cased in (name, name.upper()) for slash in ("", "/"))


#: Elements that end the line they stand in.
_BREAKS = _tags(
    "p div li ul ol dl dt dd h1 h2 h3 h4 h5 h6 td tr th table section article header footer br nav aside main "
    "figure figcaption blockquote form body html head title option button label"
)
_LINKS = _tags("a")
_SPACE_BETWEEN_TAGS = re.compile(r">\s+(?:<|$)")
_HEADLINE = re.compile(r"<h1\b[^<>]*>(.{1,600}?)</h1", re.I | re.S)
_TAG = re.compile(r"<[^<>]*>")

#: So much on either side of a gap holds the tags next to its words.
_GAP = 1000

#: What the attributes of an element that holds a date usually say.
_DATE_ATTRIBUTE = re.compile(
    r"(?:class|id|itemprop|property|data-[\w-]+)\s*=\s*[\"'][^\"']*(?:date|time|publish|posted|datum|fecha|byline|"
    r"dateline|created|meta|info)",
    re.I,
)


class Segment(NamedTuple):
    """A stretch of visible text: where it starts in the words, and where it stands in the source."""

    start: int
    raw_start: int
    raw_end: int
    is_link: bool


@dataclass(frozen=True, slots=True)
class VisibleText:
    """The words, line by line, and the segments of the source they came from.

    ``headline`` is where the main heading begins, None where none is marked.
    """

    text: str
    segments: tuple[Segment, ...]
    source: str
    headline: int | None = None

    def segment_at(self, offset: int) -> Segment:
        """Return the segment that holds a character."""
        return self.segments[bisect_right(self.segments, offset, key=attrgetter("start")) - 1]

    def tag_before(self, segment: Segment) -> str:
        """Return the tag just before a segment, empty in plain text."""
        return self.source[self.source.rfind("<", 0, segment.raw_start) : segment.raw_start]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Return where the words came from; exact unless an entity stands before them."""
        first, last = self.segment_at(start), self.segment_at(max(start, end - 1))
        return (
            min(first.raw_start + start - first.start, first.raw_end),
            min(last.raw_start + end - last.start, last.raw_end),
        )


def read_text(source: str) -> VisibleText:
    """Return a plain text as it is: one segment."""
    return VisibleText(source, (Segment(0, 0, len(source), False),), source)


def read_html(source: str) -> VisibleText:
    """Return the visible words of a page, a line break where a block ends."""
    pieces: list[str] = []
    segments: list[Segment] = []
    length = done = 0
    is_link = False
    for match in _seen_words(source):
        start, end = match.span(1)
        between = _ends(source, done, start)
        tags = _TAG_NAME.findall(between)
        if segments:
            glue = _LINE_END if not _BREAKS.isdisjoint(tags) else " " if _SPACE_BETWEEN_TAGS.search(between) else ""
            pieces.append(glue)
            length += len(glue)
        if not _LINKS.isdisjoint(tags):
            is_link = [tag for tag in tags if tag in _LINKS][-1][0] != "/"
        words = source[start:end]
        if "&" in words:
            words = _unescape(words)
        segments.append(Segment(length, start, end, is_link))
        pieces.append(words)
        length += len(words)
        done = end
    if not segments:
        segments.append(Segment(0, 0, len(source), False))
    return VisibleText(_in_lines("".join(pieces)), tuple(segments), source, _find_headline(source, segments))


def _ends(source: str, start: int, end: int) -> str:
    """Return what lies between two words; of a long script between them the ends alone."""
    if end - start <= 2 * _GAP:
        return source[start:end]
    return source[start : start + _GAP] + source[end - _GAP : end]


def _seen_words(source: str) -> Iterator[re.Match[str]]:
    """Yield the words after each tag, outside what no reader sees."""
    seen, lowered = 0, ""
    while unseen := _UNSEEN.search(source, seen):
        yield from _WORDS.finditer(source, seen, unseen.start())
        closing = "-->" if unseen[1] else f"</{unseen[2]}"
        close = -1 if lowered else source.find(closing, unseen.end())
        if close < 0:
            # Opened and closed in different case.
            lowered = lowered or source.lower()
            close = lowered.find(closing.lower(), unseen.end())
        if close < 0:
            return
        seen = close
    yield from _WORDS.finditer(source, seen)


def _find_headline(source: str, segments: list[Segment]) -> int | None:
    """Return where the longest main heading stands in the words, None without one."""
    headings = [(len(_TAG.sub("", match[1]).strip()), -match.start(1)) for match in _HEADLINE.finditer(source)]
    if not headings:
        return None
    raw_start = -max(headings)[1]
    index = bisect_right(segments, raw_start, key=attrgetter("raw_start"))
    return segments[min(index, len(segments) - 1)].start


def says_date(tag: str) -> bool:
    """Return whether the attributes of a tag speak of a date."""
    return bool(_DATE_ATTRIBUTE.search(tag))


#: Stands for the end of a line until the white space of the source is gone.
_LINE_END = "\0"


def _in_lines(words: str) -> str:
    """Return the words with spaces for all white space of the source, which ends no line."""
    return words.replace("\n", " ").replace("\r", " ").replace("\t", " ").replace(_LINE_END, "\n")


def _unescape(words: str) -> str:
    """Return the words without entities; a space keeps the length of its entity."""
    return html.unescape(re.sub(r"&(?:nbsp|#160|#xa0);", lambda match: " " * len(match[0]), words, flags=re.I))

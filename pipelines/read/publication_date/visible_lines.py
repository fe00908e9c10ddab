"""The words of a document as lines, with their way back to the source.

All of them, the boilerplate too, where dates live: of cleaning's blocks only
words and places are taken, not what it says of them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.records.document import Block

#: So much before a word holds the tag it stands in.
_REACH = 1000

_LINK = re.compile(r"<(/?)a\b", re.I)
_HEADLINE = re.compile(r"<h1\b[^<>]*>(.{1,600}?)</h1", re.I | re.S)
_TAG = re.compile(r"<[^<>]*>")

#: What may stand between two words of a line.
_INTERRUPTION = r"(?:<[^<>]*>|\s|&[#\w]+;)*"

#: What the attributes of an element that holds a date usually say.
_DATE_ATTRIBUTE = re.compile(
    r"(?:class|id|itemprop|property|data-[\w-]+)\s*=\s*[\"'][^\"']*(?:date|time|publish|posted|datum|fecha|byline|"
    r"dateline|created|meta|info)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class VisibleText:
    """The words, a line a block at least, and where the blocks lie in the text and in the source.

    ``headline`` is where the main heading begins, None where none is marked.
    """

    text: str
    starts: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    source: str
    is_page: bool
    headline: int | None = None

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Return where words stand in the source, the markup between them included."""
        if not self.is_page:
            return start, end
        number = bisect_right(self.starts, start) - 1
        raw_start, raw_end = self.spans[number]
        words = self.text[start:end]
        place = self.source.find(words, raw_start, raw_end)
        if place < 0:
            interrupted = _INTERRUPTION.join(map(re.escape, words.split()))
            found = re.compile(interrupted).search(self.source, raw_start, raw_end)
            return found.span() if found else (raw_start, raw_end)
        for _ in range(self.text.count(words, self.starts[number], start)):
            place = max(place, self.source.find(words, place + 1, raw_end))
        return place, place + len(words)

    def tag_before(self, place: int) -> str:
        """Return the tag just before a place of the source, empty in plain text."""
        return self.source[self.source.rfind("<", 0, place) : place] if self.is_page else ""

    def is_link(self, place: int) -> bool:
        """Return whether a place of the source stands in a link."""
        tags = _LINK.findall(self.source, max(0, place - _REACH), place)
        return bool(tags) and not tags[-1]


def read_text(source: str, blocks: Sequence[Block]) -> VisibleText:
    """Return a plain text as it is, but for the breaks within blocks: a wrapped paragraph is one line."""
    text = []
    for block in blocks:
        raw = source[block.raw_start : block.raw_end]
        words = raw.strip()
        place = raw.find(words)
        joined = words.replace("\r", " ").replace("\n", " ") if block.text else words
        text.append(raw[:place] + joined + raw[place + len(words) :])
    headline = next((block.raw_start for block in blocks if block.role == "title"), None)
    return VisibleText("".join(text), (0,), ((0, len(source)),), source, False, headline)


def read_blocks(source: str, blocks: Sequence[Block]) -> VisibleText:
    """Return the words of a page's blocks, a line break between them."""
    worded = [block for block in blocks if block.text]
    starts, length = [], 0
    for block in worded:
        starts.append(length)
        length += len(block.text) + 1
    spans = tuple((block.raw_start, block.raw_end) for block in worded)
    text = "\n".join(block.text for block in worded)
    place = _find_headline(source)
    headline = None
    if place is not None and spans:
        number = bisect_right(spans, place, key=lambda span: span[1])
        headline = starts[min(number, len(starts) - 1)]
    return VisibleText(text, tuple(starts), spans, source, True, headline)


def _find_headline(source: str) -> int | None:
    """Return where the longest main heading stands in the source, None without one."""
    headings = [(len(_TAG.sub("", match[1]).strip()), -match.start(1)) for match in _HEADLINE.finditer(source)]
    return -max(headings)[1] if headings else None


def says_date(tag: str) -> bool:
    """Return whether the attributes of a tag speak of a date."""
    return bool(_DATE_ATTRIBUTE.search(tag))

"""Plain text into blocks: a line is a block, a hard-wrapped paragraph one too.

Dumps put one block on a line; older ones wrap paragraphs at a fixed width and
part them by blank lines. A line that breaks off in mid-sentence near the width
of the document is joined to the next.
"""

from __future__ import annotations

import re

from pipelines.read.segmentation.characters import Piece, normalise
from pipelines.read.segmentation.text_blocks import MAX_BLOCKS, Document, TextBlock

_LINE = re.compile(r"[^\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_BULLET = re.compile(r"\s*(?:[*+•·▪‣◦○●■–—-]|\d{1,2}[.)])\s+")
#: A text is taken for hard-wrapped when lines of one width make up this share of it.
_WRAPPED_SHARE = 0.6
_WRAP_WIDTHS = range(50, 101)


def read_text(source: str, start: int = 0) -> Document:
    """The blocks of a plain text from `start` on, its lines (without carriage returns) in order."""
    lines = [match for match in _LINE.finditer(source, start) if not match.group().isspace()]
    width = _wrap_width([len(line.group().rstrip()) for line in lines])
    document = Document()
    group: list[re.Match[str]] = []
    blank_before = 0
    previous_end = start
    for line in lines:
        if len(document.blocks) == MAX_BLOCKS - 1:
            document.is_cut = True
            break
        blank = source.count("\n", previous_end, line.start()) - (1 if previous_end else 0)
        previous_end = line.end()
        if group and width and blank == 0 and _runs_on(group[-1].group(), line.group(), width):
            group.append(line)
            continue
        _add(document, group, blank_before)
        group, blank_before = [line], max(blank, 0)
    if document.is_cut:
        start = document.blocks[-1].raw_end
        rest = [Piece(start, source[start:])]
        text = normalise(rest, has_references=False)[0]
        document.is_cut = bool(text)
        if text:
            document.blocks.append(TextBlock(start, len(source), text, rest))
    else:
        _add(document, group, blank_before)
    document.containers.add(-1, "", 0, 0, end=len(document.blocks))
    return document


def _wrap_width(lengths: list[int]) -> int:
    """The width at which the text was wrapped, 0 when it was not."""
    long = [length for length in lengths if length >= _WRAP_WIDTHS.start]
    if len(long) < 8 or max(long) >= _WRAP_WIDTHS.stop:
        return 0
    width = max(long)
    near = sum(length >= width - 14 for length in long)
    return width if near >= _WRAPPED_SHARE * len(lengths) else 0


def _runs_on(line: str, following: str, width: int) -> bool:
    """Whether `following` goes on in the sentence that fills `line`."""
    if _BULLET.match(following):
        return False
    first_word = following.split(None, 1)[0]
    return len(line.rstrip()) + 1 + len(first_word) > width - 3


def _add(document: Document, group: list[re.Match[str]], blank_before: int) -> None:
    if not group:
        return
    pieces: list[Piece] = []
    for line in group:
        if pieces:
            gap_start = pieces[-1].raw_start + len(pieces[-1].raw)
            pieces.append(Piece(gap_start, " " * (line.start() - gap_start)))
        pieces.append(Piece(line.start(), line.group()))
    text, runs = normalise(pieces, has_references=False)
    if not text:
        return
    first = group[0].group()
    bullet = _BULLET.match(first)
    document.blocks.append(
        TextBlock(
            raw_start=runs[0].raw_start,
            raw_end=runs[-1].raw_end,
            text=text,
            pieces=pieces,
            tag="li" if bullet else "",
            blank_before=blank_before,
            indent=len(first) - len(first.lstrip()),
            depth=0,
        )
    )

"""Plain text into blocks: a line is a block, a hard-wrapped paragraph one too.

Dumps put one block on a line; older ones wrap paragraphs at a fixed width
(`hard_wraps`). Text browsers number their links; the numbers are no part of the
words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipelines.read.segmentation.characters import Piece, normalise
from pipelines.read.segmentation.hard_wraps import Wraps, is_hyphenated, needs_no_space
from pipelines.read.segmentation.text_blocks import MAX_BLOCKS, Document, TextBlock
from pipelines.read.segmentation.text_lines import Line, line_of

_LINE = re.compile(r"[^\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
#: A text browser's number before a link: ``[12]Economy``.
_LINK_NUMBER = re.compile(r"\[(\d{1,4})\](?=\S)")
_LEAST_LINK_NUMBERS = 4


def read_text(source: str, start: int = 0) -> Document:
    """The blocks of a plain text from `start` on, its lines (without carriage returns) in order."""
    document = Document()
    has_numbers = _numbers_its_links(source)
    for group, layout, pieces in _paragraphs(source, start):
        if len(document.blocks) == MAX_BLOCKS - 1:
            _keep_rest(document, source)
            break
        _add(document, group[0], layout, _unnumbered(pieces) if has_numbers else pieces)
    document.containers.add(-1, "", 0, 0, end=len(document.blocks))
    return document


class _Layout(NamedTuple):
    """How a paragraph is set off: blank lines before it, its indent beside that of the wrapped ones, or its centre."""

    blank_before: int
    indent: int
    is_centred: bool


def _paragraphs(source: str, start: int) -> Iterator[tuple[list[Line], _Layout, list[Piece]]]:
    """The lines of each paragraph, how it is set off, and the pieces of its words."""
    lines: list[Line] = []
    blanks: list[int] = []
    previous_end = start
    for match in _LINE.finditer(source, start):
        n_blank = max(source.count("\n", previous_end, match.start()) - (1 if previous_end else 0), 0)
        line = line_of(match, has_blank_before=n_blank > 0)
        if line.words:
            blanks.append(n_blank)
            lines.append(line)
            previous_end = match.end()
    wraps = Wraps(lines)
    first = 0
    for at in range(1, len(lines) + 1):
        if at == len(lines) or not wraps.runs_on(at - 1, is_first=first == at - 1):
            group = lines[first:at]
            column = group[0].begin
            indent = max(column - wraps.margin, 0) or min(column - wraps.usual, 0)
            yield group, _Layout(blanks[first], indent, wraps.is_centred(first, at)), _pieces(source, group, wraps)
            first = at


def _pieces(source: str, group: Sequence[Line], wraps: Wraps) -> list[Piece]:
    """The stretches of a paragraph's words: without the leads of its lines, and what their breaks stand for."""
    head = group[0]
    begin = head.start if source[head.start : head.words_start].isspace() else head.words_start
    pieces: list[Piece] = []
    for line, following in zip(group, [*group[1:], None], strict=True):
        words_end = line.words_start + len(line.words)
        if following is None:
            pieces.append(Piece(begin, source[begin : line.end]))
            break
        is_soft = wraps.is_soft_break(line)
        is_broken = is_hyphenated(line, following) and _is_one_word(source, line, following)
        pieces.append(Piece(begin, source[begin : words_end - (is_soft or is_broken)]))
        if not (is_soft or is_hyphenated(line, following) or needs_no_space(line, following)):
            pieces.append(Piece(words_end, " " * (following.words_start - words_end)))
        begin = following.start if is_soft else following.words_start
    return pieces


def _is_one_word(source: str, line: Line, following: Line) -> bool:
    """Whether a hyphen only breaks the word: the text has the word elsewhere without it, or not with it."""
    left, right = re.split(r"[\W\d_]", line.words[:-1])[-1], re.split(r"[\W\d_]", following.words)[0]
    return f"{left}{right}" in source or (left.islower() and f"{left}-{right}" not in source)


def _numbers_its_links(source: str) -> bool:
    """Whether numbers in brackets count the links of the text: 1, 2, 3 …"""
    numbers = [int(number) for number in _LINK_NUMBER.findall(source)]
    in_order = sum(after == before + 1 for before, after in pairwise(numbers))
    return len(numbers) >= _LEAST_LINK_NUMBERS and in_order >= len(numbers) // 2


def _unnumbered(pieces: Sequence[Piece]) -> list[Piece]:
    found: list[Piece] = []
    for piece in pieces:
        position = 0
        for number in _LINK_NUMBER.finditer(piece.raw):
            found.append(Piece(piece.raw_start + position, piece.raw[position : number.start()]))
            position = number.end()
        found.append(Piece(piece.raw_start + position, piece.raw[position:]))
    return [piece for piece in found if piece.raw]


def _keep_rest(document: Document, source: str) -> None:
    """What follows the last block that a document may have is one block."""
    start = document.blocks[-1].raw_end
    rest = [Piece(start, source[start:])]
    text = normalise(rest, has_references=False)[0]
    document.is_cut = bool(text)
    if text:
        document.blocks.append(TextBlock(start, len(source), text, rest))


def _add(document: Document, first: Line, layout: _Layout, pieces: list[Piece]) -> None:
    text, runs = normalise(pieces, has_references=False)
    if not text:
        return
    document.blocks.append(
        TextBlock(
            raw_start=runs[0].raw_start,
            raw_end=runs[-1].raw_end,
            text=text,
            pieces=pieces,
            tag="li" if first.is_bullet else "",
            blank_before=layout.blank_before,
            indent=layout.indent,
            is_centred=layout.is_centred,
            depth=0,
        )
    )

"""Where a text quotes somebody, by its marks alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

#: Marks that open a quotation and those that close it.
_CLOSINGS = {"«": "»", "“": "”", "„": "“”", "‹": "›"}
_OPENINGS = {closing: opening for opening, closings in _CLOSINGS.items() for closing in closings}
_REVERSED = {"«": "»", "»": "«"}
#: A quotation that runs longer has lost its closing mark.
MOST_CHARACTERS = 1500
_PARAGRAPH = re.compile(r"[^\n]+")
_OPENS = re.compile(r'(?<!\w)"(?=\S)')
#: A blank may part the mark from that of a quotation inside: "'Why?' " she said.
_CLOSES = re.compile(r"""(?:(?<=\S)|(?<=['’] ))"(?!\w)""")
_DASH = re.compile(r"\s*(?:[—–]|-(?=\s))\s*(?=\w|«|\")")
#: A dialogue has so many lines at least, one after the other.
_LEAST_LINES = 2
_ENDS_SENTENCE = re.compile(r"[.!?…»\"”]\s*$")


class QuotedSpan(NamedTuple):
    """The words of a quotation without its marks; ``continues`` that of the paragraph before, said by the same."""

    start: int
    end: int
    continues: bool = False


def quoted_spans(text: str) -> list[QuotedSpan]:
    """The quotations of a text in order, none inside another."""
    found: list[QuotedSpan] = []
    open_mark: str | None = None
    for paragraph in _PARAGRAPH.finditer(text):
        spans, open_mark = _spans_of(text, paragraph.start(), paragraph.end(), open_mark)
        found += spans
    return [span for span in found if span.end - span.start <= MOST_CHARACTERS]


def dialogue_lines(text: str) -> list[QuotedSpan]:
    """The lines of a dialogue that is told with a dash before each turn, without their dashes."""
    runs: list[list[QuotedSpan]] = [[]]
    for paragraph in _PARAGRAPH.finditer(text):
        dash = _DASH.match(text, paragraph.start(), paragraph.end())
        if dash and _ENDS_SENTENCE.search(paragraph.group()):
            runs[-1].append(QuotedSpan(dash.end(), paragraph.start() + len(paragraph.group().rstrip())))
        elif paragraph.group().strip():
            runs.append([])
    return [span for run in runs if len(run) >= _LEAST_LINES for span in run]


def _spans_of(text: str, start: int, end: int, open_mark: str | None) -> tuple[list[QuotedSpan], str | None]:
    """The quotations of one paragraph, and the mark that it leaves open.

    A quotation of several paragraphs is opened again in each and closed in the
    last; only a paragraph that begins so continues what was left open.
    """
    marks = list(_marks(text, start, end))
    if open_mark is None and _is_reversed(mark for _, mark in marks):
        marks = [(at, _REVERSED.get(mark, mark)) for at, mark in marks]
    first = start + len(text[start:end]) - len(text[start:end].lstrip())
    continues = bool(open_mark and marks and marks[0][0] == first and marks[0][1] in _repeating(open_mark))
    spans: list[QuotedSpan] = []
    left_open = None
    for begin, closed_at, opening in _paired(text, marks, first if continues else None):
        is_continued = continues and begin == first + 1
        if closed_at is None:
            left_open = opening
        spans.append(_trimmed(text, begin, end if closed_at is None else closed_at, is_continued))
    return spans, left_open


def _paired(
    text: str, marks: Iterable[tuple[int, str]], continued_at: int | None
) -> Iterator[tuple[int, int | None, str]]:
    """For each quotation that is inside no other: where its words begin, its closing mark, and how it was opened.

    Only of the last the closing mark may be missing; ``continued_at`` is the mark that opens again one left open.
    """
    depth, begin, opening = 0, 0, ""
    for at, mark in marks:
        if depth == 0:
            if mark in _CLOSINGS or (mark == '"' and _OPENS.match(text, at)) or at == continued_at:
                depth, begin, opening = 1, at + 1, _OPENINGS.get(mark, mark)
        elif mark == opening != '"':
            depth += 1
        elif mark in (opening if opening == '"' else _CLOSINGS.get(opening, "")):
            depth -= 1
            if depth == 0:
                yield begin, at, opening
    if depth:
        yield begin, None, opening


def _is_reversed(marks: Iterable[str]) -> bool:
    """Whether guillemets of a paragraph point inwards, as in »Nein«: each closing one has its opening one behind it."""
    pointed = [mark for mark in marks if mark in _REVERSED]
    return bool(pointed) and pointed == ["»", "«"] * (len(pointed) // 2)


def _repeating(open_mark: str) -> str:
    """The marks with which a paragraph goes on with a quotation: the opening one, in French the closing one too."""
    return open_mark + _CLOSINGS.get(open_mark, "")


def _marks(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    for at in range(start, end):
        sign = text[at]
        if (
            sign in _CLOSINGS
            or sign in _OPENINGS
            or (sign == '"' and (_OPENS.match(text, at) or _CLOSES.match(text, at)))
        ):
            yield at, sign


def _trimmed(text: str, start: int, end: int, continues: bool) -> QuotedSpan:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return QuotedSpan(start, end, continues)

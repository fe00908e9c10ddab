"""The headline of a dump that keeps the layout of its page: the line that a forest finds likeliest, or none.

Text browsers part what stands apart on a page by blank lines, and some of them centre or set out its headings. What
that tells of a line, of those above and below it and of its way to the text is learned from the dumps of four of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines import forests
from pipelines.read.front_matter import dump_titles
from pipelines.read.rules.line_context import LineContext
from pipelines.read.rules.line_rules import LineFacts
from pipelines.text.counts import Floats

#: Columns of `dump_titles` that say nothing more beside those of the layout.
_LEFT_OUT = (
    "rivals",
    "date",
    "brackets",
    "few_long_words",
    "words",
    "best",
    "kept",
    "upper_case",
    "long",
    "short",
    "after",
)
WORDED = tuple(name for name in dump_titles.COLUMNS if name not in _LEFT_OUT)
ITSELF = ("may_head", "is_centred", "is_outdented", "characters", "n_words", "is_doubled")
NEIGHBOURS = (
    "blank_before",
    "blank_after",
    "probability_before",
    "probability_behind",
    "probability_second",
    "words_above",
    "words_below",
    "in_lead_above",
    "in_lead_below",
    "goes_on",
)
WAY = ("is_below_centred", "to_byline", "from_date", "to_date", "gap", "short_between", "paragraphs_above")
AMONG = ("less_in_lead", "n_above")
LAYOUT = (*ITSELF, *NEIGHBOURS, *WAY, *AMONG)
COLUMNS = (*WORDED, *LAYOUT)
#: Rows above the body that are looked at, and how far a day or a byline may be; farther is so many.
_BEFORE, _REACH, _BELOW, _FAR = 120, 130, 10, 50
_SHORTEST, _LONGEST, _MOST_WORDS = 4, 400, 45
#: A line of fewer words is an entry of a menu.
_ENTRY_WORDS = 4
#: A line that says twice the same is no shorter.
_DOUBLED = 12
#: Blank lines behind the last line.
_AT_END = 3
#: The log-odds from which a line is named, against none being the headline.
LEAST = -1.0
FILE = "layout_titles.npz"
#: A dump keeps its layout where such a share of so many lines has a blank line before it. In dumps of text browsers it
#: is .56 at most; where a blank line parts all from all, as in copied text, it tells nothing, and only lines that are
#: centred or set out do.
_LEAST_LINES, _LEAST_PARTED, _MOST_PARTED = 10, 0.1, 0.75
_WORDS = [dump_titles.AT[name] for name in WORDED]


def keeps_layout(context: LineContext) -> bool:
    """Whether a dump keeps the blank lines of its page, or where its lines were set."""
    lines = context.lines
    parted = sum(line.blank_before > 0 for line in lines) / max(1, len(lines))
    is_told = parted <= _MOST_PARTED or any(line.is_centred or line.is_outdented for line in lines)
    return len(lines) >= _LEAST_LINES and parted >= _LEAST_PARTED and is_told


def layout_row(context: LineContext, start: int) -> int | None:
    """The row of the likeliest headline of a text that begins at row `start`, None where none is likely."""
    rows, values = candidates(context, start)
    if not rows:
        return None
    scores = _forest().score(values)
    best = int(scores.argmax())
    return rows[best] if scores[best] > LEAST else None


def _forest() -> forests.Forest:
    forest = forests.load(__package__ or "", FILE)
    forest.check(COLUMNS)
    return forest


def candidates(context: LineContext, start: int) -> tuple[list[int], Floats]:
    """The rows of the lines that may be the headline, nearly all around the start of the body, and their columns."""
    if not context.kept:
        return [], np.zeros((0, len(COLUMNS)), np.float32)
    reach, lead = dump_titles.Reach.of(context, start, _BEFORE), dump_titles.lead_of(context)
    rows = [row for row in (*reach.near, *reach.behind) if _may_be_title(context.lines[row].text)]
    worded = dump_titles.describe(context, start, rows, reach, lead)
    likely = {*dump_titles.likely_rows(context, start, reach)}
    in_lead = worded[:, dump_titles.AT["in_lead"]]
    return rows, np.hstack([worded[:, _WORDS], _laid_out(context, start, rows, likely, lead, in_lead)])


def _may_be_title(text: str) -> bool:
    return _SHORTEST <= len(text) <= _LONGEST and len(text.split()) <= _MOST_WORDS


def _laid_out(
    context: LineContext, start: int, rows: Sequence[int], likely: set[int], lead: set[str], in_lead: Floats
) -> Floats:
    """The columns of `LAYOUT`; ``likely`` are the rows that may be the headline for what they say."""
    landmarks = _Landmarks.of(context, start, rows)
    values = np.zeros((len(rows), len(LAYOUT)), np.float32)
    for at, row in enumerate(rows):
        itself = (row in likely, *_itself(context.lines[row]))
        values[at] = (*itself, *_neighbours(context, row, lead), *landmarks.way_from(row), in_lead[at], at)
    if len(rows):
        values[:, LAYOUT.index("less_in_lead")] -= in_lead.max()
    return values


def _itself(line: LineFacts) -> tuple[float, ...]:
    """The columns of `ITSELF` but the first."""
    text = line.text
    return line.is_centred, line.is_outdented, len(text), len(text.split()), _is_doubled(text)


def _neighbours(context: LineContext, row: int, lead: set[str]) -> tuple[float, ...]:
    """The columns of `NEIGHBOURS`."""
    lines, probability = context.lines, context.verdict.probability
    above = (probability[row - 1], lines[row - 1].n_words, _in_lead(lines[row - 1], lead)) if row else (0.0, 0, -1.0)
    second = probability[min(row + 2, len(lines) - 1)]
    if row + 1 == len(lines):
        return lines[row].blank_before, _AT_END, above[0], 0.0, second, above[1], 0, above[2], -1.0, 0.0
    below = lines[row + 1]
    return (
        lines[row].blank_before,
        below.blank_before,
        above[0],
        probability[row + 1],
        second,
        above[1],
        below.n_words,
        above[2],
        _in_lead(below, lead),
        _goes_on(lines[row].text, below.text),
    )


class _Landmarks(NamedTuple):
    """Where the text begins and has its paragraphs, and where lines are centred, date or sign; entries of menus."""

    start: int
    paragraphs: Sequence[int]
    centred: set[int]
    dates: Sequence[int]
    bylines: Sequence[int]
    n_entries: NDArray[np.int64]

    @classmethod
    def of(cls, context: LineContext, start: int, rows: Sequence[int]) -> _Landmarks:
        """Those of a text that begins at row `start`; `rows` are the candidates."""
        lines = context.lines
        around = range(max(start - _REACH, 0), min(start + _BELOW, len(lines)))
        return cls(
            start,
            context.prose or context.kept,
            {row for row in rows if row < start and lines[row].is_centred},
            [row for row in around if lines[row].is_dated],
            [row for row in around if (role := lines[row].role) is not None and role.role == "byline"],
            np.concatenate([[0], np.cumsum(context.verdict.n_words < _ENTRY_WORDS)]),
        )

    def way_from(self, row: int) -> tuple[float, ...]:
        """The columns of `WAY`."""
        first, end = sorted((row, self.start))
        return (
            bool(self.centred) and row not in self.centred,
            _steps(row, self.bylines),
            _steps(-row, [-other for other in self.dates]),
            _steps(row, self.dates),
            self.start - row,
            self.n_entries[end] - self.n_entries[first],
            sum(self.start <= above < row for above in self.paragraphs),
        )


def _steps(row: int, others: Iterable[int]) -> int:
    """How many rows below a row the next of the others stands."""
    return min((other - row for other in others if other > row), default=_FAR)


def _in_lead(line: LineFacts, lead: set[str]) -> float:
    """The share of a line's longer words that the lead has."""
    return dump_titles.share_of(line.plain, lead)


def _is_doubled(text: str) -> bool:
    """Whether a line says something twice, as a picture's text and its caption do ("A bridgeA bridge")."""
    half, words = len(text) // 2, text.split()
    if len(text) > _DOUBLED and len(text) % 2 == 0 and text[:half] == text[half:]:
        return True
    middle = len(words) // 2
    return middle > 1 and len(words) % 2 == 0 and words[:middle] == words[middle:]


def _goes_on(text: str, below: str) -> bool:
    """Whether the line below begins with the same words and goes on: a caption and its credit."""
    return _may_be_title(below) and below.startswith(text) and len(below) > len(text)

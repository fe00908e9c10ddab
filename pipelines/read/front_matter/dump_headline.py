"""The headline of a dump, where no markup names it: the likeliest of its candidates, or none.

Where the dump keeps the layout of its page, that tells most (`layout_titles`).
Elsewhere a linear score of what can be told without knowing the site ranks the
lines around the start of the body (`dump_titles`). A dump whose headline was
lost has none: then no line reaches the floor. `training.title_weights` finds the weights
in ``dump_titles.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from importlib.resources import files

import numpy as np

from pipelines.read.front_matter.dump_titles import AT, COLUMNS, Candidates, candidates
from pipelines.read.front_matter.layout_titles import keeps_layout, layout_row
from pipelines.read.rules.line_context import LineContext
from pipelines.read.rules.line_rules import LineFacts
from pipelines.text.counts import Floats
from pipelines.text.units import PARAGRAPH_WORDS

#: The share of its longer words that a headline after its body has in common with it.
_SPEAKS_OF_IT = 0.6
_SENTENCE_ENDS = ".:;,…»”。：；，"
#: Signs of the shortest headline above a date; a line with so little less merit is as good.
_SHORTEST, _AS_GOOD = 5, 1.0
#: A line right above a credit is a caption where one above it has so little less merit.
_CAPTIONED = 2.5
#: A kicker has at most so many words; the headline below it has little less merit, even where no date follows.
_KICKER_WORDS, _NEARLY_AS_GOOD = 3, 0.5
#: A line of so many words with a full stop is the first paragraph of a text without headline.
_SENTENCE_WORDS, _FULL_STOP = 5, re.compile(r"[^\W\d_]{4}\.$")
#: A line right above the date that has so much less merit is the standfirst of a headline further up.
_STANDFIRST = 4.0
#: The date of a text stands less than so many lines below the line with most merit.
_TO_DATE = 6
#: "… - Le Courrier": what a site adds to the headlines of its pages; and the signs of a headline that it may cut.
_OF_SITE, _CUT = re.compile(r"\s[-–—|]\s"), 60


def _weights() -> tuple[Floats, float]:
    data = tomllib.loads(files(__package__).joinpath("dump_titles.toml").read_text(encoding="utf-8"))
    return np.array([data["weights"].get(name, 0.0) for name in COLUMNS], np.float32), float(data["floor"])


_WEIGHTS, _FLOOR = _weights()


def headline_row(context: LineContext, start: int) -> int | None:
    """The row of the line that is the headline, None when none is likely; `start` is where the body begins."""
    if not context.kept:
        return None
    if keeps_layout(context):
        return layout_row(context, start)
    lines = context.lines
    found = candidates(context, start)
    scores = found.values @ _WEIGHTS
    if len(scores) and scores.max() > _FLOOR:
        best = _bare(lines, found.rows, _best(context, found.rows, scores))
        best = _beyond_caption(lines, found.rows, scores, best)
        return _beside_sentence(lines, found.rows, scores, best)
    above = _above_date(lines, start)
    if above is not None:
        return above
    if found.rows and found.rows[0] >= start:
        return _after_body(context, found, start)
    return _opening(context)


def _beyond_caption(lines: Sequence[LineFacts], rows: Sequence[int], scores: Floats, best: int) -> int:
    """The best row, or where a credit follows, alone or behind the same words, one above it of little less merit."""
    if best + 1 == len(lines) or not _credits(lines[best + 1], lines[best].text) or best not in rows:
        return best
    merits = dict(zip(rows, scores, strict=True))
    above = [row for row in rows if row < best and merits[row] > max(merits[best] - _CAPTIONED, _FLOOR)]
    return max(above, key=merits.__getitem__, default=best)


def _credits(line: LineFacts, text: str) -> bool:
    """Whether a line names who took a picture, or goes on behind the words of the one above."""
    is_credit = line.role is not None and line.role.role == "credit"
    return is_credit or (line.text.startswith(text) and len(line.text) > len(text))


def _beside_sentence(lines: Sequence[LineFacts], rows: Sequence[int], scores: Floats, best: int) -> int | None:
    """The best row where it is no sentence, else the likely one right above or below that caption or standfirst."""
    if not _is_sentence(lines[best].text):
        return best
    likely = {row for row, score in zip(rows, scores, strict=True) if score > _FLOOR}
    beside = (row for row in (best - 1, best + 1, best + 2) if row in likely)
    return next((row for row in beside if not _is_sentence(lines[row].text)), None)


def _is_sentence(text: str) -> bool:
    return text[-1] == "。" or (len(text.split()) >= _SENTENCE_WORDS and _FULL_STOP.search(text) is not None)


def _best(context: LineContext, rows: Sequence[int], scores: Floats) -> int:
    """The line with most merit, or one below it, right above the line that dates the text.

    A kicker has nearly as much merit; a site's name may have more, but unlike the headline it is not kept, which
    a headline far better than the standfirst above the date need not be either.
    """
    lines, kept = context.lines, context.verdict.kept
    best = int(scores.argmax())
    row = rows[best]
    if row + 1 in rows and _is_kicker(lines, row) and scores[rows.index(row + 1)] > scores[best] - _NEARLY_AS_GOOD:
        return row + 1
    dated = (below for below in range(row + 2, min(row + _TO_DATE, len(lines))) if lines[below].is_dated)
    above = next(dated, 0) - 1
    if above not in rows or scores[rows.index(above)] <= _FLOOR or lines[above].text[-1] in _SENTENCE_ENDS:
        return row
    less = scores[best] - scores[rows.index(above)]
    if above == row + 1:
        return above if less < _AS_GOOD else row
    return above if kept[above] and not kept[row] and less < _STANDFIRST else row


def _is_kicker(lines: Sequence[LineFacts], row: int) -> bool:
    """Whether a line is some words above another of twice as many, which no sentence ends."""
    n_words, n_below = (len(lines[at].text.split()) for at in (row, row + 1))
    return n_words <= _KICKER_WORDS and n_below > 2 * n_words and lines[row + 1].text[-1] not in ".:;,"


def _bare(lines: Sequence[LineFacts], rows: Sequence[int], best: int) -> int:
    """The line that is the best one without the name of the site behind it, or that one not cut short."""
    text = lines[best].text
    heads = {text[: match.start()] for match in _OF_SITE.finditer(text)}
    whole = (row for row in rows if _goes_on(lines[row].text, text.rstrip("….")))
    return next((row for row in rows if lines[row].text in heads), next(whole, best))


def _goes_on(line: str, text: str) -> bool:
    """Whether a line goes on where another was cut within a word."""
    rest = line[len(text) :]
    return line.startswith(text) and len(text) >= _CUT and len(rest) < len(text) / 2 and rest[:1].islower()


def _above_date(lines: Sequence[LineFacts], start: int) -> int | None:
    """The line above the one that dates the text right before its first paragraph."""
    row = start - 2
    if row < 0 or not _says_when_or_who(lines[row + 1]) or lines[row].role is not None:
        return None
    return row if len(lines[row].text) >= _SHORTEST and lines[row].text[-1] not in _SENTENCE_ENDS else None


def _says_when_or_who(line: LineFacts) -> bool:
    """Whether a line dates or signs a text, also where what it said was lost."""
    return line.is_dated or (line.role is not None and line.role.role == "byline")


def _opening(context: LineContext) -> int | None:
    """The first kept line where it is shaped like a heading: one that opens a text heads all of it."""
    lines, verdict, row = context.lines, context.verdict, context.kept[0]
    is_heading = 4 <= len(lines[row].text.split()) < PARAGRAPH_WORDS and lines[row].text[-1] not in _SENTENCE_ENDS
    is_followed = row + 1 < len(lines) and verdict.kept[row + 1] and verdict.n_words[row + 1] >= PARAGRAPH_WORDS
    return row if is_heading and is_followed else None


def _after_body(context: LineContext, found: Candidates, start: int) -> int | None:
    """The first line after the body that speaks of what it does."""
    end = context.kept[-1]
    for row, values in zip(found.rows, found.values, strict=True):
        is_line = values[AT["words"]] >= 0.5 and context.lines[row].text[-1] not in f"{_SENTENCE_ENDS}?!"
        if start < row >= end and is_line and values[AT["in_body"]] >= _SPEAKS_OF_IT:
            return row
    return None

"""The headline of a dump, where no markup names it: the likeliest of its candidates, or none.

A linear score of what can be told without knowing the site ranks the lines
around the start of the body (`dump_titles`). A dump whose headline was lost
has none: then no line reaches the floor. `train_titles` finds the weights in
``dump_titles.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from importlib.resources import files

import numpy as np

from pipelines.read.classifier.classify import Verdict
from pipelines.read.front_matter.dump_titles import AT, COLUMNS, PROSE_WORDS, Candidates, candidates
from pipelines.read.rules.phrase_rules import line_role
from pipelines.read.rules.signed_lines import is_dated_line
from pipelines.read.segmentation.text_blocks import Document, TextBlock
from pipelines.text.counts import Floats

#: The share of its longer words that a headline after its body has in common with it.
_SPEAKS_OF_IT = 0.6
_SENTENCE_ENDS = ".:;,…»”"
#: Signs of the shortest headline above a date; a line with so little less merit is as good.
_SHORTEST, _AS_GOOD = 5, 1.0
#: A kicker has at most so many words; the headline below it has little less merit, even where no date follows.
_KICKER_WORDS, _NEARLY_AS_GOOD = 3, 0.5
#: A line of so many words with a full stop is the first paragraph of a text without headline.
_SENTENCE_WORDS, _FULL_STOP = 5, re.compile(r"[^\W\d_]{4}\.$")
#: The date of a text stands less than so many lines below the line with most merit.
_TO_DATE = 6
#: "… - Le Courrier": what a site adds to the headlines of its pages; and the signs of a headline that it may cut.
_OF_SITE, _CUT = re.compile(r"\s[-–—|]\s"), 60


def _weights() -> tuple[Floats, float]:
    data = tomllib.loads(files(__package__).joinpath("dump_titles.toml").read_text(encoding="utf-8"))
    return np.array([data["weights"].get(name, 0.0) for name in COLUMNS], np.float32), float(data["floor"])


_WEIGHTS, _FLOOR = _weights()


def headline_row(document: Document, verdict: Verdict, start: int) -> int | None:
    """The row of the line that is the headline, None when none is likely; `start` is where the body begins."""
    if not verdict.kept.any():
        return None
    found = candidates(document, verdict, start)
    scores = found.values @ _WEIGHTS
    if len(scores) and scores.max() > _FLOOR:
        best = _bare(document.blocks, found.rows, _best(document.blocks, verdict, found.rows, scores))
        return _beside_sentence(document.blocks, found.rows, scores, best)
    above = _above_date(document.blocks, start)
    if above is not None:
        return above
    if found.rows and found.rows[0] >= start:
        return _after_body(document, verdict, found, start)
    return _opening(document.blocks, verdict)


def _beside_sentence(blocks: Sequence[TextBlock], rows: Sequence[int], scores: Floats, best: int) -> int | None:
    """The best row where it is no sentence, else the likely one right above or below that caption or standfirst."""
    if not _is_sentence(blocks[best].text):
        return best
    likely = {row for row, score in zip(rows, scores, strict=True) if score > _FLOOR}
    beside = (row for row in (best - 1, best + 1, best + 2) if row in likely)
    return next((row for row in beside if not _is_sentence(blocks[row].text)), None)


def _is_sentence(text: str) -> bool:
    return len(text.split()) >= _SENTENCE_WORDS and _FULL_STOP.search(text) is not None


def _best(blocks: Sequence[TextBlock], verdict: Verdict, rows: Sequence[int], scores: Floats) -> int:
    """The line with most merit, or one below it, right above the line that dates the text.

    A kicker has nearly as much merit; a site's name may have more, but unlike the headline it is not kept.
    """
    best = int(scores.argmax())
    row = rows[best]
    if row + 1 in rows and _is_kicker(blocks, row) and scores[rows.index(row + 1)] > scores[best] - _NEARLY_AS_GOOD:
        return row + 1
    dated = (below for below in range(row + 2, min(row + _TO_DATE, len(blocks))) if is_dated_line(blocks[below].text))
    above = next(dated, 0) - 1
    if above not in rows or scores[rows.index(above)] <= _FLOOR or blocks[above].text[-1] in _SENTENCE_ENDS:
        return row
    if above == row + 1:
        return above if scores[rows.index(above)] > scores[best] - _AS_GOOD else row
    return above if verdict.kept[above] and not verdict.kept[row] else row


def _is_kicker(blocks: Sequence[TextBlock], row: int) -> bool:
    """Whether a line is some words above another of twice as many, which no sentence ends."""
    n_words, n_below = (len(blocks[at].text.split()) for at in (row, row + 1))
    return n_words <= _KICKER_WORDS and n_below > 2 * n_words and blocks[row + 1].text[-1] not in ".:;,"


def _bare(blocks: Sequence[TextBlock], rows: Sequence[int], best: int) -> int:
    """The line that is the best one without the name of the site behind it, or that one not cut short."""
    text = blocks[best].text
    heads = {text[: match.start()] for match in _OF_SITE.finditer(text)}
    whole = (row for row in rows if _goes_on(blocks[row].text, text.rstrip("….")))
    return next((row for row in rows if blocks[row].text in heads), next(whole, best))


def _goes_on(line: str, text: str) -> bool:
    """Whether a line goes on where another was cut within a word."""
    rest = line[len(text) :]
    return line.startswith(text) and len(text) >= _CUT and len(rest) < len(text) / 2 and rest[:1].islower()


def _above_date(blocks: Sequence[TextBlock], start: int) -> int | None:
    """The line above the one that dates the text right before its first paragraph."""
    row = start - 2
    if row < 0 or not _says_when_or_who(blocks[row + 1].text) or line_role(blocks[row].text) is not None:
        return None
    return row if len(blocks[row].text) >= _SHORTEST and blocks[row].text[-1] not in _SENTENCE_ENDS else None


def _says_when_or_who(text: str) -> bool:
    """Whether a line dates or signs a text, also where what it said was lost."""
    role = line_role(text)
    return is_dated_line(text) or (role is not None and role.role == "byline")


def _opening(blocks: Sequence[TextBlock], verdict: Verdict) -> int | None:
    """The first kept line where it is shaped like a heading: one that opens a text heads all of it."""
    row = int(verdict.kept.argmax())
    is_heading = 4 <= len(blocks[row].text.split()) < PROSE_WORDS and blocks[row].text[-1] not in _SENTENCE_ENDS
    is_followed = row + 1 < len(blocks) and verdict.kept[row + 1] and verdict.n_words[row + 1] >= PROSE_WORDS
    return row if is_heading and is_followed else None


def _after_body(document: Document, verdict: Verdict, found: Candidates, start: int) -> int | None:
    """The first line after the body that speaks of what it does."""
    end = int(verdict.kept.nonzero()[0][-1])
    for row, values in zip(found.rows, found.values, strict=True):
        is_line = values[AT["words"]] >= 0.5 and document.blocks[row].text[-1] not in f"{_SENTENCE_ENDS}?!"
        if start < row >= end and is_line and values[AT["in_body"]] >= _SPEAKS_OF_IT:
            return row
    return None

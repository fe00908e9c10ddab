"""Boxes that pages put among the paragraphs of a text: tickers of other news, letters to subscribe to.

A line of a ticker reads like a line of a programme and "our readers" may stand
in an article: the run of lines, and the box around a line, tell them apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from pipelines.read.rules.roles import Role
from pipelines.read.rules.signed_lines import is_dated_line
from pipelines.read.segmentation.text_blocks import TextBlock

#: "17:30 Un marché rouvre", "- 09:15Le pont reste fermé": a clock and a headline.
_CLOCKED = re.compile(r"\W*(?P<hour>[01]?\d|2[0-4])\s?[hH:]\s?(?P<minute>[0-5]\d)(?!\d)\W*[^\W\d_].*[^.;:,]$")
_LETTER = re.compile(r"\w")
#: Lines of a ticker, one after the other, at least; and words of one at most.
_TICKER, _TICKER_WORDS = 3, 25
#: Words with which a page speaks of itself, and to its readers; such lines of a box, its heading and its paragraphs.
_OF_SITE = re.compile(r"\b(?:nous|notre|nos|our|wir|unser\w*)\b", re.IGNORECASE)
_TO_READER = re.compile(r"\b(?:vous|votre|vos|you|your|Sie|Ihr\w*)\b", re.IGNORECASE)
#: A line that dots cut has more words than that.
DOTS, _CUT = ("…", "...", "[…]", "[...]"), 3
_CUT_OFF = (*DOTS, "(...)", "(…)")
#: "Accueil > Politique > Rives", "> Sports > Football"; it stands in so many rows from the top.
_PATH = re.compile(r"(?:[^<>›.]{2,30}\s)?[>›]\s(?:[^<>›.]{2,30}\s[>›]\s){1,4}[^<>›.]{2,60}")
_PATH_ROWS = 40
_QUOTED = re.compile(r"[«»“”„\"]")
_HEADING_WORDS, _BOX_WORDS = 10, 45
#: The role of a line that announces another article; words of the longest such line, and of the longest headline.
ANNOUNCES, _ANNOUNCEMENT, _HEADLINE = Role("related", "phrase"), 4, 18
_BOXED = frozenset({"navigation", "paywall", "comment", "cookie"})


def ticker(blocks: Sequence[TextBlock]) -> Iterator[int]:
    """Yield the rows of runs of headlines with a clock, the newest above: a programme begins with the earliest."""
    run: list[tuple[int, int]] = []
    for row in range(len(blocks) + 1):
        text = blocks[row].text if row < len(blocks) else "."
        if row < len(blocks) and not _LETTER.search(text):
            continue
        clock = _CLOCKED.match(text) if text.count(" ") < _TICKER_WORDS else None
        if clock is not None:
            run.append((row, int(clock["hour"]) * 60 + int(clock["minute"])))
            continue
        falls = sum(1 if later < earlier else -1 for (_, earlier), (_, later) in pairwise(run))
        if len(run) >= _TICKER and falls > 0:
            yield from (at for at, _ in run)
        run = []


def cut_lines(blocks: Sequence[TextBlock]) -> Iterator[int]:
    """Yield the rows of runs of lines that dots cut: the headlines and beginnings of other articles."""
    run: list[int] = []
    for row in range(len(blocks) + 1):
        if row < len(blocks) and blocks[row].text.endswith(DOTS) and blocks[row].text.count(" ") >= _CUT:
            run.append(row)
            continue
        if len(run) >= _TICKER:
            yield from run
        run = []


def announced(blocks: Sequence[TextBlock], said: Mapping[int, Role]) -> Iterator[int]:
    """Yield the rows right below a short line that announces another article, where they are its headline."""
    for row, role in said.items():
        is_announcement = role == ANNOUNCES and blocks[row].text.count(" ") < _ANNOUNCEMENT
        if is_announcement and row + 1 < len(blocks):
            below = blocks[row + 1].text
            is_headline = _CUT < below.count(" ") + 1 <= _HEADLINE and below[-1] not in ".;:,"
            if is_headline and _CLOCKED.match(below) is None:
                yield row + 1


def dated_teasers(blocks: Sequence[TextBlock], paragraphs: Sequence[int]) -> Iterator[int]:
    """Yield the rows below the last of `paragraphs` that dots cut above the line that dates them."""
    for row in range(paragraphs[-1] + 1, len(blocks) - 1):
        if blocks[row].text.endswith(_CUT_OFF) and is_dated_line(blocks[row + 1].text):
            yield row


def above_path(blocks: Sequence[TextBlock], paragraphs: Sequence[int]) -> range:
    """The rows above the path that leads from the site's front to the article, where the most of the text is below."""
    for row, block in enumerate(blocks[:_PATH_ROWS]):
        if _PATH.fullmatch(block.text) and sum(at > row for at in paragraphs) > len(paragraphs) / 2:
            return range(row)
    return range(0)


def beside(blocks: Sequence[TextBlock], found: Mapping[int, Role]) -> set[int]:
    """The rows right above a line that asks readers for something, in which the page speaks to them as well."""
    rows: set[int] = set()
    for row, role in found.items():
        if role.role not in _BOXED or role.rule != "phrase":
            continue
        above = row - 1
        while above >= 0 and above not in rows and _speaks_to_reader(blocks[above].text):
            rows.add(above)
            above -= 1
    return rows


def _speaks_to_reader(text: str) -> bool:
    n_words = text.count(" ") + 1
    if n_words > _BOX_WORDS or _QUOTED.search(text):
        return False
    of_site, to_reader = _OF_SITE.search(text), _TO_READER.search(text)
    is_heading = n_words <= _HEADING_WORDS and text[-1] not in ".?!…"
    return bool(of_site and to_reader) or bool(is_heading and (of_site or to_reader))

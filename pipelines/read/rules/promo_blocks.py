"""Promo blocks among the paragraphs of a dump: tickers and lists of other articles, letters to subscribe to.

A line of a ticker reads like a line of a programme and "our readers" may stand
in an article: the run of lines, and the lines around a line, tell them apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from pipelines.languages.lines import line_words
from pipelines.languages.patterns import one_of
from pipelines.read.metadata.agency import signs_off
from pipelines.read.rules.line_context import SENTENCE_ENDS, LineContext
from pipelines.read.rules.line_rules import DOTS, LineFacts

_LETTER = re.compile(r"\w")
#: Lines of a ticker, or of a list of lines that dots cut, one after the other, at least.
_RUN = 3
#: Words of the longest line of a ticker.
_TICKER_WORDS = 25
#: Words with which a page speaks of itself, and to its readers.
_OF_SITE = re.compile(rf"\b{one_of(line_words(lambda words: words.of_site))}\b", re.IGNORECASE)
_TO_READER = re.compile(rf"\b{one_of(line_words(lambda words: words.to_reader))}\b", re.IGNORECASE)
_QUOTED = re.compile(r"[«»“”„\"]")
#: Words of the longest heading, and of the longest paragraph, in which a page speaks to its readers.
_HEADING_WORDS, _ADDRESS_WORDS = 10, 45
#: Phrases that ask readers for something.
_REQUESTS = frozenset({"navigation", "paywall", "comment", "cookie"})
#: Words of the shortest line that dots cut.
_CUT = 4
_CUT_OFF = (*DOTS, "(...)", "(…)")
#: "Accueil > Politique > Rives", "> Sports > Football"; it stands in so many rows from the top.
_PATH = re.compile(r"(?:[^<>›.]{2,30}\s)?[>›]\s(?:[^<>›.]{2,30}\s[>›]\s){1,4}[^<>›.]{2,60}")
_PATH_ROWS = 40
#: Words of the longest line that announces another article, and of the shortest and the longest headline below it.
_ANNOUNCEMENT, _ANNOUNCED_LEAST, _ANNOUNCED_MOST = 4, 4, 18
#: Of all words kept, so many at most stand above the headline where they are no part of the article.
_ABOVE_HEADLINE = 0.15
#: Words of the shortest headline of another story, and of the longest in a list.
_HEADLINE_LEAST, _HEADLINE_MOST = 6, 40


def tickers(context: LineContext) -> Iterator[int]:
    """Yield the rows of runs of headlines with a clock, the newest above: a programme begins with the earliest."""
    lines = context.lines
    for run in _runs(context, lambda line: line.n_words <= _TICKER_WORDS and line.clock is not None):
        clocks = [clock for row in run if (clock := lines[row].clock) is not None]
        if sum(1 if later < earlier else -1 for earlier, later in pairwise(clocks)) > 0:
            yield from run


def cut_lines(context: LineContext) -> Iterator[int]:
    """Yield the rows of runs of lines that dots cut: the headlines and beginnings of other articles."""
    for run in _runs(context, lambda line: line.is_cut and line.n_words >= _CUT, is_broken_by_signs=True):
        yield from run


def _runs(
    context: LineContext, holds: Callable[[LineFacts], bool], is_broken_by_signs: bool = False
) -> Iterator[list[int]]:
    """Yield the runs of lines of which something holds; a line without letters may stand in one."""
    run: list[int] = []
    for row, line in enumerate(context.lines):
        if holds(line):
            run.append(row)
        elif is_broken_by_signs or _LETTER.search(line.text):
            if len(run) >= _RUN:
                yield run
            run = []
    if len(run) >= _RUN:
        yield run


def announced_headlines(context: LineContext) -> Iterator[int]:
    """Yield the rows right below a short line that announces another article, where they are its headline."""
    for row, role in context.phrases.items():
        if role == "related" and context.lines[row].n_words <= _ANNOUNCEMENT and row + 1 < len(context.lines):
            below = context.lines[row + 1]
            is_headline = _ANNOUNCED_LEAST <= below.n_words <= _ANNOUNCED_MOST and below.text[-1] not in ".;:,"
            if is_headline and below.clock is None:
                yield row + 1


def listed_headlines(context: LineContext) -> range:
    """The rows below the first line that announces other articles with none but their headlines below it."""
    lines, first = context.lines, len(context.lines)
    kept = set(context.kept)
    for row in range(len(lines) - 1, -1, -1):
        is_sentence = not lines[row].is_list_item and lines[row].text[-1] in SENTENCE_ENDS
        is_paragraph = is_sentence or context.verdict.n_words[row] > _HEADLINE_MOST
        if row in kept and is_paragraph and not _is_teaser(context, row):
            break
        if lines[row].phrases.outside == "related":
            first = row
    return range(first + 1, len(lines))


def _is_teaser(context: LineContext, row: int) -> bool:
    """Whether a paragraph is cut by dots below a headline, as those in lists of other articles are."""
    if row == 0 or not context.lines[row].text.endswith(("...", "…")):
        return False
    above = context.lines[row - 1]
    return above.text[-1] not in SENTENCE_ENDS and above.n_words >= _CUT


def other_stories(context: LineContext) -> list[int]:
    """The kept rows below a paragraph that an agency signs, where they begin with a headline."""
    for at, (row, below) in enumerate(pairwise(context.kept)):
        following = context.lines[below]
        is_headline = following.text[-1] not in SENTENCE_ENDS and following.n_words >= _HEADLINE_LEAST
        if is_headline and signs_off(context.lines[row].text):
            return context.kept[at + 1 :]
    return []


def dated_teasers(context: LineContext) -> Iterator[int]:
    """Yield the rows below the last paragraph that dots cut above the line that dates them."""
    lines = context.lines
    for row in range(context.paragraphs[-1] + 1, len(lines) - 1):
        if lines[row].text.endswith(_CUT_OFF) and lines[row + 1].is_dated:
            yield row


def lines_above_path(context: LineContext) -> range:
    """The rows above the path that leads from the site's front to the article, where most of the text is below."""
    paragraphs = context.paragraphs
    for row, line in enumerate(context.lines[:_PATH_ROWS]):
        if _PATH.fullmatch(line.text) and sum(at > row for at in paragraphs) > len(paragraphs) / 2:
            return range(row)
    return range(0)


def lines_above_headline(context: LineContext) -> range:
    """The rows above the headline that a page marks, where little of the text stands there: teasers and appeals."""
    headline = min(context.headlines, default=0)
    words = context.verdict.n_words * context.verdict.kept
    return range(headline) if 0 < words[:headline].sum() <= _ABOVE_HEADLINE * words.sum() else range(0)


def reader_addresses(context: LineContext) -> set[int]:
    """The rows right above a line that asks readers for something, in which the page speaks to them as well."""
    rows: set[int] = set()
    for row, role in context.phrases.items():
        above = row - 1 if role in _REQUESTS else -1
        while above >= 0 and above not in rows and _speaks_to_reader(context.lines[above]):
            rows.add(above)
            above -= 1
    return rows


def speaks_of_itself(text: str) -> bool:
    """Whether a page speaks of itself and to its readers, in words that nobody is quoted with."""
    return bool(_OF_SITE.search(text) and _TO_READER.search(text)) and _QUOTED.search(text) is None


def _speaks_to_reader(line: LineFacts) -> bool:
    if line.n_words > _ADDRESS_WORDS or _QUOTED.search(line.text):
        return False
    of_site, to_reader = _OF_SITE.search(line.text), _TO_READER.search(line.text)
    is_heading = line.n_words <= _HEADING_WORDS and line.text[-1] not in ".?!…"
    return bool(of_site and to_reader) or bool(is_heading and (of_site or to_reader))

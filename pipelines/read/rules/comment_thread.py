"""Where readers begin to speak: the thread of comments below an article.

A reader's comment of some sentences reads like an article, and so the forests
keep it. The line above it that counts the comments, or asks for one, does not:
below the article it parts the one from the other.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from pipelines.languages.boilerplate import all_boilerplate
from pipelines.read.rules.line_context import LineContext
from pipelines.text.counts import Floats

#: A line that counts comments is no longer.
_LONGEST_COUNT = 60
#: So many words of the article stand above its comments.
_FEWEST_WORDS = 60
#: Of all words kept, so many stand above a line that counts the comments, or
#: that asks for one: such lines may stand above an article, or inside it.
_SHARE_ABOVE_COUNT, _SHARE_ABOVE_REQUEST = 0.3, 0.6
#: Less is enough where the lines below bear days and clocks, so many at least, of so many lines each.
_SHARE_ABOVE_STAMPS, _STAMPS, _STAMPED = 0.1, 3, 8
_STAMP = re.compile(r"\b\d{1,2}[:.]\d\d\b.*(?:19|20)\d\d|(?:19|20)\d\d.*\b\d{1,2}[:.]\d\d\b")
_LONGEST_STAMP = 60
#: No thread of the sets with less than that above it reaches this mean probability.
_SURE = 0.95
#: From the line that opens comments to the time of the first, and on to the next, are so many lines at most.
_TO_STAMP = 4
#: Of all words kept, so many stand above comments that are known by their times.
_ABOVE_DATED = 0.3
_WORD = re.compile(r"\w+")


@cache
def _names() -> frozenset[str]:
    return frozenset(name.casefold() for pack in all_boilerplate().values() for name in pack.comment_names)


@cache
def _count() -> re.Pattern[str]:
    """A pattern of lines such as "12 réactions", "Comments (3)", "Tous les commentaires"."""
    name = f"(?:{'|'.join(sorted(_names(), key=len, reverse=True))})"
    return re.compile(
        rf"\W*(?:\d{{1,4}}\s{name}\b.{{0,40}}|(?:[^\W\d]{{1,5}}\s){{0,2}}{name}\s*(?:\(?\d{{1,4}}\)?)?[\s:|]*)$"
    )


def comment_thread(context: LineContext) -> list[int]:
    """The kept rows in which readers speak, below the line that counts their comments or asks for one."""
    verdict = context.verdict
    start, share = _thread_start(context)
    rows = [row for row in context.kept if row >= start]
    if share < _SHARE_ABOVE_REQUEST and _is_sure(verdict.n_words[rows], verdict.probability[rows]):
        return []
    return rows


def _thread_start(context: LineContext) -> tuple[int, float]:
    """The row that heads the comments, the number of rows where none does, and the share of words above it."""
    kept, n_words = context.verdict.kept, context.verdict.n_words
    total = float(n_words[kept].sum())
    above = 0.0
    headline = min(context.headlines, default=0)
    for row, line in enumerate(context.lines):
        if row < headline:
            # A menu may name comments above the headline; readers speak below it.
            above += float(n_words[row]) * bool(kept[row])
            continue
        share = above / total if above >= _FEWEST_WORDS else 0.0
        is_count, is_request = _counts_comments(line.text), line.phrases.inside == "comment"
        if (is_count or is_request) and share >= _SHARE_ABOVE_STAMPS and _are_stamped(context, row):
            return row, share
        if (is_count and share >= _SHARE_ABOVE_COUNT) or (is_request and share >= _SHARE_ABOVE_REQUEST):
            return row, share
        above += float(n_words[row]) * bool(kept[row])
    return len(context.lines), 1.0


def _are_stamped(context: LineContext, start: int) -> bool:
    """Whether the lines below a row bear days and clocks, as comments do, the first of them close to one another."""
    stamps = [
        row
        for row, line in enumerate(context.lines[start + 1 :])
        if len(line.text) <= _LONGEST_STAMP and _STAMP.search(line.text)
    ][:_STAMPS]
    return len(stamps) == _STAMPS and stamps[-1] - stamps[0] <= _STAMPED * (_STAMPS - 1)


def dated_comments(context: LineContext) -> range:
    """The rows of a dump below the line that opens comments, the times of several close below it.

    None where too little of the text stands above it.
    """
    lines, first = context.lines, context.body[0]
    stamps = [row for row in range(first + 1, len(lines)) if lines[row].is_dated]
    openings = (
        row
        for stamp, later in pairwise(stamps)
        if later - stamp <= _TO_STAMP
        for row in range(max(stamp - _TO_STAMP, first + 1), stamp)
        if lines[row].phrases.outside == "comment"
    )
    start = next(openings, len(lines))
    words = context.verdict.n_words * context.verdict.kept
    is_below = words[:start].sum() >= _ABOVE_DATED * words.sum()
    return range(start + 1, len(lines)) if is_below else range(0)


def _is_sure(n_words: Floats, probability: Floats) -> bool:
    """Whether the forest is as sure of these rows as of an article: then the count stood in its midst."""
    return float((n_words * probability).sum()) >= _SURE * float(n_words.sum())


def _counts_comments(text: str) -> bool:
    if len(text) >= _LONGEST_COUNT:
        return False
    line = text.casefold()
    return not _names().isdisjoint(_WORD.findall(line)) and _count().match(line) is not None

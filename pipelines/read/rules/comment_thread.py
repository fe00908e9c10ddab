"""Where readers begin to speak: the thread of comments below an article.

A reader's comment of some sentences reads like an article, and so the forests
keep it. The line above it that counts the comments, or asks for one, does not:
below the article it parts the one from the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pipelines.languages.boilerplate import all_boilerplate
from pipelines.read.rules.phrase_rules import line_role, phrase_role
from pipelines.read.rules.roles import Role
from pipelines.read.rules.signed_lines import is_dated_line
from pipelines.text.counts import Floats

#: A line that counts comments is no longer.
_LONGEST_COUNT = 60
#: So many words of the article stand above its comments.
_FEWEST_WORDS = 60
#: Of all words kept, so many stand above a line that counts the comments, or
#: that asks for one: such lines may stand above an article, or inside it.
_SHARE_ABOVE_COUNT, _SHARE_ABOVE_REQUEST = 0.3, 0.6
#: No thread of the sets with less than that above it reaches this mean probability.
_SURE = 0.95
#: From the line that opens comments to the time of the first, and on to the next, are so many lines at most.
_TO_STAMP = 4
_COMMENT = Role("comment", "comment_thread")
_WORD = re.compile(r"\w+")


@cache
def _names() -> frozenset[str]:
    return frozenset(name for pack in all_boilerplate().values() for name in pack.comment_names)


@cache
def _count() -> re.Pattern[str]:
    """A pattern of lines such as "12 réactions", "Comments (3)", "Tous les commentaires"."""
    name = f"(?:{'|'.join(sorted(_names(), key=len, reverse=True))})"
    return re.compile(
        rf"\W*(?:\d{{1,4}}\s{name}\b.{{0,40}}|(?:[^\W\d]{{1,5}}\s){{0,2}}{name}\s*(?:\(?\d{{1,4}}\)?)?[\s:|]*)$"
    )


def find_comments(
    texts: Sequence[str], kept: NDArray[np.bool_], n_words: Floats, probability: Floats
) -> dict[int, Role]:
    """Return the role of each kept row in which readers speak."""
    start, share = thread_start(texts, kept, n_words)
    rows = [int(row) for row in kept.nonzero()[0] if row >= start]
    if not rows or (share < _SHARE_ABOVE_REQUEST and _is_sure(n_words[rows], probability[rows])):
        return {}
    return dict.fromkeys(rows, _COMMENT)


def thread_start(texts: Sequence[str], kept: NDArray[np.bool_], n_words: Floats) -> tuple[int, float]:
    """Return the row that heads the comments, the number of rows where none does, and the share of words above it."""
    total = float(n_words[kept].sum())
    above = 0.0
    for row, text in enumerate(texts):
        share = above / total if above >= _FEWEST_WORDS else 0.0
        if share >= _SHARE_ABOVE_COUNT and _counts_comments(text):
            return row, share
        if kept[row]:
            above += float(n_words[row])
        elif share >= _SHARE_ABOVE_REQUEST and _asks_for_comment(text):
            return row, share
    return len(texts), 1.0


def answered_from(texts: Sequence[str], first: int) -> int:
    """The row of a dump from which readers speak: it opens their comments, the times of several close below it.

    Sought below the row `first`; the number of rows where there is none.
    """
    stamps = [row for row in range(first + 1, len(texts)) if is_dated_line(texts[row])]
    for stamp, later in pairwise(stamps):
        for row in range(max(stamp - _TO_STAMP, first + 1), stamp):
            role = line_role(texts[row])
            if role is not None and role.role == "comment" and later - stamp <= _TO_STAMP:
                return row
    return len(texts)


def _is_sure(n_words: Floats, probability: Floats) -> bool:
    """Whether the forest is as sure of these rows as of an article: then the count stood in its midst."""
    return float((n_words * probability).sum()) >= _SURE * float(n_words.sum())


def _counts_comments(text: str) -> bool:
    if len(text) >= _LONGEST_COUNT:
        return False
    line = text.casefold()
    return not _names().isdisjoint(_WORD.findall(line)) and _count().match(line) is not None


def _asks_for_comment(text: str) -> bool:
    role = phrase_role(text)
    return role is not None and role.role == "comment"

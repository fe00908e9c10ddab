"""Paragraphs that ask readers for money, among those of an article and in its dress."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipelines.languages.boilerplate import all_boilerplate
from pipelines.read.rules.line_context import LineContext

#: A longer paragraph tells more than it asks for.
_MOST_WORDS = 70
_WORD = re.compile(r"[^\W_]+|[$£€]")
#: Who is quoted may ask for money in the news.
_QUOTED = re.compile(r"[«»“”\"„]")


@cache
def _kinds() -> tuple[tuple[frozenset[str], ...], ...]:
    """The kinds of words of each language that has them; giving before what it is for, as one word may be both."""
    appeals = (pack.appeals for pack in all_boilerplate().values())
    return tuple(
        (frozenset(words.giving), frozenset(words.press), frozenset(words.readers), frozenset(words.ours))
        for words in appeals
        if words.giving
    )


def is_appeal(text: str) -> bool:
    """Whether a paragraph addresses its readers for those who write, and asks for what keeps a paper alive."""
    if text.count(" ") >= _MOST_WORDS or _QUOTED.search(text):
        return False
    words = set(_WORD.findall(text.casefold()))
    return any(_has_all(words, kinds) for kinds in _kinds())


def _has_all(words: set[str], kinds: tuple[frozenset[str], ...]) -> bool:
    giving, *others = (words & kind for kind in kinds)
    return bool(giving) and all(others) and len(giving | others[0]) > 1


def appeals(context: LineContext) -> Iterator[int]:
    """The kept rows that are appeals."""
    return (row for row in context.kept if is_appeal(context.lines[row].text))

"""Paragraphs in another language than the rest of a dump: a page slips in other sites' news."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from pipelines.read.rules.line_context import LineContext

#: Function words of the language of a text, and of another, in a paragraph that is foreign to it.
_FEW, _MANY = 1, 6
#: Of the signs of a text, those of other sites' paragraphs are no more.
_SLIPPED_IN = 0.3


def foreign_paragraphs(context: LineContext) -> set[int]:
    """The kept rows in another language than the rest, and their headings.

    Where they are more than a small part, the text has several languages, or one of which few words are known.
    """
    words = {row: context.lines[row].function_words for row in context.kept}
    total = sum(words.values(), Counter())
    main = max(total, key=lambda language: (total[language], language), default="")
    foreign = {row for row in words if words[row][main] <= _FEW and max(words[row].values(), default=0) >= _MANY}
    length = sum(len(context.lines[row].text) for row in words)
    if sum(len(context.lines[row].text) for row in foreign) > _SLIPPED_IN * length:
        return set()
    return foreign | {above for above, row in pairwise(context.kept) if row in foreign and not words[above][main]}

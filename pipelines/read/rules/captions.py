"""Captions of a dump, where no markup says that they are: sentences without a verb, lines repeated with a credit.

Pages give a caption to readers and to machines, so that many stand twice, in
two lines or in one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, pairwise

from pipelines.languages.lines import line_words
from pipelines.languages.patterns import one_of
from pipelines.read.rules.line_context import LineContext

#: Words of the shortest sentence that is doubled.
_DOUBLED = 6
#: Words of the shortest headline, and one more than those of the longest caption.
_HEADLINE, _LONGEST = 5, 31
#: A line that is twice the same has so many of its first signs again.
_BEGINNING = 12
#: A credited caption has a headline within so many rows above it.
_ABOVE = 2
#: So many signs at the end of a caption hold its day.
_DAY_REACH = 30
_WORD = re.compile(r"\w+")
#: "… © Anne Morel", "…, AFP/Anne Morel": what follows where a line is repeated with its credit.
_CREDIT = re.compile(
    rf"\W*(?:©|@|\(?{one_of(line_words(lambda words: words.credits.pictures))}\b|[\w .'’-]{{2,40}}/)", re.IGNORECASE
)
#: "…, le 8 avril 2022.", "… en octobre 2022.": the day of a picture.
_DATED = re.compile(
    rf"(?:\d{{1,2}}{one_of(line_words(lambda words: words.dates.day_endings))}?"
    rf"|{one_of(line_words(lambda words: words.dates.month_openers))}) [^\W\d]{{3,9}} (?:19|20)\d\d\W{{0,2}}$"
)


def captions(context: LineContext) -> set[int]:
    """The rows that any of the rules below finds."""
    found = (doubled_captions(context), credited_captions(context), dated_captions(context), opening_caption(context))
    return set(chain.from_iterable(found))


def doubled_captions(context: LineContext) -> Iterator[int]:
    """Yield the rows that give all their words twice, and sentences that give the same once."""
    doubled = {row: half for row, line in enumerate(context.lines) if (half := _half(line.text))}
    if doubled:
        yield from doubled
        halves = set(doubled.values())
        yield from (
            row for row, line in enumerate(context.lines) if line.text[-1] == "." and _words(line.text) in halves
        )


def credited_captions(context: LineContext) -> Iterator[int]:
    """Yield the rows of lines that stand above themselves with a credit; the first of a text may be its headline."""
    for row, (line, below) in enumerate(pairwise(context.lines)):
        if line.n_words < _HEADLINE or len(below.text) <= len(line.text) or not below.text.startswith(line.text):
            continue
        if _CREDIT.match(below.text[len(line.text) :]):
            yield row + 1
            if any(above.n_words >= _HEADLINE - 1 for above in context.lines[max(row - _ABOVE, 0) : row]):
                yield row


def dated_captions(context: LineContext) -> Iterator[int]:
    """Yield the rows of sentences without a verb that end with a day or a month."""
    for row, line in enumerate(context.lines):
        if line.n_words < _LONGEST and _DATED.search(line.text[-_DAY_REACH:]) and line.is_nominal:
            yield row


def opening_caption(context: LineContext) -> Iterator[int]:
    """Yield the first kept row where it is a sentence without a verb above a credit."""
    if not context.kept or context.kept[0] + 1 >= len(context.lines):
        return
    row = context.kept[0]
    below = context.lines[row + 1].role
    is_above_credit = context.lines[row].n_words < _LONGEST and below is not None and below.role == "credit"
    if is_above_credit and context.lines[row].is_nominal:
        yield row


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


def _half(text: str) -> tuple[str, ...]:
    """The first half of the words of a line that are twice the same, nothing where they are not."""
    if text[:_BEGINNING] not in text[_BEGINNING:]:
        return ()
    words = _words(text)
    half = words[: len(words) // 2]
    return half if len(half) >= _DOUBLED and half * 2 == words else ()

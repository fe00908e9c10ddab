"""Printed days that are not those of a text: of the visit to its page, of its last change, of other texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from pipelines.read.publication_date.printed import PrintedDate
from pipelines.read.publication_date.visible_lines import VisibleText
from pipelines.read.rules.phrase_rules import phrase_roles

#: Today's date in the head of a page is at least so many days after its text's.
#: Of ten dumps with two such days the nearer one was right eight times, the other never.
_SEEN_LATER = 10
#: A day at the headline that has none of these may be the text's own.
_NOT_OWN = frozenset({"mid-sentence", "line-prose", "label-trap", "label-pictured", "label-updated"})
#: From the day of publication to that of the change are so many signs at most.
_TO_CHANGE = 60
#: What lies between two days side by side: no more than the clock of the first.
_SIDE_BY_SIDE = re.compile(r"[ \t|·•,]*(?:\d{1,2}[:.h]\d\d(?:[:.]\d\d)?[ \t|·•,]*)?")

#: The words that lead to other texts stand so many lines above the day of one of them, in so many signs.
_LED_LINES, _LEADING, _ABOVE = 4, 40, 500

Described = Mapping[int, tuple[str, ...]]


def days_of_visit(dates: Sequence[PrintedDate], described: Described) -> set[int]:
    """Return which days printed above a text are those on which its page was seen.

    A page that prints today's date does so in its head, above the headline; the day of the text is none
    later, and stands at the headline, next to the text or, as the only one, is said to be.
    """
    return {*_above_headline(dates, described), *_above_prose(dates, described)}


def _above_headline(dates: Sequence[PrintedDate], described: Described) -> Iterator[int]:
    at_headline = (
        index for index, features in described.items() if "at-headline" in features and _NOT_OWN.isdisjoint(features)
    )
    own = min(at_headline, key=lambda index: dates[index].start, default=None)
    for index, features in described.items():
        if own is not None and "before-headline" in features and dates[index].day >= dates[own].day:
            yield index


def _above_prose(dates: Sequence[PrintedDate], described: Described) -> Iterator[int]:
    above = [index for index, features in described.items() if "above-prose" in features]
    labelled = [index for index, features in described.items() if "label-published" in features]
    beside = [index for index in above if "prose-next" in described[index]]
    if not beside and len({dates[index].day for index in labelled}) == 1:
        beside = labelled
    if not beside:
        return
    own = max(beside, key=lambda index: dates[index].start)
    for index in set(above) - set(beside):
        if dates[index].start < dates[own].start and (dates[index].day - dates[own].day).days >= _SEEN_LATER:
            yield index


def days_of_change(text: str, dates: Sequence[PrintedDate], described: Described) -> Iterator[int]:
    """Yield the days of a change beside an earlier one, that of the publication.

    They are said to be ("4 May 2023 | Updated: 9 May 2023"), or stand side by side with it, as templates print both.
    """
    ordered = sorted(described, key=lambda index: dates[index].start)
    for pair in pairwise(ordered):
        first, second = (dates[index] for index in pair)
        between = text[first.end : second.start]
        if _SIDE_BY_SIDE.fullmatch(between):
            if first.day != second.day:
                yield max(pair, key=lambda index: dates[index].day)
        elif len(between) <= _TO_CHANGE and first.day < second.day:
            updated = ["label-updated" in described[index] for index in pair]
            if updated == [False, True]:
                yield pair[1]


def days_of_teasers(visible: VisibleText, dates: Sequence[PrintedDate], shapes: Sequence[str]) -> set[int]:
    """Return which days below the headline of a plain text are those of other texts it leads to.

    The days of a list follow one another closely, on lines of one shape.
    """
    found: set[int] = set()
    shape, reach = "", -1
    if visible.headline is None or visible.is_page:
        return found
    for index in sorted(range(len(dates)), key=lambda index: dates[index].start):
        start = dates[index].start
        is_next = shapes[index] == shape and start <= reach
        if start > visible.headline and (is_next or _is_of_teaser(visible.text, visible.headline, start)):
            found.add(index)
            shape, reach = shapes[index], start + _ABOVE
    return found


def _is_of_teaser(text: str, headline: int, start: int) -> bool:
    """Return whether words that lead to other texts ("Related stories") stand alone closely above a day.

    They stand below the headline: above it they are entries of a menu.
    """
    above = text[max(headline, start - _ABOVE) : start].split("\n")[:-1]
    lines = [line.strip() for line in above if line.strip()][-_LED_LINES:]
    return any(len(line) <= _LEADING and phrase_roles(line).outside == "related" for line in lines)

"""Printed days that are not those of a text: of the visit to its page, and of its last change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from pipelines.read.publication_date.printed import PrintedDate

#: Today's date in the head of a page is at least so many days after its text's.
#: Of ten dumps with two such days the nearer one was right eight times, the other never.
_SEEN_LATER = 10
#: A day at the headline that has none of these may be the text's own.
_NOT_OWN = frozenset({"mid-sentence", "line-prose", "label-trap", "label-pictured", "label-updated"})
#: From the day of publication to that of the change are so many signs at most.
_TO_CHANGE = 60

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


def days_of_change(dates: Sequence[PrintedDate], described: Described) -> Iterator[int]:
    """Yield the days said to be of a change right behind an earlier one: "4 May 2023 | Updated: 9 May 2023"."""
    ordered = sorted(described, key=lambda index: dates[index].start)
    for index, following in pairwise(ordered):
        published, changed = dates[index], dates[following]
        is_change = "label-updated" in described[following] and "label-updated" not in described[index]
        if is_change and changed.start - published.end <= _TO_CHANGE and published.day < changed.day:
            yield following

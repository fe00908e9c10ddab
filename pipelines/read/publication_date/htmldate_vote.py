"""htmldate's vote on a page, believed where the page bears it out.

htmldate fills in what a page leaves out: from "Februar 2019" it makes the
19 February 2019, from "2019-02" the day of the month that it is today. The one
it may not do here, so that a page's date is the same on every day it is read;
of the other its day counts only where the page, or its address, holds the day,
the month and the year close together.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from typing import NamedTuple

from htmldate import extractors, find_date

from pipelines.read.publication_date.month_names import months
from pipelines.read.publication_date.printed import LAST_YEAR

#: A day and its month stand within so many signs of their year.
_REACH = 24
#: Of the places that say a day so many are looked at.
_MOST_PLACES = 20
_TAG, _SCRIPT = re.compile(r"<[^<>]*>"), re.compile(r"<(?:script|style)\b", re.IGNORECASE)


#: dateutil's reading of a text, which fills in from today what the text leaves out.
_parse: Callable[..., datetime] = vars(extractors)["dateutil_parse"]


def whole_date(text: str, **options: bool) -> datetime:
    """The date of a text, as dateutil reads it; ValueError where the text leaves out its day, month or year."""
    given = datetime(2001, 1, 1), datetime(2002, 2, 2)
    first, second = (_parse(text, default=default, **options) for default in given)
    if first != second:
        raise ValueError(f"{text!r} is no whole date")
    return first


vars(extractors)["dateutil_parse"] = whole_date


class Vote(NamedTuple):
    """A day, and the words that bear it out: in the ``text`` of the page, in its ``markup`` or in its ``url``."""

    day: date
    words: str
    place: str
    start: int | None
    end: int | None


def htmldate_vote(source: str, url: str | None) -> Vote | None:
    """Return the day htmldate finds on a page, None without one or where the page does not say it.

    Its extensive search is left off: it invents a day where it finds a year.
    """
    try:
        found = find_date(source, extensive_search=False, original_date=True, url=url, max_date=f"{LAST_YEAR}-12-31")
    except Exception:  # whatever breaks inside, the page has other clues
        return None
    day = date.fromisoformat(found) if found else None
    if day is None:
        return None
    if spans := said_in(source, day):
        start, end = min(
            spans[:_MOST_PLACES], key=lambda span: (_is_markup(source, span[0]), span[1] - span[0], span[0])
        )
        place = "markup" if _is_markup(source, start) else "text"
        return Vote(day, " ".join(_TAG.sub(" ", source[start:end]).split()), place, start, end)
    if url and (spans := said_in(url, day)):
        start, end = spans[0]
        return Vote(day, url[start:end], "url", None, None)
    return None


def _is_markup(source: str, place: int) -> bool:
    """Whether a place of a page lies in a tag or in a script."""
    if source.rfind("<", 0, place) > source.rfind(">", 0, place):
        return True
    opened = max((match.start() for match in _SCRIPT.finditer(source, 0, place)), default=-1)
    return opened >= 0 and source.find("</", opened, place) < 0


def said_in(text: str, day: date) -> list[tuple[int, int]]:
    """Return where a text has a day, its month and its year within reach of each other, from the first to the last."""
    if (at := text.find(f"{day:%Y%m%d}")) >= 0:
        return [(at, at + len("YYYYMMDD"))]
    # The digit of a tag's name, <h1>, is no day.
    day_pattern = re.compile(rf"(?<![\da-zA-Z])0?{day.day}(?!\d)")
    month_pattern = _month_pattern(day.month)
    found = []
    for year in re.finditer(rf"(?<!\d){day.year}(?!\d)|(?<=[./-]){day.year % 100:02}(?!\d)", text):
        low, high = max(0, year.start() - _REACH), min(len(text), year.end() + _REACH)
        # A number that the reach cuts in two, 20|19, is no day.
        while high > year.end() and text[high - 1].isdigit() and text[high : high + 1].isdigit():
            high -= 1
        sides = ((low, year.start()), (year.end(), high))
        days = [match for side in sides for match in day_pattern.finditer(text, *side)]
        months = [match for side in sides for match in month_pattern.finditer(text, *side)]
        spans = [
            (min(year.start(), one.start(), other.start()), max(year.end(), one.end(), other.end()))
            for one in days
            for other in months
            if one.end() <= other.start() or other.end() <= one.start()
        ]
        if spans:
            found.append(min(spans, key=lambda span: span[1] - span[0]))
    return found


@cache
def _month_pattern(number: int) -> re.Pattern[str]:
    """Return a pattern of a month: its number or its name in any language."""
    names = sorted((name for name, month in months().items() if month == number), key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\d)0?{number}(?!\d)|(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", re.I)

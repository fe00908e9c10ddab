"""Holidays: the day a feast falls on in a year.

A feast is written ``12-25`` (a day of the year), ``E-2`` (days from Easter) or
``11-W4-4`` (the fourth Thursday of November; ``W5`` is the last of the month).
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from pipelines.text.timex_values import month_interval

_FROM_EASTER = re.compile(r"E([+-]\d+)")
_OF_MONTH = re.compile(r"(\d\d)-W([1-5])-([1-7])")


def holiday_in(year: int, feast: str) -> date:
    """Return the day a feast falls on; raises ValueError when it is written otherwise."""
    if match := _FROM_EASTER.fullmatch(feast):
        return easter(year) + timedelta(days=int(match[1]))
    if match := _OF_MONTH.fullmatch(feast):
        return _weekday_of_month(year, int(match[1]), int(match[2]), int(match[3]))
    return date.fromisoformat(f"{year:04}-{feast}")


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar, by the method of Meeus, Jones and Butcher."""
    golden, century, of_century = year % 19, year // 100, year % 100
    leap = century - century // 4 - (8 * century + 13) // 25 + 15
    epact = (19 * golden + leap) % 30
    epact -= (golden + 11 * epact) // 319
    weekday = (2 * (century % 4) + 2 * (of_century // 4) - epact - of_century % 4 + 32) % 7
    month = (epact + weekday + 90) // 25
    return date(year, month, (epact + weekday + month + 19) % 32)


def _weekday_of_month(year: int, month: int, number: int, weekday: int) -> date:
    span = month_interval(year, month)
    first = span.earliest + timedelta(days=(weekday - span.earliest.isoweekday()) % 7)
    found = first + timedelta(days=7 * (number - 1))
    return found if found <= span.latest else found - timedelta(days=7)

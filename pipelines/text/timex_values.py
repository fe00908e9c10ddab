"""TIMEX3 values and the days they cover.

The calendar of this package: a value names an interval of days, an interval of
one granularity names a value, and a date can be moved by any unit. ISO 8601
weeks (Monday first), seasons of the northern year, halves and quarters as in
TimeML's TIMEX3.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple


class Interval(NamedTuple):
    """The first and the last day, both included."""

    earliest: date
    latest: date


#: First and last month of each season, as meteorologists count them.
_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(?:-(WE|[1-7]))?(?:T.*)?")
_PART_OF_YEAR = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)")
_YEARS = re.compile(r"(\d{4}|\d{3}X?|\d{2}(?:XX)?)")


def interval_of(value: str) -> Interval | None:
    """Return the days a TIMEX3 value covers, None where it names no interval.

    Durations, sets, vague references and values with unknown parts
    (``XXXX-11-09``) name none; neither does a day that does not exist.
    """
    try:
        return _interval_of(value)
    except ValueError:
        return None


def _interval_of(value: str) -> Interval | None:
    if match := _DAY.fullmatch(value):
        day = date(int(match[1]), int(match[2]), int(match[3]))
        return Interval(day, day)
    if match := _MONTH.fullmatch(value):
        return month_interval(int(match[1]), int(match[2]))
    if match := _WEEK.fullmatch(value):
        return _week_interval(int(match[1]), int(match[2]), match[3])
    if match := _PART_OF_YEAR.fullmatch(value):
        return _part_of_year(int(match[1]), match[2])
    if match := _YEARS.fullmatch(value):
        digits = match[1].rstrip("X")
        first = int(digits) * 10 ** (4 - len(digits))
        last = first + 10 ** (4 - len(digits)) - 1
        return Interval(date(max(first, 1), 1, 1), date(last, 12, 31))
    return None


def _week_interval(year: int, week: int, day: str | None) -> Interval:
    if day is None:
        return Interval(date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7))
    if day == "WE":
        return Interval(date.fromisocalendar(year, week, 6), date.fromisocalendar(year, week, 7))
    exact = date.fromisocalendar(year, week, int(day))
    return Interval(exact, exact)


def _part_of_year(year: int, part: str) -> Interval:
    if part[0] == "Q":
        last = int(part[1]) * 3
        return Interval(date(year, last - 2, 1), month_interval(year, last).latest)
    if part[0] == "H":
        last = int(part[1]) * 6
        return Interval(date(year, last - 5, 1), month_interval(year, last).latest)
    first, last = _SEASONS[part]
    return Interval(date(year, first, 1), month_interval(year + (last < first), last).latest)


def month_interval(year: int, month: int) -> Interval:
    """Return the days of a month; raises ValueError when there is no such month."""
    first = date(year, month, 1)
    return Interval(first, first.replace(day=calendar.monthrange(year, month)[1]))


def value_of(day: date, unit: str) -> str:
    """Return the TIMEX3 value of the ``unit`` that holds ``day``.

    Units: D day, W week, WE week-end, M month, Q quarter, H half-year, Y year,
    E decade, C century.
    """
    write = _WRITERS.get(unit)
    if write is None:
        raise ValueError(f"Expected a unit among {' '.join(_WRITERS)}, got {unit!r}")
    return write(day)


def _write_week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


_WRITERS: dict[str, Callable[[date], str]] = {
    "D": date.isoformat,
    "W": _write_week,
    "WE": lambda day: f"{_write_week(day)}-WE",
    "M": lambda day: f"{day.year:04}-{day.month:02}",
    "Q": lambda day: f"{day.year:04}-Q{(day.month + 2) // 3}",
    "H": lambda day: f"{day.year:04}-H{(day.month + 5) // 6}",
    "Y": lambda day: f"{day.year:04}",
    "E": lambda day: f"{day.year // 10:03}",
    "C": lambda day: f"{day.year // 100:02}",
}

_MONTHS_IN = {"M": 1, "Q": 3, "H": 6, "Y": 12, "E": 120, "C": 1200}
_DAYS_IN = {"D": 1, "W": 7, "WE": 7}


def move(day: date, count: int, unit: str) -> date:
    """Return the day ``count`` units away, the last of the month where it has fewer days.

    Raises OverflowError or ValueError where the calendar ends.
    """
    if unit in _DAYS_IN:
        return day + timedelta(days=count * _DAYS_IN[unit])
    months = day.year * 12 + day.month - 1 + count * _MONTHS_IN[unit]
    year, month = divmod(months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))

"""Dates printed in other calendars: Persian, Thai, Japanese eras, the years of the Republic of China.

Persian years are counted by the rule of eight leap years in thirty-three,
which agrees with the astronomical calendar from 1178 to 1633 (Heydari, *A
study of arithmetic calendars in Iran*); Thai years run 543 ahead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from babel import Locale

from pipelines.read.publication_date.month_names import settings

_PERSIAN_MONTHS = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip

#: Persian as typed on Arabic keyboards: other code points for ye and ke.
_ARABIC_LETTERS = str.maketrans("يىك", "ییک")

#: The first year of each era, less one.
_ERAS = {"令和": 2018, "平成": 1988, "民國": 1911, "民国": 1911}

_NOWRUZ_1399 = date(2020, 3, 20)
_THAI_YEARS_AHEAD = 543


class CalendarDate(NamedTuple):
    """A day printed in another calendar, and where."""

    start: int
    end: int
    day: date


def persian_day(year: int, month: int, day: int) -> date:
    """Return the Gregorian day of a Persian one; raises ValueError for a day that is none."""
    if not (1 <= month <= 12 and 1 <= day <= (31 if month <= 6 else 30)):
        raise ValueError(f"Expected a day of the Persian calendar, got {year}-{month}-{day}")
    n_leap_days = (8 * year + 21) // 33 - (8 * 1399 + 21) // 33
    n_days = 365 * (year - 1399) + n_leap_days + 31 * (month - 1) - max(0, month - 7) + day - 1
    return _NOWRUZ_1399 + timedelta(days=n_days)


#: The scripts these dates are written in: a text that has none of them is told so fifteen times as fast.
_EASTERN = re.compile("[\u0600-\u0e7f\u3400-\u9fff]")
_SCRIPTS_OF_CALENDARS = re.compile("[\u06a9\u06af\u06cc\u067e\u0686\u0e00-\u0e7f]|令和|平成|民[國国]")
_PERSIAN_DIGITS = re.compile(r"(?<!\d)(1[34]\d\d)([/-])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\d)")
_ERA = re.compile(r"(令和|平成|民[國国])\s?(\d{1,3}|元)年\s?(\d{1,2})月\s?(\d{1,2})日")


@cache
def _persian_named() -> re.Pattern[str]:
    return re.compile(rf"(?<!\d)(\d{{1,2}})\s+({'|'.join(_PERSIAN_MONTHS)})(?:\s*ماه)?[\s,،]+(1[34]\d\d)(?!\d)")


@cache
def _thai_months() -> dict[str, int]:
    months = Locale.parse(settings().buddhist_era).months["format"]
    return {name: number for width in ("wide", "abbreviated") for number, name in months[width].items()}


@cache
def _thai() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(_thai_months(), key=lambda name: (-len(name), name)))
    return re.compile(rf"(?<!\d)(\d{{1,2}})\s*({names})\s*(?:พ\.ศ\.\s*)?(25[3-9]\d)(?!\d)")


def find_calendar_dates(text: str) -> list[CalendarDate]:
    """Return the days a text prints in another calendar, in order of place; digits are ASCII."""
    if not _EASTERN.search(text) or not _SCRIPTS_OF_CALENDARS.search(text):
        return []
    text = text.translate(_ARABIC_LETTERS)
    return sorted([*_persian(text), *_thai_days(text), *_era_days(text)])


def _persian(text: str) -> Iterator[CalendarDate]:
    numbers = {name: number for number, name in enumerate(_PERSIAN_MONTHS, 1)}
    for match in _persian_named().finditer(text):
        yield from _dated(match, persian_day, int(match[3]), numbers[match[2]], int(match[1]))
    for match in _PERSIAN_DIGITS.finditer(text):
        yield from _dated(match, persian_day, int(match[1]), int(match[3]), int(match[4]))


def _thai_days(text: str) -> Iterator[CalendarDate]:
    for match in _thai().finditer(text):
        yield from _dated(match, date, int(match[3]) - _THAI_YEARS_AHEAD, _thai_months()[match[2]], int(match[1]))


def _era_days(text: str) -> Iterator[CalendarDate]:
    for match in _ERA.finditer(text):
        year = _ERAS[match[1]] + (1 if match[2] == "元" else int(match[2]))
        yield from _dated(match, date, year, int(match[3]), int(match[4]))


def _dated(
    match: re.Match[str], calendar: Callable[[int, int, int], date], year: int, month: int, day: int
) -> Iterator[CalendarDate]:
    try:
        yield CalendarDate(match.start(), match.end(), calendar(year, month, day))
    except ValueError:
        return

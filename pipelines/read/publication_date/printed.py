"""Full dates as they are printed on pages, in any language: "10 janvier 2021", "01/10/2021"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import chain, islice
from operator import attrgetter

from pipelines.languages.bylines import words_of_all
from pipelines.languages.lines import line_words
from pipelines.languages.patterns import one_of, one_of_before
from pipelines.read.publication_date.calendars import find_calendar_dates
from pipelines.read.publication_date.month_names import first_words, language_of_words, month_pattern, months, weekdays

#: Years a news text may print as its own.
FIRST_YEAR, LAST_YEAR = 1990, 2099

#: Numbers beyond this many on a page are those of a table, not of a text.
_MOST_NUMBERS = 20_000

_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]{2,}")
#: Also where a capital comes behind a small letter or the year of another day: dumps glue what stands side by side
#: ("By Anne MorelMay 4, 2023", "June 9, 2023May 4, 2023").
_WORD_BEGINS = r"(?:(?<!\w)|(?<=(?-i:[a-zß-ÿ]))(?=(?-i:[A-ZÀ-Þ]))|(?<=, \d\d\d\d)(?=(?-i:[A-ZÀ-Þ])))"
_GLUED = re.compile(r"(?<=[a-zß-ÿ\d])(?=[A-ZÀ-Þ])")

_WINDOW_BEFORE, _WINDOW_AFTER = 36, 24

_FOREIGN_DIGITS = "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९০১২৩৪৫৬৭৮৯"
_TO_ASCII = str.maketrans(_FOREIGN_DIGITS, "0123456789" * 4)

#: A year, also one glued to the clock, the day or the counts of shares that follow it ("20232:23 PM",
#: "May 4, 202301747").
_YEAR_END = r"(?!\d)|(?=\d?\d[:.]\d\d(?!\d))|(?=\d\d?\.? [^\W\d]{3,} (?:19|20)\d\d)|(?<=\d, \d\d\d\d)(?=\d{1,6}(?!\d))"
_YEAR = re.compile(rf"(?:19|20)\d\d(?:{_YEAR_END})")
_SHORT = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{2})(?![\d./-])")
#: "19-Nov-16": behind a dash two digits are a year.
_SHORT_NAMED = re.compile(r"(\d{1,2})([-/])([^\W\d_]{3,9})\2'?(\d{2})(?![\w/-])")
_ORDERED = re.compile(r"(\d{1,2})/(\d{1,2})/(?:20)?\d\d(?!\d)")
_NOT_BEFORE = frozenset("0123456789./:-_")
_SEPARATORS = frozenset("./-")
_SEPARATORS_OF_DIGITS = frozenset("./|-")
_SIGNS_OF_YEAR = frozenset("年년")
_YEAR_LENGTH, _DAY_LENGTH = 4, 2
#: What lies between a date and the weekday before it.
_PARTING = re.compile(r"[^\w'’-]+")
_CLOCK = re.compile(
    rf"[\s,|•·–—T(-]{{0,6}}(?:{one_of(words_of_all(attrgetter('clock_words')))} |- )?"
    r"([01]?\d|2[0-3])\s?[:.h]\s?([0-5]\d)(?!\d)",
    re.I,
)
#: "Mar 04 09:30:00 +0000 2021": machines print the clock before the year.
_CLOCK_BEFORE_YEAR = r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?: [A-Z]{3,4}| [+-]\d{4})?"


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A day printed in full.

    ``alternative`` is the other day that "03/04/2021" may be, None where the
    order is settled; ``clock`` the hour and minute printed after it.
    """

    start: int
    end: int
    day: date
    alternative: date | None
    has_weekday: bool
    clock: tuple[int, int] | None


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    name = month_pattern()
    of = rf"[\s.,]*{one_of_before(line_words(lambda words: words.dates.month_links))}?\s*"
    year_link = one_of(line_words(lambda words: words.dates.year_links))
    tail = rf"[\s.,/-]*{year_link}?\s*"
    day_ending = one_of((*line_words(lambda words: words.dates.day_endings), "º", "ª", "°"))
    year = rf"(?P<year>(?:19|20)\d\d)(?:{_YEAR_END})"
    day = rf"(?<!\d)(?P<day>0?[1-9]|[12]\d|3[01]){day_ending}?(?!\d)"
    month = r"(?P<month>0?[1-9]|1[0-2])"
    return (
        ("iso", re.compile(rf"(?<![\d/.-]){year}([-/.]|\. ){month}\2(?P<day>0?[1-9]|[12]\d|3[01])(?!\d)")),
        ("cjk", re.compile(rf"{year}\s?[年년]\s?(?P<month>\d{{1,2}})\s?[月월]\s?(?P<day>\d{{1,2}})\s?[日일]")),
        ("named", re.compile(rf"{day}{of}[-/]?(?P<month>{name})(?!\w){tail}{year}", re.I)),
        ("named", re.compile(rf"{_WORD_BEGINS}(?P<month>{name})(?!\w)[\s.]*{day}[\s,]*(?:{year_link} )?{year}", re.I)),
        ("named", re.compile(rf"{year}[\s.,]*(?P<month>{name})(?!\w)[\s.]*{day}", re.I)),
        ("named", re.compile(rf"{_WORD_BEGINS}(?P<month>{name}) {day} {_CLOCK_BEFORE_YEAR} {year}", re.I)),
        ("digits", re.compile(rf"(?<![\d/._-])(?P<a>\d{{1,2}})\s?([./|-])\s?(?P<b>\d{{1,2}})\s?\2\s?{year}")),
    )  # fmt: skip


@lru_cache(maxsize=2)
def find_numbers(text: str) -> tuple[tuple[int, int], ...]:
    """Return where the numbers of a text stand, the first ones of a text of very many."""
    return tuple(match.span() for match in islice(_NUMBER.finditer(text), _MOST_NUMBERS))


def find_printed_dates(text: str, month_first: bool | None = None) -> list[PrintedDate]:
    """Return the days printed in full, in order of their place.

    ``month_first`` settles "03/04/2021"; where it is None the dates of the text
    that admit one order only settle it, and what stays open keeps both days.
    """
    numbers = find_numbers(text)
    if any(text[start] > "9" for start, _ in numbers):
        text = text.translate(_TO_ASCII)
    years = [start for start, end in numbers if end - start >= _YEAR_LENGTH and _YEAR.match(text, start)]
    in_digits = [start for start, end in numbers if end - start <= _DAY_LENGTH and text[end : end + 1] in _SEPARATORS]
    if month_first is None:
        month_first = _guess_order(text, in_digits)
    names = months(language_of_words(text))
    dates = chain(
        (_read_around(text, start, month_first, names) for start in years),
        (_read_digits(text, start, month_first, names) for start in in_digits),
        _in_calendars(text),
    )
    found: dict[int, PrintedDate] = {}
    for printed in filter(None, dates):
        found.setdefault(printed.start, printed)
    return [found[start] for start in sorted(found)]


def _read_digits(text: str, start: int, month_first: bool | None, names: dict[str, int]) -> PrintedDate | None:
    if not _stands_free(text, start):
        return None
    if match := _SHORT.match(text, start):
        return _read_short(text, match, month_first)
    named = _SHORT_NAMED.match(text, start)
    month = names.get(named[3].lower()) if named else None
    day = _day(2000 + int(named[4]), month, int(named[1])) if named and month else None
    return _printed(text, start, named.end(), day, None) if named and day else None


def _in_calendars(text: str) -> Iterator[PrintedDate]:
    for start, end, day in find_calendar_dates(text):
        if FIRST_YEAR <= day.year <= LAST_YEAR:
            yield _printed(text, start, end, day, None)


def _stands_free(text: str, start: int) -> bool:
    return text[start - 1 : start] not in _NOT_BEFORE


def _guess_order(text: str, in_digits: list[int]) -> bool | None:
    """Return whether digits put the month first, from those that admit one order only."""
    month_first = day_first = 0
    for start in in_digits:
        match = _ORDERED.match(text, start)
        if match and _stands_free(text, start):
            a, b = int(match[1]), int(match[2])
            month_first += a <= 12 < b <= 31
            day_first += b <= 12 < a <= 31
    return None if month_first == day_first else month_first > day_first


def _read_around(text: str, year_start: int, month_first: bool | None, names: dict[str, int]) -> PrintedDate | None:
    low, high = max(0, year_start - _WINDOW_BEFORE), min(len(text), year_start + _WINDOW_AFTER)
    if text[high - 1].isdigit():
        # A window that ends within "2022" would hold a day of 20.
        high = next((end for end in range(high, len(text)) if not text[end].isdigit()), len(text))
    kinds = _possible_kinds(text, low, year_start, high)
    for kind, pattern in _patterns():
        if kind not in kinds:
            continue
        for match in pattern.finditer(text, low, high):
            if match.start("year") != year_start:
                continue
            days = _days(kind, match, month_first, names)
            if days is not None:
                return _printed(text, match.start(), match.end(), *days)
    return None


def _possible_kinds(text: str, low: int, year_start: int, high: int) -> set[str]:
    """Return the kinds of pattern that a look at the signs around a year does not exclude."""
    words = _WORD.findall(_GLUED.sub(" ", text[low:high]).lower())
    kinds = {"named"} if not first_words().isdisjoint(words) else set()
    behind = text[year_start + _YEAR_LENGTH : high].lstrip()[:1]
    if behind in _SEPARATORS:
        kinds.add("iso")
    elif behind in _SIGNS_OF_YEAR:
        kinds.add("cjk")
    if text[low:year_start].rstrip()[-1:] in _SEPARATORS_OF_DIGITS:
        kinds.add("digits")
    return kinds


def _days(
    kind: str, match: re.Match[str], month_first: bool | None, names: dict[str, int]
) -> tuple[date, date | None] | None:
    year = int(match["year"])
    if kind == "digits":
        separator = match[2]
        return _two_orders(year, int(match["a"]), int(match["b"]), False if separator == "." else month_first)
    month = names.get(match["month"].lower()) if kind == "named" else int(match["month"])
    day = _day(year, month, int(match["day"])) if month else None
    return (day, None) if day else None


def _two_orders(year: int, a: int, b: int, month_first: bool | None) -> tuple[date, date | None] | None:
    day_first_day, month_first_day = _day(year, b, a), _day(year, a, b)
    if day_first_day is None or month_first_day is None or a == b:
        only = day_first_day or month_first_day
        return (only, None) if only else None
    if month_first is None:
        return day_first_day, month_first_day
    return (month_first_day, None) if month_first else (day_first_day, None)


def _read_short(text: str, match: re.Match[str], month_first: bool | None) -> PrintedDate | None:
    a, separator, b, year = int(match[1]), match[2], int(match[3]), 2000 + int(match[4])
    days = _two_orders(year, a, b, False if separator == "." else month_first)
    return _printed(text, match.start(), match.end(), *days) if days else None


def _day(year: int, month: int, day: int) -> date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _printed(text: str, start: int, end: int, day: date, alternative: date | None) -> PrintedDate:
    clock = _CLOCK.match(text, end)
    before = _PARTING.split(text[max(0, start - 20) : start].lower())
    named = [weekdays()[word] for word in before if word in weekdays()]
    if alternative is not None and named:
        day = alternative if alternative.isoweekday() == named[-1] else day
        alternative = None
    has_weekday = bool(named) and named[-1] == day.isoweekday()
    at = (int(clock[1]), int(clock[2])) if clock else None
    return PrintedDate(start, end, day, alternative, has_weekday, at)

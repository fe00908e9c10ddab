"""Days printed without their year ("11 de mayo", "6. Oktober um 04:00", "6月24日"), on lines of their own.

The page leaves the year to its reader, who knows what year it is. It is taken
from the weekday where one is printed, else from the newest year the document
prints, and counts as a weaker clue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pipelines.languages.lines import line_words
from pipelines.languages.patterns import one_of, one_of_before
from pipelines.read.publication_date.month_names import language_of_words, months, weekdays
from pipelines.read.publication_date.printed import FIRST_YEAR, LAST_YEAR, PrintedDate, find_numbers

#: A line with such a date is no longer than this.
_LONGEST_LINE = 80

#: More words than this, the day's own among them, or a full stop at the end,
#: make a sentence, whose day is one told of.
_MOST_WORDS, _MOST_WORDS_WITH_CLOCK = 7, 10
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"[.!?…»\"”]\s*$")

_ENDING = one_of((*line_words(lambda words: words.dates.day_endings), "º", "."))
_OF = one_of_before(line_words(lambda words: words.dates.month_links))
_DAY_MONTH = re.compile(rf"(?<![\d.,:/-])(\d{{1,2}}){_ENDING}?\s+{_OF}?([^\W\d]{{3,}})(?!\w)")
_MONTH_DAY = re.compile(rf"(?<!\w)([^\W\d]{{3,}})\.?\s+(\d{{1,2}}){_ENDING}?(?![\w:.])")
_CJK = re.compile(r"(?<!\d)(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
#: Days beyond this many are those of a calendar, not of a text.
_MOST_DATES = 1000

_YEAR_LENGTH, _DAY_LENGTH = 4, 2
_FULL = re.compile(r"(?:19|20)\d\d|\d[./]\d{1,2}[./]\d\d")
_CLOCK = re.compile(r"(?<!\d)([01]?\d|2[0-3])\s?[:.h時]\s?([0-5]\d)(?!\d)")


def find_yearless_dates(text: str, newest: int | None = None) -> list[PrintedDate]:
    """Return days printed on short lines without a year, given ``newest`` or else the newest year the text names."""
    numbers = find_numbers(text)
    named = {
        int(text[start:end]) for start, end in numbers if end - start == _YEAR_LENGTH and text[start:end].isascii()
    }
    named.intersection_update(range(FIRST_YEAR, LAST_YEAR + 1))
    if not named:
        return []
    newest = newest or max(named)
    months_named = months(language_of_words(text))
    found: list[PrintedDate] = []
    done = 0
    for number_start, number_end in numbers:
        if number_start < done or number_end - number_start > _DAY_LENGTH:
            continue
        start, end = text.rfind("\n", 0, number_start) + 1, text.find("\n", number_end)
        done = end = end if end >= 0 else len(text)
        line = text[start:end]
        if len(line) <= 2 * _LONGEST_LINE and len(line.strip()) <= _LONGEST_LINE and not _FULL.search(line):
            found.extend(_read_line(line, start, newest, months_named))
            if len(found) >= _MOST_DATES:
                break
    return found


def _read_line(line: str, offset: int, newest: int, months_named: dict[str, int]) -> Iterator[PrintedDate]:
    words = _WORD.findall(line.lower())
    if months_named.keys().isdisjoint(words) and not _CJK.search(line):
        return
    clock = _CLOCK.search(line)
    if _SENTENCE.search(line) or len(words) > (_MOST_WORDS_WITH_CLOCK if clock else _MOST_WORDS):
        return
    named = [weekdays()[word] for word in re.split(r"[^\w'’-]+", line.lower()) if word in weekdays()]
    for start, end, month, day in _day_months(line, months_named):
        dated = _with_year(month, day, newest, named[0] if named else None)
        if dated is not None:
            at = (int(clock[1]), int(clock[2])) if clock else None
            yield PrintedDate(offset + start, offset + end, dated, None, bool(named), at)
            return


def _day_months(line: str, months_named: dict[str, int]) -> Iterator[tuple[int, int, int, int]]:
    for match in _CJK.finditer(line):
        yield match.start(), match.end(), int(match[1]), int(match[2])
    for match in _DAY_MONTH.finditer(line):
        if month := months_named.get(match[2].lower()):
            yield match.start(), match.end(), month, int(match[1])
    for match in _MONTH_DAY.finditer(line):
        if month := months_named.get(match[1].lower()):
            yield match.start(), match.end(), month, int(match[2])


def _with_year(month: int, day: int, newest: int, weekday: int | None) -> date | None:
    """Return the day in the newest year, or in the last before it whose weekday is the one printed."""
    for year in range(newest, newest - (6 if weekday else 1), -1):
        try:
            dated = date(year, month, day)
        except ValueError:
            continue
        if weekday is None or dated.isoweekday() == weekday:
            return dated
    return None

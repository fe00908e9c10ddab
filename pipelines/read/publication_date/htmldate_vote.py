"""htmldate's vote on a page, believed where the page bears it out.

htmldate fills in what a page leaves out: from "Februar 2019" it makes the
19 February 2019. Its day counts only where the page, or its address, holds the
day, the month and the year close together.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from string import digits

from htmldate import find_date

from pipelines.read.publication_date.month_names import months
from pipelines.read.publication_date.printed import LAST_YEAR

#: A day and its month stand within so many signs of their year.
_REACH = 24


def htmldate_vote(source: str, url: str | None) -> date | None:
    """Return the day htmldate finds on a page, None without one or where the page does not say it.

    Its extensive search is left off: it invents a day where it finds a year.
    """
    try:
        found = find_date(source, extensive_search=False, original_date=True, url=url, max_date=f"{LAST_YEAR}-12-31")
    except Exception:  # whatever breaks inside, the page has other clues
        return None
    day = date.fromisoformat(found) if found else None
    return day if day and (says_day(source, day) or says_day(url or "", day)) else None


def says_day(text: str, day: date) -> bool:
    """Return whether a text has a day, its month and its year within reach of each other."""
    if f"{day:%Y%m%d}" in text:
        return True
    day_pattern = re.compile(rf"(?<!\d)0?{day.day}(?!\d)")
    month_pattern = _month_pattern(day.month)
    for year in re.finditer(rf"(?<!\d){day.year}(?!\d)|(?<=[./-]){day.year % 100:02}(?!\d)", text):
        low, high = max(0, year.start() - _REACH), year.end() + _REACH
        before, after = text[low : year.start()], text[year.end() : high]
        # A number that the reach cuts in two, 20|19, is no day.
        if text[max(0, low - 1) : low].isdigit():
            before = before.lstrip(digits)
        if text[high : high + 1].isdigit():
            after = after.rstrip(digits)
        for day_said in [*day_pattern.finditer(before), *day_pattern.finditer(after)]:
            rest = day_said.string[: day_said.start()] + " " + day_said.string[day_said.end() :]
            if month_pattern.search(rest):
                return True
    return False


@cache
def _month_pattern(number: int) -> re.Pattern[str]:
    """Return a pattern of a month: its number or its name in any language."""
    names = sorted((name for name, month in months().items() if month == number), key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\d)0?{number}(?!\d)|(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", re.I)

"""The days a text mentions, as far as they say when it was written.

"Le 10 janvier" has no year, yet a reader of a news text knows it for the last
10 January; "vendredi" has no date at all, yet tells that the text appeared
within the week. These are the premises of the reasoning over one document and
over the corpus.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipelines.analyse.temporal.expressions import read_expression
from pipelines.read.publication_date.printed import FIRST_YEAR, LAST_YEAR
from pipelines.records.analysis import Timex
from pipelines.records.document import DateEvidence
from pipelines.text.timex_values import interval_of

#: The length of a value that names a month, or more.
_MONTH_LENGTH = len("2021-01")


#: The opening of a news text, in signs, and how old its news is at most, in days.
_LEAD, _NEWS_DAYS = 450, 7


@dataclass(frozen=True, slots=True)
class DayMention:
    """A day said without its year; ``direction`` is where the words look.

    ``present`` is the day of writing itself ("ce dimanche 10 janvier", a
    dateline); None says nothing. ``start`` is its place in the text.
    """

    month: int
    day: int
    weekday: int | None
    direction: str | None
    surface: str
    start: int = 0

    def in_year(self, year: int) -> date | None:
        """Return the day in a year, None where it does not exist or is another weekday."""
        try:
            day = date(year, self.month, self.day)
        except ValueError:
            return None
        return day if self.weekday in {None, day.isoweekday()} else None


def day_mentions_of(timexes: tuple[Timex, ...]) -> tuple[DayMention, ...]:
    """Return the days said without a year, in the order of the text."""
    found = []
    for timex in timexes:
        parts = read_expression(timex.expression)
        value = parts.get("date", "")
        if len(value) != 10 or not value.startswith("XXXX-") or "X" in value[5:] or "before" in parts:
            continue
        weekday = int(parts["weekday"]) if "weekday" in parts else None
        direction = {"last": "past", "next": "future"}.get(parts.get("choose", "")) or parts.get("direction")
        found.append(DayMention(int(value[5:7]), int(value[8:10]), weekday, direction, timex.surface, timex.start))
    return tuple(found)


def dateline_days(evidence: tuple[DateEvidence, ...]) -> tuple[DayMention, ...]:
    """Return the days of datelines without a year ("MOSCOU, 11 janv. (AFP)")."""
    return tuple(
        DayMention(int(item.partial[2:4]), int(item.partial[5:7]), None, "present", item.surface)
        for item in evidence
        if item.source == "dateline" and item.partial is not None
    )


def day_of_writing(timexes: tuple[Timex, ...]) -> tuple[date, str] | None:
    """Return the first day the text calls its own, year and all ("ce dimanche 10 janvier 2021"), and its words."""
    for timex in timexes:
        parts = read_expression(timex.expression)
        span = interval_of(parts.get("date", "")) if parts.get("direction") == "present" else None
        if span is not None and span.earliest == span.latest:
            return span.earliest, timex.surface
    return None


def latest_past_date(timexes: tuple[Timex, ...], not_after: date | None) -> date | None:
    """Return the first day of the latest day or month mentioned as past, None without one.

    Years are left out: "2030" is as often a plan, and its verb seldom tells.
    """
    latest: date | None = None
    for timex in timexes:
        parts = read_expression(timex.expression)
        if parts.get("direction") != "past" or len(parts.get("date", "")) < _MONTH_LENGTH:
            continue
        span = interval_of(parts.get("date", ""))
        if span is None or not FIRST_YEAR <= span.earliest.year <= LAST_YEAR:
            continue
        if not_after is None or span.earliest <= not_after:
            latest = max(latest or span.earliest, span.earliest)
    return latest


def has_fresh_words(timexes: tuple[Timex, ...]) -> bool:
    """Return whether the text names days by weekday alone, or as yesterday or tomorrow."""
    for timex in timexes:
        parts = read_expression(timex.expression)
        if "weekday" in parts and "date" not in parts:
            return True
        if parts.get("unit") == "D" and parts.get("shift") in {"-2", "-1", "0", "1", "2"} and "anchor" not in parts:
            return True
    return False


def news_day(days: tuple[DayMention, ...]) -> DayMention | None:
    """Return the day of writing where the text says it, else the last day mentioned as news.

    Days of one story lie close: the last is the one from which all others,
    taken as its past, lie least far back ("27 septembre", "31 octobre",
    "2 novembre": the 2 November). It counts as news only when the text opens
    with it or with a day of the week before; a day named far down is background.
    """
    present = [mention for mention in days if mention.direction == "present"]
    if present:
        return present[0]
    past = [mention for mention in days if mention.direction == "past"] or [
        mention for mention in days if mention.direction is None
    ]
    if not past:
        return None
    last = min(past, key=lambda mention: (max(_days_back(mention, other) for other in past), mention.start))
    opens_with = any(mention.start < _LEAD and _days_back(last, mention) < _NEWS_DAYS for mention in past)
    return last if opens_with else None


def _days_back(mention: DayMention, other: DayMention) -> int:
    """Return roughly how many days before ``mention`` the other day was last."""
    return (mention.month * 31 + mention.day - other.month * 31 - other.day) % (12 * 31)

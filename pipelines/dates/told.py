"""The days a text tells of, as far as they say when it was written.

"Le 10 janvier" has no year, yet a reader of a news text knows it for the last
10 January; "vendredi" has no date at all, yet tells that the text appeared
within the week. These are the premises of the reasoning over one document and
over the corpus.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipelines.dates.expressions import read_expression
from pipelines.dates.printed import FIRST_YEAR, LAST_YEAR
from pipelines.dates.values import interval_of
from pipelines.records import DateEvidence, Timex


@dataclass(frozen=True, slots=True)
class ToldDay:
    """A day said without its year; ``direction`` is where the words look.

    ``present`` is the day of writing itself ("ce dimanche 10 janvier", a
    dateline); None says nothing.
    """

    month: int
    day: int
    weekday: int | None
    direction: str | None
    surface: str

    def in_year(self, year: int) -> date | None:
        """Return the day in a year, None where it does not exist or is another weekday."""
        try:
            day = date(year, self.month, self.day)
        except ValueError:
            return None
        return day if self.weekday in {None, day.isoweekday()} else None


def told_days(timexes: tuple[Timex, ...]) -> tuple[ToldDay, ...]:
    """Return the days said without a year, in the order of the text."""
    found = []
    for timex in timexes:
        parts = read_expression(timex.expression)
        value = parts.get("date", "")
        if len(value) != 10 or not value.startswith("XXXX-") or "X" in value[5:] or "before" in parts:
            continue
        weekday = int(parts["weekday"]) if "weekday" in parts else None
        direction = {"last": "past", "next": "future"}.get(parts.get("choose", "")) or parts.get("direction")
        found.append(ToldDay(int(value[5:7]), int(value[8:10]), weekday, direction, timex.surface))
    return tuple(found)


def dateline_days(evidence: tuple[DateEvidence, ...]) -> tuple[ToldDay, ...]:
    """Return the days of datelines without a year ("MOSCOU, 11 janv. (AFP)")."""
    return tuple(
        ToldDay(int(item.partial[2:4]), int(item.partial[5:7]), None, "present", item.surface)
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
    """Return the first day of the latest date or year told of as past, None without one."""
    latest: date | None = None
    for timex in timexes:
        parts = read_expression(timex.expression)
        if parts.get("direction") != "past":
            continue
        span = interval_of(parts.get("date") or parts.get("value") or "")
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


def last_told(days: tuple[ToldDay, ...]) -> ToldDay | None:
    """Return the latest of the days told of as past, though none has a year.

    Days of one story lie close: the last is the one from which all others,
    taken as its past, lie least far back ("27 septembre", "31 octobre",
    "2 novembre": the 2 November).
    """
    past = [told for told in days if told.direction == "past"] or [told for told in days if told.direction is None]
    if not past:
        return None
    places = {told: told.month * 31 + told.day for told in past}

    def reach_back(candidate: ToldDay) -> int:
        return max((places[candidate] - places[told]) % (12 * 31) for told in past)

    return min(past, key=lambda told: (reach_back(told), told.month, told.day, told.surface))

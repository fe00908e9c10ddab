"""What one document tells of its own publication date, by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from pipelines.dates.clues import ArticleClues
from pipelines.dates.expressions import read_expression
from pipelines.dates.values import interval_of
from pipelines.dates.vote import probabilities, score_days
from pipelines.records import DateEvidence, PublicationDate, Timex

#: A day less likely than this is not named: the page names several, none clearly its own.
_LEAST_CHANCE = 0.3

_BASIS = {
    "json-ld": "metadata",
    "opengraph": "metadata",
    "meta": "metadata",
    "time": "metadata",
    "declared": "metadata",
    "htmldate": "metadata",
    "url": "url",
    "marker": "marker",
    "dateline": "dateline",
    "printed": "text",
}


#: Sources whose month or year is that of the publication; a copyright's is not.
_NAMES_PERIOD = frozenset({"marker", "url", "declared", "meta", "opengraph", "json-ld", "time"})


@dataclass(frozen=True, slots=True)
class PartialDay:
    """A day said without its year, as (month, day), a weekday where one was said."""

    month: int
    day: int
    weekday: int | None
    direction: str | None
    surface: str


@dataclass(frozen=True, slots=True)
class OwnDate:
    """A document's own date, and what it leaves to others when it has no year.

    ``not_before`` and ``not_after`` bound it whatever the year; ``days`` are
    the days it tells of without a year.
    """

    published: PublicationDate
    days: tuple[PartialDay, ...]
    not_before: date | None
    not_after: date | None


def date_document(clues: ArticleClues) -> OwnDate:
    """Return what the article's own evidence and words say of its date."""
    not_after = _upper_bound(clues.evidence)
    days = _partial_days(clues.timexes)
    not_before = _lower_bound(clues.timexes, not_after)
    published = (
        _vote(clues.evidence, not_after)
        or _from_interval(clues.evidence, days)
        or _from_present_day(days, not_before, not_after)
        or PublicationDate(earliest=not_before, latest=not_after)
    )
    return OwnDate(published, days, not_before, not_after)


def _upper_bound(evidence: tuple[DateEvidence, ...]) -> date | None:
    bounds = [item.latest for item in evidence if item.source in {"crawl", "http"} and item.latest]
    return min(bounds) if bounds else None


def _vote(evidence: tuple[DateEvidence, ...], not_after: date | None) -> PublicationDate | None:
    """Return the likeliest day, the month where only that is likely, None where neither is."""
    scores = {
        day: score
        for day, score in score_days(evidence).items()
        if not_after is None or day <= not_after + timedelta(days=1)
    }
    chances = probabilities(scores)
    if not chances:
        return None
    best = max(chances, key=lambda day: (chances[day], day))
    if chances[best] < _LEAST_CHANCE:
        return None
    behind = [item for item in evidence if item.earliest == item.latest == best]
    strongest = max(behind, key=lambda item: item.weight)
    moments = [item for item in behind if item.timestamp is not None]
    moment = max(moments, key=lambda item: item.weight).timestamp if moments else None
    return PublicationDate(
        on=best,
        at=moment,
        earliest=best,
        latest=best,
        precision="minute" if moment else "day",
        basis=_BASIS.get(strongest.source, "text"),
        evidence=strongest.surface,
        confidence=round(chances[best], 4),
    )


def _from_interval(evidence: tuple[DateEvidence, ...], days: tuple[PartialDay, ...]) -> PublicationDate | None:
    """Return the month or year that evidence names, narrowed by the days told of."""
    coarse = [
        item
        for item in evidence
        if item.precision in {"month", "year"} and item.source in _NAMES_PERIOD and item.earliest and item.latest
    ]
    if not coarse:
        return None
    best = max(coarse, key=lambda item: (item.weight, item.precision == "month"))
    earliest, latest = best.earliest, best.latest
    if earliest is None or latest is None:
        return None
    told = [
        day
        for partial in days
        if partial.direction in {"past", "present"}
        for day in [_in_year(partial, earliest.year)]
        if day and earliest <= day <= latest
    ]
    return PublicationDate(
        earliest=max(told, default=earliest),
        latest=latest,
        precision=best.precision,
        basis=_BASIS.get(best.source, "text"),
        evidence=best.surface,
        confidence=0.9,
    )


def _from_present_day(
    days: tuple[PartialDay, ...], not_before: date | None, not_after: date | None
) -> PublicationDate | None:
    """Return the day of "ce dimanche 10 janvier": the first year in which it is a Sunday.

    Needs a past date to count from: the weekday returns every five or six years.
    """
    if not_before is None:
        return None
    for partial in days:
        if partial.weekday is None or partial.direction != "present":
            continue
        for year in range(not_before.year, not_before.year + 3):
            day = _in_year(partial, year)
            if day and day >= not_before and day.isoweekday() == partial.weekday:
                if not_after and day > not_after:
                    break
                return PublicationDate(day, None, day, day, "day", "text", partial.surface, 0.85)
    return None


def _in_year(partial: PartialDay, year: int) -> date | None:
    try:
        return date(year, partial.month, partial.day)
    except ValueError:
        return None


def _partial_days(timexes: tuple[Timex, ...]) -> tuple[PartialDay, ...]:
    found = []
    for timex in timexes:
        parts = read_expression(timex.expression)
        value = parts.get("date", "")
        if len(value) == 10 and value.startswith("XXXX-") and "X" not in value[5:] and "before" not in parts:
            weekday = int(parts["weekday"]) if "weekday" in parts else None
            direction = parts.get("direction") or parts.get("choose")
            if weekday and timex.surface.lower().startswith(("ce ", "this ")):
                direction = "present"
            found.append(PartialDay(int(value[5:7]), int(value[8:10]), weekday, direction, timex.surface))
    return tuple(found)


def _lower_bound(timexes: tuple[Timex, ...], not_after: date | None) -> date | None:
    """Return the latest day or year the text tells of as past, None without one."""
    latest: date | None = None
    for timex in timexes:
        parts = read_expression(timex.expression)
        value = parts.get("date") or parts.get("value") or ""
        if parts.get("direction") == "future":
            continue
        span = interval_of(value)
        if span is None or span.earliest.year < 1990 or span.earliest.year > 2099:
            continue
        if not_after and span.earliest > not_after:
            continue
        latest = max(latest, span.earliest) if latest else span.earliest
    return latest

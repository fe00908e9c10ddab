"""What one document says of its own publication date, by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from pipelines.corpus.dating.clues import ArticleClues
from pipelines.corpus.dating.day_mentions import (
    DayMention,
    dateline_days,
    day_mentions_of,
    day_of_writing,
    has_fresh_words,
    latest_past_date,
)
from pipelines.read.publication_date.vote import probabilities, score_days
from pipelines.records.dates import Basis, PublicationDate
from pipelines.records.document import DateEvidence
from pipelines.text.timex_values import Interval

#: A day less likely than this is not named: the page names several, none clearly its own.
_LEAST_CHANCE = 0.3

#: A weekday said with a day and a month returns after five, six or eleven
#: years: the year is the first that fits within so many of the last one mentioned.
_YEARS_AHEAD = 3

#: How sure "ce dimanche 10 janvier" makes of the day, and a marker of its month.
#: Few documents of the dev sets say either: judged, not fitted.
_WRITTEN_CONFIDENCE, _PERIOD_CONFIDENCE = 0.85, 0.9

#: A printed day of so much weight is said to be the text's own; one of less, so
#: many days after the day the text calls its own, may be a reader's.
_STATED, _ANSWERED = 3.5, 3

_BASIS: Mapping[str, Basis] = {
    "json-ld": "metadata",
    "opengraph": "metadata",
    "meta": "metadata",
    "time": "metadata",
    "declared": "metadata",
    "htmldate markup": "metadata",
    "htmldate text": "text",
    "htmldate url": "url",
    "url": "url",
    "marker": "marker",
    "dateline": "dateline",
    "printed": "text",
}

#: Sources whose month or year is that of the publication; a copyright's is not.
_NAMES_PERIOD = frozenset({"marker", "url", "declared", "meta", "opengraph", "json-ld", "time"})


@dataclass(frozen=True, slots=True)
class OwnDate:
    """A document's own date, and what date transfer needs when it has no year.

    ``not_before`` and ``not_after`` bound it whatever the year; ``days`` are
    the days it mentions without a year; ``is_fresh`` that it speaks of
    yesterday or of "Monday", as texts do that appear within the week;
    ``pictured`` is the last day a caption names.
    """

    published: PublicationDate
    days: tuple[DayMention, ...]
    not_before: date | None
    not_after: date | None
    is_fresh: bool
    pictured: date | None = None


def date_document(clues: ArticleClues) -> OwnDate:
    """Return what the article's own evidence and words say of its date."""
    not_after = _upper_bound(clues.evidence)
    days = (*dateline_days(clues.evidence), *day_mentions_of(clues.timexes))
    not_before = latest_past_date(clues.timexes, not_after)
    captions = [item.earliest for item in clues.evidence if item.source == "caption" and item.earliest]
    pictured = max(captions, default=None)
    published = (
        _as_written(_vote(clues.evidence, not_after), clues.evidence, days)
        or _from_day_of_writing(clues, not_after)
        or _from_period(clues.evidence, days)
        or _from_present_day(days, max(filter(None, (not_before, pictured)), default=None), not_after)
        or PublicationDate(earliest=not_before, latest=not_after)
    )
    return OwnDate(published, days, not_before, not_after, has_fresh_words(clues.timexes), pictured)


def _upper_bound(evidence: tuple[DateEvidence, ...]) -> date | None:
    bounds = [item.latest for item in evidence if item.source in {"crawl", "http"} and item.latest]
    return min(bounds) if bounds else None


def _vote(evidence: tuple[DateEvidence, ...], not_after: date | None) -> PublicationDate | None:
    """Return the likeliest day, None where none is likely enough."""
    marked = _marked_period(evidence)
    scores = {
        day: score
        for day, score in score_days(evidence).items()
        if (not_after is None or day <= not_after + timedelta(days=1))
        and (marked is None or marked.earliest - timedelta(days=1) <= day <= marked.latest + timedelta(days=1))
    }
    chances = probabilities(scores)
    if not chances:
        return None
    best = max(chances, key=lambda day: (chances[day], day))
    if chances[best] < _LEAST_CHANCE:
        return None
    behind = [item for item in evidence if item.earliest == item.latest == best and item.source in _BASIS]
    strongest = max(behind, key=_rank_as_basis)
    moments = [item for item in behind if item.timestamp is not None]
    moment = max(moments, key=lambda item: item.weight).timestamp if moments else None
    return PublicationDate(
        on=best,
        at=moment,
        earliest=best,
        latest=best,
        precision="minute" if moment else "day",
        basis=_BASIS[strongest.source],
        evidence=strongest.surface,
        confidence=round(chances[best], 4),
    )


def _rank_as_basis(item: DateEvidence) -> tuple[bool, bool, float]:
    """Return what puts one clue to a day before another: metadata first, and a dateline before the day it prints."""
    return _BASIS[item.source] == "metadata" and item.weight > 0, item.source == "dateline", item.weight


def _as_written(
    published: PublicationDate | None, evidence: tuple[DateEvidence, ...], days: tuple[DayMention, ...]
) -> PublicationDate | None:
    """Return the day of "ce lundi 9 septembre" for a later one printed below it, nobody says of what.

    Readers comment on a text in the days after it.
    """
    if published is None or published.on is None or published.basis != "text":
        return published
    behind = [item for item in evidence if item.earliest == published.on and item.source == "printed"]
    if max((item.weight for item in behind), default=_STATED) >= _STATED:
        return published
    place = min(item.raw_start or 0 for item in behind)
    written = _written_before(published.on, tuple(mention for mention in days if mention.start < place))
    if written is None:
        return published
    day, surface = written
    return PublicationDate(day, None, day, day, "day", "text", surface, published.confidence)


def _written_before(printed: date, days: tuple[DayMention, ...]) -> tuple[date, str] | None:
    """Return the first weekday that a text calls its own a few days before the printed one, and its words."""
    for mention in days:
        if mention.direction == "present" and mention.weekday:
            day = mention.in_year(printed.year)
            if day and 0 < (printed - day).days <= _ANSWERED:
                return day, mention.surface
    return None


def _marked_period(evidence: tuple[DateEvidence, ...]) -> Interval | None:
    """Return the days of a crawler's mark: a day far from it is that of a picture or of older news."""
    for item in evidence:
        if item.source == "marker" and item.precision in {"month", "year"} and item.earliest and item.latest:
            return Interval(item.earliest, item.latest)
    return None


def _from_period(evidence: tuple[DateEvidence, ...], days: tuple[DayMention, ...]) -> PublicationDate | None:
    """Return the month or year that evidence names, narrowed by the days mentioned."""
    periods = [
        item
        for item in evidence
        if item.precision in {"month", "year"} and item.source in _NAMES_PERIOD and item.earliest and item.latest
    ]
    if not periods:
        return None
    best = max(periods, key=lambda item: (item.weight, item.precision == "month"))
    earliest, latest = best.earliest, best.latest
    if earliest is None or latest is None or (best.source == "marker" and _is_refuted(earliest.year, days)):
        return None
    present = _days_within(Interval(earliest, latest), days, "present")
    if present:
        return PublicationDate(
            present[0], None, present[0], present[0], "day", _BASIS[best.source], best.surface, _WRITTEN_CONFIDENCE
        )
    past = _days_within(Interval(earliest, latest), days, "past")
    return PublicationDate(
        earliest=max(past, default=earliest),
        latest=latest,
        precision=best.precision,
        basis=_BASIS[best.source],
        evidence=best.surface,
        confidence=_PERIOD_CONFIDENCE,
    )


def _days_within(period: Interval, days: tuple[DayMention, ...], direction: str) -> list[date]:
    """Return the days of an interval that are mentioned as present or as past."""
    found = (mention.in_year(period.earliest.year) for mention in days if mention.direction == direction)
    return [day for day in found if day and period.earliest <= day <= period.latest]


def _is_refuted(year: int, days: tuple[DayMention, ...]) -> bool:
    """Whether the text mentions weekdays with their days, none of which is so in the year or beside it."""
    named = [mention for mention in days if mention.weekday is not None]
    return bool(named) and not any(mention.in_year(near) for mention in named for near in (year - 1, year, year + 1))


def _from_day_of_writing(clues: ArticleClues, not_after: date | None) -> PublicationDate | None:
    written = day_of_writing(clues.timexes)
    if written is None or (not_after and written[0] > not_after):
        return None
    day, surface = written
    return PublicationDate(day, None, day, day, "day", "text", surface, _WRITTEN_CONFIDENCE)


def _from_present_day(
    days: tuple[DayMention, ...], not_before: date | None, not_after: date | None
) -> PublicationDate | None:
    """Return the day of "ce dimanche 10 janvier": the first year in which it is a Sunday.

    Needs a past date, or that of a picture, to count from: the weekday returns every few years.
    """
    if not_before is None:
        return None
    for mention in days:
        if mention.weekday is None or mention.direction != "present":
            continue
        for year in range(not_before.year, not_before.year + _YEARS_AHEAD):
            day = mention.in_year(year)
            if day and day >= not_before and not (not_after and day > not_after):
                return PublicationDate(day, None, day, day, "day", "text", mention.surface, _WRITTEN_CONFIDENCE)
    return None

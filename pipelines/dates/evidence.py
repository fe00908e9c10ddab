"""Clues to the publication date of a document, from all it says before cleaning."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib import resources

from pipelines.dates.asked import ask_htmldate
from pipelines.dates.features import describe_dates, is_mention, reads_english
from pipelines.dates.markup import find_markup_dates
from pipelines.dates.names import months
from pipelines.dates.printed import FIRST_YEAR, LAST_YEAR, find_printed_dates
from pipelines.dates.stamps import Stamp, read_stamp, read_url
from pipelines.dates.values import Interval, month_interval
from pipelines.dates.visible import VisibleText, read_html, read_text
from pipelines.dates.vote import confidence_of_best
from pipelines.dates.yearless import find_yearless_dates
from pipelines.records import DateEvidence

#: htmldate is asked when the other clues leave the day less certain than this.
_SURE = 0.9

#: No page longer than this is given to htmldate, which parses it whole.
_LONGEST_ASKED = 2_000_000

#: Printed dates beyond this many are those of an archive page.
_MOST_PRINTED = 1000


#: Until this hour of universal time it is still the day before in the west, from
#: that hour on already the day after in the east.
_WESTERN_HOURS, _EASTERN_HOUR = 8, 15


@dataclass(frozen=True, slots=True)
class Clue:
    """One observation: which days it speaks for, and its features, yet unweighted."""

    source: str
    features: tuple[str, ...]
    surface: str
    interval: Interval | None
    precision: str | None
    timestamp: datetime | None = None
    raw_start: int | None = None
    raw_end: int | None = None
    partial: str | None = None


def find_date_evidence(
    text: str,
    media_type: str,
    url: str | None,
    retrieved_at: datetime | None,
    declared: tuple[tuple[str, str], ...] = (),
) -> tuple[DateEvidence, ...]:
    """Return every clue to when a document was published, each with its place and weight.

    ``text`` is the decoded document with its furniture. Weights are log-odds:
    those of different sources that name one day add up. An ambiguous clue
    ("03/04/2021") is given once for each day it may mean. ``retrieved_at`` is
    an upper bound only.
    """
    is_html = is_markup(text, media_type)
    found = [weigh(clue, is_html) for clue in find_clues(text, is_html, url, declared)]
    if is_html and len(text) <= _LONGEST_ASKED and confidence_of_best(found) < _SURE:
        found.extend(weigh(clue, is_html) for clue in htmldate_clues(text, url))
    if retrieved_at is not None:
        day = retrieved_at.date()
        found.append(DateEvidence("crawl", retrieved_at.isoformat(), None, day, "day", retrieved_at, weight=0.0))
    return tuple(found)


def is_markup(text: str, media_type: str) -> bool:
    """Return whether the document is a page rather than plain text."""
    return "html" in media_type or text[:300].lstrip().lower().startswith(("<!doctype html", "<html"))


def find_clues(text: str, is_html: bool, url: str | None, declared: Sequence[tuple[str, str]]) -> list[Clue]:
    """Return the observations a document and what came with it give, unweighted."""
    visible = read_html(text) if is_html else read_text(text)
    clues = list(_markup_clues(text)) if is_html else list(_marker_clues(text))
    clues.extend(_printed_clues(visible))
    clues.extend(_dateline_clues(visible))
    clues.extend(_copyright_clues(visible))
    clues.extend(_outside_clues(url, declared))
    return clues


@cache
def load_weights(kind: str) -> dict[str, float]:
    """Return the weights (log-odds) of the features, for ``html`` or ``text`` documents."""
    source = resources.files(__package__).joinpath("weights.toml").read_text(encoding="utf-8")
    return dict(tomllib.loads(source)[kind])


def weigh(clue: Clue, is_html: bool) -> DateEvidence:
    """Return a clue as evidence, its weight the sum of its features' weights."""
    weights = load_weights("html" if is_html else "text")
    weight = sum(weights.get(f"{clue.source}:{feature}", 0.0) for feature in clue.features)
    return DateEvidence(
        clue.source,
        clue.surface,
        clue.interval.earliest if clue.interval else None,
        clue.interval.latest if clue.interval else None,
        clue.precision,
        clue.timestamp,
        clue.partial,
        clue.raw_start,
        clue.raw_end,
        round(weight, 4),
    )


def _interval(stamp: Stamp) -> Interval:
    if stamp.precision == "month":
        return month_interval(stamp.day.year, stamp.day.month)
    return Interval(stamp.day, stamp.day)


# --- what the document says ---------------------------------------------------

_MARKER = re.compile(
    r"^[ \t]*(?:date|pubdate|published|publication_date)\s*[:=]?\s*(\d{4}(?:-\d\d(?:-\d\d[T \d:Z+.-]*)?)?)(?![\d/])",
    re.I | re.M,
)


def _marker_clues(text: str) -> Iterator[Clue]:
    """Yield "date 2021-01" and its like at the start of a line: what a crawler wrote down."""
    for match in _MARKER.finditer(text):
        written, surface = match[1].strip(), match[0].strip()
        if re.fullmatch(r"\d{4}", written):
            year = int(written)
            if FIRST_YEAR <= year <= LAST_YEAR:
                days = Interval(date(year, 1, 1), date(year, 12, 31))
                yield Clue("marker", ("text",), surface, days, "year", None, match.start(), match.end())
        elif stamp := read_stamp(written):
            yield Clue(
                "marker", ("text",), surface, _interval(stamp), stamp.precision, stamp.at, match.start(), match.end()
            )


def _markup_clues(source: str) -> Iterator[Clue]:
    for found in find_markup_dates(source):
        for interval, detail in _days_of_stamp(found.stamp, found.detail):
            yield Clue(
                found.source,
                (detail,),
                found.surface,
                interval,
                found.stamp.precision,
                found.stamp.at,
                found.start,
                found.end,
            )


def _days_of_stamp(stamp: Stamp, detail: str) -> Iterator[tuple[Interval, str]]:
    """Yield the day a stamp says, and the one before or after it may be where the outlet is.

    A stamp in universal time says another day than the calendar of the
    Americas in its first hours and of East Asia in its last.
    """
    yield _interval(stamp), detail
    if stamp.at is None or stamp.at.utcoffset() != timedelta(0) or detail != "published":
        return
    if stamp.at.hour < _WESTERN_HOURS:
        yield Interval(*[stamp.day - timedelta(days=1)] * 2), "eve"
    elif stamp.at.hour >= _EASTERN_HOUR:
        yield Interval(*[stamp.day + timedelta(days=1)] * 2), "morrow"


def _printed_clues(visible: VisibleText) -> Iterator[Clue]:
    dates = find_printed_dates(visible.text)[:_MOST_PRINTED]
    yearless = find_yearless_dates(visible.text)[:_MOST_PRINTED]
    described = describe_dates(visible, [*dates, *yearless])
    order = "english" if reads_english(visible.text) else "other"
    for number, (printed, around) in enumerate(zip([*dates, *yearless], described, strict=True)):
        surface = " ".join(visible.text[printed.start : printed.end].split())
        raw_start, raw_end = visible.raw_span(printed.start, printed.end)
        source = "mention" if is_mention(around) else "printed"
        features = around
        if number >= len(dates):
            features = (*around, "yearless", "yearless-weekday" if printed.has_weekday else "yearless-plain")
        days = [(printed.day, features)]
        if printed.alternative is not None:
            days = [
                (printed.day, (*features, f"day-first-{order}")),
                (printed.alternative, (*features, f"month-first-{order}")),
            ]
        for day, said in days:
            yield Clue(source, said, surface, Interval(day, day), "day", None, raw_start, raw_end)


#: "MOSCOU, 11 janv. (AFP) —": a place in capitals or a name, the day, and a sign
#: that the text begins.
_DATELINE = re.compile(
    r"^[ \t]*(?P<place>[^\W\d_][^\n\d,.:;]{1,28}), ?(?:le )?(?:(?P<day>\d{1,2})(?:er|\.)? (?P<month>[^\W\d_]{3,10})\.?"
    r"|(?P<month2>[^\W\d_]{3,9})\.? (?P<day2>\d{1,2}))"
    r"(?=[ \t]*(?:\(|[-–—/|]| [A-Z]{2,}))",
    re.M,
)


def _dateline_clues(visible: VisibleText) -> Iterator[Clue]:
    """Yield the day of a dateline that leaves out its year."""
    for match in _DATELINE.finditer(visible.text):
        month = months().get((match["month"] or match["month2"]).lower())
        day = int(match["day"] or match["day2"])
        if month is None or not 1 <= day <= 31 or not match["place"][0].isupper():
            continue
        raw_start, raw_end = visible.raw_span(match.start(), match.end())
        yield Clue(
            "dateline", ("day",), match[0].strip(), None, None, None, raw_start, raw_end, f"--{month:02}-{day:02}"
        )


_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)[^\n]{0,40}?((?:19|20)\d\d)(?:\s?[-–]\s?((?:19|20)\d\d))?", re.I)


def _copyright_clues(visible: VisibleText) -> Iterator[Clue]:
    """Yield the years of copyright lines: traps, kept so that a reader sees why they did not count."""
    for match in _COPYRIGHT.finditer(visible.text):
        year = int(match[2] or match[1])
        days = Interval(date(year, 1, 1), date(year, 12, 31))
        raw_start, raw_end = visible.raw_span(match.start(), match.end())
        yield Clue("copyright", ("year",), " ".join(match[0].split()), days, "year", None, raw_start, raw_end)


# --- what lies outside it -----------------------------------------------------

_DECLARED_DATE = re.compile(r"date|publish|time|created", re.I)
_DECLARED_OTHER = re.compile(r"modif|update|crawl|fetch|retriev|access|scrap|index|download", re.I)


def _outside_clues(url: str | None, declared: Sequence[tuple[str, str]]) -> Iterator[Clue]:
    dated = read_url(url) if url else None
    if dated:
        stamp, surface = dated
        yield Clue("url", (stamp.precision,), surface, _interval(stamp), stamp.precision)
    for key, value in declared:
        if not _DECLARED_DATE.search(key) or _DECLARED_OTHER.search(key):
            continue
        if stamp_said := read_stamp(value):
            interval = _interval(stamp_said)
            yield Clue("declared", ("published",), value, interval, stamp_said.precision, stamp_said.at)


def htmldate_clues(source: str, url: str | None) -> Iterator[Clue]:
    """Yield htmldate's verdict on a page, if it has one that the page bears out."""
    day = ask_htmldate(source, url)
    if day is not None:
        yield Clue("htmldate", ("day",), day.isoformat(), Interval(day, day), "day")

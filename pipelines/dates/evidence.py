"""Clues to the publication date of a document, from all it says before cleaning."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import cache
from importlib import resources

from pipelines.dates.markup import blank_markup, find_markup_dates
from pipelines.dates.printed import PrintedDate, find_printed_dates
from pipelines.dates.stamps import Stamp, read_stamp, read_url
from pipelines.dates.values import month_interval
from pipelines.records import DateEvidence

#: A line no longer than this beside its date is a dateline or a byline, not prose.
_LONGEST_DATED_LINE = 90

#: A label stands within so many signs before its date.
_LABEL_REACH = 40


def find_date_evidence(
    text: str,
    media_type: str,
    url: str | None,
    retrieved_at: datetime | None,
    declared: tuple[tuple[str, str], ...] = (),
) -> tuple[DateEvidence, ...]:
    """Return every clue to when a document was published, each with its place and weight.

    ``text`` is the decoded document with its furniture. Two clues of one day
    add up; an ambiguous one ("03/04/2021") is given once for each day it may
    mean, at half the weight. ``retrieved_at`` is an upper bound only.
    """
    is_html = "html" in media_type or text.lstrip()[:200].lower().startswith(("<!doctype html", "<html"))
    found: list[DateEvidence] = []
    if is_html:
        for item in find_markup_dates(text):
            found.append(_evidence(item.source, item.detail, item.surface, item.stamp, item.start, item.end))
    else:
        found.extend(_text_markers(text))
    visible = blank_markup(text) if is_html else text
    found.extend(_printed_evidence(visible))
    found.extend(_copyright_evidence(visible))
    found.extend(_outside_evidence(url, retrieved_at, declared))
    return tuple(found)


@cache
def load_weights() -> dict[str, float]:
    """Return the weight (log-odds) of each kind of clue."""
    source = resources.files(__package__).joinpath("weights.toml").read_text(encoding="utf-8")
    return dict(tomllib.loads(source)["weights"])


@cache
def _labels() -> dict[str, re.Pattern[str]]:
    source = resources.files(__package__).joinpath("labels.toml").read_text(encoding="utf-8")
    return {
        kind: re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + r")(?!\w)", re.I)
        for kind, words in tomllib.loads(source).items()
    }  # fmt: skip


def _evidence(
    source: str, detail: str, surface: str, stamp: Stamp, start: int | None = None, end: int | None = None
) -> DateEvidence:
    earliest = latest = stamp.day
    if stamp.precision == "month":
        earliest, latest = month_interval(stamp.day.year, stamp.day.month)
    weight = load_weights().get(f"{source}:{detail}", 0.1)
    return DateEvidence(
        source, surface, earliest, latest, stamp.precision, stamp.at, None, start, end, weight
    )


# --- what the text prints -----------------------------------------------------

_MARKER = re.compile(r"^[ \t]*(?:date|pubdate|published|publication_date)\s*[:=]?\s*(\d{4}(?:-\d\d(?:-\d\d[T \d:Z+.-]*)?)?)", re.I | re.M)


def _text_markers(text: str) -> Iterator[DateEvidence]:
    """Yield "date 2021-01" and its like at the start of a line: what a crawler wrote down."""
    for match in _MARKER.finditer(text):
        stamp = read_stamp(match[1])
        if stamp is not None:
            yield _evidence("marker", "text", match[0].strip(), stamp, match.start(), match.end())
        elif re.fullmatch(r"\d{4}", match[1]) and 1990 <= int(match[1]) <= 2099:
            year = int(match[1])
            yield DateEvidence(
                "marker", match[0].strip(), date(year, 1, 1), date(year, 12, 31), "year",
                raw_start=match.start(), raw_end=match.end(), weight=load_weights()["marker:text"],
            )  # fmt: skip


def _printed_evidence(visible: str) -> Iterator[DateEvidence]:
    dates = find_printed_dates(visible)
    is_first = True
    for printed in dates:
        detail_weights = _printed_weights(visible, printed, is_first)
        if detail_weights is None:
            continue
        source, weight = detail_weights
        is_first = False
        days = [printed.day] if printed.alternative is None else [printed.day, printed.alternative]
        for day in days:
            yield DateEvidence(
                source,
                " ".join(visible[printed.start : printed.end].split()),
                day,
                day,
                "day",
                None,
                None,
                printed.start,
                printed.end,
                weight / len(days),
            )


def _printed_weights(visible: str, printed: PrintedDate, is_first: bool) -> tuple[str, float] | None:
    """Return the source and weight of a printed date by what stands around it, None for a trap."""
    before = visible[max(0, printed.start - _LABEL_REACH) : printed.start]
    labels = _labels()
    if labels["trap"].search(before[-14:]):
        return None
    line_start = visible.rfind("\n", 0, printed.start) + 1
    line_end = visible.find("\n", printed.end)
    line = " ".join(visible[line_start : line_end if line_end >= 0 else len(visible)].split())
    weights = load_weights()
    is_line = len(line) <= _LONGEST_DATED_LINE
    weight = weights["printed:line"] if is_line else weights["printed:prose"]
    if is_line and labels["updated"].search(before):
        weight += weights["printed:updated"]
    elif is_line and labels["published"].search(before):
        weight += weights["printed:published"]
    if is_line and is_first:
        weight += weights["printed:first"]
    if is_line and printed.clock:
        weight += weights["printed:clock"]
    if is_line and printed.has_weekday:
        weight += weights["printed:weekday"]
    return "printed", weight


_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright|&copy;)[^\n]{0,40}?((?:19|20)\d\d)(?:\s?[-–]\s?((?:19|20)\d\d))?", re.I)


def _copyright_evidence(visible: str) -> Iterator[DateEvidence]:
    """Yield the years of copyright lines: traps, kept so that a reader sees why they did not count."""
    for match in _COPYRIGHT.finditer(visible):
        year = int(match[2] or match[1])
        yield DateEvidence(
            "copyright", " ".join(match[0].split()), date(year, 1, 1), date(year, 12, 31), "year",
            raw_start=match.start(), raw_end=match.end(), weight=0.0,
        )  # fmt: skip


# --- what lies outside the text -----------------------------------------------

_DECLARED_KEYS = re.compile(r"date|publish|pubdate|time|created", re.I)


def _outside_evidence(
    url: str | None, retrieved_at: datetime | None, declared: Sequence[tuple[str, str]]
) -> Iterator[DateEvidence]:
    dated = read_url(url) if url else None
    if dated:
        yield _evidence("url", dated[0].precision, dated[1], dated[0])
    for key, value in declared:
        if not _DECLARED_KEYS.search(key) or re.search(r"modif|update|crawl|fetch|retriev|access", key, re.I):
            continue
        stamp = read_stamp(value)
        if stamp is not None:
            yield _evidence("declared", "published", value, stamp)
    if retrieved_at is not None:
        yield DateEvidence("crawl", retrieved_at.isoformat(), None, retrieved_at.date(), "day", retrieved_at, weight=0.0)

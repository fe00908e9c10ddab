"""Resolving temporal expressions against the publication date and each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from pipelines.analyse.temporal.expressions import read_expression
from pipelines.records.analysis import Timex
from pipelines.records.dates import PublicationDate, ResolvedTimex
from pipelines.text.timex_values import Interval, interval_of, move, value_of

#: Days between the anchors tried when publication is known as an interval only.
_ANCHOR_STEP = 7

#: A day of which nothing is known.
UNKNOWN_DAY = "XXXX-XX-XX"

#: Beyond this many days an interval of publication anchors nothing.
_WIDEST_ANCHOR = 400


def resolve_timexes(timexes: Sequence[Timex], published: PublicationDate) -> tuple[ResolvedTimex, ...]:
    """Return each expression's TIMEX3 value and days, in the same order.

    Against a day of publication every expression has its value. Against an
    interval (a month, a year) a value stands where all days of it agree;
    otherwise the value keeps its unknown parts (``XXXX-11-09``) and the days
    span what the interval allows. Without any anchor, ``earliest`` and
    ``latest`` are None for what needs one.
    """
    readings = [_resolve_all(timexes, anchor) for anchor in _anchors(published)]
    unanchored = _resolve_all(timexes, None)
    resolved = []
    for number, timex in enumerate(timexes):
        values = [reading[number] for reading in readings]
        resolved.append(_merge(timex, values, unanchored[number]))
    return tuple(resolved)


def _anchors(published: PublicationDate) -> list[date]:
    """Return the days of publication to try: one, or a weekly sample of the interval."""
    if published.on is not None:
        return [published.on]
    earliest, latest = published.earliest, published.latest
    if earliest is None or latest is None or (latest - earliest).days > _WIDEST_ANCHOR:
        return []
    n_steps = (latest - earliest).days // _ANCHOR_STEP
    days = [earliest + timedelta(days=_ANCHOR_STEP * step) for step in range(n_steps + 1)]
    return [*days, latest] if days[-1] != latest else days


def _merge(timex: Timex, values: list[str], unanchored: str) -> ResolvedTimex:
    if values and all(value == values[0] for value in values):
        value, span = values[0], interval_of(values[0])
    else:
        value, span = unanchored, interval_of(unanchored)
        spans = [interval_of(candidate) for candidate in values]
        known = [interval for interval in spans if interval is not None]
        if span is None and known and len(known) == len(spans):
            span = Interval(min(i.earliest for i in known), max(i.latest for i in known))
    return ResolvedTimex(
        timex.start,
        timex.end,
        timex.surface,
        timex.type,
        value,
        span.earliest if span else None,
        span.latest if span else None,
    )


def _resolve_all(timexes: Sequence[Timex], anchor: date | None) -> list[str]:
    """Return the values of the expressions read in order, as if written on ``anchor``."""
    values: list[str] = []
    last: date | None = anchor
    last_period: date | None = anchor
    for timex in timexes:
        parts = read_expression(timex.expression)
        counted_from = last if parts.get("unit") not in {"M", "Y"} else last_period
        value = _resolve(parts, anchor, counted_from)
        if "clock" in parts:
            value = _with_clock(value, parts["clock"])
        values.append(value)
        named = interval_of(value)
        if named is not None and timex.type in {"DATE", "TIME"}:
            last_period = named.earliest
            if named.earliest == named.latest:
                last = named.earliest
    return values


def _resolve(parts: dict[str, str], anchor: date | None, last: date | None) -> str:
    """Return the TIMEX3 value of one expression, its clock aside."""
    if parts.get("anchor") == "last":
        anchor = last
    for key, resolve in _RESOLVERS:
        if key in parts:
            try:
                return resolve(parts, anchor)
            except (ValueError, OverflowError):
                return UNKNOWN_DAY
    return last.isoformat() if "clock" in parts and last is not None else UNKNOWN_DAY


def _with_clock(value: str, clock: str) -> str:
    return value + clock if re.fullmatch(r"[\dX]{4}-(?:[\dX]{2}-[\dX]{2}|W[\dX]{2}-\d)", value) else value


# --- dates with unknown parts -------------------------------------------------


def _resolve_date(parts: dict[str, str], anchor: date | None) -> str:
    value = parts["date"]
    if not value.startswith("XXXX") or "XX" in value[5:]:
        return value
    if "before" in parts:
        limit = interval_of(parts["before"])
        anchor = limit.latest if limit else anchor
        return _choose_year(value, anchor, "past", None) if anchor else value
    if anchor is None:
        return value
    weekday = parts.get("weekday")
    return _choose_year(value, anchor, parts.get("choose") or parts.get("direction"), int(weekday) if weekday else None)


#: How many days before and after the anchor a date without a year may lie: the
#: news looks back further than ahead.
_REACH = {
    None: (245, 120),
    "past": (320, 30),
    "future": (60, 305),
    "present": (183, 183),
    "last": (366, -1),
    "next": (-1, 366),
}


def _choose_year(value: str, anchor: date, direction: str | None, weekday: int | None) -> str:
    """Return ``XXXX-11-09`` with the year in which it lies nearest, where the words look.

    A weekday said with it decides when it holds in just one year near by.
    """
    reach_back, reach_ahead = _REACH[direction]
    candidates: list[tuple[tuple[bool, bool, int], str]] = []
    for year in range(anchor.year - 6, anchor.year + 2):
        dated = f"{year:04}{value[4:]}"
        span = interval_of(dated)
        if span is None:
            continue
        wrong_weekday = weekday is not None and span.earliest.isoweekday() != weekday
        back, ahead = (anchor - span.latest).days, (span.earliest - anchor).days
        distance = max(back, ahead, 0)
        outside = back > reach_back or ahead > reach_ahead
        candidates.append(((wrong_weekday, outside, distance), dated))
    return min(candidates)[1] if candidates else value


def _resolve_season(parts: dict[str, str], anchor: date | None) -> str:
    season, choose = parts["season"], parts.get("choose")
    if anchor is None:
        return f"XXXX-{season}"
    years = [anchor.year - 1, anchor.year, anchor.year + 1]
    spans = [(interval_of(f"{year:04}-{season}"), f"{year:04}-{season}") for year in years]
    known = [(span, value) for span, value in spans if span is not None]
    if choose == "last":
        return max((span.latest, value) for span, value in known if span.latest < anchor)[1]
    if choose == "next":
        return min((span.earliest, value) for span, value in known if span.earliest > anchor)[1]
    return min((max((anchor - span.latest).days, (span.earliest - anchor).days, 0), value) for span, value in known)[1]


def _resolve_weekday(parts: dict[str, str], anchor: date | None) -> str:
    weekday = int(parts["weekday"])
    if anchor is None:
        return f"XXXX-WXX-{weekday}"
    back = (anchor.isoweekday() - weekday) % 7
    choose = parts.get("choose")
    if choose == "last":
        return (anchor - timedelta(days=back or 7)).isoformat()
    if choose == "next":
        return (anchor + timedelta(days=7 - back)).isoformat()
    if parts.get("direction") == "future" and back:
        return (anchor + timedelta(days=7 - back)).isoformat()
    return (anchor - timedelta(days=back)).isoformat()


# --- so many units away -------------------------------------------------------

#: Until this weekday "ce week-end" told as past is the one just gone.
_EARLY_WEEK = 3

_CLOCK_UNITS = {"TH", "TM", "TS"}


def _resolve_shift(parts: dict[str, str], anchor: date | None) -> str:
    count, unit = parts["shift"], parts["unit"]
    choose = parts.get("choose")
    if choose:
        count = {"last": "-1", "next": "1"}[choose]
    if not re.fullmatch(r"-?\d+", count):
        return "PAST_REF" if count.startswith("-") else "FUTURE_REF"
    if anchor is None:
        return _vague(int(count))
    if unit in _CLOCK_UNITS:
        return anchor.isoformat() if abs(int(count)) < 24 else _vague(int(count))
    if unit == "WE" and count == "0" and parts.get("direction") != "future" and anchor.isoweekday() <= _EARLY_WEEK:
        count = "-1"
    return value_of(move(anchor, int(count), unit), unit)


def _vague(count: int) -> str:
    return "PRESENT_REF" if count == 0 else "PAST_REF" if count < 0 else "FUTURE_REF"


def _resolve_value(parts: dict[str, str], _: date | None) -> str:
    return parts["value"]


#: What resolves an expression, by the first of these keys it has.
_RESOLVERS: tuple[tuple[str, Callable[[dict[str, str], date | None], str]], ...] = (
    ("value", _resolve_value),
    ("date", _resolve_date),
    ("season", _resolve_season),
    ("weekday", _resolve_weekday),
    ("shift", _resolve_shift),
)

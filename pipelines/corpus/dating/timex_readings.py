"""One temporal expression read against one day: dates, feasts, seasons, weekdays and so many units away."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from pipelines.text.holidays import holiday_in
from pipelines.text.timex_values import Interval, interval_of, move, value_of

#: A day of which nothing is known.
UNKNOWN_DAY = "XXXX-XX-XX"


def is_resolvable(parts: dict[str, str]) -> bool:
    """Return whether an expression says more than a part of the day."""
    return any(key in parts for key, _ in _RESOLVERS)


def resolve_against(parts: dict[str, str], anchor: date | None) -> str:
    """Return the TIMEX3 value of an expression counted from a day, its clock aside; a day may be unknown (None)."""
    for key, resolve in _RESOLVERS:
        if key in parts:
            try:
                return resolve(parts, anchor)
            except (ValueError, OverflowError):
                return UNKNOWN_DAY
    return UNKNOWN_DAY


# --- dates with unknown parts -------------------------------------------------


def _resolve_date(parts: dict[str, str], anchor: date | None) -> str:
    value = _resolve_named_date(parts, anchor)
    if "offset" not in parts:
        return value
    day, count, unit = interval_of(value), parts["offset"], parts["offsetunit"]
    if day is None or not re.fullmatch(r"-?\d+", count):
        return UNKNOWN_DAY
    if unit in _CLOCK_UNITS:
        return _shift_clock(count, unit, day.earliest, is_told=True)
    return value_of(move(day.earliest, int(count), unit), unit)


def _resolve_named_date(parts: dict[str, str], anchor: date | None) -> str:
    value = parts["date"]
    if anchor is not None and value.startswith("XXXX-XX-") and value[8:].isdigit():
        return _choose_month(parts, anchor)
    if not value.startswith("XXXX") or "XX" in value[5:]:
        return value
    if "before" in parts:
        limit = interval_of(parts["before"])
        anchor = limit.latest if limit else anchor
        return _choose_year(value, anchor, "past", None) if anchor else value
    if anchor is None:
        return value
    if "years" in parts:
        return f"{anchor.year + int(parts['years']):04}{value[4:]}"
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
    candidates: list[tuple[tuple[bool, bool, int], str]] = []
    for year in range(anchor.year - 6, anchor.year + 2):
        dated = f"{year:04}{value[4:]}"
        span = interval_of(dated)
        if span is None:
            continue
        wrong_weekday = weekday is not None and span.earliest.isoweekday() != weekday
        candidates.append(((wrong_weekday, *_distance(span, anchor, direction)), dated))
    return min(candidates)[1] if candidates else value


def _choose_month(parts: dict[str, str], anchor: date) -> str:
    """Return a day said without its month ("lundi 3"), nearest where the words look; ``present`` is this month."""
    day, weekday, direction = int(parts["date"][8:]), parts.get("weekday"), parts.get("direction")
    months = [move(anchor.replace(day=1), count, "M") for count in ([0] if weekday is None else range(-6, 7))]
    spans = [interval_of(f"{month.isoformat()[:8]}{day:02}") for month in months]
    days = [span.earliest for span in spans if span and weekday in {None, str(span.earliest.isoweekday())}]
    ranked = [(*_distance(Interval(day, day), anchor, direction), day) for day in days]
    return min(ranked)[2].isoformat() if ranked else parts["date"]


def _distance(span: Interval, anchor: date, direction: str | None) -> tuple[bool, int]:
    """Return whether days lie further off than the direction allows, and how many days off they lie."""
    reach_back, reach_ahead = _REACH[direction]
    back, ahead = (anchor - span.latest).days, (span.earliest - anchor).days
    return back > reach_back or ahead > reach_ahead, max(back, ahead, 0)


def _resolve_holiday(parts: dict[str, str], anchor: date | None) -> str:
    feast, offset = parts["holiday"], timedelta(days=int(parts.get("offset", "0")))
    if parts.get("year", "XXXX").isdigit():
        return (holiday_in(int(parts["year"]), feast) + offset).isoformat()
    if anchor is None:
        return f"XXXX-{feast}" if re.fullmatch(r"\d\d-\d\d", feast) and not offset else UNKNOWN_DAY
    direction = parts.get("choose") or parts.get("direction")
    days = [holiday_in(year, feast) + offset for year in range(anchor.year - 1, anchor.year + 2)]
    return min((*_distance(Interval(day, day), anchor, direction), day) for day in days)[2].isoformat()


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


#: "This Friday" without a telling verb is the nearer one.
_HALF_WEEK = 3


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
    ahead = parts.get("direction") == "future" or (parts.get("direction") == "present" and back > _HALF_WEEK)
    if ahead and back:
        return (anchor + timedelta(days=7 - back)).isoformat()
    return (anchor - timedelta(days=back)).isoformat()


# --- so many units away -------------------------------------------------------

#: Until this weekday "ce week-end" told as past is the one just gone.
_EARLY_WEEK = 3

_CLOCK_UNITS = {"TH", "TM", "TS"}
_HOURS_A_DAY = 24


def _resolve_shift(parts: dict[str, str], anchor: date | None) -> str:
    count, unit = parts["shift"], parts["unit"]
    choose = parts.get("choose")
    if choose:
        count = {"last": "-1", "next": "1"}[choose]
    if unit in _CLOCK_UNITS:
        return _shift_clock(count, unit, anchor, parts.get("anchor") == "last")
    if not re.fullmatch(r"-?\d+", count):
        return "PAST_REF" if count.startswith("-") else UNKNOWN_DAY if "anchor" in parts else "FUTURE_REF"
    if anchor is None:
        return _vague(int(count))
    if unit == "WE" and count == "0" and parts.get("direction") != "future" and anchor.isoweekday() <= _EARLY_WEEK:
        count = "-1"
    return value_of(move(anchor, int(count), unit), unit)


def _shift_clock(count: str, unit: str, anchor: date | None, is_told: bool) -> str:
    """Return the day so many hours, minutes or seconds away; a few of them leave a narrative on its day."""
    if count.lstrip("-").isdigit():
        days = int(int(count) / _HOURS_A_DAY) if unit == "TH" else 0
        return (anchor + timedelta(days=days)).isoformat() if anchor else _vague(int(count))
    if is_told and anchor is not None:
        return anchor.isoformat()
    return "PAST_REF" if count.startswith("-") else "FUTURE_REF"


def _vague(count: int) -> str:
    return "PRESENT_REF" if count == 0 else "PAST_REF" if count < 0 else "FUTURE_REF"


def _resolve_value(parts: dict[str, str], _: date | None) -> str:
    return parts["value"]


#: What resolves an expression, by the first of these keys it has.
_RESOLVERS: tuple[tuple[str, Callable[[dict[str, str], date | None], str]], ...] = (
    ("value", _resolve_value),
    ("date", _resolve_date),
    ("holiday", _resolve_holiday),
    ("season", _resolve_season),
    ("weekday", _resolve_weekday),
    ("shift", _resolve_shift),
)

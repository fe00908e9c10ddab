"""Resolving temporal expressions against the publication date and each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pipelines.analyse.temporal.expressions import read_expression
from pipelines.corpus.dating.timex_readings import UNKNOWN_DAY, is_resolvable, resolve_against
from pipelines.records.analysis import Timex
from pipelines.records.dates import PublicationDate, ResolvedTimex
from pipelines.text.timex_values import Interval, interval_of

#: Days between the anchors tried when publication is known as an interval only.
_ANCHOR_STEP = 7

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


@dataclass(slots=True)
class _Narrative:
    """What the text has named so far.

    ``day`` is the day the story has reached, ``period`` that or a longer
    stretch named since, ``value`` how it was said; ``mentioned`` is the day
    named last, also in a look back ("three days earlier"), after which the
    story goes on from where it was.
    """

    day: date | None = None
    period: Interval | None = None
    value: str = UNKNOWN_DAY
    mentioned: date | None = None

    def hear(self, timex: Timex, parts: dict[str, str], value: str) -> None:
        named = interval_of(value)
        if named is None or timex.type not in {"DATE", "TIME"}:
            return
        is_day = named.earliest == named.latest
        if is_day:
            self.mentioned = named.earliest
        if parts.get("anchor") == "last" and parts.get("shift", "").startswith("-"):
            return
        self.period, self.value = named, value
        if is_day:
            self.day = named.earliest

    def reference(self, parts: dict[str, str], published: date | None) -> Interval | None:
        """Return what an expression is counted from; None where the text has named nothing to count from.

        Before anything is named, "the day before" looks back from publication;
        "two days later" cannot.
        """
        period = self.period if parts.get("unit") in _PERIODS or "date" in parts else None
        if period is None and self.day is not None:
            period = Interval(self.day, self.day)
        if period is None and published is not None and not _looks_ahead(parts):
            period = Interval(published, published)
        return period


#: Units that are counted from a month or year named, not from a day only.
_PERIODS = frozenset("MQHYEC")


def _looks_ahead(parts: dict[str, str]) -> bool:
    return parts.get("choose") == "next" or parts.get("shift", "0")[0] not in "-0"


def _resolve_all(timexes: Sequence[Timex], anchor: date | None) -> list[str]:
    """Return the values of the expressions read in order, as if written on ``anchor``."""
    values: list[str] = []
    told = _Narrative()
    for number, timex in enumerate(timexes):
        parts = read_expression(timex.expression)
        value = _day_behind(timexes[number : number + 2], anchor, told) or _resolve(parts, anchor, told)
        if "clock" in parts:
            value = _with_clock(value, parts["clock"])
        values.append(value)
        told.hear(timex, parts, value)
    return values


#: Between a clock and its day, as in "8:30 pm on Saturday", stand so many signs at most.
_NEXT_WORDS = 5


def _day_behind(timexes: Sequence[Timex], published: date | None, told: _Narrative) -> str | None:
    """Return the day said right behind a time of the day that names none."""
    clock, day = timexes[0], timexes[-1]
    if day.type != "DATE" or day.start - clock.end > _NEXT_WORDS:
        return None
    parts = read_expression(clock.expression)
    if "clock" not in parts or is_resolvable(parts) or parts.get("anchor") == "last":
        return None
    value = _resolve(read_expression(day.expression), published, told)
    named = interval_of(value)
    return value if named is not None and named.earliest == named.latest else None


def _resolve(parts: dict[str, str], published: date | None, told: _Narrative) -> str:
    """Return the TIMEX3 value of one expression, its clock aside."""
    if parts.get("anchor") == "last":
        return _resolve_from(told.reference(parts, published), parts, told)
    if parts.get("after") == "last" and told.period is not None:
        return f"{told.period.earliest.year:04}{parts['date'][4:]}"
    if is_resolvable(parts):
        return resolve_against(parts, published)
    day = told.mentioned or published
    return day.isoformat() if "clock" in parts and day is not None else UNKNOWN_DAY


def _resolve_from(reference: Interval | None, parts: dict[str, str], told: _Narrative) -> str:
    """Return the value of what is counted from a day or period of the text; unknown where its days disagree."""
    if parts.keys() <= {"years", "anchor"}:
        return _another_year(told.value, int(parts["years"]))
    if reference is None:
        return UNKNOWN_DAY if "shift" in parts else resolve_against(parts, None)
    first = resolve_against(parts, reference.earliest)
    return first if first == resolve_against(parts, reference.latest) else UNKNOWN_DAY


def _another_year(value: str, years: int) -> str:
    return f"{int(value[:4]) + years:04}{value[4:]}" if value[:4].isdigit() else UNKNOWN_DAY


def _with_clock(value: str, clock: str) -> str:
    return value + clock if re.fullmatch(r"[\dX]{4}-(?:[\dX]{2}-[\dX]{2}|W[\dX]{2}-\d)", value) else value

"""Time-zone inference: on which day a stamp was made where the outlet is, as far as its page tells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta

from pipelines.read.publication_date.markup import MarkupDate
from pipelines.read.publication_date.stamps import Stamp
from pipelines.text.timex_values import Interval, month_interval

#: Until this hour of universal time it is still the day before in the west, from
#: that hour on already the day after in the east.
_WESTERN_HOURS, _EASTERN_HOUR = 8, 15

#: The clocks of the world, in hours from universal time.
_WESTERNMOST, _EASTERNMOST = -11, 14


def stamp_interval(stamp: Stamp) -> Interval:
    """Return the days a stamp covers: one, or a month."""
    if stamp.precision == "month":
        return month_interval(stamp.day.year, stamp.day.month)
    return Interval(stamp.day, stamp.day)


_CLOCK = re.compile(r"\d[T ](\d\d:\d\d:\d\d)")


def infer_utc_offset(stated: Sequence[MarkupDate]) -> timedelta | None:
    """Return how far the outlet's clocks are from universal time, None where no stamp tells.

    Told by stamps with an offset, and by those without one that show, to the
    second, a moment stamped in universal time too.
    """
    offsets: Counter[timedelta] = Counter()
    universal, shown = set(), []
    for found in stated:
        offset = found.stamp.at.utcoffset() if found.stamp.at else None
        clock = _clock(found.surface)
        if offset:
            offsets[offset] += 1
        elif clock and clock.second:
            moment = datetime.combine(found.stamp.day, clock)
            if found.stamp.at:
                universal.add(moment)
            else:
                shown.append(moment)
    offsets.update(clock - moment for clock in shown for moment in universal if _is_zone(clock - moment))
    return max(offsets, key=lambda offset: (offsets[offset], offset)) if offsets else None


def _clock(surface: str) -> time | None:
    """The time of day in a stamp, to the second; None for one that no clock shows, and for a leap second."""
    found = _CLOCK.search(surface)
    try:
        return time.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def _is_zone(offset: timedelta) -> bool:
    hours = offset / timedelta(hours=1)
    return hours != 0 and hours.is_integer() and _WESTERNMOST <= hours <= _EASTERNMOST


def days_of_stamp(stamp: Stamp, detail: str, offset: timedelta | None) -> Iterator[tuple[Interval, str]]:
    """Yield the day of a stamp, and the one before or after it may be where the outlet is.

    A stamp in universal time says another day than the calendar of the
    Americas in its first hours and of East Asia in its last: the page's other
    stamps tell where its clocks are, or both days stay.
    """
    if stamp.at is None or stamp.at.utcoffset() != timedelta(0):
        yield stamp_interval(stamp), detail
    elif offset is not None:
        day = (stamp.at + offset).date()
        yield Interval(day, day), detail
        if day != stamp.day:
            yield stamp_interval(stamp), "universal"
    else:
        yield stamp_interval(stamp), detail
        if detail == "published" and stamp.at.hour < _WESTERN_HOURS:
            yield Interval(*[stamp.day - timedelta(days=1)] * 2), "eve"
        elif detail == "published" and stamp.at.hour >= _EASTERN_HOUR:
            yield Interval(*[stamp.day + timedelta(days=1)] * 2), "morrow"

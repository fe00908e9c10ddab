"""Machine-written dates: ISO 8601 with its relatives, and dates inside addresses."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from pipelines.read.publication_date.printed import FIRST_YEAR, LAST_YEAR, find_printed_dates
from pipelines.records.document import Precision


class Stamp(NamedTuple):
    """A day, with the moment where the stamp says one, and its precision."""

    day: date
    at: datetime | None
    precision: Precision


_ISO = re.compile(
    r"\s*(?P<year>\d{4})-?/?(?P<month>\d\d)(?:-?/?(?P<day>\d\d)"
    r"(?:[T\s_]+(?P<hour>\d\d):?(?P<minute>\d\d)(?::?\d\d(?:[.,]\d+)?)?\s*(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d)?)?)?"
)
_EPOCH = re.compile(r"\s*(1\d{9})(\d{3})?\s*")


def read_stamp(value: str) -> Stamp | None:
    """Return what a machine-written date says, None where it is none.

    Reads ISO 8601 and its looser relatives, RFC 2822, Unix time in seconds or
    milliseconds, and, last, a date printed in words.
    """
    if match := _ISO.match(value):
        stamp = _from_iso(match)
        if stamp is not None:
            return stamp
    if match := _EPOCH.fullmatch(value):
        moment = datetime.fromtimestamp(int(match[1]), UTC)
        return Stamp(moment.date(), moment, "minute")
    printed = find_printed_dates(value[:80])
    if printed and printed[0].alternative is None:
        first = printed[0]
        return Stamp(first.day, _rfc_moment(value), "minute" if _rfc_moment(value) else "day")
    return None


def _from_iso(match: re.Match[str]) -> Stamp | None:
    year, month = int(match["year"]), int(match["month"])
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        return None
    if match["day"] is None:
        return Stamp(date(year, month, 1), None, "month")
    try:
        day = date(year, month, int(match["day"]))
    except ValueError:
        return None
    if match["hour"] is None or match["zone"] is None:
        return Stamp(day, None, "day")
    if int(match["hour"]) > 23 or int(match["minute"]) > 59:
        return Stamp(day, None, "day")
    at = datetime(year, month, day.day, int(match["hour"]), int(match["minute"]), tzinfo=_zone(match["zone"]))
    return Stamp(day, at, "minute")


def _zone(written: str) -> timezone:
    if written in {"Z", "UTC", "GMT"}:
        return UTC
    digits = written[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if offset >= timedelta(hours=24):
        return UTC
    return timezone(-offset if written[0] == "-" else offset)


def _rfc_moment(value: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    return moment if moment.tzinfo else None


_URL_DAY = re.compile(
    r"(?<![\d])(?P<year>(?:19|20)\d\d)(?P<sep>[/_-]?)(?P<month>0[1-9]|1[0-2]|(?<=[/_-])[1-9])(?P=sep)"
    r"(?P<day>0[1-9]|[12]\d|3[01]|(?<=[/_-])[1-9])(?!\d)"
)
_URL_MONTH = re.compile(r"/(?P<year>(?:19|20)\d\d)[/-](?P<month>0?[1-9]|1[0-2])(?=/|$)")
_URL_NAMED = re.compile(
    r"/(?P<year>(?:19|20)\d\d)/(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/(?P<day>\d{1,2})(?=/|$)",
    re.I,
)
_ENGLISH_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def read_url(url: str) -> tuple[Stamp, str] | None:
    """Return the date written in an address's path and its words, None without one."""
    path = re.sub(r"^[a-z]+://[^/]*", "", url.lower())
    for pattern in (_URL_DAY, _URL_NAMED):
        for match in pattern.finditer(path):
            month = match["month"]
            number = int(month) if month.isdigit() else _ENGLISH_MONTHS.index(month) + 1
            if not FIRST_YEAR <= int(match["year"]) <= LAST_YEAR:
                continue
            try:
                return Stamp(date(int(match["year"]), number, int(match["day"])), None, "day"), match[0]
            except ValueError:
                continue
    month_only = _URL_MONTH.search(path)
    if month_only is None:
        return None
    return Stamp(date(int(month_only["year"]), int(month_only["month"]), 1), None, "month"), month_only[0]

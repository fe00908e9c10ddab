"""Whether the days that a document prints in digits begin with the month: "04/05/2021".

Told by the language of a page and the region named beside it, and by an American
zone behind a clock; a national address speaks against a region that many
templates name by default.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from datetime import date
from importlib.resources import files
from urllib.parse import urlsplit

from pipelines.languages.patterns import one_of
from pipelines.read.publication_date.features import reads_english
from pipelines.read.publication_date.printed import PrintedDate
from pipelines.read.publication_date.visible_lines import VisibleText

_DATA = tomllib.loads(files(__package__).joinpath("date_order.toml").read_text(encoding="utf-8"))
_MONTH_FIRST, _MIXED = frozenset(_DATA["month_first"]), frozenset(_DATA["mixed"])
_LANGUAGES = frozenset(_DATA["languages"])
_OPEN_ENDINGS = frozenset(_DATA["open_endings"])
_COUNTRY_LETTERS = 2

#: So much of a page holds its root element and its head.
_HEAD = 40_000
_LANGUAGE = re.compile(
    r"(?:<html\b[^<>]*?\s(?:xml:)?lang\s*=\s*[\"']?|<meta\b[^<>]*og:locale[\"'][^<>]*\bcontent\s*=\s*[\"'])"
    r"(?P<language>[a-z]{2,3})(?:[-_](?:[a-z]{4}[-_])?(?P<region>[a-z]{2}|\d{3}))?\b",
    re.IGNORECASE,
)
_CANONICAL = re.compile(r"<link\b[^<>]*\brel\s*=\s*[\"']?canonical\b[^<>]*>", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\"'\s<>]+", re.IGNORECASE)
#: "3:20 PM EST" after a day, or before it.
_CLOCK = rf"\d{{1,2}}[:.]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?)?\s*\(?{one_of(_DATA['zones'])}\b"
_ZONE_AFTER, _ZONE_BEFORE = re.compile(rf"[^\n]{{0,12}}?{_CLOCK}", re.I), re.compile(rf"{_CLOCK}[^\n\d]{{0,12}}$", re.I)
_REACH = 40


def settle_order(
    dates: Sequence[PrintedDate], visible: VisibleText, stated: Container[date], url: str | None
) -> list[PrintedDate]:
    """The dates, those of open order on the one day that the document speaks for, if it does.

    `stated` are the days it states to machines.
    """
    if all(printed.alternative is None for printed in dates):
        return list(dates)
    is_first = _by_stated_days(dates, stated)
    if is_first is None:
        is_first = _by_region(visible, url) if visible.is_page else None
    if is_first is None and any(_has_american_zone(visible.text, printed) for printed in dates):
        is_first = True
    return list(dates) if is_first is None else [_settled(printed, is_first) for printed in dates]


def _settled(printed: PrintedDate, is_month_first: bool) -> PrintedDate:
    if printed.alternative is None:
        return printed
    return replace(printed, day=printed.alternative if is_month_first else printed.day, alternative=None)


def _by_stated_days(dates: Sequence[PrintedDate], stated: Container[date]) -> bool | None:
    """Whether days that begin with the month are those stated, None where none or both orders are."""
    votes = {
        printed.alternative in stated
        for printed in dates
        if printed.alternative is not None and (printed.day in stated) != (printed.alternative in stated)
    }
    return votes.pop() if len(votes) == 1 else None


def _by_region(visible: VisibleText, url: str | None) -> bool | None:
    """Whether the language of a page and its region write the month first, None where that stays open."""
    said = [(match["language"].lower(), (match["region"] or "").upper()) for match in _languages(visible.source)]
    is_english = reads_english(visible.text)
    region = next((region for _, region in said if region), None)
    if region in _MONTH_FIRST:
        return None if _is_national(_host(visible.source, url)) else True
    if not is_english and any(language not in _LANGUAGES for language, _ in said):
        return False
    return None if region is None or region in _MIXED else False


def _languages(source: str) -> Iterator[re.Match[str]]:
    return _LANGUAGE.finditer(source, 0, _HEAD)


def _host(source: str, url: str | None) -> str:
    link = None if url else _CANONICAL.search(source, 0, _HEAD)
    address = _ADDRESS.search(link[0]) if link else None
    try:
        return urlsplit(url or (address[0] if address else "")).hostname or ""
    except ValueError:
        return ""


def _is_national(host: str) -> bool:
    """Whether an address ends with a country that is none of those that write the month first."""
    ending = host.rpartition(".")[2]
    return len(ending) == _COUNTRY_LETTERS and ending not in _OPEN_ENDINGS and ending.upper() not in _MONTH_FIRST


def _has_american_zone(text: str, printed: PrintedDate) -> bool:
    if printed.alternative is None:
        return False
    after = text[printed.end : printed.end + _REACH]
    before = text[max(0, printed.start - _REACH) : printed.start]
    return _ZONE_AFTER.match(after) is not None or _ZONE_BEFORE.search(before) is not None

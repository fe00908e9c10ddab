"""Datelines: where, when and by whom a text was written, before it begins ("MOSCOU, 11 janv. (Agence) - ")."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipelines.records.analysis import Timex

#: Before the date of a dateline stand a place and a weekday at most.
_LONGEST = 40
_WITH_AGENCY = re.compile(r"^[^\n().]{2,40}[,.] ?[^\n()]{0,20}\([^\n()]{2,40}\) ?[-–—] ", re.M)
_AFTER_DATE = re.compile(r"[.,)]? ?(?:\([^\n()]{2,40}\))? ?(?:[-–—](?= )|$)")


def dateline_spans(text: str, timexes: Iterable[Timex]) -> list[tuple[int, int]]:
    """The datelines of a text: an agency in brackets and a dash, or a date before a dash or alone on its line."""
    found = [match.span() for match in _WITH_AGENCY.finditer(text)]
    for timex in timexes:
        start, end = text.rfind("\n", 0, timex.start) + 1, text.find("\n", timex.end)
        after = _AFTER_DATE.match(text, timex.end, end if end >= 0 else len(text))
        if after is not None and timex.start - start <= _LONGEST:
            found.append((start, after.end()))
    return found

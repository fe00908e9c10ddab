"""Where the words around an expression of time look: back, ahead, or nowhere."""

from __future__ import annotations

import re

from pipelines.languages.temporal import Pack

#: How far around an expression its clause is searched for words that tell
#: whether it looks back or ahead.
_CLAUSE_REACH = 200

_SENTENCE_END = re.compile(r"[.!?]\s|\n")


def tell_direction(parts: dict[str, str], text: str, start: int, end: int, pack: Pack) -> None:
    """Add where the clause looks, unless the words themselves say it.

    A day that belongs to a noun ("la réunion du 11 janvier") looks nowhere: the
    verb near it speaks of something else. "Ce vendredi" is of this week unless
    the verb says otherwise.
    """
    is_near_weekday = parts.get("direction") == "present" and "date" not in parts
    if (parts.get("direction") and not is_near_weekday) or parts.get("choose") or not _can_look(parts):
        return
    if _DAY.fullmatch(parts.get("date", "")) and not pack.adverbial.search(text, max(0, start - 24), end):
        return
    before = text[max(0, start - _CLAUSE_REACH) : start]
    after = text[end : end + _CLAUSE_REACH]
    sentence_ends = list(_SENTENCE_END.finditer(before))
    if sentence_ends:
        before = before[sentence_ends[-1].end() :]
    sentence_end = _SENTENCE_END.search(after)
    if sentence_end:
        after = after[: sentence_end.start()]
    direction = _nearest_direction(before, after, pack)
    if direction:
        parts["direction"] = direction


_DAY = re.compile(r"[\dX]{4}-\d\d-\d\d")
_YEAR = re.compile(r"\d{4}")


def _can_look(parts: dict[str, str]) -> bool:
    """Return whether an expression can lie on either side of now, or bound when it was written."""
    return (
        "weekday" in parts
        or "date" in parts
        or "holiday" in parts
        or "else" in parts
        or parts.get("unit") == "WE"
        or bool(_YEAR.fullmatch(parts.get("value", "")))
    )


def _nearest_direction(before: str, after: str, pack: Pack) -> str | None:
    """Return the direction of the nearest telling word; in a tie, future: "sera signé"."""
    nearest: tuple[int, str] | None = None
    for name, pattern in (("future", pack.future), ("past", pack.past)):
        for match in pattern.finditer(before):
            nearest = _nearer(nearest, (len(before) - match.end(), name))
        ahead = pattern.search(after)
        if ahead:
            # A verb after its time ("lundi, il se rendra") is rarer than one
            # before it, and often belongs to the next clause.
            nearest = _nearer(nearest, (ahead.start() + 15, name))
    return nearest[1] if nearest else None


def _nearer(a: tuple[int, str] | None, b: tuple[int, str]) -> tuple[int, str]:
    return b if a is None or b[0] < a[0] else a

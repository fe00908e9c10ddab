"""Finding temporal expressions in a text, without knowing when it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from pipelines.analyse.temporal.directions import tell_direction
from pipelines.analyse.temporal.expressions import write_expression
from pipelines.languages.temporal import Pack, Rule, load_pack
from pipelines.records.analysis import Timex

_SLOT = re.compile(r"\{([a-z_]+\d?)(?::(\d))?\}")

#: Units in the order a duration writes them; time units follow a T.
_TIME_UNITS = {"TH": "H", "TM": "M", "TS": "S"}
_LONG_UNITS = {"E": "DE", "C": "CE"}


def find_timexes(text: str, language: str) -> tuple[Timex, ...]:
    """Return the temporal expressions of an article's text, in order, never overlapping.

    Empty for a language without a pack. What each means is symbolic (see
    ``expressions.py``) and depends on ``text`` alone.
    """
    pack = load_pack(language)
    if pack is None:
        return ()
    found: list[Timex] = []
    lowered = _lower(text)
    for match in find_matches(lowered, pack):
        rule = pack.rules[str(match.lastgroup)]
        if rule.type == "SKIP":
            continue
        if rule.case and not _is_written(text, match, rule.case):
            continue
        inner = rule.pattern.match(lowered, match.start())
        if inner is None or inner.end() != match.end():
            inner = rule.pattern.fullmatch(lowered, match.start(), match.end())
        if inner is None:
            continue
        if rule.type == "ENUMERATION":
            found.extend(_days_of_enumeration(text, inner, pack))
        else:
            found.append(_timex(text, inner, rule, pack))
    return tuple(_with_limits(lowered, found, pack))


def _is_written(text: str, match: re.Match[str], case: str) -> bool:
    """Return whether the words are written as a rule asks: see :class:`pipelines.languages.temporal.Rule`."""
    if case == "alone":
        return not text[match.end() : match.end() + 2].strip(" \u00a0").istitle()
    return (case == "capital") == text[match.start()].isupper()


def _lower(text: str) -> str:
    """Return the text in lower case, sign for sign, so that offsets stay."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)


_TOKEN = re.compile(r"\d+|[^\W\d_]+")

#: No expression begins further than this before its first anchor; of 19,000 none does beyond 25.
_REACH = 30


def find_matches(text: str, pack: Pack) -> Iterator[re.Match[str]]:
    """Yield the matches of the pack's finder, looked for at the words before anchors only.

    Trying all rules at each word of a text is what costs; nine words in ten
    are far from any number, month, weekday or unit.
    """
    done = 0
    for start in _starts(text, pack.anchors):
        if start >= done and (match := pack.finder.match(text, start)):
            done = match.end()
            yield match


def _starts(text: str, anchors: frozenset[str]) -> Iterator[int]:
    """Yield where words begin that may begin an expression: the anchors, and those within reach before one."""
    before: list[int] = []
    for token in _TOKEN.finditer(text):
        word, start = token[0], token.start()
        before.append(start)
        if word in anchors or word[0].isdigit():
            yield from (other for other in before if start - other <= _REACH)
            before.clear()


def _timex(text: str, match: re.Match[str], rule: Rule, pack: Pack) -> Timex:
    """Return the expression a rule found.

    What is so long (``else``) unless its clause looks ahead is a moment only
    there: "will open in two years", but "was built in two years".
    """
    parts: dict[str, str] = {}
    for pair in rule.expression.split(";"):
        key, _, template = pair.partition("=")
        parts[key] = _fill(template, match, pack)
    if parts.pop("meridiem", "") == "pm":
        parts["clock"] = _after_noon(parts["clock"])
    tell_direction(parts, match.string, match.start(), match.end(), pack)
    length = parts.pop("else", "")
    if length and parts.pop("direction", "") != "future":
        return Timex(match.start(), match.end(), text[match.start() : match.end()], "DURATION", f"value={length}")
    is_moment = rule.type == "DATE" and "shift" in parts and parts.get("unit") in _TIME_UNITS
    kind = "TIME" if is_moment else rule.type
    return Timex(match.start(), match.end(), text[match.start() : match.end()], kind, write_expression(parts))


def _after_noon(clock: str) -> str:
    hour = int(clock[1:3])
    return f"T{hour + 12 if hour < 12 else hour:02}{clock[3:]}"


def _fill(template: str, match: re.Match[str], pack: Pack) -> str:
    """Return ``template`` with the names the match captured put in by their meaning."""

    def meaning(slot: re.Match[str]) -> str:
        name = slot[1]
        surface = match.group(name) if name in match.re.groupindex else None
        if surface is None:
            return "XXXX" if name == "year" else ""
        found = _meaning(name.rstrip("0123456789"), surface, pack)
        return found[: int(slot[2])] if slot[2] else found

    filled = _SLOT.sub(meaning, template)
    if filled.startswith("T:"):
        return ""
    if re.fullmatch(r"T\d\d:", filled):
        return filled + "00"
    return _write_duration(filled) if filled.startswith("P") else filled


#: What a number said in digits looks like in a value, by kind of name.
_DIGITS = {"day": 2, "monthnumber": 2, "month": 2, "hour": 2, "minute": 2}


def _meaning(kind: str, surface: str, pack: Pack) -> str:
    word = re.sub(r"\s+", " ", surface.lower().replace("’", "'"))
    known = pack.meanings.get(kind, {}).get(word)
    if known is not None:
        return known
    digits = re.match(r"\d+", word)
    return digits[0].zfill(_DIGITS.get(kind, 1)) if digits else _sum(word, pack.meanings.get(kind, {}))


def _sum(word: str, meanings: Mapping[str, str]) -> str:
    """Return a number of two words ("vingt-six", "forty-five") as their sum, other words as they are."""
    for split in re.finditer(r"[- ](?:\w{1,2}[- ])?", word):
        tens, ones = meanings.get(word[: split.start()], ""), meanings.get(word[split.end() :], "")
        if tens.isdigit() and ones.isdigit():
            return str(int(tens) + int(ones))
    return word


def _write_duration(value: str) -> str:
    """Return ``P2TH`` as ``PT2H``, ``P3E`` as ``P3DE``, ``PY`` as ``P1Y``; others as they are."""
    match = re.fullmatch(r"P(\d+|X+)?(TH|TM|TS|WE|[DWMYQHEC])", value)
    if match is None:
        return value
    count, unit = match[1] or "1", match[2]
    if unit in _TIME_UNITS:
        return f"PT{count}{_TIME_UNITS[unit]}"
    if unit == "H":
        return f"P{int(count) * 6}M" if count.isdigit() else "PXM"
    return f"P{count}{_LONG_UNITS.get(unit, unit)}"


def _days_of_enumeration(text: str, match: re.Match[str], pack: Pack) -> Iterator[Timex]:
    """Yield one expression a day of "les 10, 17 et 26 octobre", the last with its month."""
    month = _meaning("month", match["month"], pack)
    year = match.groupdict().get("year")
    leading = match.start("month") == match.start()
    if leading:
        numbers = (match.end("month"), match.start("year") if year else match.end())
    else:
        numbers = (match.start(), match.start("month"))
    days = list(pack.item.finditer(match.string, *numbers))
    for number, item in enumerate(days):
        start, end = item.span()
        if leading and number == 0:
            start = match.start()
        elif number == len(days) - 1 and (year or not leading):
            end = match.end()
        parts = {"date": f"{year or 'XXXX'}-{month}-{_meaning('day', item['day'], pack)}"}
        tell_direction(parts, match.string, match.start(), match.end(), pack)
        yield Timex(start, end, text[start:end], "DATE", write_expression(parts))


def _with_limits(text: str, timexes: list[Timex], pack: Pack) -> Iterator[Timex]:
    """Yield the expressions, a date without a year bounded by the one it is joined to.

    In "entre le 21 juin et le 15 novembre 2019" the first date lies before the
    second, which says the year for both; in "de mars à juin" the second is of
    the first one's year.
    """
    for previous, timex, following in zip([None, *timexes], timexes, [*timexes[1:], None], strict=False):
        if not timex.expression.startswith("date=XXXX-"):
            yield timex
            continue
        limit = _dated_value(following) if following else None
        if limit and following and pack.joiner.fullmatch(text[timex.end : following.start] or " "):
            yield replace(timex, expression=f"{timex.expression};before={limit}")
        elif previous and _is_range(previous, timex) and pack.joiner.fullmatch(text[previous.end : timex.start]):
            yield replace(timex, expression=f"{timex.expression};after=last")
        else:
            yield timex


def _dated_value(timex: Timex) -> str | None:
    match = re.match(r"date=(\d{4}-\d\d(?:-\d\d)?)(?:;|$)", timex.expression)
    return match[1] if match else None


def _is_range(first: Timex, second: Timex) -> bool:
    """Return whether two dates without a year can be the ends of a stretch of one year."""
    values = [re.match(r"date=XXXX-(\d\d(?:-\d\d)?)(?:;|$)", timex.expression) for timex in (first, second)]
    return values[0] is not None and values[1] is not None and values[0][1] < values[1][1]

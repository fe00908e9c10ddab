"""How many days lie between an event and what it is told beside: "resigned on Friday, three days after the strike"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from pipelines.analyse.events.event_times import UNKNOWN, When
from pipelines.analyse.events.time_columns import Time, is_of_day
from pipelines.analyse.events.triggers import Trigger
from pipelines.analyse.temporal.expressions import read_expression
from pipelines.analyse.universal_tree import Tree
from pipelines.records.analysis import Timex

#: Durations that are so many days: "a day", "two weeks", "48 hours"; "hours" alone are of the same day.
_DAYS = re.compile(r"P(?:(\d+)([DW])|T(\d+|X)H)")
_HOURS = 24
#: Between a word and its marker stand so many steps up the parse at most.
_MOST_STEPS = 2


def count_days(
    tree: Tree,
    triggers: Sequence[Trigger],
    whens: Sequence[When],
    times: Sequence[Time],
    timexes: Sequence[Timex],
    words: Mapping[str, frozenset[str]],
) -> list[When]:
    """When events were, those told beside another by a count of days counted from the day of that one."""
    return [
        _counted(tree, trigger.token.i, when, times, day_offset(tree, trigger.token.i, timexes, words))
        for trigger, when in zip(triggers, whens, strict=True)
    ]


def _counted(tree: Tree, at: int, when: When, times: Sequence[Time], offset: tuple[int | None, int] | None) -> When:
    """When an event was whose sentence dates another, so many days from it; as it was where no day stands beside.

    Months or years from that day, it has no date.
    """
    if offset is None:
        return when
    n_days, marker = offset
    own = set(tree.subtree(at))
    beside = [t for t in times if tree.sentence[t.root] == tree.sentence[at] and not t.first <= marker <= t.last]
    if any(time.root in own and time.timex.start == when.timex_start for time in beside):
        return when
    day = _day_told(when, [time for time in beside if time.root not in own and is_of_day(time.kind)])
    if day is None:
        return when
    return UNKNOWN if n_days is None else When(day.timex.start, "text", when.confidence, n_days)


def _day_told(when: When, days: Sequence[Time]) -> Time | None:
    """Of the days told beside an event that which was taken for its own, else the only one."""
    own = next((time for time in days if time.timex.start == when.timex_start), None)
    return own or (days[0] if len(days) == 1 else None)


def day_offset(
    tree: Tree, at: int, timexes: Sequence[Timex], words: Mapping[str, frozenset[str]]
) -> tuple[int | None, int] | None:
    """For the event that a token tells, the days from what it is told beside to it, and the token that says so.

    "On Friday, three days after the strike": of the strike -3, by "after". None where no such count is said, and in
    place of the days where it counts months or years.
    """
    for marker in _markers(tree, at):
        word = tree.word[marker]
        if word in words["day_after_words"]:
            return -1, marker
        if word in words["day_before_words"]:
            return 1, marker
        side = -1 if word in words["after_words"] else 1 if word in words["before_words"] else 0
        counted = _duration_before(tree, marker, timexes) if side else None
        if counted is not None:
            n_days = _n_days(counted)
            return None if n_days is None else side * n_days, marker
    return None


def _markers(tree: Tree, at: int) -> Iterator[int]:
    """Words that may say how an event lies in time to another: conjunctions and prepositions of it, and nouns above."""
    yield from (child for child in tree.children[at] if tree.label[child] in {"mark", "case"} and child < at)
    for above in islice(tree.ancestors(tree.head[at]), _MOST_STEPS):
        if above < at and tree.pos[above] in {"ADP", "NOUN"}:
            yield above


def _duration_before(tree: Tree, marker: int, timexes: Sequence[Timex]) -> str | None:
    """The TIMEX3 value of the duration right before a token."""
    start = tree.start[marker]
    for timex in timexes:
        if timex.type == "DURATION" and timex.end <= start and not tree.text[timex.end : start].strip():
            return read_expression(timex.expression).get("value", "")
    return None


def _n_days(value: str) -> int | None:
    """The whole days of a TIMEX3 duration."""
    found = _DAYS.fullmatch(value)
    if found is None:
        return None
    number, unit, hours = found.groups()
    if number:
        return int(number) * (7 if unit == "W" else 1)
    return 0 if hours == "X" else int(hours) // _HOURS

"""When it was: a learned judge of which expression of time dates what a trigger tells.

Where none does, a second judge says whether the trigger tells the news itself,
which lies in the week before publication. `judging.md` says from what they
were learned and what they reach.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from pipelines.analyse.events import judging
from pipelines.analyse.events.time_columns import (
    NEWS_NUMBERS,
    TIME_NUMBERS,
    Time,
    candidates_of,
    describe_news,
    describe_time,
    measure_news,
    measure_time,
)
from pipelines.analyse.events.tree import Tree
from pipelines.analyse.events.triggers import Trigger
from pipelines.forests import Floats
from pipelines.records.analysis import TimeBasis

TIMES_FILE, NEWS_FILE = "times.npz", "news.npz"
CLASSES = ("no", "yes")
_TOLD = ("told_no", "told_yes", "rival", "rank", "sum")
TIME_COLUMNS = (*TIME_NUMBERS, *_TOLD)
NEWS_COLUMNS = (*NEWS_NUMBERS, "told_no", "told_yes", "best_time")
#: From these probabilities on an expression of time dates an event: one of its sentence, one of another.
LEAST_TIME, LEAST_INHERITED = 0.6, 0.7
#: From this one on what is told without a date lies in the week of publication: nine times in ten.
LEAST_NEWS = 0.7
#: From this one on the week of publication is likelier than what another sentence says, unless that is surer:
#: out of fold three dates in a hundred more are right, and as many fewer wrong.
SURE_NEWS = 0.8


class When(NamedTuple):
    """The start of the expression that dates an event, or None, what the date rests on, and how sure it is.

    With both an expression and the basis "published", the day it tells holds where it lies in the week of publication.
    """

    timex_start: int | None = None
    basis: TimeBasis | None = None
    confidence: float = 0.0


UNKNOWN = When()


@dataclass(frozen=True, slots=True)
class Group:
    """A trigger's candidates with their words and numbers."""

    times: Sequence[Time]
    words: Sequence[Sequence[str]]
    numbers: Sequence[Sequence[float]]


def group_of(tree: Tree, trigger: Trigger, modality: str, times: Sequence[Time]) -> Group:
    """The expressions that may date what a trigger tells."""
    found = candidates_of(tree, trigger, times)
    return Group(
        found,
        [describe_time(tree, trigger, modality, time) for time in found],
        [measure_time(tree, trigger, modality, time, found) for time in found],
    )


def time_columns(group: Group, told: Floats) -> Floats:
    """The columns of a trigger's candidates, (n, len(TIME_COLUMNS)), given what the linear model makes of each."""
    numbers = np.array(group.numbers, np.float32).reshape(len(group.times), len(TIME_NUMBERS))
    yes = told[:, 1]
    rows = np.zeros((len(group.times), 3), np.float32)
    for at in range(len(group.times)):
        others = np.delete(yes, at)
        rows[at] = [others.max(initial=0.0), (others > yes[at]).sum(), others.sum()]
    return np.concatenate([numbers, judging.log(told), rows], axis=1)


def news_columns(numbers: Sequence[Sequence[float]], told: Floats, best_time: Sequence[float]) -> Floats:
    """The columns of triggers, (n, len(NEWS_COLUMNS)), ``best_time`` being how probable the likeliest time is."""
    rows = np.array(numbers, np.float32).reshape(len(best_time), len(NEWS_NUMBERS))
    best = np.array(best_time, np.float32)[:, None]
    return np.concatenate([rows, judging.log(told), best], axis=1)


def find_event_times(tree: Tree, triggers: Sequence[Trigger], times: Sequence[Time]) -> list[When]:
    """When each trigger's event was, as far as the text says."""
    if not triggers:
        return []
    groups = [group_of(tree, trigger, trigger.modality, times) for trigger in triggers]
    best = _likeliest(tree, triggers, groups)
    judge = judging.load(NEWS_FILE)
    words = [describe_news(tree, trigger, trigger.modality, times) for trigger in triggers]
    numbers = [measure_news(tree, trigger, trigger.modality, times) for trigger in triggers]
    columns = news_columns(numbers, judge.linear.probabilities(words), [sure for _, sure in best])
    news = judge.probabilities(columns)[:, 1]
    return [
        decide(tree, trigger, time, sure, float(is_news))
        for trigger, (time, sure), is_news in zip(triggers, best, news, strict=True)
    ]


def _likeliest(tree: Tree, triggers: Sequence[Trigger], groups: Sequence[Group]) -> list[tuple[Time | None, float]]:
    """The likeliest expression of each trigger and how probable it is; one of another sentence must be likelier."""
    rows = [words for group in groups for words in group.words]
    if not rows:
        return [(None, 0.0) for _ in groups]
    judge = judging.load(TIMES_FILE)
    ends = np.cumsum([len(group.times) for group in groups])[:-1]
    told = np.split(judge.linear.probabilities(rows), ends)
    columns = [time_columns(group, mine) for group, mine in zip(groups, told, strict=True)]
    probability = np.split(judge.probabilities(np.concatenate(columns))[:, 1], ends)
    found: list[tuple[Time | None, float]] = []
    for trigger, group, mine in zip(triggers, groups, probability, strict=True):
        least = [LEAST_TIME if is_here(tree, trigger, time) else LEAST_INHERITED for time in group.times]
        at = int((mine - np.array(least)).argmax()) if len(mine) else -1
        found.append((group.times[at], float(mine[at])) if at >= 0 else (None, 0.0))
    return found


def is_here(tree: Tree, trigger: Trigger, time: Time) -> bool:
    """Whether an expression stands in the trigger's sentence."""
    return tree.sentence[time.root] == tree.sentence[trigger.token.i]


def decide(tree: Tree, trigger: Trigger, time: Time | None, sure: float, is_news: float) -> When:
    """The likeliest expression where it is likely enough, else the week of publication where that is, else nothing."""
    here = time is not None and is_here(tree, trigger, time)
    may_be_news = is_news >= LEAST_NEWS and trigger.modality != "planned"
    if time is not None and sure >= (LEAST_TIME if here else LEAST_INHERITED):
        if here or not may_be_news or is_news < max(SURE_NEWS, sure):
            return When(time.timex.start, "text" if here else "inherited", round(sure, 3))
        return When(time.timex.start, "published", round(is_news, 3))
    return When(None, "published", round(is_news, 3)) if may_be_news else UNKNOWN

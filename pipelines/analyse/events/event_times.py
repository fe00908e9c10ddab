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
from pipelines.analyse.events import sentence_reader as reading
from pipelines.analyse.events.passages import sentence_of, word_of
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
from pipelines.analyse.events.triggers import Trigger
from pipelines.analyse.universal_tree import Tree
from pipelines.forests import Floats
from pipelines.networks import pooled
from pipelines.records.analysis import TimeBasis

TIMES_FILE, NEWS_FILE = "times.npz", "news.npz"
CLASSES = ("no", "yes")
_TOLD = ("told_no", "told_yes", "rival", "rank", "sum")
TIME_COLUMNS = (*TIME_NUMBERS, *_TOLD)
NEWS_COLUMNS = (*NEWS_NUMBERS, "told_no", "told_yes", "best_time")
#: From these probabilities on an expression of time dates an event: one of its sentence, one of another. At .6 in the
#: sentence .03 fewer events of the press are dated out of fold; .6 for others dates wrongly .02 more.
LEAST_TIME, LEAST_INHERITED = 0.5, 0.7
#: From this one on what is told without a date lies in the week of publication. At .85 .08 to .13 fewer events of the
#: press are dated out of fold, a quarter of these wrongly.
LEAST_NEWS = 0.65
#: From this one on the week of publication is likelier than what another sentence says, unless that is surer.
SURE_NEWS = 0.75


class When(NamedTuple):
    """The start of the expression that dates an event, or None, what the date rests on, and how sure it is.

    With both an expression and the basis "published", the day it tells holds where it lies in the week of publication.
    The event was ``n_days`` after the day of the expression, before it where that is negative.
    """

    timex_start: int | None = None
    basis: TimeBasis | None = None
    confidence: float = 0.0
    n_days: int = 0


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


def find_event_times(
    tree: Tree, triggers: Sequence[Trigger], times: Sequence[Time], read: reading.ReadText
) -> list[When]:
    """When each trigger's event was, as far as the text says; ``read`` are the sentences the encoder read."""
    if not triggers:
        return []
    groups = [group_of(tree, trigger, trigger.modality, times) for trigger in triggers]
    dated = _judge_times(groups)
    news = _judge_news(tree, triggers, times, [float(mine.max(initial=0.0)) for mine in dated])
    found = []
    for trigger, group, by_time, by_news in zip(triggers, groups, dated, news, strict=True):
        sentence = read.get(sentence_of(trigger.token))
        sure, is_news = with_reading(tree, trigger, group.times, by_time, by_news, sentence)
        found.append(decide(tree, trigger, *_likeliest(tree, trigger, group.times, sure), is_news))
    return found


def _judge_times(groups: Sequence[Group]) -> list[Floats]:
    """How probable it is of each group's expressions that they date what its trigger tells."""
    rows = [words for group in groups for words in group.words]
    if not rows:
        return [np.zeros(0, np.float32) for _ in groups]
    judge = judging.load(TIMES_FILE)
    ends = np.cumsum([len(group.times) for group in groups])[:-1]
    told = np.split(judge.linear.probabilities(rows), ends)
    columns = [time_columns(group, mine) for group, mine in zip(groups, told, strict=True)]
    return np.split(judge.probabilities(np.concatenate(columns))[:, 1], ends)


def _judge_news(tree: Tree, triggers: Sequence[Trigger], times: Sequence[Time], best: Sequence[float]) -> list[float]:
    """How probable it is of each trigger that it tells the news; ``best`` is how probable its likeliest time is."""
    judge = judging.load(NEWS_FILE)
    words = [describe_news(tree, trigger, trigger.modality, times) for trigger in triggers]
    numbers = [measure_news(tree, trigger, trigger.modality, times) for trigger in triggers]
    columns = news_columns(numbers, judge.linear.probabilities(words), best)
    return [float(sure) for sure in judge.probabilities(columns)[:, 1]]


def with_reading(
    tree: Tree,
    trigger: Trigger,
    times: Sequence[Time],
    dated: Floats,
    is_news: float,
    sentence: reading.ReadSentence | None,
) -> tuple[Floats, float]:
    """How probably expressions date what a trigger tells, and that it is news, joined to what the encoder says."""
    if sentence is None:
        return dated, is_news
    reader = reading.load_reader()
    word = word_of(trigger.token)
    asked = [reading.Pair(word, tree.bounds(t.root, t.root), (t.timex.start, t.timex.end)) for t in times]
    judged, rows = sentence.rows_of_pairs(asked)
    joined = dated.copy()
    joined[judged] = _joined(dated[judged], reader.times.probabilities(rows)[:, 1])
    _, rows = sentence.rows_of_words([word])
    if len(rows):
        is_news = float(_joined(np.array([is_news], np.float32), reader.news.probabilities(rows)[:, 1])[0])
    return joined, is_news


def _joined(one: Floats, other: Floats) -> Floats:
    """Two judges' probabilities of yes as one."""
    found: Floats = pooled(np.stack([1.0 - one, one], 1), np.stack([1.0 - other, other], 1))[:, 1]
    return found


def _likeliest(tree: Tree, trigger: Trigger, times: Sequence[Time], probability: Floats) -> tuple[Time | None, float]:
    """The likeliest expression of a trigger and how probable it is; one of another sentence must be likelier."""
    if not times:
        return None, 0.0
    least = [LEAST_TIME if is_here(tree, trigger, time) else LEAST_INHERITED for time in times]
    at = int((probability - np.array(least)).argmax())
    return times[at], float(probability[at])


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

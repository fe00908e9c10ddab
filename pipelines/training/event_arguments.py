"""Learn who takes part in an event and when it was: ``python -m pipelines.training.event_arguments --data DIR``.

DIR (or its folder ``events``) holds annotated sentences (``train/fr.jsonl``,
``train/en.jsonl``) and annotated documents (``documents``); our own documents lie
in ``event_documents/``. Prints what models reach that never saw the document, and
writes the weights beside `analyse.events.judging`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipelines.analyse.events import event_times, judging, participants, word_classes
from pipelines.analyse.events.time_columns import describe_news, measure_news
from pipelines.analyse.mentions.word_facts import vector_row, vectors
from pipelines.corpus.dating.timex_resolution import resolve_timexes
from pipelines.forests import Floats
from pipelines.records.dates import PublicationDate
from pipelines.training.annotated_events import (
    NEVER_LEARNED,
    NTREX,
    data_files,
    ntrex_records,
    own_folders,
    source_of,
    weight_of,
)
from pipelines.training.event_gold import (
    WEEK,
    Text,
    annotated_documents,
    date_is_right,
    label_pairs,
    mentions_of,
    read_documents,
    read_sentences,
)
from pipelines.training.judge_fitting import Fitted, Rows, Settings, fit

PARTICIPANTS = Settings(3, 2.0, 120, 15, participants.COLUMNS)
TIMES = Settings(2, 2.0, 100, 12, event_times.TIME_COLUMNS)
NEWS = Settings(2, 8.0, 80, 7, event_times.NEWS_COLUMNS)
#: Weight of a trigger's inner word ("attack" in "launched an attack"), which may be the trigger found.
_INNER_WEIGHT = 0.3
_N_CLASSES, _STEPS = 128, 25


@dataclass(frozen=True)
class Told:
    """One reading of one mention of one event, by their numbers in a text, and the group of what is judged."""

    text: Text
    event: int
    mention: int
    way: int
    group: Any


@dataclass(frozen=True)
class Lesson:
    """All groups of a kind, and their rows one after another."""

    told: Sequence[Told]
    rows: Rows

    def split(self, values: NDArray[Any]) -> list[NDArray[Any]]:
        """Values of all rows as those of each group."""
        return np.split(values, np.cumsum([len(told.group.words) for told in self.told])[:-1])

    def by_trigger(self) -> Iterator[tuple[Told, list[int], list[float]]]:
        """Each group with the labels and the weights of its rows."""
        labels, weights = self.split(self.rows.label), self.split(self.rows.weight)
        for told, mine, weight in zip(self.told, labels, weights, strict=True):
            yield told, mine.tolist(), weight.tolist()


def word_centres(texts: Sequence[Text]) -> Floats:
    """Centres of the vectors of the nouns and verbs of the texts (k-means on the sphere)."""
    found = {
        word
        for text in texts
        for word, pos in zip(text.tree.word, text.tree.pos, strict=True)
        if pos in {"NOUN", "VERB"}
    }
    known = sorted(row for row in map(vector_row, found) if row >= 0)
    table = vectors()[np.unique(known)]
    chance = np.random.default_rng(7)
    centres = table[chance.choice(len(table), _N_CLASSES, replace=False)]
    for _ in range(_STEPS):
        near = word_classes.nearest(table, centres)
        for number in range(_N_CLASSES):
            if (near == number).any():
                mean = table[near == number].mean(axis=0)
                centres[number] = mean / max(float(np.sqrt((mean**2).sum())), 1e-6)
    return centres.astype(np.float16).astype(np.float32)


def participant_lesson(texts: Sequence[Text]) -> Lesson:
    told, labels, weights = [], [], []
    for text in texts:
        named = participants.heads_of(text.tree, text.phrases)
        for number, event in enumerate(text.events):
            for mention, ways in enumerate(mentions_of(text, event)):
                for way, trigger in enumerate(ways):
                    group = participants.group_of(text.tree, trigger, text.phrases, named)
                    told.append(Told(text, number, mention, way, group))
                    labels += label_pairs(text, event, group.pairs)
                    weights += [text.weight * (_INNER_WEIGHT if way else 1.0)] * len(group.pairs)
    return _lesson(told, labels, weights)


def _lesson(told: Sequence[Told], labels: Sequence[int], weights: Sequence[float]) -> Lesson:
    words = [row for item in told for row in item.group.words]
    folds = [item.text.fold for item in told for _ in item.group.words]
    return Lesson(told, Rows(words, np.array(labels), np.array(weights), np.array(folds)))


def participant_columns(lesson: Lesson, values: Floats) -> Floats:
    split = lesson.split(values)
    return np.concatenate(
        [
            participants.columns_of(told.text.tree, told.group, mine)
            for told, mine in zip(lesson.told, split, strict=True)
        ]
    )


def time_lesson(texts: Sequence[Text]) -> Lesson:
    told, labels = [], []
    days = {text.id: days_of(text) for text in texts if text.published is not None}
    for text, number, event, mention, trigger in _dated_mentions(texts):
        group = event_times.group_of(text.tree, trigger, event["modality"], text.times)
        told.append(Told(text, number, mention, 0, group))
        labels += [is_dated(days[text.id], event, time.timex.start) for time in group.times]
    return _lesson(told, labels, [each.text.weight for each in told for _ in each.group.words])


def _dated_mentions(texts: Sequence[Text]) -> Iterator[tuple[Text, int, Any, int, Any]]:
    for text in texts:
        for number, event in enumerate(text.events):
            if text.published is not None:
                for mention, ways in enumerate(mentions_of(text, event)):
                    yield text, number, event, mention, ways[0]


def is_dated(days: Mapping[int, tuple[date, date]], event: Any, start: int) -> int:
    """1 where an expression gives an accepted date, 0 where another, -1 where none; ``days`` as of `days_of`."""
    span = days.get(start)
    return -1 if span is None else int(date_is_right(event, span))


def days_of(text: Text) -> dict[int, tuple[date, date]]:
    """The days each expression of time of a document covers, by its start."""
    published = PublicationDate(on=text.published, earliest=text.published, latest=text.published, precision="day")
    resolved = resolve_timexes(text.timexes, published)
    return {r.start: (r.earliest, r.latest) for r in resolved if r.earliest is not None and r.latest is not None}


def is_news(text: Text, event: Any) -> int:
    """1 where the week before a document's publication is an accepted date."""
    assert text.published is not None
    return int(date_is_right(event, (text.published - timedelta(days=WEEK - 1), text.published)))


@dataclass(frozen=True)
class _News:
    words: Sequence[Sequence[str]]
    numbers: Sequence[Sequence[float]]


def news_lesson(texts: Sequence[Text]) -> Lesson:
    told, labels = [], []
    for text, number, event, mention, trigger in _dated_mentions(texts):
        words = [describe_news(text.tree, trigger, event["modality"], text.times)]
        group = _News(words, [measure_news(text.tree, trigger, event["modality"], text.times)])
        told.append(Told(text, number, mention, 0, group))
        labels.append(is_news(text, event))
    return _lesson(told, labels, [each.text.weight for each in told])


def time_columns(lesson: Lesson, values: Floats) -> Floats:
    split = lesson.split(values)
    return np.concatenate(
        [event_times.time_columns(told.group, mine) for told, mine in zip(lesson.told, split, strict=True)]
    )


def news_columns(lesson: Lesson, times: Lesson, likely: Floats, values: Floats) -> Floats:
    """The columns of the news judge; ``likely`` is how probable each expression of ``times`` is."""
    best = {
        _key(told): float(mine.max(initial=0.0))
        for told, mine in zip(times.told, times.split(likely[:, 1]), strict=True)
    }
    numbers = [told.group.numbers[0] for told in lesson.told]
    return event_times.news_columns(numbers, values, [best[_key(told)] for told in lesson.told])


def _key(told: Told) -> tuple[str, int, int]:
    return told.text.id, told.event, told.mention


def read_texts(data: Path) -> list[Text]:
    """The annotated texts that may be learned from: those under ``data``, then our own documents."""
    texts: list[Text] = []
    for language in ("fr", "en"):
        texts += read_sentences(data / "train" / f"{language}.jsonl")
    texts += read_documents(data / "documents")
    for folder in own_folders():
        texts += (replace(text, weight=weight_of(source_of(folder.name))) for text in read_documents(folder))
    texts += (replace(text, weight=weight_of(NTREX)) for text in annotated_documents(*ntrex_records(data)))
    return [text for text in texts if text.source not in NEVER_LEARNED]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--write", type=Path, default=Path(judging.__file__).parent)
    arguments = parser.parse_args()
    data = arguments.data / "events" if (arguments.data / "events").is_dir() else arguments.data
    texts = read_texts(data)
    np.savez_compressed(arguments.write / word_classes.FILE, centres=word_centres(texts).astype(np.float16))
    manifest: dict[str, Any] = {"texts": len(texts), "data": _hashes(data)}
    fitted = {participants.FILE: fit_participants(texts)}
    fitted[event_times.TIMES_FILE], fitted[event_times.NEWS_FILE] = fit_times(texts)
    for name, judge in fitted.items():
        _write(arguments.write / name, judge.arrays)
        manifest[name.removesuffix(".npz")] = _figures(judge)
    (arguments.write / "judges.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def fit_participants(texts: Sequence[Text]) -> Fitted:
    """The judge of who takes part."""
    lesson = participant_lesson(texts)
    return fit(lesson.rows, lambda values: participant_columns(lesson, values), PARTICIPANTS)


def fit_times(texts: Sequence[Text]) -> tuple[Fitted, Fitted]:
    """The judge of expressions of time and that of the week's news, which reads what the first made of them."""
    times, news = time_lesson(texts), news_lesson(texts)
    dated = fit(times.rows, lambda values: time_columns(times, values), TIMES)
    return dated, fit(news.rows, lambda values: news_columns(news, times, dated.judged, values), NEWS)


def _write(path: Path, arrays: dict[str, NDArray[Any]]) -> None:
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]
    print(f"{path.name}: {path.stat().st_size / 1e3:.0f} kB")


def _figures(fitted: Fitted) -> dict[str, Any]:
    """Rows learned from, and of each class precision and recall of the likeliest class, out of fold."""
    rows, judged = fitted.rows, fitted.judged
    learned = rows.learned
    found, label = judged[learned].argmax(axis=1), rows.label[learned]
    figures: dict[str, Any] = {"rows": int(learned.sum())}
    for number in range(1, judged.shape[1]):
        hit = int(((found == number) & (label == number)).sum())
        figures[f"precision {number}"] = round(hit / max(1, int((found == number).sum())), 3)
        figures[f"recall {number}"] = round(hit / max(1, int((label == number).sum())), 3)
    print(figures)
    return figures


def _hashes(data: Path) -> dict[str, str]:
    files = data_files(data)
    return {f"{file.parent.name}/{file.name}": hashlib.sha256(file.read_bytes()).hexdigest()[:16] for file in files}


if __name__ == "__main__":
    main()

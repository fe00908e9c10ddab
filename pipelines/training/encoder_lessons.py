"""What the encoder learns from: passages of texts, words that may tell events, pairs of a trigger and a phrase."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pipelines.analyse.events.passages import Passage, Span, cut_passages, sentence_of, word_of
from pipelines.analyse.events.phrases import bounds
from pipelines.analyse.events.time_columns import candidates_of
from pipelines.forests import Floats
from pipelines.training.annotated_events import NEVER_LEARNED
from pipelines.training.event_arguments import Told, days_of, is_dated, is_news, participant_lesson
from pipelines.training.event_gold import Text, mentions_of
from pipelines.training.event_trigger_rows import (
    OPTIONAL_WEIGHT,
    ParsedExample,
    Rows,
    rows_of,
    wanted_modalities,
    wanted_types,
)


class Place(NamedTuple):
    """The first and last piece of a word, and those of its sentence."""

    word: Span
    sentence: Span


class Word(NamedTuple):
    """A word that may tell an event: the shares of types and modalities that are right, and its weight."""

    place: Place
    types: Floats
    modalities: Floats
    weight: float


class News(NamedTuple):
    """A trigger, whether it tells what happened in the week before publication, and its weight."""

    place: Place
    label: int
    weight: float


class Pair(NamedTuple):
    """A trigger and a phrase: their first pieces, those that bound the phrase, label and weight."""

    trigger: int
    head: int
    phrase: Span
    label: int
    weight: float


@dataclass
class PassageLesson:
    """A passage with all that is asked of it."""

    source: str
    is_document: bool
    passage: Passage
    words: list[Word] = field(default_factory=list)
    news: list[News] = field(default_factory=list)
    parties: list[Pair] = field(default_factory=list)
    times: list[Pair] = field(default_factory=list)

    def pair(self, trigger: Span, head: Span, phrase: Span, label: int, weight: float) -> Pair | None:
        """What is learned of a trigger and a phrase by their characters; None where the passage ends before one."""
        found = [self.passage.pieces_of(span) for span in (trigger, head, phrase)]
        if found[0] is None or found[1] is None or found[2] is None:
            return None
        return Pair(found[0][0], found[1][0], found[2], label, weight)


class _Passages:
    """The passages of all texts, found by text and sentence."""

    def __init__(self, examples: Sequence[ParsedExample]) -> None:
        self.all: list[PassageLesson] = []
        self._found: dict[tuple[int, Span], tuple[PassageLesson, Span]] = {}
        for number, example in enumerate(examples):
            sentences = example.tree.sentence_spans()
            for passage in cut_passages(example.given.text, sentences, range(len(sentences))):
                lesson = PassageLesson(example.given.source, example.given.is_document, passage)
                self.all.append(lesson)
                self._found |= {(number, span): (lesson, place) for span, place in passage.sentences.items()}

    def at(self, text: int, sentence: Span) -> tuple[PassageLesson, Span] | None:
        """The passage of a sentence, and the first and last piece of the sentence in it."""
        return self._found.get((text, sentence))


def passage_lessons(
    examples: Sequence[ParsedExample], texts: Sequence[Text], types: Sequence[str]
) -> list[PassageLesson]:
    """All passages with something to learn; ``texts`` are those of the examples, read for their participants."""
    passages = _Passages(examples)
    numbers = {example.given.text_id: at for at, example in enumerate(examples)}
    _add_words(passages, examples, rows_of(examples), types)
    for told, labels, weights in participant_lesson(texts).by_trigger():
        scale = _scale(told.text.events[told.event])
        _add_parties(passages, numbers[told.text.id], told, labels, [scale * weight for weight in weights])
    for text in texts:
        _add_times(passages, numbers[text.id], text)
    return [
        lesson
        for lesson in passages.all
        if lesson.source not in NEVER_LEARNED and (lesson.words or lesson.parties or lesson.times)
    ]


def _scale(event: Any) -> float:
    """How much an event counts among those of its text; dense documents teach parties and days as well as others."""
    return 1.0 if event["core"] else OPTIONAL_WEIGHT


def _add_words(passages: _Passages, examples: Sequence[ParsedExample], rows: Rows, types: Sequence[str]) -> None:
    by_type, by_modality = wanted_types(rows, types), wanted_modalities(rows)
    for row, (text, at) in enumerate(zip(rows.text.tolist(), rows.token.tolist(), strict=True)):
        token = examples[text].tree[at]
        found = passages.at(text, rows.sentence[row])
        word = None if found is None else found[0].passage.pieces_of(word_of(token))
        if found is not None and word is not None:
            place = Place(word, found[1])
            found[0].words.append(Word(place, by_type[row], by_modality[row], float(rows.weight[row])))


def _add_parties(passages: _Passages, number: int, told: Told, labels: Sequence[int], weights: Sequence[float]) -> None:
    tree = told.text.tree
    for pair, label, weight in zip(told.group.pairs, labels, weights, strict=True):
        token, phrase = pair.trigger.token, pair.phrase
        found = passages.at(number, sentence_of(token))
        if found is None or label < 0:
            continue
        spans = word_of(token), tree.bounds(phrase.head, phrase.head), bounds(tree, phrase)
        learned = found[0].pair(*spans, label, weight)
        if learned is not None:
            found[0].parties.append(learned)


def _add_times(passages: _Passages, number: int, text: Text) -> None:
    """What dates each event of a document, and whether it is the news; nothing dates one that no reader can date."""
    if text.published is None:
        return
    days = days_of(text)
    for event in text.events:
        weight = text.weight * _scale(event)
        for trigger, *_ in mentions_of(text, event):
            token = trigger.token
            found = passages.at(number, sentence_of(token))
            word = word_of(token)
            pieces = None if found is None else found[0].passage.pieces_of(word)
            if found is None or pieces is None:
                continue
            lesson, sentence = found
            lesson.news.append(News(Place(pieces, sentence), is_news(text, event), weight))
            for time in candidates_of(text.tree, trigger, text.times):
                label = is_dated(days, event, time.timex.start)
                span = (time.timex.start, time.timex.end)
                learned = lesson.pair(word, text.tree.bounds(time.root, time.root), span, label, weight)
                if learned is not None and label >= 0:
                    lesson.times.append(learned)


def n_pieces(lessons: Iterable[PassageLesson]) -> int:
    """How many pieces passages have together."""
    return sum(len(lesson.passage.pieces) for lesson in lessons)

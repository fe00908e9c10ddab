"""What the encoder learns from: the pieces of sentences, words that may tell events, pairs of trigger and phrase."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from pipelines.analyse.encoder.pieces import Piece, cut_text
from pipelines.analyse.events.participant_columns import Pair
from pipelines.analyse.events.phrases import bounds
from pipelines.analyse.events.sentence_reader import MOST_PIECES
from pipelines.forests import Floats
from pipelines.training.annotated_events import NEVER_LEARNED
from pipelines.training.event_arguments import Lesson, participant_lesson
from pipelines.training.event_gold import Text
from pipelines.training.event_trigger_rows import (
    OPTIONAL_WEIGHT,
    OWN_WEIGHT,
    ParsedExample,
    Rows,
    rows_of,
    wanted_modalities,
    wanted_types,
)

Span = tuple[int, int]


class Word(NamedTuple):
    """A word that may tell an event: its pieces, the shares of types and modalities that are right, its weight."""

    pieces: Span
    types: Floats
    modalities: Floats
    weight: float


class Party(NamedTuple):
    """A trigger and a phrase of its sentence: their first pieces, those that bound the phrase, label and weight."""

    trigger: int
    head: int
    phrase: Span
    label: int
    weight: float


@dataclass
class SentenceLesson:
    """A sentence with all that is asked of it."""

    text_id: str
    source: str
    is_document: bool
    pieces: list[Piece]
    words: list[Word] = field(default_factory=list)
    parties: list[Party] = field(default_factory=list)

    def pieces_of(self, start: int, end: int) -> Span | None:
        """The first and last piece that share a character with the sentence's characters from start to end."""
        touched = [at for at, piece in enumerate(self.pieces) if piece.start < end and piece.end > start]
        return (touched[0], touched[-1]) if touched else None


class _Sentences:
    """The sentences of texts, each made when something is asked of it."""

    def __init__(self, examples: Sequence[ParsedExample]) -> None:
        self._examples = examples
        self.found: dict[tuple[int, Span], SentenceLesson] = {}

    def at(self, text: int, span: Span) -> SentenceLesson:
        if (text, span) not in self.found:
            given = self._examples[text].given
            pieces = cut_text(given.text[span[0] : span[1]])[:MOST_PIECES]
            self.found[text, span] = SentenceLesson(given.text_id, given.source, given.is_document, pieces)
        return self.found[text, span]


def sentence_lessons(
    examples: Sequence[ParsedExample], texts: Sequence[Text], types: Sequence[str]
) -> list[SentenceLesson]:
    """All sentences with something to learn; ``texts`` are those of the examples, read for their participants."""
    sentences = _Sentences(examples)
    _add_words(sentences, examples, rows_of(examples), types)
    _add_parties(sentences, examples, participant_lesson(texts))
    return [s for s in sentences.found.values() if s.source not in NEVER_LEARNED and (s.words or s.parties)]


def _add_words(sentences: _Sentences, examples: Sequence[ParsedExample], rows: Rows, types: Sequence[str]) -> None:
    by_type, by_modality = wanted_types(rows, types), wanted_modalities(rows)
    for row, (text, at) in enumerate(zip(rows.text.tolist(), rows.token.tolist(), strict=True)):
        span, token = rows.sentence[row], examples[text].doc[at]
        sentence = sentences.at(text, span)
        pieces = sentence.pieces_of(token.idx - span[0], token.idx + len(token) - span[0])
        if pieces is not None:
            sentence.words.append(Word(pieces, by_type[row], by_modality[row], float(rows.weight[row])))


def _add_parties(sentences: _Sentences, examples: Sequence[ParsedExample], lesson: Lesson) -> None:
    places = {example.given.text_id: at for at, example in enumerate(examples)}
    ends = np.cumsum([len(told.group.pairs) for told in lesson.told])[:-1]
    labels, weights = np.split(lesson.rows.label, ends), np.split(lesson.rows.weight, ends)
    for told, mine, weight in zip(lesson.told, labels, weights, strict=True):
        text = places[told.text.id]
        scale = 1.0 if told.text.events[told.event]["core"] else OPTIONAL_WEIGHT
        if examples[text].given.source == "own":
            scale *= OWN_WEIGHT
        for pair, label, each in zip(told.group.pairs, mine.tolist(), weight.tolist(), strict=True):
            if pair.path is not None and label >= 0:
                _add_party(sentences, text, told.text, pair, label, each * scale)


def _add_party(sentences: _Sentences, at: int, text: Text, pair: Pair, label: int, weight: float) -> None:
    token, phrase = pair.trigger.token, pair.phrase
    start = token.sent.start_char
    sentence = sentences.at(at, (start, token.sent.end_char))
    spans = [(token.idx, token.idx + len(token)), text.tree.bounds(phrase.head, phrase.head), bounds(text.tree, phrase)]
    trigger, head, whole = (sentence.pieces_of(a - start, b - start) for a, b in spans)
    if trigger is not None and head is not None and whole is not None:
        sentence.parties.append(Party(trigger[0], head[0], whole, label, weight))


def n_pieces(lessons: Iterable[SentenceLesson]) -> int:
    """How many pieces sentences have together."""
    return sum(len(lesson.pieces) for lesson in lessons)

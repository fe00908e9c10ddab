"""What is asked of a passage points at the words that the annotation names."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipelines.analyse.events.lexicon import read_codebook
from pipelines.training import annotated_events, event_gold
from pipelines.training.encoder_lessons import PassageLesson, passage_lessons
from pipelines.training.event_trigger_rows import analyse

TEXT = "Le maire de Lund a parlé.\nLundi 4 mai, la police a arrêté deux opposants."
EVENT = {
    "id": "e1",
    "type": "COERCE",
    "core": True,
    "modality": "reported",
    "actors": [{"names": ["la police"], "iso3": "SWE", "kind": "ORG"}],
    "recipients": [{"names": ["deux opposants"], "iso3": None, "kind": "GRP"}],
    "date": ["2015-05-04", "2015-05-04"],
    "mentions": [{"trigger": "arrêté", "n": 1, "sentence": "Lundi 4 mai, la police"}],
}


@pytest.fixture(scope="module")
def lesson(tmp_path_factory: pytest.TempPathFactory) -> PassageLesson:
    return lesson_of(tmp_path_factory.mktemp("annotated"), EVENT)


def lesson_of(folder: Path, event: Mapping[str, Any], source: str = "own news") -> PassageLesson:
    doc = {"id": "one", "lang": "fr", "text": TEXT}
    gold = {"doc": "one", "lang": "fr", "published": "2015-05-05", "events": [event]}
    for name, record in (("docs", doc), ("gold", gold)):
        (folder / f"{name}.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    examples = [analyse(text) for text in annotated_events.read_documents(folder, source)]
    weight = annotated_events.weight_of(source)
    texts = [replace(text, weight=weight) for text in event_gold.read_documents(folder)]
    lessons = passage_lessons(examples, texts, tuple(read_codebook()["types"]))
    assert len(lessons) == 1
    return lessons[0]


def words_of(lesson: PassageLesson, first: int, last: int) -> str:
    return TEXT[lesson.passage.pieces[first].start : lesson.passage.pieces[last].end].strip()


def test_the_word_that_tells_an_event_has_its_type(lesson: PassageLesson) -> None:
    told = {words_of(lesson, *word.place.word): int(word.types.argmax()) for word in lesson.words}
    assert told["arrêté"] == list(read_codebook()["types"]).index("COERCE")


def test_who_acts_and_who_is_acted_on_are_pairs_of_the_trigger(lesson: PassageLesson) -> None:
    sides = {words_of(lesson, *pair.phrase): pair.label for pair in lesson.parties if pair.label}
    assert sides == {"police": 1, "deux opposants": 2}


def test_the_day_of_the_event_is_the_one_that_dates_it(lesson: PassageLesson) -> None:
    assert {words_of(lesson, *pair.phrase): pair.label for pair in lesson.times} == {"Lundi 4 mai": 1}


def test_what_happened_the_day_before_is_news(lesson: PassageLesson) -> None:
    assert [news.label for news in lesson.news] == [1]


def test_nothing_dates_an_event_that_no_reader_can_date(tmp_path: Path) -> None:
    lesson = lesson_of(tmp_path, {**EVENT, "date": None})
    assert [news.label for news in lesson.news] == [0]
    assert [pair.label for pair in lesson.times] == [0]


def test_all_that_the_press_teaches_counts_twice(lesson: PassageLesson, tmp_path: Path) -> None:
    def weights(taught: PassageLesson) -> list[float]:
        pairs = [pair.weight for pair in taught.parties + taught.times]
        return pairs + [word.weight for word in taught.words] + [news.weight for news in taught.news]

    assert weights(lesson_of(tmp_path, EVENT, "ntrex")) == [2 * weight for weight in weights(lesson)]

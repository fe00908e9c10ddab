"""The encoder judges words and pairs of the sentences it is given, and no others."""

import numpy as np
import pytest

from pipelines.analyse.events import sentence_reader
from pipelines.analyse.events.passages import MOST_PIECES
from pipelines.analyse.events.sentence_reader import Pair, load_reader

TEXT = "La police a arrêté deux opposants.\nIl pleut."
SENTENCES = [(0, 34), (35, 44)]
SENTENCE = SENTENCES[0]
WORD = (12, 18)


def test_an_arrest_is_likelier_an_event_than_rain() -> None:
    reader = load_reader()
    read = reader.read(TEXT, SENTENCES, [0, 1])
    arrest, rain = (
        reader.types.probabilities(read[span].rows_of_words([word])[1])
        for span, word in ((SENTENCE, WORD), (SENTENCES[1], (38, 43)))
    )
    assert arrest[0, -1] < 0.5 < rain[0, -1]


def test_the_police_act_and_the_opponents_suffer() -> None:
    reader = load_reader()
    sentence = reader.read(TEXT, SENTENCES, [0])[SENTENCE]
    police, opponents = Pair(WORD, (3, 9), (3, 9)), Pair(WORD, (24, 33), (19, 33))
    _, rows = sentence.rows_of_pairs([police, opponents])
    assert reader.participants.probabilities(rows).argmax(axis=1).tolist() == [1, 2]


def test_who_stands_in_the_sentence_before_is_read_too() -> None:
    text = "Le maire a parlé. Il a été arrêté."
    sentence = load_reader().read(text, [(0, 17), (18, 34)], [1])[18, 34]
    judged, _ = sentence.rows_of_pairs([Pair((27, 33), (3, 8), (0, 8))])
    assert judged == [0]


def test_words_are_judged_alike_whatever_else_is_read() -> None:
    reader = load_reader()
    text = TEXT + "\nRien."
    sentences = [*SENTENCES, (45, 50)]
    alone, beside = reader.read(text, sentences, [0]), reader.read(text, sentences, [0, 2])
    one, other = (reader.types.probabilities(read[SENTENCE].rows_of_words([WORD])[1]) for read in (alone, beside))
    assert np.allclose(one, other, atol=1e-4)


def test_what_stands_behind_the_longest_sentence_is_not_judged() -> None:
    text = "mot " * MOST_PIECES + "arrêté"
    read = load_reader().read(text, [(0, len(text))], [0])[0, len(text)]
    assert read.rows_of_words([(len(text) - 6, len(text))])[0] == []


def test_a_sentence_of_spaces_is_not_read() -> None:
    assert load_reader().read("  \n", [(0, 3)], [0]) == {}


def test_of_a_text_longer_than_any_article_the_first_passages_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    text, sentences = "Un mot. " * 40, [(at, at + 7) for at in range(0, 320, 8)]
    apart = range(0, 40, 3)
    whole = load_reader().read(text, sentences, apart)
    monkeypatch.setattr(sentence_reader, "MOST_READ", 200)
    read = load_reader().read(text, sentences, apart)
    assert 0 < len(read) < len(whole) == len(apart)
    assert [*read] == [*whole][: len(read)]
    passages = {id(one.passage): one.passage for one in read.values()}
    assert sum(len(passage.pieces) for passage in passages.values()) <= 200

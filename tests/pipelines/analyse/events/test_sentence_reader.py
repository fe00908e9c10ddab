"""The encoder judges words and pairs of the sentences it is given, and no others."""

import numpy as np

from pipelines.analyse.events.sentence_reader import MOST_PIECES, Pair, load_reader

TEXT = "La police a arrêté deux opposants.\nIl pleut."
SENTENCE = (0, 34)
WORD = (12, 18)


def test_an_arrest_is_likelier_an_event_than_rain() -> None:
    reader = load_reader()
    read = reader.read(TEXT, [SENTENCE, (35, 44)])
    _, arrest, _ = reader.judge_words(read[SENTENCE], [WORD])
    _, rain, _ = reader.judge_words(read[35, 44], [(38, 43)])
    assert arrest[0, -1] < 0.5 < rain[0, -1]


def test_the_police_act_and_the_opponents_suffer() -> None:
    reader = load_reader()
    sentence = reader.read(TEXT, [SENTENCE])[SENTENCE]
    police, opponents = Pair(WORD, (3, 9), (3, 9)), Pair(WORD, (24, 33), (19, 33))
    _, sides = reader.judge_pairs(sentence, [police, opponents])
    assert sides.argmax(axis=1).tolist() == [1, 2]


def test_words_are_judged_alike_whatever_else_is_read() -> None:
    reader = load_reader()
    alone, beside = reader.read(TEXT, [SENTENCE]), reader.read(TEXT, [(35, 44), SENTENCE])
    one, other = (reader.judge_words(read[SENTENCE], [WORD])[1] for read in (alone, beside))
    assert np.allclose(one, other, atol=1e-4)


def test_what_stands_behind_the_longest_sentence_is_not_judged() -> None:
    reader = load_reader()
    text = "mot " * MOST_PIECES + "arrêté"
    read = reader.read(text, [(0, len(text))])[0, len(text)]
    assert reader.judge_words(read, [(len(text) - 6, len(text))])[0] == []


def test_a_sentence_of_spaces_is_not_read() -> None:
    assert load_reader().read("  \n", [(0, 3)]) == {}

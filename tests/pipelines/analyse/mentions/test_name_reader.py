"""The encoder that reads candidate names: what it reads together, and what the head sees of a span."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.analyse.mentions import name_reader
from pipelines.analyse.mentions.candidate_classifier import CLASSES
from pipelines.analyse.mentions.name_reader import cut_windows, load_name_reader, rows_of_spans, spans_by_window

TEXT = "Mme Quenneville a vu Oslo. Elle travaille pour Peugeot."
SENTENCES = [(0, 26), (27, 55)]
PERSON, TOWN, FIRM, VERB = (4, 15), (21, 25), (47, 54), (32, 41)


def test_each_candidate_is_taken_for_what_it_is() -> None:
    read, told = load_name_reader().read(TEXT, SENTENCES, [PERSON, TOWN, FIRM, VERB], np.ones(4, np.bool_))
    assert read.tolist() == [0, 1, 2, 3]
    assert [CLASSES[at] for at in told.argmax(axis=1)] == ["PER", "LOC", "ORG", "none"]
    assert np.allclose(np.exp(told).sum(axis=1), 1.0, atol=1e-3)


def test_short_neighbours_are_read_together_and_long_sentences_alone() -> None:
    long = "mot " * 70
    text = f"Un. Deux. {long}"
    windows = cut_windows(text, [(0, 3), (4, 9), (10, len(text))])
    assert [(window[0].start, window[-1].end) for window in windows] == [(0, 9), (10, len(text.rstrip()))]


@settings(max_examples=50)
@given(
    st.lists(st.sampled_from(["Oslo.", "dit-il", "«", "  ", "U.S.", "été 2018", "1"]), max_size=40), st.integers(1, 5)
)
def test_windows_hold_pieces_of_the_text_in_order(words: list[str], each: int) -> None:
    text = " ".join(words)
    cuts = [*range(0, len(text), each * 7), len(text)]
    pieces = [piece for window in cut_windows(text, list(itertools.pairwise(cuts))) for piece in window]
    assert all(0 <= piece.start <= piece.end <= len(text) for piece in pieces)
    assert all(one.start <= other.start for one, other in itertools.pairwise(pieces))


def test_of_a_text_longer_than_any_article_the_first_windows_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(name_reader, "_MOST_READ", 70)
    text = "Oslo dort. " * 40
    spans = [(at, at + 4) for at in range(0, len(text), 11)]
    read, told = load_name_reader().read(text, [(at, at + 10) for at, _ in spans], spans, np.ones(len(spans), np.bool_))
    assert read.tolist() == [*range(len(told))]
    assert 0 < len(told) < len(spans)


def test_a_span_that_shares_no_piece_is_in_no_window() -> None:
    assert spans_by_window(cut_windows("  \n", [(0, 3)]), [(0, 2)]) == []


def test_nothing_stands_before_the_first_piece_or_after_the_last() -> None:
    vectors = np.array([[1.0], [2.0], [4.0]], np.float32)
    rows = rows_of_spans(vectors, [(0, 1), (2, 2)])
    assert rows.tolist() == [[0, 1, 2, 4, 1.5], [2, 4, 4, 0, 4]]


def test_a_name_is_judged_alike_whatever_the_other_sentences_say() -> None:
    reader, more = load_name_reader(), TEXT + " " + "mot " * 70
    _, one = reader.read(TEXT, SENTENCES, [PERSON], np.ones(1, np.bool_))
    _, other = reader.read(more, [*SENTENCES, (56, len(more))], [PERSON], np.ones(1, np.bool_))
    np.testing.assert_array_equal(one, other)


def test_windows_without_doubt_are_not_read() -> None:
    far = "mot " * 70
    text = f"{TEXT} {far}Oslo."
    spans = [PERSON, TOWN, (len(text) - 5, len(text) - 1)]
    read, _ = load_name_reader().read(text, [*SENTENCES, (56, len(text))], spans, np.array([False, True, False]))
    assert read.tolist() == [0, 1]

"""Characters of a block and their way back to the raw text."""

from __future__ import annotations

import html
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.read.segmentation import characters
from pipelines.read.segmentation.characters import Piece, normalise, one_byte_each, plain_text, text_to_raw

RAW = st.text(st.sampled_from("ab é\t\n\u00a0&;#amp\u00ad\u200be\u0301x1"), max_size=60)


def test_white_space_becomes_one_space() -> None:
    text, _ = normalise([Piece(0, "  Le \t maire\u00a0a\n parlé ")], has_references=True)
    assert text == "Le maire a parlé"


def test_a_character_reference_maps_back_as_a_whole() -> None:
    raw = "caf&eacute; noir"
    text, runs = normalise([Piece(10, raw)], has_references=True)
    assert text == "café noir"
    start, end = text_to_raw(runs, 3, 4)
    assert raw[start - 10 : end - 10] == "&eacute;"


def test_plain_text_keeps_its_ampersands() -> None:
    assert normalise([Piece(0, "R&D et AT&amp;T")], has_references=False)[0] == "R&D et AT&amp;T"


def test_soft_hyphens_and_zero_width_spaces_leave_no_trace() -> None:
    text, runs = normalise([Piece(0, "minis\u00adtre\u200b adjoint")], has_references=True)
    assert text == "ministre adjoint"
    assert text_to_raw(runs, 0, 8) == (0, 9)


def test_a_decomposed_accent_is_composed() -> None:
    text, runs = normalise([Piece(0, "e\u0301te\u0301")], has_references=True)
    assert text == "été"
    assert text_to_raw(runs, 0, 1) == (0, 2)


def test_joiners_that_shape_words_stay() -> None:
    assert normalise([Piece(0, "می\u200cشود")], has_references=True)[0] == "می\u200cشود"


def test_a_span_outside_the_text_is_refused() -> None:
    _, runs = normalise([Piece(0, "mot")], has_references=True)
    with pytest.raises(ValueError, match="no raw text"):
        text_to_raw(runs, 2, 9)


@given(RAW)
def test_runs_cover_the_text_in_order(raw: str) -> None:
    text, runs = normalise([Piece(0, raw)], has_references=True)
    assert "".join(text[run.text_start : run.text_end] for run in runs) == text
    assert all(one.raw_end <= two.raw_start for one, two in pairwise(runs))


@given(RAW)
def test_runs_of_equal_lengths_repeat_the_raw_text(raw: str) -> None:
    text, runs = normalise([Piece(0, raw)], has_references=True)
    for run in runs:
        written, source = text[run.text_start : run.text_end], raw[run.raw_start : run.raw_end]
        if len(written) == len(source):
            assert all(mine == its or mine in " \n" for mine, its in zip(written, source, strict=True))


@given(RAW)
def test_the_short_way_gives_what_the_long_way_gives(raw: str) -> None:
    short = plain_text(html.unescape(raw))
    if short is not None:
        assert short == normalise([Piece(0, raw)], has_references=True)[0]


@given(RAW)
def test_text_is_composed(raw: str) -> None:
    text, _ = normalise([Piece(0, raw)], has_references=False)
    assert unicodedata.is_normalized("NFC", text)


@given(RAW)
def test_the_quick_tests_of_plain_text_agree_with_the_search(raw: str) -> None:
    assert characters._is_plain(raw) == (characters._NEEDS_WORK.search(raw) is None)


def test_every_character_has_one_byte_in_the_search_for_newlines() -> None:
    assert one_byte_each("é\n字\ud800\U0001f600\n").tolist() == [233, 10, 63, 63, 63, 10]


def test_more_marks_than_any_letter_has_are_dropped_and_the_rest_finds_its_way_back() -> None:
    raw = "Hé " + "e" + "\u0301\u0316" * 20_000 + " ici, " + "\u0301" * 100 + "là"
    text, runs = normalise([Piece(0, raw)], has_references=False)
    assert len(text) < 100
    start = text.index("ici")
    first, last = text_to_raw(runs, start, start + 3)
    assert raw[first:last] == "ici"
    assert text.endswith("là")

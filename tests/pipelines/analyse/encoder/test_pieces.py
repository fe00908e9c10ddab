"""Words are cut into pieces that lie where they say."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipelines.analyse.encoder.pieces import cut_text


@given(st.text(max_size=60))
def test_pieces_follow_one_another_within_the_text(text: str) -> None:
    pieces = cut_text(text)
    assert all(0 <= piece.start < piece.end <= len(text) for piece in pieces)
    assert all(a.start <= b.start and a.end <= b.end for a, b in pairwise(pieces))


@given(st.text("abcdeéèàçl'’ \n", max_size=60))
def test_each_letter_lies_in_a_piece(text: str) -> None:
    covered = {at for piece in cut_text(text) for at in range(piece.start, piece.end)}
    assert {at for at, char in enumerate(text) if not char.isspace()} <= covered


def test_a_word_is_cut_alike_wherever_it_stands() -> None:
    alone = [piece.number for piece in cut_text("ambassadeur")]
    assert [piece.number for piece in cut_text("Un ambassadeur")][-len(alone) :] == alone


def test_a_character_without_a_piece_is_unknown_and_keeps_its_place() -> None:
    assert [(piece.start, piece.end) for piece in cut_text("a \ue123")][-1] == (2, 3)

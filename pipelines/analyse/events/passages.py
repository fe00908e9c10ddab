"""Sentences with what stands before them, as the encoder reads them.

A sentence alone does not say who "he" is, nor when "three days earlier" was: before the sentences asked for
stand the headline and the words right before them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipelines.analyse.encoder.pieces import Piece, cut_text, pieces_of
from pipelines.analyse.universal_tree import Token

Span = tuple[int, int]

#: Pieces of a sentence that are read: what stands behind them is judged without.
MOST_PIECES = 200
#: Neighbours are read together up to so many pieces; a headline and what stands before are read up to so many.
_MOST_TOGETHER, _MOST_TITLE, _MOST_BEFORE = 128, 32, 64


class Passage(NamedTuple):
    """Pieces in the order of the text, and of each sentence asked for its first piece and its last."""

    pieces: list[Piece]
    sentences: dict[Span, Span]

    def pieces_of(self, span: Span) -> Span | None:
        """The first and last piece that share a character with a span of the text; None where there are none."""
        return pieces_of(self.pieces, span)


def word_of(token: Token) -> Span:
    """Where a token stands in its text."""
    return token.tree.bounds(token.i, token.i)


def sentence_of(token: Token) -> Span:
    """Where the sentence of a token stands in its text."""
    first, end = token.tree.sentence_of(token.i)
    return token.tree.bounds(first, end - 1)


class _Pieces:
    """The pieces of a text's sentences, each cut when it is asked for."""

    def __init__(self, text: str, sentences: Sequence[Span]) -> None:
        self._text, self._sentences = text, sentences
        self._known: dict[int, list[Piece]] = {}

    def of(self, number: int) -> list[Piece]:
        if number not in self._known:
            start, end = self._sentences[number]
            cut = cut_text(self._text[start:end])[:MOST_PIECES]
            self._known[number] = [Piece(piece, start + a, start + b) for piece, a, b in cut]
        return self._known[number]


def cut_passages(text: str, sentences: Sequence[Span], asked: Sequence[int]) -> list[Passage]:
    """The passages in which the sentences numbered ``asked``, in order, are read; one without a piece is in none."""
    pieces = _Pieces(text, sentences)
    runs: list[list[int]] = []
    length = 0
    for number in asked:
        size = len(pieces.of(number))
        if runs and runs[-1][-1] == number - 1 and length + size <= _MOST_TOGETHER:
            runs[-1].append(number)
            length += size
        elif size:
            runs.append([number])
            length = size
    return [_passage(pieces, sentences, run) for run in runs]


def _passage(pieces: _Pieces, sentences: Sequence[Span], run: Sequence[int]) -> Passage:
    found = _before(pieces, run[0])
    places: dict[Span, Span] = {}
    for number in run:
        mine = pieces.of(number)
        if mine:
            places[sentences[number]] = (len(found), len(found) + len(mine) - 1)
            found = found + mine
    return Passage(found, places)


def _before(pieces: _Pieces, number: int) -> list[Piece]:
    """The headline and the last pieces before a sentence."""
    found: list[Piece] = []
    at = number
    while at > 0 and len(found) < _MOST_BEFORE:
        at -= 1
        found = pieces.of(at) + found
    found = found[-_MOST_BEFORE:]
    title = pieces.of(0)[:_MOST_TITLE] if number else []
    return [piece for piece in title if not found or piece.start < found[0].start] + found

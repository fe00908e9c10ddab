"""What a block's wording says: a logistic regression over hashed words.

Boilerplate has phrases of its own ("all rights reserved", "lire aussi"), more of
them than the lists of cues hold. Words, pairs of neighbouring words and
the first and last words of a block are hashed into buckets, each with a weight
learned by `train_wording.py`. Dumps only: on web pages the markup says more,
and the wording adds nothing to it.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines.read.features.block_words import BlockWords, Integers
from pipelines.text.counts import Floats
from pipelines.text.scripts import UNSPACED, pieces

#: Buckets for the hashes; four in ten have no weight, so that words never learned say little.
N_BUCKETS = 1 << 18
#: So many words at the head and at the tail of a block are marked by their place.
_ENDS = 3
#: The score of what lies before the first block and after the last: surely no article.
_OUTSIDE = -9.0
_STEPS = (-2, -1, 1, 2)
FILE = "text_wording.npz"
COLUMNS = ("wording", *(f"wording@{step:+d}" for step in _STEPS))

#: Kinds of tokens; the same word falls into another bucket for each.
_WORD, _PAIR, _HEAD, _TAIL, _LENGTH = 1, 2, 10, 20, 30
#: Numbers are told by how many digits they have, up to this.
_DIGITS = 5
_GOLDEN, _ODD = np.uint64(0x9E3779B97F4A7C15), np.uint64(0x85EBCA6B)


class Tokens(NamedTuple):
    """The hashed tokens of a page's blocks in any order, both (n_tokens,): their buckets and their blocks."""

    bucket: NDArray[np.int32]
    block: NDArray[np.int32]


NO_TOKENS = Tokens(np.zeros(0, np.int32), np.zeros(0, np.int32))


@dataclass(frozen=True, slots=True)
class Wording:
    """A weight a bucket, and what all blocks have in common."""

    weight: Floats
    bias: float

    def score(self, tokens: Tokens, size: int) -> Floats:
        """The log-odds that each of `size` blocks is of the article, (size,)."""
        summed = np.bincount(tokens.block, self.weight[tokens.bucket], minlength=size)
        return (summed * scale(tokens, size) + self.bias).astype(np.float32)


def scale(tokens: Tokens, size: int) -> Floats:
    """What a token counts in each of `size` blocks, (size,): long blocks do not speak louder than short ones."""
    n_tokens = np.bincount(tokens.block, minlength=size)
    return (1.0 / np.sqrt(np.maximum(n_tokens, 1))).astype(np.float32)


def hash_words(words: BlockWords) -> Tokens:
    """The tokens of a page's blocks: words, pairs, words at head and tail, and the length."""
    piece, n_pieces, block = _pieces(words)
    size = len(n_pieces)
    start = np.cumsum(n_pieces) - n_pieces
    inside = block[1:] == block[:-1]
    numbers = [_mixed(piece, _WORD), _mixed(piece[:-1] * _ODD + piece[1:], _PAIR)[inside]]
    blocks = [block, block[:-1][inside]]
    for step in range(_ENDS):
        rows = np.flatnonzero(n_pieces > step)
        numbers.append(_mixed(piece[start[rows] + step], _HEAD + step))
        numbers.append(_mixed(piece[start[rows] + n_pieces[rows] - 1 - step], _TAIL + step))
        blocks += [rows, rows]
    numbers.append(_mixed(np.minimum(np.log2(n_pieces + 1) * 2, 20).astype(np.uint64), _LENGTH))
    blocks.append(np.arange(size))
    return Tokens(np.concatenate(numbers), np.concatenate(blocks).astype(np.int32))


def columns(score: Floats) -> Floats:
    """A block's score and those of two neighbours on each side, (n_blocks, len(COLUMNS))."""
    reach, size = max(_STEPS), len(score)
    padded = np.concatenate((np.full(reach, _OUTSIDE), score, np.full(reach, _OUTSIDE)))
    moved = [score, *(padded[reach + step : reach + step + size] for step in _STEPS)]
    return np.column_stack(moved).astype(np.float32)


def _pieces(words: BlockWords) -> tuple[NDArray[np.uint64], Integers, Integers]:
    """The hashes of all words in order, how many each block has, and the block of each.

    A word of an unspaced script, which is a sentence or so, falls into its pairs of characters.
    """
    distinct = ["0" * min(len(word), _DIGITS) if word.isdigit() else word for word in words.number]
    if UNSPACED.search(" ".join(distinct)) is None:
        return _hashed(distinct)[words.ids], words.n_words, words.block
    of_word = [pieces(word) for word in distinct]
    length = np.fromiter(map(len, of_word), np.int64, len(of_word))
    hashes = _hashed(list(chain.from_iterable(of_word)))
    n_pieces = length[words.ids]
    first = (np.cumsum(length) - length)[words.ids]
    # The pieces of a word lie side by side in `hashes`, from its first on.
    within = np.arange(int(n_pieces.sum())) - np.repeat(np.cumsum(n_pieces) - n_pieces, n_pieces)
    block = np.repeat(words.block, n_pieces)
    return hashes[np.repeat(first, n_pieces) + within], np.bincount(block, minlength=len(words.n_words)), block


def _hashed(pieces: list[str]) -> NDArray[np.uint64]:
    return np.fromiter((zlib.crc32(piece.encode("utf-8", "surrogatepass")) for piece in pieces), np.uint64, len(pieces))


def _mixed(hashes: NDArray[np.uint64], kind: int) -> NDArray[np.int32]:
    """The bucket of each hash as a token of one kind (multiplicative hashing)."""
    return (((hashes + np.uint64(kind)) * _GOLDEN >> np.uint64(24)) % N_BUCKETS).astype(np.int32)


@lru_cache(maxsize=1)
def load() -> Wording:
    """The weights that lie beside this module; read once a process."""
    with as_file(files(__package__).joinpath(FILE)) as path, np.load(path) as data:
        return Wording(data["weight"].astype(np.float32) * data["scale"], float(data["bias"]))


def quantised(wording: Wording) -> dict[str, Any]:
    """The arrays of the file: weights of 8 bits, the largest of which is `scale` times 127."""
    step = np.float32(max(float(np.abs(wording.weight).max()), 1e-9) / 127)
    return {
        "weight": np.round(wording.weight / step).astype(np.int8),
        "scale": np.asarray(step),
        "bias": np.asarray(wording.bias, np.float32),
    }

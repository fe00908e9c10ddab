"""The words of all blocks of a page, numbered, so that what blocks share is counted at once."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines.clean.text_counts import Floats

Integers = NDArray[np.int64]

_WORD = re.compile(r"\w+")
#: Words of more letters carry a topic; shorter ones are mostly grammar.
_SHORT_LETTERS = 4


class BlockWords(NamedTuple):
    """The lower-cased words of each block.

    ``number`` gives each distinct word its number; ``ids`` are the numbers of
    all words in order and ``block`` their blocks. ``pair_block`` and
    ``pair_word`` are the distinct words of each block, by block and number.
    ``is_long`` has an entry a distinct word.
    """

    of_blocks: list[list[str]]
    n_words: Integers
    number: dict[str, int]
    ids: Integers
    block: Integers
    pair_block: Integers
    pair_word: Integers
    is_long: NDArray[np.bool_]

    @property
    def n_distinct(self) -> int:
        return max(len(self.number), 1)

    def among(self, wanted: Collection[str]) -> NDArray[np.bool_]:
        """Which distinct words are among those wanted."""
        return np.fromiter(map(wanted.__contains__, self.number), np.bool_, len(self.number))

    def per_block(self, chosen: NDArray[np.bool_]) -> Integers:
        """How many of a block's distinct words are chosen; `chosen` has an entry a distinct word."""
        return np.bincount(self.pair_block[chosen[self.pair_word]], minlength=len(self.of_blocks))


def read_words(texts: Sequence[str]) -> BlockWords:
    """The words of each text."""
    of_blocks = [_WORD.findall(text.lower()) for text in texts]
    flat = list(chain.from_iterable(of_blocks))
    number = {word: at for at, word in enumerate(dict.fromkeys(flat))}
    ids = np.fromiter(map(number.__getitem__, flat), np.int64, len(flat))
    n_words = np.fromiter(map(len, of_blocks), np.int64, len(of_blocks))
    block = np.repeat(np.arange(len(of_blocks)), n_words)
    pairs = np.unique(block * max(len(number), 1) + ids)
    pair_block, pair_word = np.divmod(pairs, max(len(number), 1))
    is_long = np.fromiter(map(len, number), np.int64, len(number)) > _SHORT_LETTERS
    return BlockWords(of_blocks, n_words, number, ids, block, pair_block, pair_word, is_long)


def is_among(keys: Integers, known: Integers) -> NDArray[np.bool_]:
    """Which keys are among `known`, which is sorted."""
    if not len(known):
        return np.zeros(len(keys), np.bool_)
    place = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    found: NDArray[np.bool_] = known[place] == keys
    return found


def trigrams_said(words: BlockWords, is_prose: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """The shares of a prose block's distinct word trigrams that prose blocks before it, and after it, hold too.

    A block of fewer than three words counts as one trigram, of all its words.
    """
    size = len(words.of_blocks)
    base = words.n_distinct + 1
    whole = np.flatnonzero(is_prose & (words.n_words < 3) & (words.n_words > 0))
    starts = np.flatnonzero(is_prose[words.block[:-2]] & (words.block[2:] == words.block[:-2]))
    ids = words.ids + 1
    grams = (ids[starts] * base + ids[starts + 1]) * base + ids[starts + 2]
    first_word = np.cumsum(words.n_words) - words.n_words
    of_two = np.where(words.n_words[whole] == 2, ids[np.minimum(first_word[whole] + 1, len(ids) - 1)], 0)
    grams = np.concatenate((grams, ids[first_word[whole]] * base + of_two))
    block = np.concatenate((words.block[starts], whole))
    if not len(grams):
        return np.zeros(size, np.float32), np.zeros(size, np.float32)
    order = np.lexsort((block, grams))
    grams, block = grams[order], block[order]
    fresh = np.concatenate(([True], (grams[1:] != grams[:-1]) | (block[1:] != block[:-1])))
    grams, block = grams[fresh], block[fresh]
    same = grams[1:] == grams[:-1]
    held = np.maximum(np.bincount(block, minlength=size), 1)

    def share(also: NDArray[Any]) -> Floats:
        found: Floats = (np.bincount(block, also, minlength=size) / held).astype(np.float32)
        return found

    return share(np.concatenate(([False], same))), share(np.concatenate((same, [False])))

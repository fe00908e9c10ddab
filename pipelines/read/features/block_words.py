"""The words of all blocks of a page, numbered, so that what blocks share is counted at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import count
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines.text.counts import Floats

Integers = NDArray[np.int64]

#: Stands between two texts; no block renders it.
_BETWEEN = "\0"
_SPACE, _UNDERSCORE = 0x20, 0x5F
_BASIC_PLANE = 0x10000
#: Words of more letters carry a topic; shorter ones are mostly grammar.
_SHORT_LETTERS = 4


class BlockWords(NamedTuple):
    """The lower-cased words of each block, and the numbers that stand for them.

    ``flat`` are the words of all blocks in order, ``ids`` their numbers and ``block``
    their blocks; ``first`` is where the words of a block begin in them. ``number``
    gives each distinct word its number. ``pair_block`` and ``pair_word`` are the
    distinct words of each block, by block and number. ``is_long`` has an entry a
    distinct word. ``ends`` is where each word ends, counted from the head of its
    block in lower case.
    """

    flat: list[str]
    n_words: Integers
    first: Integers
    number: dict[str, int]
    ids: Integers
    block: Integers
    ends: Integers
    pair_block: Integers
    pair_word: Integers
    is_long: NDArray[np.bool_]

    @property
    def n_distinct(self) -> int:
        return max(len(self.number), 1)

    def of_block(self, row: int) -> list[str]:
        """The words of one block."""
        return self.flat[self.first[row] : self.first[row] + self.n_words[row]]

    def among(self, wanted: Collection[str]) -> NDArray[np.bool_]:
        """Which distinct words are among many that are wanted."""
        return np.fromiter(map(wanted.__contains__, self.number), np.bool_, len(self.number))

    def n_among(self, wanted: Collection[str]) -> Integers:
        """How many of a block's distinct words are among a few that are wanted."""
        is_wanted = np.zeros(len(self.number), np.bool_)
        is_wanted[[self.number[word] for word in wanted if word in self.number]] = True
        return np.bincount(self.pair_block[is_wanted[self.pair_word]], minlength=len(self.n_words))


@lru_cache(maxsize=1)
def _word_characters() -> NDArray[np.bool_]:
    """Which code points of the basic plane words are made of, as ``\\w`` has it."""
    return np.array([chr(code).isalnum() or code == _UNDERSCORE for code in range(_BASIC_PLANE)])


def _is_word(codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Which of these characters words are made of."""
    known = _word_characters()
    found = known.take(codes, mode="clip")
    if codes.max() >= _BASIC_PLANE:
        beyond = np.flatnonzero(codes >= _BASIC_PLANE)
        found[beyond] = [chr(code).isalnum() for code in codes[beyond].tolist()]
    return found


def read_words(texts: Sequence[str]) -> BlockWords:
    """The words of each text, the runs of word characters (``\\w+``); no text holds NUL.

    All texts are read as one: every other character becomes a space, and the words are what lies between.
    """
    joined = _BETWEEN.join(texts).lower() + _BETWEEN
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    is_word = _is_word(codes)
    flat = np.where(is_word, codes, _SPACE).astype("<u4").tobytes().decode("utf-32-le", "surrogatepass").split()
    # A word begins, or has just ended, where the kind of character changes.
    borders = np.flatnonzero(is_word[1:] != is_word[:-1]) + 1
    if is_word[0]:
        borders = np.concatenate(([0], borders))
    text_ends = np.flatnonzero(codes == 0)
    text_starts = np.concatenate(([0], text_ends[:-1] + 1))
    block = np.searchsorted(text_ends, borders[::2])
    n_words = np.bincount(block, minlength=len(texts))
    number: dict[str, int] = defaultdict(count().__next__)
    ids = np.fromiter(map(number.__getitem__, flat), np.int64, len(flat))
    pair_block, pair_word = np.divmod(distinct(block * max(len(number), 1) + ids), max(len(number), 1))
    return BlockWords(
        flat=flat,
        n_words=n_words,
        first=np.cumsum(n_words) - n_words,
        number=dict(number),
        ids=ids,
        block=block,
        ends=borders[1::2] - text_starts[block],
        pair_block=pair_block,
        pair_word=pair_word,
        is_long=np.fromiter(map(len, number), np.int64, len(number)) > _SHORT_LETTERS,
    )


def distinct(keys: Integers) -> Integers:
    """The distinct keys in order (numpy's own ``unique`` takes ten times as long on so few)."""
    ordered = np.sort(keys)
    is_first = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=is_first[1:])
    found: Integers = ordered[is_first]
    return found


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
    size = len(words.n_words)
    base = words.n_distinct + 1
    whole = np.flatnonzero(is_prose & (words.n_words < 3) & (words.n_words > 0))
    starts = np.flatnonzero(is_prose[words.block[:-2]] & (words.block[2:] == words.block[:-2]))
    ids = words.ids + 1
    grams = (ids[starts] * base + ids[starts + 1]) * base + ids[starts + 2]
    of_two = np.where(words.n_words[whole] == 2, ids[np.minimum(words.first[whole] + 1, len(ids) - 1)], 0)
    grams = np.concatenate((grams, ids[words.first[whole]] * base + of_two))
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

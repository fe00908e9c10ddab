"""Counts of characters and words of many blocks at once.

The texts of a document are laid end to end in one array of code points; each
count is one segmented sum over a class of characters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

#: Classes of characters; a character has one.
OTHER, SPACE, LOWER, UPPER, DIGIT, COMMA, STOP, QUOTE, IDEOGRAPH, BAR, COLON, LETTER, DASH = range(13)
_N_CLASSES = 13

_FIXED = {
    COMMA: ",;、，؛،；",
    STOP: ".!?…。！？؟।",
    QUOTE: "\"'«»“”„‘’‹›「」『』",
    BAR: "|/\\•·›→>*+#@©®™▸►▼▲✓_=~",
    COLON: ":：",
    DASH: "-–—‒―",
}
_IDEOGRAPHS = ((0x3040, 0x30FF), (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x0E00, 0x0EFF), (0x1000, 0x109F))
#: Ideographs are about this many to a word of other scripts.
IDEOGRAPHS_A_WORD = 2.0

#: A stop before one of these classes ends a sentence.
_AFTER_STOP = np.zeros(_N_CLASSES, np.bool_)
_AFTER_STOP[[SPACE, QUOTE, IDEOGRAPH]] = True


@lru_cache(maxsize=1)
def _classes() -> NDArray[np.uint8]:
    table = np.zeros(0x10000, np.uint8)
    by_category = {"Ll": LOWER, "Lu": UPPER, "Lt": UPPER, "Lo": LETTER, "Lm": LETTER, "Nd": DIGIT, "Zs": SPACE}
    for code in range(0x10000):
        table[code] = by_category.get(unicodedata.category(chr(code)), OTHER)
    table[[9, 10, 11, 12, 13]] = SPACE
    for kind, characters in _FIXED.items():
        table[[ord(character) for character in characters]] = kind
    for first, last in _IDEOGRAPHS:
        table[first : last + 1] = IDEOGRAPH
    return table


class Counts(NamedTuple):
    """Counts of ``n`` blocks: ``by_class`` is (n, 13), the rest (n,)."""

    by_class: Floats
    n_chars: Floats
    n_words: Floats
    first_class: NDArray[np.uint8]
    last_class: NDArray[np.uint8]
    n_sentences: Floats

    def may_have_digits(self) -> NDArray[np.bool_]:
        """Which texts may hold digits: those of Thai count as ideographs, those beyond the basic plane as others."""
        by_class = self.by_class
        found: NDArray[np.bool_] = by_class[:, DIGIT] + by_class[:, IDEOGRAPH] + by_class[:, OTHER] > 0
        return found


def count(texts: Sequence[str]) -> Counts:
    """Count the characters of each text; no text may be empty."""
    table = _classes()
    joined = "\n".join(texts) + "\n"
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    # (The last of the plane, which stands for all beyond it, is of the class of others.)
    classes = table.take(codes, mode="clip")
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    starts = np.concatenate(([0], np.cumsum(lengths + 1)))
    cell = np.repeat(np.arange(0, len(texts) * _N_CLASSES, _N_CLASSES), lengths + 1)
    cell += classes
    cells = np.bincount(cell, minlength=len(texts) * _N_CLASSES)
    by_class = cells.reshape(len(texts), _N_CLASSES).astype(np.float32)
    by_class[:, SPACE] -= 1
    ideographs = by_class[:, IDEOGRAPH]
    n_words = by_class[:, SPACE] + 1 - (ideographs > 0) + ideographs / IDEOGRAPHS_A_WORD
    stops = np.flatnonzero(classes[:-1] == STOP)
    stops = stops[_AFTER_STOP[classes[stops + 1]]]
    n_sentences = np.bincount(cell[stops] // _N_CLASSES, minlength=len(texts))
    return Counts(
        by_class,
        lengths.astype(np.float32),
        np.maximum(n_words, 0.5).astype(np.float32),
        classes[starts[:-1]],
        classes[starts[1:] - 2],
        n_sentences.astype(np.float32),
    )

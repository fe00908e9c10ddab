"""The second look at a dump: which passage of it is the article.

A dump has no elements to say what belongs together. Two readings of the first
look's probabilities stand in for them: the one stretch of lines that is most
like an article as a whole, and the runs of lines that would be kept. Teasers
and comments of a paragraph's length are runs too, but seldom the longest.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipelines.text.counts import Floats

#: A word speaks for a passage by how far its line's probability is above the bar:
#: a high bar ends the passage at a few doubtful lines, a low one reaches over them.
_BARS = (0.5, 0.25)
#: A longer line counts as so many words.
_MOST_WORDS = 200.0
#: Distances are counted up to so many lines, and words.
_FAR_LINES, _FAR_WORDS = 60, 1000.0
_OF_PASSAGE = ("inside", "since_start", "until_end", "mass", "density", "words", "words_since", "words_until")
_OF_RUN = ("run_words", "run_share", "run_order", "run_lines", "n_runs")
COLUMNS = (*(f"passage{bar:g}_{name}" for bar in _BARS for name in _OF_PASSAGE), *_OF_RUN)


def columns(n_words: Floats, probability: Floats) -> Floats:
    """Where each line stands to the best passages and in its run, (n_lines, len(COLUMNS))."""
    words = np.minimum(n_words, _MOST_WORDS).astype(np.float64)
    found = [column for bar in _BARS for column in _of_passage(words, probability, bar)]
    found += _of_run(words, probability > 0.5)
    return np.column_stack([np.broadcast_to(column, len(words)) for column in found]).astype(np.float32)


def best_passage(words: NDArray[np.float64], probability: Floats, bar: float) -> tuple[int, int]:
    """The first line, and the line after the last, of the stretch whose words stand highest above the bar in sum."""
    height = np.concatenate(([0.0], np.cumsum(words * (probability - bar))))
    end = int(np.argmax(height[1:] - np.minimum.accumulate(height[:-1]))) + 1
    return int(np.argmin(height[:end])), end


def _of_passage(words: NDArray[np.float64], probability: Floats, bar: float) -> list[NDArray[np.floating] | float]:
    start, end = best_passage(words, probability, bar)
    position = np.arange(len(words))
    mass = probability * words
    passed = np.concatenate(([0.0], np.cumsum(words)))
    held, own = float(passed[end] - passed[start]), float(mass[start:end].sum())
    return [
        (position >= start) & (position < end),
        np.clip(position - start, -_FAR_LINES, _FAR_LINES),
        np.clip(position - end + 1, -_FAR_LINES, _FAR_LINES),
        own / max(float(mass.sum()), 1e-6),
        own / max(held, 1.0),
        held,
        np.clip(passed[:-1] - passed[start], -_FAR_WORDS, _FAR_WORDS),
        np.clip(passed[1:] - passed[end], -_FAR_WORDS, _FAR_WORDS),
    ]


def _of_run(words: NDArray[np.float64], kept: NDArray[np.bool_]) -> list[NDArray[np.floating] | float]:
    """The runs of lines that are kept, or left out, without a break; ranked by the words kept in them."""
    is_first = np.concatenate(([True], kept[1:] != kept[:-1]))
    run = np.cumsum(is_first) - 1
    n_words = np.bincount(run, words)
    n_kept = n_words * kept[is_first]
    order = np.argsort(np.argsort(-n_kept, kind="stable"), kind="stable")
    share = n_kept / max(float(n_kept.sum()), 1.0)
    return [n_words[run], share[run], order[run], np.bincount(run)[run], float(kept[is_first].sum())]

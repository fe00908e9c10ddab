"""Features of order: where a block stands among the blocks before and after it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipelines.read.features.block_words import BlockWords, is_among
from pipelines.read.features.columns import Columns, nearest
from pipelines.text import counts as tc
from pipelines.text.counts import Floats

#: Neighbours so far away are looked at.
_REACH = 3
_NEIGHBOURS = ["n_words", "stopword_share", "title_recall", "uppers_a_word"]
_HTML_NEIGHBOURS = ["link_density", "kin_words", "up1_prose"]
_TEXT_NEIGHBOURS = ["ends_stop", "n_cues", "n_sentences", "commas_a_word", "blank_before"]
_TEXT_NEIGHBOURS += ["is_bullet", "digit_share", "starts_upper"]
_STEPS = (-3, -2, -1, 1, 2, 3)
#: Kinds of short lines after which, or before which, the article tends to end.
_ANNOUNCERS = ("comment", "related", "subscribe", "legal", "byline", "share")
_ANNOUNCED = [f"cue_{kind}" for kind in _ANNOUNCERS]
_FROM_ANNOUNCERS = [f"{fact}_{kind}" for kind in _ANNOUNCERS for fact in ("since", "until", "share")]
_ANNOUNCER_WORDS = 8
#: Distances are counted up to this; to prose that a page has none of it is less.
_FAR, _NO_PROSE = 60, 50


def position_columns(columns: Columns, n_words: Floats, long_words: Floats) -> None:
    size = len(n_words)
    position = np.arange(size)
    total = max(float(long_words.sum()), 1.0)
    columns.add("order", position / size)
    columns.add("from_start", np.minimum(position, 200))
    columns.add("from_end", np.minimum(size - position, 200))
    passed = np.cumsum(long_words)
    columns.add("prose_before", (passed - long_words) / total)
    columns.add("prose_after", (total - passed) / total)
    title = np.flatnonzero(columns.get("title_recall") > 0.6)
    anchors = position - title[0] if len(title) else np.full(size, -99)
    columns.add("since_title", np.minimum(np.maximum(anchors, -99), 99))
    anchors = position - title[-1] if len(title) else np.full(size, -99)
    columns.add("since_last_title", np.minimum(np.maximum(anchors, -99), 99))
    before, after = nearest(long_words > 0, _NO_PROSE)
    columns.add("since_prose", np.minimum(position - before, _FAR))
    columns.add("until_prose", np.minimum(after - position, _FAR))
    kernel = np.concatenate(([0], passed))
    for window in (2, 5, 12):
        low, high = np.maximum(position - window, 0), np.minimum(position + window + 1, size)
        columns.add(f"prose_{window}", kernel[high] - kernel[low] - long_words)


def neighbour_columns(columns: Columns, is_html: bool) -> None:
    names = [*_NEIGHBOURS, *(_HTML_NEIGHBOURS if is_html else _TEXT_NEIGHBOURS)]
    reach, size = _REACH, columns.size
    padded = np.full((len(names), size + 2 * reach), -1.0, np.float32)
    padded[:, reach : reach + size] = columns.get_all(names)
    moved = columns.block([f"{name}@{step:+d}" for name in names for step in _STEPS])
    for number, step in enumerate(_STEPS):
        moved[number :: len(_STEPS)] = padded[:, reach + step : reach + step + size]


def cue_columns(columns: Columns, n_words: Floats) -> None:
    """How far a block is from short lines that announce boilerplate ("Comments", "Read also")."""
    position = np.arange(columns.size)
    says = (columns.get_all(_ANNOUNCED) > 0) & (n_words <= _ANNOUNCER_WORDS)
    before, after = nearest(says, _FAR)
    out = columns.block(_FROM_ANNOUNCERS).reshape(len(_ANNOUNCERS), 3, -1)
    out[:, 0] = np.minimum(position - before, _FAR)
    out[:, 1] = np.minimum(after - position, _FAR)
    out[:, 2] = np.cumsum(says, axis=1) / np.maximum(says.sum(axis=1), 1)[:, None]


def topic_columns(columns: Columns, words: BlockWords, long_words: Floats) -> None:
    """How much a block speaks of what the page's prose speaks of, and the prose before and after it.

    Shares of its distinct long words; -1 for a block that has none.
    """
    size = columns.size
    is_prose = long_words > 0
    chosen = words.is_long[words.pair_word]
    word, block = words.pair_word[chosen], words.pair_block[chosen]
    held = np.bincount(block, minlength=size)
    spoken = np.bincount(word, is_prose[block], minlength=words.n_distinct)
    keys = block * words.n_distinct + word
    before, after = nearest(is_prose, 1)

    def share(found: NDArray[Any]) -> NDArray[Any]:
        return np.where(held > 0, np.bincount(block, found, minlength=size) / np.maximum(held, 1), -1.0)

    columns.add("topic", share(spoken[word] > is_prose[block]))
    for name, other in (("topic_before", before), ("topic_after", after)):
        columns.add(name, share(is_among(other[block] * words.n_distinct + word, keys)))


def scale_columns(columns: Columns, counts: tc.Counts, long_words: Floats) -> None:
    """A block's length beside the page's own prose. (Plain sizes of the page are
    left out: with a thousand pages to learn from, they only let trees know pages.)"""
    longest = float(long_words.max())
    columns.add("words_to_longest", counts.n_words / max(longest, 1.0))
    columns.add("words_to_typical", counts.n_words / _median(counts.n_words[long_words > 0]))


def _median(values: Floats) -> float:
    """The median, 1 where there are no values (numpy's own takes as long as all columns here)."""
    ordered = np.sort(values)
    n = len(ordered)
    return float((ordered[(n - 1) // 2] + ordered[n // 2]) / 2) if n else 1.0

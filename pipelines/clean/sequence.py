"""Features of order: where a block stands among the blocks before and after it."""

from __future__ import annotations

import re
from collections import Counter

import numpy as np

from pipelines.clean import text_counts as tc
from pipelines.clean.columns import Columns
from pipelines.clean.drafts import Draft
from pipelines.clean.text_counts import Floats

_WORD = re.compile(r"\w+")
#: Neighbours so far away are looked at.
_REACH = 3
_HTML_NEIGHBOURS = ["link_density", "kin_words", "up1_prose"]
_TEXT_NEIGHBOURS = ["ends_stop", "n_cues", "n_sentences", "commas_a_word", "blank_before"]
_TEXT_NEIGHBOURS += ["is_bullet", "digit_share", "starts_upper"]
#: Kinds of short lines after which, or before which, the article tends to end.
_ANNOUNCERS = ("comment", "related", "subscribe", "legal", "byline", "share")
_ANNOUNCER_WORDS = 8


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
    columns.add("since_title", np.clip(anchors, -99, 99))
    anchors = position - title[-1] if len(title) else np.full(size, -99)
    columns.add("since_last_title", np.clip(anchors, -99, 99))
    is_long = long_words > 0
    before = np.maximum.accumulate(np.where(is_long, position, -50))
    columns.add("since_prose", np.minimum(position - np.concatenate(([-50], before[:-1])), 60))
    after = np.minimum.accumulate(np.where(is_long, position, size + 50)[::-1])[::-1]
    columns.add("until_prose", np.minimum(np.concatenate((after[1:], [size + 50])) - position, 60))
    for window in (2, 5, 12):
        kernel = np.concatenate(([0], np.cumsum(long_words)))
        low, high = np.maximum(position - window, 0), np.minimum(position + window + 1, size)
        columns.add(f"prose_{window}", kernel[high] - kernel[low] - long_words)


def neighbour_columns(columns: Columns, is_html: bool) -> None:
    names = ["n_words", "stopword_share", "title_recall", "uppers_a_word"]
    names += _HTML_NEIGHBOURS if is_html else _TEXT_NEIGHBOURS
    for name in names:
        column = columns.get(name)
        padded = np.concatenate((np.full(_REACH, -1.0), column, np.full(_REACH, -1.0)))
        for step in (-3, -2, -1, 1, 2, 3):
            columns.add(f"{name}@{step:+d}", padded[_REACH + step : _REACH + step + columns.size])


def cue_columns(columns: Columns, n_words: Floats) -> None:
    """How far a block is from short lines that announce furniture ("Comments", "Read also")."""
    position = np.arange(columns.size)
    for kind in _ANNOUNCERS:
        says = (columns.get(f"cue_{kind}") > 0) & (n_words <= _ANNOUNCER_WORDS)
        before = np.concatenate(([-60], np.maximum.accumulate(np.where(says, position, -60))[:-1]))
        after = np.minimum.accumulate(np.where(says, position, columns.size + 60)[::-1])[::-1]
        after = np.concatenate((after[1:], [columns.size + 60]))
        columns.add(f"since_{kind}", np.minimum(position - before, 60))
        columns.add(f"until_{kind}", np.minimum(after - position, 60))
        columns.add(f"share_{kind}", np.cumsum(says) / max(int(says.sum()), 1))


def topic_columns(columns: Columns, drafts: list[Draft], long_words: Floats) -> None:
    """How much a block speaks of what the page's prose speaks of, and the prose before and after it."""
    words = [frozenset(w for w in _WORD.findall(draft.text.lower()) if len(w) > 4) for draft in drafts]
    rows = [int(row) for row in np.flatnonzero(long_words)]
    spoken = Counter(word for row in rows for word in words[row])
    topic = np.full((3, len(drafts)), -1.0, np.float32)
    previous: frozenset[str] = frozenset()
    before: list[frozenset[str]] = []
    is_long = long_words > 0
    for row, own in enumerate(words):
        before.append(previous)
        if is_long[row]:
            previous = own
    following: frozenset[str] = frozenset()
    for row in range(len(drafts) - 1, -1, -1):
        own = words[row]
        if own:
            mine = int(is_long[row])
            topic[0, row] = sum(spoken[word] > mine for word in own) / len(own)
            topic[1, row] = len(own & before[row]) / len(own)
            topic[2, row] = len(own & following) / len(own)
        if is_long[row]:
            following = own
    for name, column in zip(("topic", "topic_before", "topic_after"), topic, strict=True):
        columns.add(name, column)


def scale_columns(columns: Columns, counts: tc.Counts, long_words: Floats) -> None:
    """A block's length beside the page's own prose. (Plain sizes of the page are
    left out: with a thousand pages to learn from, they only let trees know pages.)"""
    longest = float(long_words.max())
    columns.add("words_to_longest", counts.n_words / max(longest, 1.0))
    median = float(np.median(counts.n_words[long_words > 0])) if longest else 1.0
    columns.add("words_to_typical", counts.n_words / median)

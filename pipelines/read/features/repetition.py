"""Features of repetition: the lists of like elements that a block stands in.

Comments, teasers and the entries of a live ticker are records: elements of one
kind, side by side under one parent, each with a few blocks and often a date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipelines.read.features.columns import Columns, nearest, numbered
from pipelines.read.features.placement import Layout
from pipelines.read.segmentation.text_blocks import Document
from pipelines.text import counts as tc
from pipelines.text.counts import Floats

_DATE = re.compile(
    r"\b\d{1,2}\s?[:h]\s?\d{2}\b|\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b|\b(?:19|20)\d\d\b|\b\d{1,2}\s?(?:h|min|d|m)\b"
)
#: Longer lines tell of dates in prose.
_DATE_LINE_WORDS = 15
#: Records have so many blocks and (on average) words at least, and stand so many side by side.
_RECORD_BLOCKS, _RECORDS, _RECORD_WORDS = 2, 3, 8.0
_LEVELS = 12
#: Dated lines are counted so many blocks around.
_NEAR = 8
#: Distances are counted up to this.
_FAR = 60
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})


def dated_columns(columns: Columns, texts: Sequence[str], counts: tc.Counts) -> Floats:
    """Which blocks are short lines with a date or an hour, and how near the next ones are."""
    dated = np.zeros(len(texts), np.bool_)
    hopeful = (counts.n_words <= _DATE_LINE_WORDS) & (counts.by_class[:, tc.DIGIT] > 0)
    for row in np.flatnonzero(hopeful).tolist():
        dated[row] = _DATE.search(texts[row]) is not None
    position = np.arange(len(texts))
    before, after = nearest(dated, _FAR)
    passed = np.concatenate(([0], np.cumsum(dated)))
    low, high = np.maximum(position - _NEAR, 0), np.minimum(position + _NEAR + 1, len(texts))
    columns.add("dated", dated)
    columns.add("since_dated", np.where(dated, 0, np.minimum(position - before, _FAR)))
    columns.add("until_dated", np.where(dated, 0, np.minimum(after - position, _FAR)))
    columns.add("dated_near", passed[high] - passed[low])
    return dated.astype(np.float32)


def record_columns(
    columns: Columns, document: Document, layout: Layout, n_words: Floats, long_words: Floats, dated: Floats
) -> None:
    """What list of records a block is part of: how many, how long, dated or headed.

    The innermost list counts; a block of none has zeros, and -1 where a share
    or a place would mean something.
    """
    headed = np.array([block.tag in _HEADINGS for block in document.blocks], np.float32)
    parent, first, end = layout.parents, layout.firsts, layout.ends
    group = numbered((parent + 1) * (1 << 31) + layout.kinds)
    is_record = (end - first) >= _RECORD_BLOCKS
    n_records = np.bincount(group, is_record)

    def per_record(values: NDArray[Any]) -> NDArray[Any]:
        own: NDArray[Any] = np.bincount(group, values * is_record)
        return own / np.maximum(n_records, 1.0)

    def inside(values: Floats) -> NDArray[Any]:
        passed = np.concatenate(([0.0], np.cumsum(values)))
        held: NDArray[Any] = passed[end] - passed[first]
        return held

    words, prose = per_record(inside(n_words)), inside(long_words)
    is_list = (n_records >= _RECORDS) & (words >= _RECORD_WORDS)
    record = _innermost(layout.held, parent, is_record & is_list[group])
    in_list, place = record >= 0, np.maximum(record, 0)
    own = group[place]
    total = max(float(long_words.sum()), 1.0)
    columns.add("records", np.where(in_list, n_records[own], 0))
    columns.add("record_words", np.where(in_list, words[own], 0))
    columns.add("record_prose", np.where(in_list, (per_record(prose) * n_records)[own] / total, 0))
    columns.add("records_dated", np.where(in_list, per_record(inside(dated) > 0)[own], -1))
    columns.add("records_headed", np.where(in_list, per_record(inside(headed) > 0)[own], -1))
    columns.add("record_order", np.where(in_list, _order_in_group(group, is_record)[place], -1))
    columns.add("record_share", np.where(in_list, prose[place] / total, 0))
    columns.add("record_place", np.where(in_list, np.arange(columns.size) - first[place], -1))


def _innermost(level: NDArray[Any], parent: NDArray[Any], wanted: NDArray[np.bool_]) -> NDArray[Any]:
    """The first wanted container of the `_LEVELS` from each level outwards, -1 where there is none."""
    # One step out from each container, then two and so on: a wanted one steps to itself.
    step = np.where(wanted, np.arange(len(parent)), np.maximum(parent, 0))
    for move in f"{_LEVELS - 1:b}"[::-1]:
        if move == "1":
            level = step[level]
        step = step[step]
    return np.where(wanted[level], level, -1)


def _order_in_group(group: NDArray[Any], is_record: NDArray[np.bool_]) -> NDArray[Any]:
    """The number of a record among those of its list, from 0."""
    rows = np.flatnonzero(is_record)
    by_group = rows[np.argsort(group[rows], kind="stable")]
    sizes = np.bincount(group[rows], minlength=int(group.max()) + 1)
    starts = np.cumsum(sizes) - sizes
    order = np.zeros(len(group))
    order[by_group] = np.arange(len(rows)) - starts[group[by_group]]
    return order

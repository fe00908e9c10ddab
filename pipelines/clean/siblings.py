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

from pipelines.clean.columns import Columns
from pipelines.clean.drafts import Container, Draft
from pipelines.clean.text_counts import Floats

_DATE = re.compile(r"\b\d{1,2}\s?[:h]\s?\d{2}\b|\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b|\b(?:19|20)\d\d\b|\b\d{1,2}\s?(?:h|min|d|m)\b")
#: Longer lines tell of dates in prose.
_DATE_LINE_WORDS = 15
#: Records have so many blocks at least, and stand so many side by side.
_RECORD_BLOCKS, _RECORDS = 2, 3
_LEVELS = 6
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})


def sibling_columns(
    columns: Columns,
    drafts: Sequence[Draft],
    containers: Sequence[Container],
    n_words: Floats,
    long_words: Floats,
) -> None:
    """For each block: is it a dated line, and what list of records is it part of."""
    dated = np.array([_is_dated(draft, int(words)) for draft, words in zip(drafts, n_words, strict=True)], np.float32)
    headed = np.array([draft.tag in _HEADINGS for draft in drafts], np.float32)
    columns.add("dated", dated)
    position = np.arange(len(drafts))
    before = np.maximum.accumulate(np.where(dated > 0, position, -60))
    columns.add("since_dated", np.minimum(position - before, 60))
    parent = np.array([container.parent for container in containers])
    first = np.array([container.first for container in containers])
    end = np.array([container.end for container in containers])
    kind = np.array([container.signature for container in containers], np.int64)
    size = end - first
    _, group = np.unique((parent + 1) * (1 << 31) + kind, return_inverse=True)
    is_record = size >= _RECORD_BLOCKS
    n_records = np.bincount(group, is_record)
    per_record = np.maximum(n_records, 1.0)

    def mean(values: NDArray[Any]) -> NDArray[Any]:
        passed = np.concatenate(([0.0], np.cumsum(values)))
        own: NDArray[Any] = np.bincount(group, (passed[end] - passed[first]) * is_record)
        return own / per_record

    def share(values: NDArray[Any]) -> NDArray[Any]:
        passed = np.concatenate(([0.0], np.cumsum(values)))
        own: NDArray[Any] = np.bincount(group, ((passed[end] - passed[first]) > 0) & is_record)
        return own / per_record

    prose, words = mean(long_words), mean(n_words)
    with_date, with_heading = share(dated), share(headed)
    order = _order_in_group(group, is_record)
    level = np.array([draft.container for draft in drafts])
    chosen = np.full(len(drafts), -1)
    siblings = np.zeros(len(drafts))
    for _ in range(_LEVELS + 6):
        found = (n_records[group[level]] >= _RECORDS) & is_record[level] & (words[group[level]] >= 8)
        chosen = np.where((chosen < 0) & found, level, chosen)
        level = np.maximum(parent[level], 0)
    inside = chosen >= 0
    place = np.maximum(chosen, 0)
    list_of = group[place]
    total = max(float(long_words.sum()), 1.0)
    siblings = np.where(inside, n_records[list_of], 0)
    columns.add("records", siblings)
    columns.add("record_words", np.where(inside, words[list_of], 0))
    columns.add("record_prose", np.where(inside, prose[list_of] * n_records[list_of] / total, 0))
    columns.add("records_dated", np.where(inside, with_date[list_of], -1))
    columns.add("records_headed", np.where(inside, with_heading[list_of], -1))
    columns.add("record_order", np.where(inside, order[place], -1))
    own_prose = np.concatenate(([0.0], np.cumsum(long_words)))
    columns.add("record_share", np.where(inside, (own_prose[end[place]] - own_prose[first[place]]) / total, 0))
    columns.add("record_place", np.where(inside, position - first[place], -1))


def _order_in_group(group: NDArray[Any], is_record: NDArray[Any]) -> NDArray[Any]:
    order = np.zeros(len(group))
    seen: dict[int, int] = {}
    for at in np.flatnonzero(is_record).tolist():
        key = int(group[at])
        order[at] = seen.get(key, 0)
        seen[key] = int(order[at]) + 1
    return order


def _is_dated(draft: Draft, n_words: int) -> bool:
    return n_words <= _DATE_LINE_WORDS and _DATE.search(draft.text) is not None

"""The second look: what the first judgement of a block's company says of it.

An article is mostly of a piece, so that a doubtful block between two sure ones
belongs, and a sure one alone among boilerplate does not. The columns here are
made of the first classifier's probabilities.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipelines.read.features.columns import nearest
from pipelines.read.features.feature_table import Table
from pipelines.text.counts import Floats

#: Distances are counted up to this.
_FAR = 60
_STEPS = (-4, -3, -2, -1, 1, 2, 3, 4)


def context_names(is_html: bool) -> tuple[str, ...]:
    """The names of the columns of `context`."""
    names = ["p", "page_mass", "page_sure", "mass_before", "mass_after", "since_sure", "until_sure"]
    names += ["words_since_sure", "words_until_sure", "inside_share", "p_rank"]
    names += [f"p@{step:+d}" for step in _STEPS]
    names += [f"near_{window}" for window in (3, 8, 20)]
    if is_html:
        names += [f"group{level}_p" for level in range(5)] + ["kin_p", "kin_max"]
    return tuple(names)


def context(table: Table, probability: Floats) -> Floats:
    """The context columns of each block, (n_blocks, len(context_names))."""
    size = len(probability)
    words = np.minimum(table.n_words, 200.0)
    mass = probability * words
    total = max(float(mass.sum()), 1e-6)
    passed = np.concatenate(([0.0], np.cumsum(mass)))
    walked = np.concatenate(([0.0], np.cumsum(words)))
    position = np.arange(size)
    sure = (probability > 0.85) & (words >= 8)
    before, after = nearest(sure, _FAR)
    columns: list[NDArray[np.floating] | float] = [
        probability,
        total,
        float((mass * sure).sum()),
        passed[:-1] / total,
        (passed[-1] - passed[1:]) / total,
        np.minimum(position - before, _FAR),
        np.minimum(after - position, _FAR),
        np.where(before >= 0, walked[:-1] - walked[np.clip(before, 0, size)], 999.0),
        np.where(after < size, walked[np.clip(after, 0, size)] - walked[1:], 999.0),
        _inside(sure, mass, words),
        np.argsort(np.argsort(probability, kind="stable"), kind="stable") / size,
    ]
    padded = np.concatenate((np.full(4, -1.0), probability, np.full(4, -1.0)))
    columns += [padded[4 + step : 4 + step + size] for step in _STEPS]
    for window in (3, 8, 20):
        low, high = np.maximum(position - window, 0), np.minimum(position + window + 1, size)
        near = passed[high] - passed[low] - mass
        columns.append(near / np.maximum(walked[high] - walked[low] - words, 1.0))
    for first, end in table.groups:
        columns.append((passed[end] - passed[first]) / np.maximum(walked[end] - walked[first], 1.0))
    if len(table.kin):
        sums = np.bincount(table.kin, mass) / np.bincount(table.kin, words)
        columns.append(sums[table.kin])
        highest = np.zeros(int(table.kin.max()) + 1)
        np.maximum.at(highest, table.kin, probability)
        columns.append(highest[table.kin])
    return np.column_stack([np.broadcast_to(c, (size,)) for c in columns]).astype(np.float32)


def _inside(sure: NDArray[np.bool_], mass: Floats, words: Floats) -> float:
    """The mean probability of what lies between the first and the last sure block."""
    rows = np.flatnonzero(sure)
    if not len(rows):
        return 0.0
    inside = slice(rows[0], rows[-1] + 1)
    return float(mass[inside].sum() / words[inside].sum())

"""Gradient-boosted trees at run time: numpy alone, all rows of a document at once.

A model is one ``.npz`` of flat arrays, one row a node over all trees. A leaf is
its own child; its value is added to the score. At run time the two children of
a node are neighbours, so that a step down is a look-up and an addition.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

#: So many trees are asked of all rows; those they find hopeless are asked no more.
FIRST_TREES = 30
#: A row may be given up where one in so many of its like ends above the bound:
#: log-odds of -2 are a probability of 12 %, far below what is kept.
_LOST, _BOUND = 0.001, -2.0
#: So many rows are scored together: what a page of 20,000 blocks needs at its height would never be given back.
_AT_ONCE = 256


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees as flat arrays: the roots come first, then their children in pairs, and so on down.

    ``left`` is a node's first child, which the second follows; a leaf, which no
    value goes beyond, is its own: so that the depth is the same for all. A row whose
    score after `FIRST_TREES` is at or below ``hopeless`` scores ``given_up``.
    """

    feature: NDArray[np.intp]
    threshold: Floats
    left: NDArray[np.intp]
    value: Floats
    n_trees: int
    depth: int
    hopeless: float
    given_up: float
    columns: tuple[str, ...]

    def check(self, columns: tuple[str, ...]) -> None:
        """Raise ValueError unless the columns are those the forest was trained on."""
        if columns != self.columns:
            raise ValueError("the model was trained on other columns: train it anew")

    def score(self, rows: Floats) -> Floats:
        """The summed leaf values (log-odds) of each row of ``rows`` (n, len(columns)).

        Rows that the first trees find hopeless are not asked of the rest: nine
        blocks of ten on a page are menus and teasers.
        """
        if len(rows) > _AT_ONCE:
            return np.concatenate([self.score(rows[at : at + _AT_ONCE]) for at in range(0, len(rows), _AT_ONCE)])
        total = self._sum(rows, range(min(FIRST_TREES, self.n_trees)))
        is_hopeful = total > self.hopeless
        hopeful = np.flatnonzero(is_hopeful)
        if len(hopeful):
            total[hopeful] += self._sum(rows[hopeful], range(FIRST_TREES, self.n_trees))
        total[~is_hopeful] = self.given_up
        return total

    def _sum(self, rows: Floats, trees: range) -> Floats:
        """Down some trees, one after the other at each step, so that its nodes stay in the processor's cache."""
        n_rows, n_columns = rows.shape
        flat = rows.ravel()
        offsets = np.arange(n_rows) * n_columns
        node = np.broadcast_to(np.array(trees, np.intp)[:, None], (len(trees), n_rows))
        for _ in range(self.depth):
            cell = self.feature.take(node)
            cell += offsets
            is_beyond = flat.take(cell) > self.threshold.take(node)
            node = self.left.take(node)
            node += is_beyond
        leaves = self.value.take(node)
        summed: Floats = np.ascontiguousarray(leaves.T).sum(axis=1, dtype=np.float32)
        return summed

    def probability(self, rows: Floats) -> Floats:
        """The probability of each row."""
        return (1.0 / (1.0 + np.exp(-self.score(rows)))).astype(np.float32)


def hopeless_below(first: Floats, final: Floats) -> tuple[float, float]:
    """From what score after the first trees a row is hopeful, and what those below it score in the end.

    `first` and `final` are the scores of the training rows after `FIRST_TREES` and after all.
    """
    order = np.argsort(first, kind="stable")
    lost = np.cumsum(final[order] > _BOUND) / np.arange(1, len(order) + 1)
    safe = np.flatnonzero(lost <= _LOST)
    if not len(safe):
        return -np.inf, 0.0
    last = int(safe[-1])
    return float(first[order[last]]), float(np.median(final[order[: last + 1]]))


def flatten(
    trees: list[dict[str, Any]], columns: tuple[str, ...], hopeless: float, given_up: float
) -> dict[str, NDArray[Any]]:
    """The arrays of a model from LightGBM's ``dump_model()["tree_info"]`` and `hopeless_below`."""
    feature: list[int] = []
    threshold: list[float] = []
    children: list[int] = []
    value: list[float] = []
    roots: list[int] = []
    deepest = 0

    def add(node: dict[str, Any], depth: int) -> int:
        nonlocal deepest
        deepest = max(deepest, depth)
        index = len(feature)
        is_leaf = "leaf_value" in node
        feature.append(0 if is_leaf else int(node["split_feature"]))
        threshold.append(np.inf if is_leaf else float(node["threshold"]))
        value.append(float(node["leaf_value"]) if is_leaf else 0.0)
        children.extend((index, index))
        if not is_leaf:
            children[2 * index] = add(node["left_child"], depth + 1)
            children[2 * index + 1] = add(node["right_child"], depth + 1)
        return index

    for tree in trees:
        roots.append(add(tree["tree_structure"], 0))
    return {
        "feature": np.array(feature, np.int16),
        "threshold": np.array(threshold, np.float32),
        "children": np.array(children, np.int32),
        "value": np.array(value, np.float32),
        "roots": np.array(roots, np.int32),
        "depth": np.array([deepest], np.int32),
        "bounds": np.array([hopeless, given_up], np.float32),
        "columns": np.array(columns),
    }


def forest_of(arrays: Mapping[str, NDArray[Any]]) -> Forest:
    """The forest of a model's arrays."""
    children, roots = arrays["children"].reshape(-1, 2), arrays["roots"]
    order = _paired(children, roots)
    number = np.empty(len(order), np.intp)
    number[order] = np.arange(len(order))
    left = children[order, 0]
    return Forest(
        # Of the type numpy indexes with: others are converted at each use.
        feature=arrays["feature"][order].astype(np.intp),
        threshold=arrays["threshold"][order],
        left=number[left],
        value=arrays["value"][order],
        n_trees=len(roots),
        depth=int(arrays["depth"][0]),
        hopeless=float(arrays["bounds"][0]),
        given_up=float(arrays["bounds"][1]),
        columns=tuple(str(name) for name in arrays["columns"]),
    )


def _paired(children: NDArray[Any], roots: NDArray[Any]) -> NDArray[np.intp]:
    """All nodes, level by level from the roots on, with the two children of a node side by side."""
    level = roots.astype(np.intp)
    levels = [level]
    while len(level):
        inner = level[children[level, 0] != level]
        level = children[inner].ravel().astype(np.intp)
        levels.append(level)
    return np.concatenate(levels)


@lru_cache(maxsize=8)
def load(package: str, name: str) -> Forest:
    """The model in a file of a package; read once a process."""
    with as_file(files(package).joinpath(name)) as path, np.load(path) as data:
        return forest_of(data)

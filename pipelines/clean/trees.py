"""Gradient-boosted trees at run time: numpy alone, all blocks of a page at once.

A model is one ``.npz`` of flat arrays, one row a node over all trees. A leaf is
its own child; its value is added to the score.
"""

from __future__ import annotations

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


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees as flat arrays. Leaves point to themselves, so that depth is the same for all.

    A row whose score after `FIRST_TREES` is at or below ``hopeless`` scores ``given_up``.
    """

    feature: NDArray[np.intp]
    threshold: Floats
    children: NDArray[np.intp]
    value: Floats
    roots: NDArray[np.intp]
    depth: int
    hopeless: float
    given_up: float
    columns: tuple[str, ...]

    def check(self, columns: tuple[str, ...]) -> None:
        """Raise ValueError unless the columns are those the forest was trained on."""
        if columns != self.columns:
            raise ValueError("the model was trained on other columns: run python -m pipelines.clean.train")

    def score(self, rows: Floats) -> Floats:
        """The summed leaf values (log-odds) of each row of ``rows`` (n, len(columns)).

        Rows that the first trees find hopeless are not asked of the rest: nine
        blocks of ten on a page are menus and teasers.
        """
        total = self._sum(rows, self.roots[:FIRST_TREES])
        is_hopeful = total > self.hopeless
        hopeful = np.flatnonzero(is_hopeful)
        if len(hopeful):
            total[hopeful] += self._sum(rows[hopeful], self.roots[FIRST_TREES:])
        total[~is_hopeful] = self.given_up
        return total

    def _sum(self, rows: Floats, roots: NDArray[np.intp]) -> Floats:
        n_rows, n_columns = rows.shape
        flat = np.ascontiguousarray(rows, np.float32).ravel()
        offsets = (np.arange(n_rows) * n_columns)[:, None]
        node = np.broadcast_to(roots, (n_rows, len(roots)))
        for _ in range(self.depth):
            cell = self.feature.take(node) + offsets
            branch = node * 2
            branch += flat.take(cell) > self.threshold.take(node)
            node = self.children.take(branch)
        summed: Floats = self.value.take(node).sum(axis=1, dtype=np.float32)
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


@lru_cache(maxsize=8)
def load(name: str) -> Forest:
    """The model ``name`` that lies beside this module; read once a process."""
    with as_file(files(__package__).joinpath(f"{name}.npz")) as path, np.load(path) as data:
        return Forest(
            # Of the type numpy indexes with: others are converted at each use.
            feature=data["feature"].astype(np.intp),
            threshold=data["threshold"],
            children=data["children"].astype(np.intp),
            value=data["value"],
            roots=data["roots"].astype(np.intp),
            depth=int(data["depth"][0]),
            hopeless=float(data["bounds"][0]),
            given_up=float(data["bounds"][1]),
            columns=tuple(str(name) for name in data["columns"]),
        )

"""Gradient-boosted trees at run time: numpy alone, all blocks of a page at once.

A model is one ``.npz`` of flat arrays, one row a node over all trees. A node
with ``left`` below zero is a leaf; its value is added to the score.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

#: After so many trees a row with log-odds below the bound is given up (its
#: probability stays under 4 %, where the whole forest leaves it too).
_FIRST_TREES = 40
_HOPELESS = -3.2


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees as flat arrays. Leaves point to themselves, so that depth is the same for all."""

    feature: NDArray[np.intp]
    threshold: Floats
    children: NDArray[np.intp]
    value: Floats
    roots: NDArray[np.intp]
    depth: int
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
        total = self._sum(rows, self.roots[:_FIRST_TREES])
        hopeful = np.flatnonzero(total > _HOPELESS)
        if len(hopeful):
            total[hopeful] += self._sum(rows[hopeful], self.roots[_FIRST_TREES:])
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


def flatten(trees: list[dict[str, Any]], columns: tuple[str, ...]) -> dict[str, NDArray[Any]]:
    """The arrays of a model from LightGBM's ``dump_model()["tree_info"]``."""
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
            columns=tuple(str(name) for name in data["columns"]),
        )

"""The forests at run time."""

from __future__ import annotations

import numpy as np
import pytest

from pipelines.clean import trees

STUMP = {
    "tree_structure": {
        "split_feature": 0,
        "threshold": 1.0,
        "left_child": {"leaf_value": -2.0},
        "right_child": {
            "split_feature": 1,
            "threshold": 0.0,
            "left_child": {"leaf_value": 1.0},
            "right_child": {"leaf_value": 3.0},
        },
    }
}


def forest() -> trees.Forest:
    arrays = trees.flatten([STUMP], ("a", "b"))
    arrays["depth"] = int(arrays["depth"][0])  # type: ignore[assignment]
    return trees.Forest(**{**arrays, "columns": ("a", "b")})  # type: ignore[arg-type]


def test_rows_fall_into_their_leaves() -> None:
    rows = np.array([[0.0, 9.0], [2.0, -1.0], [2.0, 1.0]], np.float32)
    assert forest().score(rows).tolist() == [-2.0, 1.0, 3.0]


def test_a_value_on_the_threshold_goes_left() -> None:
    assert forest().score(np.array([[1.0, 0.0]], np.float32)).tolist() == [-2.0]


def test_other_columns_are_refused() -> None:
    with pytest.raises(ValueError, match="other columns"):
        forest().check(("a", "c"))


@pytest.mark.parametrize("name", ["html", "html_second", "text", "text_second"])
def test_the_shipped_models_load(name: str) -> None:
    assert len(trees.load(name).columns) > 50

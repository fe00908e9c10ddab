"""The forests at run time."""

from __future__ import annotations

import numpy as np
import pytest

from pipelines import forests

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


def stump_forest(hopeless: float = -np.inf) -> forests.Forest:
    return forests.forest_of(forests.flatten([STUMP], ("a", "b"), hopeless, -9.0))


def test_rows_fall_into_their_leaves() -> None:
    rows = np.array([[0.0, 9.0], [2.0, -1.0], [2.0, 1.0]], np.float32)
    assert stump_forest().score(rows).tolist() == [-2.0, 1.0, 3.0]


def test_a_value_on_the_threshold_goes_left() -> None:
    assert stump_forest().score(np.array([[1.0, 0.0]], np.float32)).tolist() == [-2.0]


def test_a_row_the_first_trees_find_hopeless_is_given_up() -> None:
    rows = np.array([[0.0, 9.0], [2.0, -1.0]], np.float32)
    assert stump_forest(hopeless=0.0).score(rows).tolist() == [-9.0, 1.0]


def test_many_rows_score_like_few() -> None:
    few = np.array([[0.0, 9.0], [2.0, -1.0], [2.0, 1.0]], np.float32)
    assert stump_forest().score(np.tile(few, (1000, 1))).tolist() == [-2.0, 1.0, 3.0] * 1000


def test_hopeless_is_what_never_ends_well() -> None:
    first = np.array([-3.0, -2.5, -1.0, 0.0], np.float32)
    assert forests.hopeless_below(first, np.array([-8.0, -6.0, -1.0, 4.0], np.float32)) == (-2.5, -7.0)


def test_other_columns_are_refused() -> None:
    with pytest.raises(ValueError, match="other columns"):
        stump_forest().check(("a", "c"))


@pytest.mark.parametrize("name", ["html", "html_second", "text", "text_second"])
def test_the_shipped_models_load(name: str) -> None:
    assert len(forests.load("pipelines.read.classifier", f"{name}.npz").columns) > 50

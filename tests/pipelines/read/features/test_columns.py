"""Columns of numbers, a row a block."""

from __future__ import annotations

import numpy as np

from pipelines.read.features.columns import Columns, nearest, numbered


def test_the_nearest_marked_rows_before_and_after_leave_the_row_itself_out() -> None:
    before, after = nearest(np.array([False, True, False, False, True]), 50)
    assert before.tolist() == [-50, -50, 1, 1, 1]
    assert after.tolist() == [1, 4, 4, 4, 55]


def test_without_marked_rows_both_lie_beyond() -> None:
    before, after = nearest(np.zeros(2, np.bool_), 60)
    assert (before.tolist(), after.tolist()) == ([-60, -60], [62, 62])


def test_the_nearest_rows_of_several_marks_are_found_at_once() -> None:
    marked = np.array([[True, False, False], [False, False, True]])
    before, after = nearest(marked, 9)
    assert before.tolist() == [[-9, 0, 0], [-9, -9, -9]]
    assert after.tolist() == [[12, 12, 12], [2, 2, 12]]


def test_keys_are_numbered_in_order() -> None:
    assert numbered(np.array([7, 3, 7, 1 << 40])).tolist() == [1, 0, 1, 2]


def test_bits_become_columns_of_zeros_and_ones() -> None:
    columns = Columns(2)
    columns.add_bits("is_", ("red", "round", "sweet"), np.array([5, 2]))
    assert columns.names == ["is_red", "is_round", "is_sweet"]
    assert columns.rows().tolist() == [[1, 0, 1], [0, 1, 0]]

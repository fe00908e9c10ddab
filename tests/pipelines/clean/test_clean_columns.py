"""Columns of numbers, a row a block."""

from __future__ import annotations

import numpy as np

from pipelines.clean.columns import nearest


def test_the_nearest_marked_rows_before_and_after_leave_the_row_itself_out() -> None:
    before, after = nearest(np.array([False, True, False, False, True]), 50)
    assert before.tolist() == [-50, -50, 1, 1, 1]
    assert after.tolist() == [1, 4, 4, 4, 55]


def test_without_marked_rows_both_lie_beyond() -> None:
    before, after = nearest(np.zeros(2, np.bool_), 60)
    assert (before.tolist(), after.tolist()) == ([-60, -60], [62, 62])

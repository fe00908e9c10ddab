"""Which reports of an article tell one event."""

from __future__ import annotations

import numpy as np

from pipelines.analyse.events.chains import cluster


def likely(*pairs: tuple[int, int, float], n: int) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    table = np.zeros((n, n), np.float32)
    for left, right, share in pairs:
        table[left, right] = table[right, left] = share
    return table


def test_likely_pairs_are_one_event() -> None:
    assert cluster(likely((0, 2, 0.9), n=3)) == [0, 1, 0]


def test_one_likely_pair_does_not_join_two_events_that_are_apart() -> None:
    table = likely((0, 1, 0.9), (2, 3, 0.9), (1, 2, 0.8), n=4)
    assert cluster(table) == [0, 0, 2, 2]


def test_no_reports_no_events() -> None:
    assert cluster(np.zeros((0, 0), np.float32)) == []

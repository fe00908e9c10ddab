"""Which passage of a dump is the article."""

from __future__ import annotations

import numpy as np
import pytest

from pipelines.read.features import passages

WORDS = np.array([3, 30, 2, 40, 4, 4, 4, 4, 35], np.float32)
LIKELY = np.array([0.1, 0.9, 0.3, 0.9, 0.1, 0.1, 0.0, 0.1, 0.8], np.float32)


def column(name: str) -> list[float]:
    found: list[float] = passages.columns(WORDS, LIKELY)[:, passages.COLUMNS.index(name)].tolist()
    return found


@pytest.mark.parametrize(
    ("bar", "passage"), [(0.5, (1, 9)), (0.75, (1, 4))], ids=["reaches_over_boilerplate", "ends_at_boilerplate"]
)
def test_the_best_passage_reaches_over_a_few_doubtful_lines(bar: float, passage: tuple[int, int]) -> None:
    assert passages.best_passage(WORDS.astype(np.float64), LIKELY, bar) == passage


def test_a_page_without_a_likely_line_has_a_passage_of_one() -> None:
    start, end = passages.best_passage(np.full(3, 5.0), np.full(3, 0.1, np.float32), 0.5)
    assert end - start == 1


def test_the_longest_run_is_the_first_in_order() -> None:
    order = column("run_order")
    assert [order[row] for row in (3, 8, 1)] == [0, 1, 2]
    assert column("n_runs")[0] == 3


def test_shares_of_runs_are_of_what_is_kept() -> None:
    share = column("run_share")
    assert share[0] == 0
    assert share[1] + share[3] + share[8] == pytest.approx(1.0)


def test_one_line_is_its_own_passage() -> None:
    assert passages.columns(np.ones(1, np.float32), np.ones(1, np.float32)).shape == (1, len(passages.COLUMNS))

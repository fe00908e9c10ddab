"""From probabilities to decisions."""

from __future__ import annotations

import numpy as np
import pytest

from pipelines.read.classifier.classify import calibrated, expected_f1, is_enclosed


@pytest.mark.parametrize(
    ("before", "words", "after", "enclosed"),
    [(0.95, 4, 0.95, True), (0.95, 40, 0.95, False), (0.95, 4, 0.5, False)],
    ids=["heading", "paragraph", "last_line"],
)
def test_a_short_line_between_two_sure_paragraphs_is_enclosed(
    before: float, words: int, after: float, enclosed: bool
) -> None:
    probability = np.array([before, 0.4, after], np.float32)
    found = is_enclosed(probability, np.array([30, words, 30], np.float32))
    assert found.tolist() == [False, enclosed, False]


def test_one_block_is_not_enclosed() -> None:
    assert is_enclosed(np.ones(1, np.float32), np.ones(1, np.float32)).tolist() == [False]


def test_sure_blocks_all_kept_are_expected_right() -> None:
    ones = np.ones(3, np.float32)
    assert expected_f1(ones, ones > 0, ones) == pytest.approx(1.0)


def test_a_forest_too_sure_of_itself_is_believed_less() -> None:
    own = np.array([0.0, 0.3, 0.9, 1.0], np.float32)
    scaled = calibrated(own, 0.8, -0.5)
    assert (np.diff(scaled) > 0).all()
    assert (scaled[1:] < own[1:]).all()


def test_a_slope_of_one_leaves_probabilities_as_they_are() -> None:
    own = np.array([0.2, 0.7], np.float32)
    assert calibrated(own, 1.0, 0.0) == pytest.approx(own)

"""Networks over named features: what they score, and what they do not know."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from pipelines.networks import Network, hash_of, network_of, softmax


@pytest.fixture
def network() -> Network:
    """Two classes; "up" speaks for the second through a unit, "down" for the first directly."""
    names = np.array(sorted((hash_of("up"), hash_of("down"))), np.uint32)
    embedding, direct = np.zeros((2, 1), np.float32), np.zeros((2, 2), np.float32)
    embedding[names == hash_of("up")] = 2.0
    direct[names == hash_of("down"), 0] = 3.0
    zero = np.zeros(1, np.float32)
    return Network(
        names, embedding, direct, zero[:, None], zero, np.array([[0.0, 1.0]], np.float32), np.zeros(2, np.float32)
    )


def test_features_speak_through_units_and_directly(network: Network) -> None:
    found = network.probabilities([{"up"}, {"down"}, {"up", "down"}], np.zeros((3, 1), np.float32))
    assert np.allclose(found, softmax(np.array([[0, 2], [3, 0], [3, 2]], np.float32)))


def test_features_it_never_saw_change_nothing(network: Network) -> None:
    numbers = np.zeros((1, 1), np.float32)
    assert np.array_equal(
        network.probabilities([{"up"}], numbers), network.probabilities([{"up", "elsewhere", "other"}], numbers)
    )


def test_whole_numbers_of_a_file_are_scaled_by_column() -> None:
    arrays: dict[str, NDArray[Any]] = {
        "names": np.array([1], np.uint32),
        "embedding": np.array([[127, -64]], np.int8),
        "embedding_scale": np.array([0.01, 0.5], np.float32),
        **{name: np.zeros((1, 2), np.float16) for name in ("direct", "dense", "output")},
        **{name: np.zeros(2, np.float16) for name in ("hidden_bias", "output_bias")},
    }
    assert np.allclose(network_of(arrays).embedding, [[1.27, -32.0]])

"""Fitting the small networks of `pipelines.networks` by stochastic gradients (Adam, Kingma and Ba 2015).

Units and features are left out at random (dropout, Srivastava et al. 2014).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipelines.networks import Floats, Network, hash_of, softmax

_MOMENTUM, _SPREAD, _SMALL = 0.9, 0.99, 1e-4
#: A batch's gradient is brought to the size that the rate of learning was found with.
_GRADIENT_SCALE = 8.0
#: Features that speak for a class directly learn more slowly than those that speak through units.
_DIRECT_RATE = 0.3
#: The largest whole number of a signed byte.
_LARGEST = 127


@dataclass(frozen=True, slots=True)
class Settings:
    """How a network is fitted.

    ``min_rows`` is how many rows must have a feature for it to count; ``n_networks`` are fitted and joined to one.
    """

    n_hidden: int = 64
    n_epochs: int = 6
    rate: float = 0.004
    unit_dropout: float = 0.5
    feature_dropout: float = 0.3
    decay: float = 0.002
    batch: int = 64
    min_rows: int = 3
    n_networks: int = 1


class Features:
    """Named features of rows as a sparse matrix over those that enough of the rows learned from have."""

    def __init__(self, rows: Sequence[set[str]], learned: NDArray[np.intp], min_rows: int) -> None:
        counts: dict[int, int] = {}
        hashed = [np.array([hash_of(name) for name in sorted(row)], np.uint32) for row in rows]
        for at in learned:
            for name in hashed[at].tolist():
                counts[name] = counts.get(name, 0) + 1
        self.names = np.array(sorted(name for name, count in counts.items() if count >= min_rows), np.uint32)
        self.matrix = self._matrix(hashed)

    def _matrix(self, hashed: Sequence[NDArray[np.uint32]]) -> Any:
        from scipy.sparse import csr_matrix  # noqa: PLC0415 - training only

        flat = np.concatenate(hashed)
        row = np.repeat(np.arange(len(hashed)), [len(names) for names in hashed])
        place = np.minimum(np.searchsorted(self.names, flat), len(self.names) - 1)
        is_known = self.names[place] == flat
        ones = np.ones(int(is_known.sum()), np.float32)
        return csr_matrix((ones, (row[is_known], place[is_known])), shape=(len(hashed), len(self.names)))


class _Adam:
    """A parameter with its moments; rows that a batch does not touch stay as they are."""

    def __init__(self, value: Floats) -> None:
        self.value = value
        self._mean, self._square = np.zeros_like(value), np.zeros_like(value)

    def step(self, gradient: Floats, rate: float, decay: float, rows: Any = slice(None)) -> None:
        mean = self._mean[rows] * _MOMENTUM + (1 - _MOMENTUM) * gradient
        square = self._square[rows] * _SPREAD + (1 - _SPREAD) * gradient * gradient
        self._mean[rows], self._square[rows] = mean, square
        self.value[rows] -= rate * (mean / (np.sqrt(square) + _SMALL) + decay * self.value[rows])


class _Fit:
    """A network being fitted."""

    def __init__(
        self, features: Features, numbers: Floats, wanted: Floats, weight: Floats, settings: Settings, seed: int
    ) -> None:
        self._features, self._numbers, self._wanted, self._weight = features, numbers, wanted, weight
        self._settings = settings
        self.draw = np.random.default_rng(seed)
        n_names, n_numbers, n_classes = len(features.names), numbers.shape[1], wanted.shape[1]
        n_hidden = settings.n_hidden
        share = (wanted * weight[:, None]).sum(axis=0) / weight.sum()
        self.embedding = self._drawn(n_names, n_hidden, 0.05)
        self.dense = self._drawn(n_numbers, n_hidden, 0.5 / n_numbers**0.5)
        self.output = self._drawn(n_hidden, n_classes, n_hidden**-0.5)
        self.direct = _Adam(np.zeros((n_names, n_classes), np.float32))
        self.hidden_bias = _Adam(np.zeros(n_hidden, np.float32))
        self.output_bias = _Adam(np.log(share + 1e-4).astype(np.float32))

    def _drawn(self, n_rows: int, n_columns: int, scale: float) -> _Adam:
        return _Adam(self.draw.normal(0.0, scale, (n_rows, n_columns)).astype(np.float32))

    def learn_from(self, rows: NDArray[np.intp], rate: float) -> None:
        """One step down the loss of a batch of rows."""
        part, names = self._part(rows)
        given, decay = self._numbers[rows], self._settings.decay
        raw = part @ self.embedding.value[names] + given @ self.dense.value + self.hidden_bias.value
        kept = self._kept(raw.shape, self._settings.unit_dropout)
        active = np.maximum(raw, 0.0) * kept
        scores = part @ self.direct.value[names] + active @ self.output.value + self.output_bias.value
        error = (softmax(scores) - self._wanted[rows]) * self._weight[rows, None] * (_GRADIENT_SCALE / len(rows))
        below = (error @ self.output.value.T) * kept * (raw > 0)
        self.output.step(active.T @ error, rate, decay)
        self.output_bias.step(error.sum(axis=0), rate, 0.0)
        self.dense.step(given.T @ below, rate, decay)
        self.hidden_bias.step(below.sum(axis=0), rate, 0.0)
        self.embedding.step(part.T @ below, rate, decay, names)
        self.direct.step(part.T @ error, _DIRECT_RATE * rate, decay, names)

    def _part(self, rows: NDArray[np.intp]) -> tuple[Any, NDArray[np.intp]]:
        """The rows' features that are not left out, over those names only that occur in them."""
        part = self._features.matrix[rows]
        values = part.data * self._kept(part.data.shape, self._settings.feature_dropout)
        names, places = np.unique(part.indices, return_inverse=True)
        return type(part)((values, places, part.indptr), shape=(len(rows), len(names))), names

    def _kept(self, shape: tuple[int, ...], dropout: float) -> Floats:
        kept: Floats = ((self.draw.random(shape) > dropout) / (1 - dropout)).astype(np.float32)
        return kept

    def network(self) -> Network:
        parameters = (self.embedding, self.direct, self.dense, self.hidden_bias, self.output, self.output_bias)
        return Network(self._features.names, *(parameter.value for parameter in parameters))


def fit(
    features: Features,
    numbers: Floats,
    wanted: Floats,
    weight: Floats,
    chosen: NDArray[np.intp],
    settings: Settings,
) -> Network:
    """The network that gives each of the rows ``chosen`` the shares of classes that are wanted, (n, classes)."""
    networks = []
    for seed in range(settings.n_networks):
        fitted = _Fit(features, numbers, wanted, weight, settings, seed)
        for epoch in range(settings.n_epochs):
            rate = settings.rate * (1 - 0.8 * epoch / max(settings.n_epochs - 1, 1))
            order = fitted.draw.permutation(chosen)
            for start in range(0, len(order), settings.batch):
                fitted.learn_from(order[start : start + settings.batch], rate)
        networks.append(fitted.network())
    return _joined(networks)


def _joined(networks: Sequence[Network]) -> Network:
    """One network whose scores are the means of those of several."""
    n = len(networks)
    return Network(
        networks[0].names,
        np.concatenate([network.embedding for network in networks], axis=1),
        np.mean([network.direct for network in networks], axis=0),
        np.concatenate([network.dense for network in networks], axis=1),
        np.concatenate([network.hidden_bias for network in networks]),
        np.concatenate([network.output / n for network in networks], axis=0),
        np.mean([network.output_bias for network in networks], axis=0),
    )


def small_arrays(network: Network, prefix: str) -> dict[str, NDArray[Any]]:
    """The arrays of a network as files hold them: the large ones in whole numbers of a byte, by columns."""
    arrays: dict[str, NDArray[Any]] = {f"{prefix}names": network.names}
    for name in ("embedding", "direct"):
        value: Floats = getattr(network, name)
        scale = np.maximum(np.abs(value).max(axis=0), 1e-6) / _LARGEST
        arrays[f"{prefix}{name}"] = np.round(value / scale).astype(np.int8)
        arrays[f"{prefix}{name}_scale"] = scale.astype(np.float32)
    for name in ("dense", "hidden_bias", "output", "output_bias"):
        arrays[f"{prefix}{name}"] = getattr(network, name).astype(np.float16)
    return arrays


def judge(network: Network, features: Features, numbers: Floats, chosen: NDArray[np.intp]) -> Floats:
    """The probability of each class for the rows ``chosen``, as the network gives it at run time."""
    part = features.matrix[chosen]
    hidden = np.maximum(part @ network.embedding + numbers[chosen] @ network.dense + network.hidden_bias, 0.0)
    return softmax(part @ network.direct + hidden @ network.output + network.output_bias)

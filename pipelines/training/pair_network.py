"""Fitting a network of one hidden layer that says of pairs whether both are one: needs torch; the pipeline does not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from pipelines.networks import Floats
from pipelines.training.encoder_layers import arrays_of_head

#: Columns that hardly vary are not stretched further than by this.
_LEAST_SPREAD = 1e-2


@dataclass(frozen=True, slots=True)
class Settings:
    """How a network of pairs is trained; ``dropout`` is that of what it sees and of its hidden units."""

    hidden: int = 128
    n_epochs: int = 10
    rate: float = 1e-3
    decay: float = 0.05
    dropout: tuple[float, float] = (0.2, 0.5)
    batch: int = 128
    seed: int = 0


@dataclass(frozen=True)
class Rows:
    """Pairs to learn from: their columns, whether both are one, how much each counts.

    ``before`` makes what the network sees of some pairs before their columns: vectors too large to be kept for all.
    """

    columns: Floats
    is_one: NDArray[np.bool_]
    weight: Floats
    before: Callable[[NDArray[np.intp]], Floats] | None = None

    def seen(self, chosen: NDArray[np.intp], scaled: Floats) -> Floats:
        """What the network sees of some pairs."""
        mine = scaled[chosen]
        return mine if self.before is None else np.concatenate([self.before(chosen), mine], axis=1)


def train(rows: Rows, settings: Settings, head: str) -> Mapping[str, NDArray[Any]]:
    """The arrays of the network learned from pairs, as `Perceptron` reads them under ``head``."""
    torch.manual_seed(settings.seed)
    draw = np.random.default_rng(settings.seed)
    mean, spread = rows.columns.mean(axis=0), rows.columns.std(axis=0) + _LEAST_SPREAD
    scaled = ((rows.columns - mean) / spread).astype(np.float32)
    n_in = rows.seen(np.arange(1), scaled).shape[1]
    network = nn.ModuleDict({"hidden": nn.Linear(n_in, settings.hidden), "out": nn.Linear(settings.hidden, 2)})
    optimizer = torch.optim.AdamW(network.parameters(), lr=settings.rate, weight_decay=settings.decay)
    labels, weights = torch.tensor(rows.is_one.astype(np.int64)), torch.tensor(rows.weight)
    batches = [
        batch
        for _ in range(settings.n_epochs)
        for batch in np.array_split(draw.permutation(len(labels)), len(labels) // settings.batch + 1)
    ]
    of_seen, of_hidden = settings.dropout
    for done, batch in enumerate(batches):
        for group in optimizer.param_groups:
            group["lr"] = settings.rate * (1.0 - done / len(batches))
        seen = functional.dropout(torch.tensor(rows.seen(batch, scaled)), of_seen)
        scores = network["out"](functional.dropout(functional.gelu(network["hidden"](seen)), of_hidden))
        losses = functional.cross_entropy(scores, labels[batch], reduction="none")
        optimizer.zero_grad()
        (losses * weights[batch]).mean().backward()
        optimizer.step()
    _take_plain_columns(network["hidden"], mean, spread)
    return arrays_of_head(network, head)


def _take_plain_columns(layer: Any, mean: Floats, spread: Floats) -> None:
    """Make a layer that learned from scaled columns, its last inputs, take them as they are."""
    with torch.no_grad():
        weight = layer.weight[:, -len(mean) :]
        weight /= torch.tensor(spread)
        layer.bias -= weight @ torch.tensor(mean)

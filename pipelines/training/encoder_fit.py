"""Training the encoder of passages further, with its five heads: needs torch; the pipeline does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from pipelines.analyse.encoder.model_file import ModelFile
from pipelines.analyse.events.sentence_reader import HEADS
from pipelines.training.annotated_events import PRESS
from pipelines.training.encoder_batches import N_CLASSES, N_FLAGS, Batch, batches
from pipelines.training.encoder_graph import layers_of
from pipelines.training.encoder_layers import (
    EncoderLayers,
    arrays_of_head,
    cast_for_speed,
    known_pieces,
    largest_taken,
    optimizer_of,
    step,
)
from pipelines.training.encoder_lessons import PassageLesson

#: Heads that are told the kind of source in learning.
FLAGGED = frozenset({"types", "modalities"})
_WORD_VECTORS, _PAIR_VECTORS = 3, 5
#: The width of each head, and what its loss counts.
_WIDTHS = {"types": 256, "modalities": 96, "news": 96, "participants": 256, "times": 128}
_SHARES = {"types": 1.0, "modalities": 0.3, "news": 0.2, "participants": 1.0, "times": 0.3}
#: So many passages show how large numbers grow in the layers.
N_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Settings:
    """How the encoder is trained; ``batch_pieces`` bounds a batch, ``shares`` weigh the losses of the heads.

    Sources that are ``later`` are read from the second epoch on: the press as it is, after what was written to teach.
    """

    n_layers: int = 8
    n_epochs: int = 3
    rate: float = 1.2e-4
    head_rate: float = 1e-3
    decay: float = 0.01
    dropout: float = 0.1
    head_dropout: float = 0.2
    batch_pieces: int = 1024
    seed: int = 0
    later: tuple[str, ...] = tuple(sorted(PRESS))
    hidden: Mapping[str, int] = field(default_factory=lambda: dict(_WIDTHS))
    shares: Mapping[str, float] = field(default_factory=lambda: dict(_SHARES))


class TrainedEncoder(EncoderLayers):
    """The first layers of a model with the heads of `SentenceReader`."""

    def __init__(self, model: ModelFile, pieces: NDArray[np.intp], settings: Settings) -> None:
        super().__init__(model, pieces, settings.n_layers, settings.dropout)
        self._settings = settings
        self.head = nn.ModuleDict({name: self._head(name, model.width) for name in HEADS})

    def _head(self, name: str, width: int) -> nn.ModuleDict:
        n_vectors = _PAIR_VECTORS if name in {"participants", "times"} else _WORD_VECTORS
        n_in = n_vectors * width + (N_FLAGS if name in FLAGGED else 0)
        n_hidden = self._settings.hidden[name]
        return nn.ModuleDict({"hidden": nn.Linear(n_in, n_hidden), "out": nn.Linear(n_hidden, N_CLASSES[name])})

    def batch(self, lessons: Sequence[PassageLesson]) -> Batch:
        """Some passages as it takes them."""
        return Batch(lessons, self._at, self._ends)

    def forward(self, batch: Batch) -> dict[str, Any]:
        """What each head scores of what the batch asks of it."""
        rows = self.vectors(batch.pieces, batch.lengths)
        sums = rows.float().cumsum(1)
        words = torch.cat([_word_vectors(rows, sums, batch.words), batch.flags.to(rows.dtype)], 1)
        asked = {
            "types": words,
            "modalities": words,
            "news": _word_vectors(rows, sums, batch.news),
            "participants": _pair_vectors(rows, batch.parties),
            "times": _pair_vectors(rows, batch.times),
        }
        return {name: self._scores(self.head[name], asked[name]) for name in HEADS}

    def _scores(self, head: Any, rows: Any) -> Any:
        hidden = functional.dropout(functional.gelu(head["hidden"](rows)), self._settings.head_dropout, self.training)
        return head["out"](hidden).float()


def _word_vectors(rows: Any, sums: Any, spans: Any) -> Any:
    """The vectors of a word's first and last piece and the mean of its sentence."""
    at, first, last, start, end = spans.T
    mean = (sums[at, end] - sums[at, start - 1]) / (end - start + 1)[:, None]
    return torch.cat([rows[at, first], rows[at, last], mean.to(rows.dtype)], 1)


def _pair_vectors(rows: Any, pairs: Any) -> Any:
    """The vectors of a trigger and of a phrase's head, their product, and those of the phrase's ends."""
    at, trigger, head, start, end = pairs.T
    one, other = rows[at, trigger], rows[at, head]
    return torch.cat([one, other, one * other, rows[at, start], rows[at, end]], 1)


def train(model: ModelFile, lessons: Sequence[PassageLesson], settings: Settings) -> TrainedEncoder:
    """The encoder trained on passages; prints the mean losses of each epoch."""
    torch.manual_seed(settings.seed)
    draw = np.random.default_rng(settings.seed)
    known = known_pieces(model, ((piece.number for piece in lesson.passage.pieces) for lesson in lessons))
    network = TrainedEncoder(model, known, settings)
    rates = (settings.rate, settings.head_rate)
    optimizer = optimizer_of(network, list(network.head.parameters()), rates, settings.decay)
    for epoch in range(settings.n_epochs):
        total = np.zeros(len(HEADS))
        read = lessons_of(epoch, lessons, settings)
        steps = list(batches([len(lesson.passage.pieces) for lesson in read], draw, settings.batch_pieces))
        for at, chosen in enumerate(steps):
            losses = _losses(network, network.batch([read[number] for number in chosen]))
            loss = sum(settings.shares[name] * losses[name] for name in HEADS)
            step(optimizer, loss, network, rates, (epoch + at / len(steps)) / settings.n_epochs)
            total += [float(losses[name].detach()) for name in HEADS]
        print(f"epoch {epoch + 1}: losses {(total / len(steps)).round(3).tolist()}", flush=True)
    network.eval()
    return network


def lessons_of(epoch: int, lessons: Sequence[PassageLesson], settings: Settings) -> Sequence[PassageLesson]:
    """The passages read in an epoch: in the first those of sources that come first."""
    return [lesson for lesson in lessons if epoch or lesson.source not in settings.later]


def _losses(network: TrainedEncoder, batch: Batch) -> dict[str, Any]:
    """The mean cross entropy of each head, weighted."""
    with cast_for_speed():
        scores = network(batch)
    by_type = -(batch.types * torch.log_softmax(scores["types"], 1)).sum(1) * batch.word_weight
    by_modality = -(batch.modalities * torch.log_softmax(scores["modalities"], 1)).sum(1) * batch.word_weight
    return {
        "types": by_type.sum() / max(len(by_type), 1),
        "modalities": by_modality.sum() / max(float(batch.modalities.sum()), 1.0),
        "news": _mean_loss(scores["news"], batch.is_news, batch.news_weight),
        "participants": _mean_loss(scores["participants"], batch.sides, batch.party_weight),
        "times": _mean_loss(scores["times"], batch.is_dated, batch.time_weight),
    }


def _mean_loss(scores: Any, labels: Any, weights: Any) -> Any:
    return (functional.cross_entropy(scores, labels, reduction="none") * weights).sum() / max(len(labels), 1)


def arrays_of(network: TrainedEncoder, lessons: Sequence[PassageLesson]) -> dict[str, NDArray[Any]]:
    """The arrays of the file that `analyse.events.sentence_reader` reads; flags stand for documents not of ours.

    Some of the passages it learned from show how large numbers grow in it.
    """
    shown = lessons[:: max(1, len(lessons) // N_SHOWN)]
    readings = (partial(network, network.batch([lesson])) for lesson in shown)
    layers = layers_of(network, largest_taken(network, readings))
    arrays: dict[str, NDArray[Any]] = {"layers": np.frombuffer(layers, np.uint8)}
    for name, head in network.head.items():
        # What is read at run time is a document, and none of ours.
        arrays |= arrays_of_head(head, name, N_FLAGS if name in FLAGGED else 0)
    return arrays

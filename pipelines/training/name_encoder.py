"""Train the encoder that reads candidate names: ``python -m pipelines.training.name_encoder --data DIR``.

DIR is as for `pipelines.training.name_classifier`. Writes ``name_reader.npz`` and its manifest beside
`analyse.mentions.name_reader`. With ``--left-out FOLD --told FOLDER`` the texts of one fold are left out, and what the
encoder makes of their candidates is written to the folder: from all folds `name_classifier` learns. Needs torch and
onnx; the pipeline does not.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from pipelines.analyse.encoder.model_file import ModelFile, load_model
from pipelines.analyse.mentions import name_reader
from pipelines.analyse.mentions.candidate_classifier import CLASSES
from pipelines.analyse.mentions.name_reader import (
    HEAD,
    N_VECTORS,
    cut_windows,
    name_reader_of,
    numbers_of,
    spans_by_window,
)
from pipelines.analyse.universal_tree import Span
from pipelines.training.encoder_batches import batches, filled_up
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
from pipelines.training.manifest import ENCODER_DISTRIBUTIONS, manifest_of, write_weights
from pipelines.training.name_texts import N_FOLDS, NEVER_LEARNED, Text, data_files, read_texts, told_by

#: So many windows show how large numbers grow in the layers.
_N_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Settings:
    """How the encoder is trained; ``batch_pieces`` bounds a batch."""

    n_layers: int = 8
    n_epochs: int = 3
    rate: float = 1e-4
    head_rate: float = 1e-3
    decay: float = 0.01
    dropout: float = 0.1
    head_dropout: float = 0.2
    batch_pieces: int = 1024
    n_hidden: int = 256
    seed: int = 0


SETTINGS = Settings()


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces that are read together, and of each candidate in them its first and last piece and its class."""

    pieces: tuple[int, ...]
    places: list[Span]
    labels: list[int]


class NameEncoder(EncoderLayers):
    """The first layers of a model with the head of `NameReader`."""

    def __init__(self, model: ModelFile, pieces: NDArray[np.intp], settings: Settings) -> None:
        super().__init__(model, pieces, settings.n_layers, settings.dropout)
        self._head_dropout = settings.head_dropout
        hidden = nn.Linear(N_VECTORS * model.width, settings.n_hidden)
        self.head = nn.ModuleDict({"hidden": hidden, "out": nn.Linear(settings.n_hidden, len(CLASSES))})

    def forward(self, windows: Sequence[Window]) -> Any:
        """The scores of all classes for the candidates of some windows, in order."""
        pieces, lengths = filled_up([window.pieces for window in windows], self._at, self._ends)
        rows = self.vectors(pieces, lengths)
        # Marks are nothing to the head: what it is given at run time has none.
        order = torch.arange(pieces.shape[1])[None]
        rows = rows * ((order > 0) & (order < lengths[:, None] - 1))[:, :, None]
        asked = [(at, first + 1, last + 1) for at, window in enumerate(windows) for first, last in window.places]
        at, first, last = torch.tensor(asked).T
        sums = rows.float().cumsum(1)
        means = (sums[at, last] - sums[at, first - 1]) / (last - first + 1)[:, None]
        around = [rows[at, place] for place in (first - 1, first, last, last + 1)]
        hidden = functional.gelu(self.head["hidden"](torch.cat([*around, means.to(rows.dtype)], 1)))
        return self.head["out"](functional.dropout(hidden, self._head_dropout, self.training)).float()


def windows_of(text: Text) -> list[Window]:
    """The windows of a text that have candidates."""
    asked = spans_by_window(cut_windows(text.text, text.sentences), text.candidates.spans)
    return [
        Window(numbers_of(window), [span for _, span in places], [int(text.label[number]) for number, _ in places])
        for window, places in asked
    ]


def train(model: ModelFile, windows: Sequence[Window], settings: Settings) -> NameEncoder:
    """The encoder trained on windows; prints the mean loss of each epoch."""
    torch.manual_seed(settings.seed)
    draw = np.random.default_rng(settings.seed)
    network = NameEncoder(model, known_pieces(model, (window.pieces for window in windows)), settings)
    rates = (settings.rate, settings.head_rate)
    optimizer = optimizer_of(network, list(network.head.parameters()), rates, settings.decay)
    for epoch in range(settings.n_epochs):
        total = 0.0
        steps = list(batches([len(window.pieces) for window in windows], draw, settings.batch_pieces))
        for at, chosen in enumerate(steps):
            read = [windows[number] for number in chosen]
            with cast_for_speed():
                scores = network(read)
            loss = functional.cross_entropy(scores, torch.tensor([label for window in read for label in window.labels]))
            step(optimizer, loss, network, rates, (epoch + at / len(steps)) / settings.n_epochs)
            total += float(loss.detach())
        print(f"epoch {epoch + 1}: loss {total / len(steps):.3f}", flush=True)
    network.eval()
    return network


def arrays_of(network: NameEncoder, windows: Sequence[Window]) -> dict[str, NDArray[Any]]:
    """The arrays of the file that `analyse.mentions.name_reader` reads."""
    readings = (partial(network, [window]) for window in windows[:: max(1, len(windows) // _N_SHOWN)])
    layers = layers_of(network, largest_taken(network, readings))
    return {"layers": np.frombuffer(layers, np.uint8), **arrays_of_head(network.head, HEAD)}


def learn(texts: Sequence[Text], left_out: int | None) -> dict[str, NDArray[Any]]:
    """The arrays of an encoder trained on all texts that may be learned from but those of one fold."""
    learned = [text for text in texts if text.fold not in {NEVER_LEARNED, left_out}]
    windows = [window for text in learned for window in windows_of(text)]
    print(f"{len(learned)} texts, {len(windows)} windows, {sum(len(window.pieces) for window in windows)} pieces")
    return arrays_of(train(load_model(), windows, SETTINGS), windows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--left-out", type=int, choices=range(N_FOLDS))
    parser.add_argument("--told", type=Path, help="the folder for what is told of the fold left out")
    parser.add_argument("--write", type=Path, default=Path(name_reader.__file__).with_name(name_reader.FILE))
    arguments = parser.parse_args()
    data = arguments.data / "events" if (arguments.data / "events").is_dir() else arguments.data
    texts = list(read_texts(data))
    arrays = learn(texts, arguments.left_out)
    if arguments.left_out is None:
        manifest = manifest_of(data_files(data), asdict(SETTINGS), ENCODER_DISTRIBUTIONS)
        write_weights(arguments.write, arrays, manifest)
    else:
        reader = name_reader_of(arrays)
        told = [told_by(reader, text) for text in texts if text.fold == arguments.left_out]
        np.save(arguments.told / f"{arguments.left_out}.npy", np.concatenate(told))


if __name__ == "__main__":
    main()

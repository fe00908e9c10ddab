"""Training the encoder of passages further, with its five heads: needs torch; the pipeline does not.

Adam with decoupled decay of weights (Loshchilov and Hutter 2019), a rate that rises for a
tenth of the steps and then falls to nothing; embeddings of pieces stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from pipelines.analyse.encoder.model_file import ModelFile
from pipelines.analyse.events.sentence_reader import HEADS
from pipelines.forests import Floats
from pipelines.training.annotated_events import PRESS
from pipelines.training.encoder_batches import N_CLASSES, N_FLAGS, Batch, batches
from pipelines.training.encoder_graph import layers_of
from pipelines.training.encoder_lessons import PassageLesson

#: Heads that are told the kind of source in learning.
FLAGGED = frozenset({"types", "modalities"})
_WORD_VECTORS, _PAIR_VECTORS = 3, 5
_RISE = 0.1
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


class _Layer(nn.Module):  # type: ignore[misc]
    def __init__(self, width: int, inner: int, n_heads: int, epsilon: float, dropout: float) -> None:
        super().__init__()
        self.query, self.attended = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.hidden, self.out = nn.Linear(width, inner), nn.Linear(inner, width)
        self.attended_norm, self.out_norm = nn.LayerNorm(width, epsilon), nn.LayerNorm(width, epsilon)
        self.n_heads, self.dropout = n_heads, dropout

    def forward(self, rows: Any, mask: Any) -> Any:
        n_sentences, length, width = rows.shape
        parts = self.query(rows).view(n_sentences, length, 3, self.n_heads, width // self.n_heads)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        found = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        found = self.attended(found.transpose(1, 2).reshape(n_sentences, length, width))
        rows = self.attended_norm(rows + functional.dropout(found, self.dropout, self.training))
        found = self.out(functional.gelu(self.hidden(rows)))
        return self.out_norm(rows + functional.dropout(found, self.dropout, self.training))


class TrainedEncoder(nn.Module):  # type: ignore[misc]
    """The first layers of a model with the heads of `SentenceReader`."""

    def __init__(self, model: ModelFile, pieces: NDArray[np.intp], settings: Settings) -> None:
        super().__init__()
        width, self._settings = model.width, settings
        self._at = {int(number): at for at, number in enumerate(pieces)}
        self._ends = (model.begin, model.end)
        places = np.arange(model.tensors["emb.pos"].n_values // width)
        kind = model.rows("emb.type", np.zeros(1, np.intp))
        self.register_buffer("known", torch.tensor(model.rows("emb.word", pieces)), persistent=False)
        self.register_buffer("places", torch.tensor(model.rows("emb.pos", places) + kind), persistent=False)
        self.embedding_norm = nn.LayerNorm(width, model.epsilon)
        inner = model.tensors["l0.fi.b"].n_values
        self.layers = nn.ModuleList(
            _Layer(width, inner, model.n_heads, model.epsilon, settings.dropout) for _ in range(settings.n_layers)
        )
        self.head = nn.ModuleDict({name: self._head(name, width) for name in HEADS})
        self._fill(model)

    def _head(self, name: str, width: int) -> nn.ModuleDict:
        n_vectors = _PAIR_VECTORS if name in {"participants", "times"} else _WORD_VECTORS
        n_in = n_vectors * width + (N_FLAGS if name in FLAGGED else 0)
        n_hidden = self._settings.hidden[name]
        return nn.ModuleDict({"hidden": nn.Linear(n_in, n_hidden), "out": nn.Linear(n_hidden, N_CLASSES[name])})

    def _fill(self, model: ModelFile) -> None:
        """Begin with the weights of the model."""

        def tensor(name: str, *shape: int) -> Any:
            return torch.tensor(model.values(name)).reshape(*shape)

        width = model.width
        with torch.no_grad():
            for norm, name in ((self.embedding_norm, "emb.ln"),):
                norm.weight.copy_(tensor(f"{name}.w", width))
                norm.bias.copy_(tensor(f"{name}.b", width))
            for at, layer in enumerate(self.layers):
                layer.query.weight.copy_(torch.cat([tensor(f"l{at}.{n}.w", width, width) for n in "qkv"]))
                layer.query.bias.copy_(torch.cat([tensor(f"l{at}.{n}.b", width) for n in "qkv"]))
                for part, name in ((layer.attended, "ao"), (layer.hidden, "fi"), (layer.out, "fo")):
                    part.weight.copy_(tensor(f"l{at}.{name}.w", *part.weight.shape))
                    part.bias.copy_(tensor(f"l{at}.{name}.b", *part.bias.shape))
                for norm, name in ((layer.attended_norm, "aln"), (layer.out_norm, "oln")):
                    norm.weight.copy_(tensor(f"l{at}.{name}.w", width))
                    norm.bias.copy_(tensor(f"l{at}.{name}.b", width))

    def batch(self, lessons: Sequence[PassageLesson]) -> Batch:
        """Some passages as it takes them."""
        return Batch(lessons, self._at, self._ends)

    def forward(self, batch: Batch) -> dict[str, Any]:
        """What each head scores of what the batch asks of it."""
        length = batch.pieces.shape[1]
        rows = self.embedding_norm(self.known[batch.pieces] + self.places[:length])
        rows = functional.dropout(rows, self._settings.dropout, self.training)
        is_piece = torch.arange(length)[None] < batch.lengths[:, None]
        for layer in self.layers:
            rows = layer(rows, is_piece[:, None, None, :])
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
    known = np.unique([model.begin, model.end, *(piece.number for s in lessons for piece in s.passage.pieces)])
    network = TrainedEncoder(model, known.astype(np.intp), settings)
    heads = list(network.head.parameters())
    own = {id(parameter) for parameter in heads}
    layers = [parameter for parameter in network.parameters() if id(parameter) not in own]
    rates = (settings.rate, settings.head_rate)
    groups = [{"params": part, "lr": rate} for part, rate in zip((layers, heads), rates, strict=True)]
    optimizer = torch.optim.AdamW(groups, weight_decay=settings.decay)
    for epoch in range(settings.n_epochs):
        total = np.zeros(len(HEADS))
        read = lessons_of(epoch, lessons, settings)
        steps = list(batches(read, draw, settings.batch_pieces))
        for step, chosen in enumerate(steps):
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * _share((epoch + step / len(steps)) / settings.n_epochs)
            losses = _losses(network, network.batch([read[at] for at in chosen]))
            loss = sum(settings.shares[name] * losses[name] for name in HEADS)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            total += [float(losses[name].detach()) for name in HEADS]
        print(f"epoch {epoch + 1}: losses {(total / len(steps)).round(3).tolist()}", flush=True)
    network.eval()
    return network


def lessons_of(epoch: int, lessons: Sequence[PassageLesson], settings: Settings) -> Sequence[PassageLesson]:
    """The passages read in an epoch: in the first those of sources that come first."""
    return [lesson for lesson in lessons if epoch or lesson.source not in settings.later]


def _share(done: float) -> float:
    """The share of the rate when a part of the steps is done."""
    return done / _RISE if done < _RISE else (1.0 - done) / (1.0 - _RISE)


def _losses(network: TrainedEncoder, batch: Batch) -> dict[str, Any]:
    """The mean cross entropy of each head, weighted."""
    with torch.autocast("cpu", torch.bfloat16):
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


def _largest_taken(network: TrainedEncoder, lessons: Sequence[PassageLesson]) -> dict[Any, Floats]:
    """For each matrix of the layers the largest size of each column that comes into it, over some passages."""
    largest: dict[Any, Floats] = {}

    def see(part: Any, taken: tuple[Any, ...]) -> None:
        sizes = taken[0].detach().float().abs().flatten(0, 1).amax(0).numpy()
        largest[part] = np.maximum(largest[part], sizes) if part in largest else sizes

    hooks = [m.register_forward_pre_hook(see) for m in network.layers.modules() if isinstance(m, nn.Linear)]
    with torch.no_grad():
        for lesson in lessons:
            network(network.batch([lesson]))
    for hook in hooks:
        hook.remove()
    return largest


def arrays_of(network: TrainedEncoder, lessons: Sequence[PassageLesson]) -> dict[str, NDArray[Any]]:
    """The arrays of the file that `analyse.events.sentence_reader` reads; flags stand for documents not of ours.

    Some of the passages it learned from show how large numbers grow in it.
    """
    shown = lessons[:: max(1, len(lessons) // N_SHOWN)]
    layers = layers_of(network, _largest_taken(network, shown))
    arrays: dict[str, NDArray[Any]] = {"layers": np.frombuffer(layers, np.uint8)}
    for name, head in network.head.items():
        hidden, out = head["hidden"], head["out"]
        weight, bias = hidden.weight.detach().numpy().T, hidden.bias.detach().numpy()
        if name in FLAGGED:
            weight, bias = weight[:-N_FLAGS], bias + weight[-N_FLAGS]
        parts = {"hidden_weight": weight, "hidden_bias": bias}
        parts |= {"out_weight": out.weight.detach().numpy().T, "out_bias": out.bias.detach().numpy()}
        arrays |= {f"{name}_{part}": values.astype(np.float16) for part, values in parts.items()}
    return arrays

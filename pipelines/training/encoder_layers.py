"""The layers of the encoder as training changes them, shared by all that is learned over them: needs torch.

Layers as in BERT (Devlin et al. 2019), begun with the weights of `analyse.encoder`'s model. Adam with decoupled decay
of weights (Loshchilov and Hutter 2019), a rate that rises for a tenth of the steps and then falls to nothing;
embeddings of pieces stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from pipelines.analyse.encoder.model_file import ModelFile
from pipelines.forests import Floats

_RISE = 0.1
_PROCESSOR = Path("/proc/cpuinfo")
#: What Linux calls a processor that multiplies tiles of bfloat16 numbers.
_TILES = "amx_bf16"


def cast_for_speed() -> Any:
    """Products in bfloat16 where the processor has instructions for tiles of them: without, they take twice as long."""
    has_tiles = _PROCESSOR.is_file() and _TILES in _PROCESSOR.read_text(encoding="utf-8")
    return torch.autocast("cpu", torch.bfloat16, enabled=has_tiles)


class Layer(nn.Module):  # type: ignore[misc]
    """Attention, then a network of one hidden layer, each added to what came in and normalised."""

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


class EncoderLayers(nn.Module):  # type: ignore[misc]
    """The first layers of a model over the pieces that a training knows."""

    __call__: Callable[..., Any]

    def __init__(self, model: ModelFile, pieces: NDArray[np.intp], n_layers: int, dropout: float) -> None:
        super().__init__()
        width, self._dropout = model.width, dropout
        self._at = {int(number): at for at, number in enumerate(pieces)}
        self._ends = (model.begin, model.end)
        places = np.arange(model.tensors["emb.pos"].n_values // width)
        kind = model.rows("emb.type", np.zeros(1, np.intp))
        self.register_buffer("known", torch.tensor(model.rows("emb.word", pieces)), persistent=False)
        self.register_buffer("places", torch.tensor(model.rows("emb.pos", places) + kind), persistent=False)
        self.embedding_norm = nn.LayerNorm(width, model.epsilon)
        inner = model.tensors["l0.fi.b"].n_values
        self.layers = nn.ModuleList(Layer(width, inner, model.n_heads, model.epsilon, dropout) for _ in range(n_layers))
        self._fill(model)

    def _fill(self, model: ModelFile) -> None:
        """Begin with the weights of the model."""

        def tensor(name: str, *shape: int) -> Any:
            return torch.tensor(model.values(name)).reshape(*shape)

        width = model.width
        with torch.no_grad():
            self.embedding_norm.weight.copy_(tensor("emb.ln.w", width))
            self.embedding_norm.bias.copy_(tensor("emb.ln.b", width))
            for at, layer in enumerate(self.layers):
                layer.query.weight.copy_(torch.cat([tensor(f"l{at}.{n}.w", width, width) for n in "qkv"]))
                layer.query.bias.copy_(torch.cat([tensor(f"l{at}.{n}.b", width) for n in "qkv"]))
                for part, name in ((layer.attended, "ao"), (layer.hidden, "fi"), (layer.out, "fo")):
                    part.weight.copy_(tensor(f"l{at}.{name}.w", *part.weight.shape))
                    part.bias.copy_(tensor(f"l{at}.{name}.b", *part.bias.shape))
                for norm, name in ((layer.attended_norm, "aln"), (layer.out_norm, "oln")):
                    norm.weight.copy_(tensor(f"l{at}.{name}.w", width))
                    norm.bias.copy_(tensor(f"l{at}.{name}.b", width))

    def vectors(self, pieces: Any, lengths: Any) -> Any:
        """The vectors of passages' pieces, (n_passages, longest, width); ``pieces`` are places among the known ones."""
        longest = pieces.shape[1]
        rows = self.embedding_norm(self.known[pieces] + self.places[:longest])
        rows = functional.dropout(rows, self._dropout, self.training)
        is_piece = torch.arange(longest)[None] < lengths[:, None]
        for layer in self.layers:
            rows = layer(rows, is_piece[:, None, None, :])
        return rows


def known_pieces(model: ModelFile, passages: Iterable[Iterable[int]]) -> NDArray[np.intp]:
    """The numbers of the pieces that passages have, with those that mark begin and end, in order."""
    return np.unique([model.begin, model.end, *(number for passage in passages for number in passage)]).astype(np.intp)


def optimizer_of(network: nn.Module, heads: Sequence[Any], rates: tuple[float, float], decay: float) -> Any:
    """The optimizer of layers and heads, which have a rate each."""
    own = {id(parameter) for parameter in heads}
    layers = [parameter for parameter in network.parameters() if id(parameter) not in own]
    groups = [{"params": part, "lr": rate} for part, rate in zip((layers, heads), rates, strict=True)]
    return torch.optim.AdamW(groups, weight_decay=decay)


def step(optimizer: Any, loss: Any, network: nn.Module, rates: tuple[float, float], done: float) -> None:
    """One step of learning when a part of all steps is done."""
    for group, rate in zip(optimizer.param_groups, rates, strict=True):
        group["lr"] = rate * _share(done)
    optimizer.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()


def _share(done: float) -> float:
    """The share of the rate when a part of the steps is done."""
    return done / _RISE if done < _RISE else (1.0 - done) / (1.0 - _RISE)


def largest_taken(network: EncoderLayers, readings: Iterable[Callable[[], Any]]) -> dict[Any, Floats]:
    """For each matrix of the layers the largest size of each column that comes into it in some readings."""
    largest: dict[Any, Floats] = {}

    def see(part: Any, taken: tuple[Any, ...]) -> None:
        sizes = taken[0].detach().float().abs().flatten(0, 1).amax(0).numpy()
        largest[part] = np.maximum(largest[part], sizes) if part in largest else sizes

    hooks = [m.register_forward_pre_hook(see) for m in network.layers.modules() if isinstance(m, nn.Linear)]
    with torch.no_grad():
        for read in readings:
            read()
    for hook in hooks:
        hook.remove()
    return largest


def arrays_of_head(head: Any, name: str, n_flags: int = 0) -> Mapping[str, NDArray[Any]]:
    """The arrays of a head as `networks.Perceptron` reads them.

    Its last ``n_flags`` inputs are known in learning only: the first of them is taken as on, the others as off.
    """
    hidden, out = head["hidden"], head["out"]
    weight, bias = hidden.weight.detach().numpy().T, hidden.bias.detach().numpy()
    if n_flags:
        weight, bias = weight[:-n_flags], bias + weight[-n_flags]
    parts = {"hidden_weight": weight, "hidden_bias": bias}
    parts |= {"out_weight": out.weight.detach().numpy().T, "out_bias": out.bias.detach().numpy()}
    return {f"{name}_{part}": values.astype(np.float16) for part, values in parts.items()}

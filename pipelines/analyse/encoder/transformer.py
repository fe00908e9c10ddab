"""The forward pass of an encoder cut to its first layers, over all sentences of a text at once.

Layers as in BERT (Devlin et al. 2019): attention, then a network of one hidden layer, each
added to what came in and normalised. Weights are kept in whole numbers of a byte.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipelines.analyse.encoder.model_file import ModelFile
from pipelines.forests import Floats

_GELU_SLOPE, _GELU_CUBE = np.float32((2 / np.pi) ** 0.5), np.float32(0.044715)
_HALF = np.float32(0.5)
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Affine:
    """A matrix (n_in, n_out) and what is added to its products."""

    weight: Floats
    bias: Floats

    def __call__(self, rows: Floats) -> Floats:
        found: Floats = rows @ self.weight + self.bias
        return found


@dataclass(frozen=True, slots=True)
class Norm:
    """Rows brought to mean 0 and variance 1, then scaled and moved (Ba et al. 2016)."""

    gain: Floats
    bias: Floats
    epsilon: float

    def __call__(self, rows: Floats) -> Floats:
        centred = rows - rows.mean(axis=1, keepdims=True)
        spread = np.sqrt((centred * centred).mean(axis=1, keepdims=True) + np.float32(self.epsilon))
        found: Floats = centred / spread * self.gain + self.bias
        return found


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer: queries, keys and values in one matrix, the way out of attention, the hidden layer and out of it."""

    query: Affine
    attended: Affine
    attended_norm: Norm
    hidden: Affine
    out: Affine
    out_norm: Norm
    n_heads: int

    def __call__(self, rows: Floats, ends: Sequence[int]) -> Floats:
        """The vectors after this layer; ``ends`` bound the sentences among the rows."""
        rows = self.attended_norm(rows + self.attended(self._attention(self.query(rows), ends)))
        return self.out_norm(rows + self.out(gelu(self.hidden(rows))))

    def _attention(self, asked: Floats, ends: Sequence[int]) -> Floats:
        width = asked.shape[1] // 3
        each = width // self.n_heads
        found = np.empty((len(asked), width), np.float32)
        for first, last in pairwise(ends):
            parts = asked[first:last].reshape(last - first, 3, self.n_heads, each).transpose(1, 2, 0, 3)
            query, key, value = parts
            scores = query @ key.transpose(0, 2, 1) * np.float32(each**-0.5)
            scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
            scores /= scores.sum(axis=-1, keepdims=True)
            found[first:last] = (scores @ value).transpose(1, 0, 2).reshape(last - first, width)
        return found


@dataclass(frozen=True, slots=True)
class Encoder:
    """The first layers of a model, trained further."""

    model: ModelFile
    norm: Norm
    layers: Sequence[Layer]

    def __call__(self, sentences: Sequence[Sequence[int]]) -> list[Floats]:
        """The vectors of each sentence's pieces, (n_pieces, width), the marks of begin and end left out."""
        if not sentences:
            return []
        numbers = [[self.model.begin, *sentence, self.model.end] for sentence in sentences]
        ends = np.cumsum([0, *map(len, numbers)]).tolist()
        rows = self._embedded(np.concatenate(numbers).astype(np.intp), ends)
        for layer in self.layers:
            rows = layer(rows, ends)
        return [rows[first + 1 : last - 1] for first, last in pairwise(ends)]

    def _embedded(self, pieces: Places, ends: Sequence[int]) -> Floats:
        places = np.concatenate([np.arange(last - first) for first, last in pairwise(ends)])
        kind = self.model.rows("emb.type", np.zeros(1, np.intp))
        return self.norm(self.model.rows("emb.word", pieces) + self.model.rows("emb.pos", places) + kind)


def gelu(rows: Floats) -> Floats:
    """The Gaussian error linear unit (Hendrycks and Gimpel 2016), by its approximation with tanh."""
    cubed = rows * rows * rows
    found: Floats = _HALF * rows * (1 + np.tanh(_GELU_SLOPE * (rows + _GELU_CUBE * cubed)))
    return found


def affine_of(arrays: Mapping[str, NDArray[Any]], name: str) -> Affine:
    """A matrix of a file: whole numbers of a byte with a scale a column, or floats."""
    weight: Floats = arrays[f"{name}_weight"].astype(np.float32)
    scale = f"{name}_scale"
    if scale in arrays:
        weight = weight * arrays[scale].astype(np.float32)
    return Affine(weight, arrays[f"{name}_bias"].astype(np.float32))


def encoder_of(arrays: Mapping[str, NDArray[Any]], model: ModelFile) -> Encoder:
    """The encoder whose layers a file's arrays hold, over the embeddings of a model."""

    def norm(name: str) -> Norm:
        return Norm(arrays[f"{name}_gain"].astype(np.float32), arrays[f"{name}_bias"].astype(np.float32), model.epsilon)

    layers = [
        Layer(
            affine_of(arrays, f"{at}_query"),
            affine_of(arrays, f"{at}_attended"),
            norm(f"{at}_attended_norm"),
            affine_of(arrays, f"{at}_hidden"),
            affine_of(arrays, f"{at}_out"),
            norm(f"{at}_out_norm"),
            model.n_heads,
        )
        for at in range(int(arrays["n_layers"]))
    ]
    return Encoder(model, norm("embedding_norm"), layers)

"""The forward pass of an encoder over word pieces, by onnxruntime.

Layers as in BERT (Devlin et al. 2019), with weights and products in whole numbers of a byte;
`pipelines.training.encoder_graph` writes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import onnxruntime

from pipelines.analyse.encoder.model_file import ModelFile
from pipelines.forests import Floats

#: What the layers take, and what they give: vectors of pieces, (1, n_pieces, width).
TAKEN, GIVEN = "pieces", "vectors"
_ONLY_ERRORS = 3


@dataclass(frozen=True, slots=True)
class Encoder:
    """The embeddings of a model under layers trained further."""

    model: ModelFile
    layers: onnxruntime.InferenceSession

    def __call__(self, sentences: Sequence[Sequence[int]]) -> list[Floats]:
        """The vectors of each sentence's pieces, (n_pieces, width), the marks of begin and end left out.

        Each is read alone: products are scaled by the largest number among them, and a sentence's
        vectors must not depend on its neighbours.
        """
        return [self._read(sentence) for sentence in sentences]

    def _read(self, sentence: Sequence[int]) -> Floats:
        pieces = self._embedded([self.model.begin, *sentence, self.model.end])
        vectors: Floats = self.layers.run([GIVEN], {TAKEN: pieces[None]})[0][0]
        return vectors[1:-1]

    def _embedded(self, pieces: Sequence[int]) -> Floats:
        """The sums of the embeddings of pieces, of their places and of the kind of text."""
        kind = self.model.rows("emb.type", np.zeros(1, np.intp))
        places = self.model.rows("emb.pos", np.arange(len(pieces)))
        return self.model.rows("emb.word", np.array(pieces, np.intp)) + places + kind


def encoder_of(layers: bytes, model: ModelFile) -> Encoder:
    """The encoder of an ONNX graph over the embeddings of a model; it computes in the thread that calls it."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = _ONLY_ERRORS
    return Encoder(model, onnxruntime.InferenceSession(layers, options, providers=["CPUExecutionProvider"]))

"""The layers of a trained encoder as an ONNX graph with weights of a byte: needs onnx and onnxruntime's quantization.

Weights are scaled a column at a time and kept in seven bits, so that sums of products do not overflow where a processor
has no instructions for them (AVX2); what comes into a product is scaled by its largest number when it is made. So that
a few large columns do not leave the others without bits, part of their size is moved into the weights (SmoothQuant,
Xiao et al. 2023). Of words that may tell an event the probability moves by .02 in the mean; without the last by .04.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from pipelines.analyse.encoder.transformer import GIVEN, TAKEN
from pipelines.forests import Floats

_OPERATORS, _OPERATORS_OF_ONNXRUNTIME, _FORMAT = 20, 1, 10
#: The share of a column's size that is moved into the weights; .6 and .9 lose more.
_MOVED = 0.75
_LEAST_TAKEN, _LEAST_WEIGHT = 1e-3, 1e-4


class _Graph:
    """The nodes of a graph and the arrays they hold."""

    def __init__(self, largest: Mapping[Any, Floats]) -> None:
        self.largest = largest
        self.nodes: list[Any] = []
        self.arrays: list[Any] = []

    def node(self, operator: str, *inputs: str, gives: str, **attributes: Any) -> str:
        """Add a node; returns the name of what it gives."""
        self.nodes.append(helper.make_node(operator, list(inputs), [gives], name=gives, **attributes))
        return gives

    def array(self, name: str, values: Any) -> str:
        """Add an array; returns its name."""
        found: NDArray[np.float32] = np.ascontiguousarray(values, np.float32)
        self.arrays.append(numpy_helper.from_array(found, name))
        return name

    def product(self, taken: str, linear: Any, name: str) -> str:
        """A matrix and what is added to its products; large columns of what comes in are made smaller before."""
        weight = linear.weight.detach().numpy().T
        scale = _moved(self.largest[linear], weight)
        evened = self.node("Mul", taken, self.array(f"{name}_evening", 1 / scale), gives=f"{name}_evened")
        whole = self.array(f"{name}_weight", weight * scale[:, None])
        product = self.node("MatMul", evened, whole, gives=f"{name}_product")
        return self.node("Add", product, self.array(f"{name}_bias", linear.bias.detach()), gives=name)

    def norm(self, taken: str, norm: Any, name: str) -> str:
        """Rows brought to mean 0 and variance 1, then scaled and moved."""
        arrays = self.array(f"{name}_gain", norm.weight.detach()), self.array(f"{name}_bias", norm.bias.detach())
        return self.node("LayerNormalization", taken, *arrays, gives=name, axis=-1, epsilon=norm.eps)

    def layer(self, taken: str, layer: Any, name: str) -> str:
        """Attention, then a network of one hidden layer, each added to what came in and normalised."""
        asked = self.product(taken, layer.query, f"{name}_asked")
        parts = [f"{name}_query", f"{name}_key", f"{name}_value"]
        self.nodes.append(helper.make_node("Split", [asked], parts, name=f"{name}_split", axis=-1, num_outputs=3))
        attention = {"domain": "com.microsoft", "num_heads": layer.n_heads}
        found = self.node("MultiHeadAttention", *parts, gives=f"{name}_attention", **attention)
        found = self.product(found, layer.attended, f"{name}_attended")
        found = self.node("Add", taken, found, gives=f"{name}_attended_sum")
        taken = self.norm(found, layer.attended_norm, f"{name}_attended_norm")
        found = self.product(taken, layer.hidden, f"{name}_hidden")
        found = self.node("Gelu", found, gives=f"{name}_gelu", approximate="tanh")
        found = self.product(found, layer.out, f"{name}_out")
        return self.norm(self.node("Add", taken, found, gives=f"{name}_out_sum"), layer.out_norm, f"{name}_out_norm")


def _moved(largest: Floats, weight: Floats) -> Floats:
    """What each column that comes into a product is divided by, and its weights multiplied by."""
    taken = np.maximum(largest, _LEAST_TAKEN) ** _MOVED
    sizes = taken / np.maximum(np.abs(weight).max(axis=1), _LEAST_WEIGHT) ** (1 - _MOVED)
    found: Floats = sizes / np.exp(np.log(sizes).mean())
    return found


def layers_of(network: Any, largest: Mapping[Any, Floats]) -> bytes:
    """The graph of an `encoder_fit.TrainedEncoder`, from the embeddings of pieces to their vectors.

    ``largest`` holds, for each matrix of the layers, the largest size of each column that comes into it.
    """
    graph = _Graph(largest)
    taken = graph.norm(TAKEN, network.embedding_norm, "embedding_norm")
    for at, layer in enumerate(network.layers):
        taken = graph.layer(taken, layer, f"layer{at}")
    graph.node("Identity", taken, gives=GIVEN)
    shape = ["sentences", "pieces", network.embedding_norm.weight.shape[0]]
    taken_given = [helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, shape) for name in (TAKEN, GIVEN)]
    drawn = helper.make_graph(graph.nodes, "encoder", taken_given[:1], taken_given[1:], graph.arrays)
    sets = [helper.make_opsetid("", _OPERATORS), helper.make_opsetid("com.microsoft", _OPERATORS_OF_ONNXRUNTIME)]
    return _in_bytes(helper.make_model(drawn, opset_imports=sets, ir_version=_FORMAT))


def _in_bytes(model: Any) -> bytes:
    """The graph with its products in whole numbers of a byte."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "whole.onnx")
        onnx.save(model, path)
        # Nothing infers what an operator of onnxruntime's own gives.
        given = {"DefaultTensorType": onnx.TensorProto.FLOAT}
        kind = QuantType.QInt8
        quantize_dynamic(path, path, weight_type=kind, per_channel=True, reduce_range=True, extra_options=given)
        return path.read_bytes()

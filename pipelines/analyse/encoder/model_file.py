"""The vocabulary and the embeddings of multilingual-e5-small, read from the file that a distribution brings.

The file (format E5S1) holds a header, the pieces of a SentencePiece model with their
scores, how characters are normalised, and tensors: whole numbers of four bits in
blocks of 32 with one scale (Q4_0 of ggml), or plain floats. Nothing of the
distribution's own code is run.
"""

from __future__ import annotations

import struct
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines.forests import Floats

SETTINGS = "encoder.toml"
_MAGIC = b"E5S1"
#: Bytes of a block of 32 weights: a scale of two bytes, then two weights a byte.
_BLOCK_BYTES, _BLOCK = 18, 32
_MIDDLE = 8
_FLOATS = 0
Bytes = NDArray[np.uint8]


class Tensor(NamedTuple):
    """Where a tensor lies in the file: its kind of number, how many, first byte and bytes."""

    kind: int
    n_values: int
    start: int
    n_bytes: int


@dataclass(frozen=True, slots=True)
class ModelFile:
    """An open model: sizes, pieces with their scores, normalisation of characters, tensors by name."""

    data: Bytes
    width: int
    n_heads: int
    epsilon: float
    begin: int
    end: int
    unknown: int
    pieces: Sequence[str]
    scores: Sequence[float]
    normal: Mapping[str, str]
    tensors: Mapping[str, Tensor]

    def values(self, name: str) -> Floats:
        """All values of a tensor, one after another."""
        tensor = self.tensors[name]
        raw = self.data[tensor.start : tensor.start + tensor.n_bytes]
        return (
            raw.view("<f4").astype(np.float32)
            if tensor.kind == _FLOATS
            else _unpacked(raw.reshape(-1, _BLOCK_BYTES)).ravel()
        )

    def rows(self, name: str, places: NDArray[np.intp]) -> Floats:
        """Rows of a tensor of `width` columns, (n, width)."""
        tensor = self.tensors[name]
        raw = self.data[tensor.start : tensor.start + tensor.n_bytes]
        if tensor.kind == _FLOATS:
            plain: Floats = raw.view("<f4").reshape(-1, self.width)[places]
            return plain
        blocks = raw.reshape(-1, self.width // _BLOCK, _BLOCK_BYTES)[places]
        return _unpacked(blocks).reshape(len(places), self.width)


def _unpacked(blocks: Bytes) -> Floats:
    """The values of blocks (…, 18) of bytes, (…, 32): first the low halves of the bytes, then the high ones."""
    scale = np.ascontiguousarray(blocks[..., :2]).view("<f2").astype(np.float32)
    packed = blocks[..., 2:]
    values = np.concatenate([packed & 15, packed >> 4], axis=-1).astype(np.float32) - _MIDDLE
    found: Floats = (values * scale).astype(np.float32)
    return found


class _Reader:
    """Reads numbers one after another, all of them little-endian."""

    def __init__(self, data: Bytes) -> None:
        self._data = data
        self._at = 0

    def numbers(self, form: str) -> tuple[Any, ...]:
        size = struct.calcsize(f"<{form}")
        return struct.unpack(f"<{form}", self.bytes(size))

    def number(self, form: str) -> Any:
        return self.numbers(form)[0]

    def bytes(self, size: int) -> bytes:
        self._at += size
        return self._data[self._at - size : self._at].tobytes()


@cache
def load_model() -> ModelFile:
    """The model of the distribution that ``encoder.toml`` names, opened once a process.

    Raises:
        ModuleNotFoundError: when it is not installed.
        ValueError: when the file is of another format.
    """
    settings = tomllib.loads(files(__package__).joinpath(SETTINGS).read_text(encoding="utf-8"))
    spec = find_spec(settings["package"])
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"The encoder needs the distribution {settings['package']}: run `make corpus` again")
    return read_model(Path(spec.origin).with_name(settings["file"]))


def read_model(path: Path) -> ModelFile:
    """The model of a file; raises ValueError when it is of another format."""
    data: Bytes = np.memmap(path, np.uint8, "r")
    reader = _Reader(data)
    if reader.bytes(len(_MAGIC)) != _MAGIC:
        raise ValueError(f"{path}: expected a model of format {_MAGIC.decode()}")
    reader.number("I")
    width, _, n_heads, _, _, _, _ = reader.numbers("7i")
    epsilon, _ = reader.number("f"), reader.number("i")
    n_pieces, begin, end, _, unknown = reader.numbers("5i")
    n_letters = reader.number("Q")
    ends = reader.numbers(f"{n_pieces + 1}I")
    scores = reader.numbers(f"{n_pieces}f")
    letters = reader.bytes(n_letters)
    pieces = [letters[a:b].decode("utf-8", "surrogateescape") for a, b in pairwise(ends)]
    normal = _read_normal(reader)
    tensors = {}
    for _ in range(reader.number("i")):
        name = reader.bytes(reader.number("H")).decode()
        tensors[name] = Tensor(*reader.numbers("BIQQ"))
    return ModelFile(data, width, n_heads, epsilon, begin, end, unknown, pieces, scores, normal, tensors)


def _read_normal(reader: _Reader) -> dict[str, str]:
    """What each character is written as that the pieces do not hold."""
    n_characters, n_bytes = reader.number("i"), reader.number("I")
    packed, at = reader.bytes(n_bytes), 0
    normal = {}
    for _ in range(n_characters):
        code, length = struct.unpack_from("<IB", packed, at)
        codes = struct.unpack_from(f"<{length}I", packed, at + 5)
        normal[chr(code)] = "".join(map(chr, codes))
        at += 5 + 4 * length
    return normal

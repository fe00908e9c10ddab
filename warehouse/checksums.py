"""Checksums of the files of a folder, so that what a disk or a crash did to them is noticed."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

CHECKSUMS = "checksums.json"
BUFFER = 2**20


def write_checksums(folder: Path) -> None:
    """Write the size and CRC-32 of every file of a folder into it."""
    sums = {path.name: _sum(path) for path in folder.iterdir()}
    (folder / CHECKSUMS).write_text(json.dumps(sums), "utf-8")


def is_intact(folder: Path) -> bool:
    """Whether a folder holds exactly the files it was sealed with, byte for byte as far as CRC-32 can tell."""
    try:
        sums = json.loads((folder / CHECKSUMS).read_text("utf-8"))
        names = {path.name for path in folder.iterdir()} - {CHECKSUMS}
        return names == set(sums) and all(_sum(folder / name) == known for name, known in sums.items())
    except (OSError, ValueError, AttributeError):
        return False


def _sum(path: Path) -> list[int]:
    n_bytes = checksum = 0
    with path.open("rb") as file:
        while chunk := file.read(BUFFER):
            n_bytes += len(chunk)
            checksum = zlib.crc32(chunk, checksum)
    return [n_bytes, checksum]

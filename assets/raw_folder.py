"""The raw folder: an asset that others fill, known by a cheap look at it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import dagster as dg

from assets.resources import RAW_FOLDER

#: The metadata of a publication that says in which state of the raw folder its build began.
STATE = "raw_folder_state"

raw_folder = dg.AssetSpec(
    RAW_FOLDER,
    group_name="sources",
    kinds={"file"},
    owners=["team:data-engineering"],
    description="The files that a build reads. They come from outside: a crawler, an archive, an agency's feed.",
)


def folder_state(folder: Path) -> str:
    """A hash of names, sizes and times of the files below a folder: a hint that something changed, no more."""
    digest = hashlib.sha256()
    for name, n_bytes, changed in sorted(_files(str(folder), b"")):
        digest.update(name + f"\0{n_bytes}\0{changed}\n".encode())
    return digest.hexdigest()


def _files(folder: str, prefix: bytes) -> Iterator[tuple[bytes, int, int]]:
    """(name, size, time) of each file; links and folders that cannot be read count for nothing."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        name = prefix + os.fsencode(entry.name)
        try:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path, name + b"/")
            else:
                status = entry.stat()
                yield name, status.st_size, status.st_mtime_ns
        except OSError:
            yield name, -1, -1

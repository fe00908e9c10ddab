"""List the files below a folder, in one order on every machine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipelines.records import Refusal

#: Endings that promise a document or a container; a folder so named is a mistake worth telling.
FILE_SUFFIXES = frozenset(
    {".txt", ".html", ".htm", ".xhtml", ".warc", ".wet", ".gz", ".jsonl", ".ndjson", ".zip", ".tar", ".tgz"}
)


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to read: where it is, and its name relative to the raw folder (with ``/``)."""

    location: Path
    path: str


def walk(folder: Path) -> Iterator[FoundFile | Refusal]:
    """Yield every file below ``folder``, hidden ones and editors' leavings apart.

    Links are followed only while they stay inside the folder. What cannot be a
    file to read (a pipe, a broken link, an empty folder named like a file)
    comes as a refusal.

    Raises:
        NotADirectoryError: when ``folder`` is not a folder.
    """
    if not folder.is_dir():
        raise NotADirectoryError(f"expected a folder of raw files, found nothing to read at {folder}")
    root = folder.resolve()
    for parent, folders, files in os.walk(root, onerror=None):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in folders:
            if Path(name).suffix in FILE_SUFFIXES and not any((Path(parent) / name).glob("[!.]*")):
                yield _refuse(root, Path(parent) / name, "not_a_file", "a folder where a file should be")
        for name in sorted(files):
            if not name.startswith("."):
                yield _check(root, Path(parent) / name)


def _check(root: Path, location: Path) -> FoundFile | Refusal:
    if location.is_symlink() and not location.resolve().is_relative_to(root):
        return _refuse(root, location, "link_outside", "a link that leads out of the raw folder")
    if not location.exists():
        return _refuse(root, location, "broken_link", "a link to nothing")
    if not location.is_file():
        return _refuse(root, location, "not_a_file", "a device, socket or pipe, not a file")
    return FoundFile(location, _relative(root, location))


def _refuse(root: Path, location: Path, rule: str, reason: str) -> Refusal:
    return Refusal(path=_relative(root, location), stage="ingest", rule=rule, reason=reason)


def _relative(root: Path, location: Path) -> str:
    return location.relative_to(root).as_posix().encode("utf-8", "backslashreplace").decode()

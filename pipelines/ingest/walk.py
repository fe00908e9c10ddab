"""List the files below a folder, in one order on every machine."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipelines.ingest.names import file_name, spell
from pipelines.records.source import Refusal

#: Endings that promise a document or a container; a folder so named is a mistake worth telling.
FILE_SUFFIXES = frozenset(
    {".txt", ".html", ".htm", ".xhtml", ".warc", ".wet", ".gz", ".jsonl", ".ndjson", ".zip", ".tar", ".tgz"}
)


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to read: where it is, and its name relative to the raw folder (with ``/``), spelled as text."""

    location: Path
    path: str

    @classmethod
    def below(cls, folder: Path, path: str) -> FoundFile:
        """The file of a raw folder that has this path in the warehouse."""
        return cls(folder / file_name(path), path)


def walk(folder: Path) -> Iterator[FoundFile | Refusal]:
    """Yield every file below ``folder``, hidden ones and editors' leavings apart.

    Links are followed only to files, and only while they stay inside the
    folder. What cannot be a file to read (a pipe, a broken link, a folder
    that does not open, an empty folder named like a file) comes as a refusal.

    Raises:
        NotADirectoryError: when ``folder`` is not a folder.
    """
    if not folder.is_dir():
        raise NotADirectoryError(f"expected a folder of raw files, found nothing to read at {folder}")
    root = folder.resolve()
    waiting = [root]
    while waiting:
        parent = waiting.pop()
        folders: list[Path] = []
        for entry in _entries(root, parent):
            if isinstance(entry, Refusal):
                yield entry
            elif entry.is_dir(follow_symlinks=False):
                folders.append(Path(entry.path))
            elif found := _check(root, entry):
                yield found
        waiting += reversed(folders)


def _entries(root: Path, parent: Path) -> list[os.DirEntry[str] | Refusal]:
    try:
        with os.scandir(parent) as scan:
            entries = sorted((entry for entry in scan if not entry.name.startswith(".")), key=lambda entry: entry.name)
    except OSError as error:
        return [_refuse(root, parent, "unreadable", f"a folder that does not open: {error.strerror or error}")]
    if not entries and parent != root and parent.suffix in FILE_SUFFIXES:
        return [_refuse(root, parent, "not_a_file", "a folder where a file should be")]
    return [*entries]


def _check(root: Path, entry: os.DirEntry[str]) -> FoundFile | Refusal | None:
    """The file of an entry; None for a link to a folder inside, whose files are listed where they lie."""
    location = Path(entry.path)
    try:
        is_outside = entry.is_symlink() and not location.resolve(strict=True).is_relative_to(root)
        kind = entry.stat().st_mode
    except (OSError, RuntimeError) as error:
        return _refuse(root, location, *_failure(error))
    if is_outside:
        return _refuse(root, location, "link_outside", "a link that leads out of the raw folder")
    if stat.S_ISDIR(kind):
        return None
    if not stat.S_ISREG(kind):
        return _refuse(root, location, "not_a_file", "a device, socket or pipe, not a file")
    return FoundFile(location, _relative(root, location))


def _failure(error: OSError | RuntimeError) -> tuple[str, str]:
    if isinstance(error, FileNotFoundError):
        return "broken_link", "a link to nothing"
    if isinstance(error, RuntimeError):  # how pathlib before Python 3.13 tells a loop
        return "broken_link", "a link that leads back to itself"
    return "unreadable", f"cannot be opened: {error.strerror or error}"


def _refuse(root: Path, location: Path, rule: str, reason: str) -> Refusal:
    return Refusal(path=_relative(root, location), stage="ingest", rule=rule, reason=reason)


def _relative(root: Path, location: Path) -> str:
    return "/".join(spell(part) for part in location.relative_to(root).parts)

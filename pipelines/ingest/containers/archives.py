"""ZIP and TAR archives. Members are read in memory, never unpacked to disk."""

from __future__ import annotations

import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO

from pipelines.ingest.containers.bounded import ExpansionError
from pipelines.ingest.containers.source import Member, Source
from pipelines.ingest.names import Numbered, spell
from pipelines.records.source import Refusal

ENCRYPTED = 0x1
NAME_IS_UTF8 = 0x800


def read_zip(source: Source) -> Iterator[Member | Refusal]:
    """Yield the files of a ZIP archive; needs a stream that can seek."""
    n_out = 0
    names = Numbered()
    with zipfile.ZipFile(source.stream) as archive:
        for info in archive.infolist():
            if info.is_dir():
                continue
            name = _zip_name(info)
            path = f"{source.path}#{names(name)}"
            if _climbs_out(name):
                yield _refuse_climber(path)
            elif info.flag_bits & ENCRYPTED:
                yield Refusal(path, "ingest", "encrypted", "a member under a password")
            elif _expands_too_far(source, info.file_size, info.compress_size):
                yield Refusal(path, "ingest", "bomb", "a member that expands beyond reason")
            else:
                with archive.open(info) as file:
                    member = _read_member(source, path, file)
                n_out += len(member.content) if isinstance(member, Member) else 0
                if _expands_too_far(source, n_out, source.stream.seek(0, 2)):
                    raise ExpansionError("expands more than its size allows")
                yield member


def read_tar(source: Source) -> Iterator[Member | Refusal]:
    """Yield the files of a TAR archive, read as a stream."""
    names = Numbered()
    with tarfile.open(fileobj=source.stream, mode="r|", encoding="utf-8", errors="surrogateescape") as archive:
        for info in archive:
            if info.isdir():
                continue
            name = spell(info.name)
            path = f"{source.path}#{names(name)}"
            if _climbs_out(name):
                yield _refuse_climber(path)
            elif not info.isfile() or (file := archive.extractfile(info)) is None:
                yield Refusal(path, "ingest", "not_a_file", "a link or device in the archive, not a file")
            else:
                yield _read_member(source, path, file)


def _zip_name(info: zipfile.ZipInfo) -> str:
    """A name without the mark of UTF-8 is code page 437 by the standard, and UTF-8 all the same in many archives."""
    if info.flag_bits & NAME_IS_UTF8:
        return spell(info.filename)
    try:
        return spell(info.filename.encode("cp437").decode())
    except UnicodeError:
        return spell(info.filename)


def _read_member(source: Source, path: str, file: IO[bytes]) -> Member | Refusal:
    content = file.read(source.limits.document + 1)
    if len(content) > source.limits.document:
        reason = f"more than {source.limits.document // 2**20} MiB in one member"
        return Refusal(path, "ingest", "too_large", reason)
    return Member(path, content)


def _expands_too_far(source: Source, n_out: int, n_in: int) -> bool:
    limits = source.limits
    return n_out > limits.expansion_floor and n_out > limits.expansion_ratio * max(n_in, 1)


def _climbs_out(name: str) -> bool:
    path = PurePosixPath(name.replace(r"\x5c", "/"))
    return path.is_absolute() or ".." in path.parts or bool(path.parts and path.parts[0].endswith(":"))


def _refuse_climber(path: str) -> Refusal:
    return Refusal(path, "ingest", "path_escapes", "a member whose path climbs out of the archive")

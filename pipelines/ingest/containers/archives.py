"""ZIP and TAR archives. Members are read in memory, never unpacked to disk."""

from __future__ import annotations

import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO

from pipelines.ingest.containers.bounded import ExpansionError
from pipelines.ingest.containers.source import Member, Source
from pipelines.records import Refusal

ENCRYPTED = 0x1


def read_zip(source: Source) -> Iterator[Member | Refusal]:
    """Yield the files of a ZIP archive; needs a stream that can seek."""
    n_out = 0
    with zipfile.ZipFile(source.stream) as archive:
        for info in archive.infolist():
            if info.is_dir():
                continue
            if refusal := _refuse_name(source, info.filename):
                yield refusal
            elif info.flag_bits & ENCRYPTED:
                yield _refusal(source, info.filename, "encrypted", "a member under a password")
            elif _expands_too_far(source, info.file_size, info.compress_size):
                yield _refusal(source, info.filename, "bomb", "a member that expands beyond reason")
            else:
                with archive.open(info) as file:
                    member = _read_member(source, info.filename, file)
                n_out += len(member.content) if isinstance(member, Member) else 0
                if _expands_too_far(source, n_out, source.stream.seek(0, 2)):
                    raise ExpansionError("expands more than its size allows")
                yield member


def read_tar(source: Source) -> Iterator[Member | Refusal]:
    """Yield the files of a TAR archive, read as a stream."""
    with tarfile.open(fileobj=source.stream, mode="r|") as archive:
        for info in archive:
            if info.isdir():
                continue
            if refusal := _refuse_name(source, info.name):
                yield refusal
            elif not info.isfile() or (file := archive.extractfile(info)) is None:
                yield _refusal(source, info.name, "not_a_file", "a link or device in the archive, not a file")
            else:
                yield _read_member(source, info.name, file)


def _read_member(source: Source, name: str, file: IO[bytes]) -> Member | Refusal:
    content = file.read(source.limits.document + 1)
    if len(content) > source.limits.document:
        return _refusal(source, name, "too_large", f"more than {source.limits.document // 2**20} MiB in one member")
    return Member(name, content)


def _expands_too_far(source: Source, n_out: int, n_in: int) -> bool:
    limits = source.limits
    return n_out > limits.expansion_floor and n_out > limits.expansion_ratio * max(n_in, 1)


def _refuse_name(source: Source, name: str) -> Refusal | None:
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or (path.parts and path.parts[0].endswith(":")):
        return _refusal(source, name, "path_escapes", "a member whose path climbs out of the archive")
    return None


def _refusal(source: Source, name: str, rule: str, reason: str) -> Refusal:
    return Refusal(path=f"{source.path}#{name}", stage="ingest", rule=rule, reason=reason)

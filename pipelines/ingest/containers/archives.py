"""ZIP and TAR archives. Members are read in memory, never unpacked to disk."""

from __future__ import annotations

import struct
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, Self

from pipelines.ingest.containers.compressed import DamagedError, ExpansionError
from pipelines.ingest.containers.damaged_zip import find_members
from pipelines.ingest.containers.source import Member, Source
from pipelines.ingest.names import Numbered, spell
from pipelines.records.source import Refusal

ENCRYPTED = 0x1
NAME_IS_UTF8 = 0x800


def read_zip(source: Source) -> Iterator[Member | Refusal]:
    """Yield the files of a ZIP archive; needs a stream that can seek.

    Raises:
        DamagedError: at the end, when the archive's directory cannot be read; its files were found without it.
    """
    try:
        archive = zipfile.ZipFile(source.stream)
    except (zipfile.BadZipFile, UnicodeDecodeError, NotImplementedError, struct.error) as error:
        yield from _without_directory(source)
        raise DamagedError(f"its directory cannot be read: {error}") from error
    n_out = 0
    names = Numbered()
    with archive:
        for info in archive.infolist():
            if info.is_dir():
                continue
            name = _zip_name(info)
            member = _open_zip_member(source, archive, info, f"{source.path}#{names(name)}", name)
            n_out += len(member.content) if isinstance(member, Member) else 0
            if _expands_too_far(source, n_out, source.stream.seek(0, 2)):
                raise ExpansionError("expands more than its size allows")
            yield member


def _open_zip_member(
    source: Source, archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: str, name: str
) -> Member | Refusal:
    if _climbs_out(name):
        return _refuse_climber(path)
    if info.flag_bits & ENCRYPTED:
        return Refusal(path, "ingest", "encrypted", "a member under a password")
    if _expands_too_far(source, info.file_size, info.compress_size):
        return Refusal(path, "ingest", "bomb", "a member that expands beyond reason")
    try:
        with archive.open(info) as file:
            return _read_member(source, path, file)
    except Exception as error:  # each compression fails in its own way
        return _refuse_damaged(path, error)


def _without_directory(source: Source) -> Iterator[Member | Refusal]:
    names = Numbered()
    for found in find_members(source.stream, source.limits.document):
        name = spell(found.name)
        path = f"{source.path}#{names(name)}"
        if _climbs_out(name):
            yield _refuse_climber(path)
        elif found.content is None:
            yield Refusal(path, "ingest", "damaged", "a member that is broken or cut off")
        else:
            yield _bounded(source, path, found.content)


def read_tar(source: Source) -> Iterator[Member | Refusal]:
    """Yield the files of a TAR archive, read as a stream. Behind a broken header it goes on at the next sound one.

    Raises:
        DamagedError: at the end, when headers were broken or the archive is cut off.
    """
    names = Numbered()
    header = _counting_header()
    with tarfile.open(
        fileobj=source.stream,
        mode="r|",
        tarinfo=header,
        ignore_zeros=True,  # what makes tarfile go on
        encoding="utf-8",
        errors="surrogateescape",
    ) as archive:
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
                yield _read_tar_member(source, path, file)
    if header.n_broken:
        raise DamagedError(f"{header.n_broken} blocks of it belong to no member")


class _Header(tarfile.TarInfo):
    """A header that counts the blocks that are none."""

    n_broken = 0

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        try:
            return super().frombuf(buf, encoding, errors)
        except tarfile.HeaderError:
            cls.n_broken += bool(buf.strip(b"\0"))  # zeros are the end, or lie between two joined archives
            raise


def _counting_header() -> type[_Header]:
    return type("_CountingHeader", (_Header,), {})


def _read_tar_member(source: Source, path: str, file: IO[bytes]) -> Member | Refusal:
    try:
        return _read_member(source, path, file)
    except tarfile.ReadError as error:
        return _refuse_damaged(path, error)


def _zip_name(info: zipfile.ZipInfo) -> str:
    """A name without the mark of UTF-8 is code page 437 by the standard, and UTF-8 all the same in many archives."""
    if info.flag_bits & NAME_IS_UTF8:
        return spell(info.filename)
    try:
        return spell(info.filename.encode("cp437").decode())
    except UnicodeError:
        return spell(info.filename)


def _read_member(source: Source, path: str, file: IO[bytes]) -> Member | Refusal:
    return _bounded(source, path, file.read(source.limits.document + 1))


def _bounded(source: Source, path: str, content: bytes) -> Member | Refusal:
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


def _refuse_damaged(path: str, error: Exception) -> Refusal:
    return Refusal(path, "ingest", "damaged", f"a member that is broken: {error or type(error).__name__}")

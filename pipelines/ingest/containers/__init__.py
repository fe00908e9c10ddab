"""Open a file by what it holds and yield its documents.

One source format is one module here: a function from a stream to records,
entered in ``CONTAINER_READERS``. A container's own status comes after its records:
accepted, or refused with what was wrong and where it broke.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipelines.ingest.containers.archives import read_tar, read_zip
from pipelines.ingest.containers.compressed import COMPRESSIONS, DamagedError, ExpansionError
from pipelines.ingest.containers.document import refuse, to_record
from pipelines.ingest.containers.feeds import read_feed
from pipelines.ingest.containers.json_records import read_json, read_json_lines
from pipelines.ingest.containers.mails import read_mail
from pipelines.ingest.containers.sniff import sniff
from pipelines.ingest.containers.source import Member, Source
from pipelines.ingest.containers.tables import read_table
from pipelines.ingest.containers.warc import read_saved_response, read_warc
from pipelines.ingest.json_fields import JsonFields, json_fields
from pipelines.ingest.limits import Limits
from pipelines.ingest.walk import FoundFile
from pipelines.records.source import Container, RawRecord, Refusal

Item = Container | RawRecord | Refusal

CONTAINER_READERS: dict[str, Callable[[Source], Iterator[Member | RawRecord | Refusal]]] = {
    "application/warc": read_warc,
    "application/zip": read_zip,
    "application/x-tar": read_tar,
    "application/x-ndjson": read_json_lines,
    "application/json": read_json,
    "application/rss+xml": read_feed,
    "text/csv": read_table,
    "message/rfc822": read_mail,
    "message/http": read_saved_response,
}


def read_file(found: FoundFile, limits: Limits | None = None, fields: JsonFields | None = None) -> Iterator[Item]:
    """Yield what a file holds, each thing once.

    A plain document gives one record; a container gives its records and then
    itself. Nothing is raised for bad input: it comes as a ``Refusal``.
    ``fields`` are the names by which JSON records call their parts.
    """
    try:
        with found.location.open("rb") as stream:
            yield from _read(Source(found.path, stream, limits or Limits(), fields or json_fields()))
    except OSError as error:
        reason = f"cannot be opened: {error.strerror or error}"
        yield Refusal(path=found.path, stage="ingest", rule="unreadable", reason=reason)


def _read(source: Source) -> Iterator[Item]:
    media_type = sniff(source.peek(), source.path)
    if media_type in COMPRESSIONS and source.decompressed is None:
        yield from _read_compressed(source.inside(COMPRESSIONS[media_type]))
    elif media_type in CONTAINER_READERS:
        yield from _read_container(source, media_type)
    else:
        yield to_record(source, media_type)


def _read_compressed(source: Source) -> Iterator[Item]:
    try:
        yield from _read(source)
    except ExpansionError as error:
        yield refuse(source, "bomb", str(error))
    except DamagedError as error:
        yield refuse(source, "damaged", str(error))


def _read_container(source: Source, media_type: str) -> Iterator[Item]:
    if source.depth >= source.limits.depth:
        yield refuse(source, "too_deep", f"containers nested more than {source.limits.depth} deep")
        return
    n_records = n_kept = 0
    try:
        for member in CONTAINER_READERS[media_type](source):
            n_records += 1
            n_kept += not isinstance(member, Refusal)
            if n_records > source.limits.records:
                yield refuse(source, "too_many_records", f"more than {source.limits.records} records")
                return
            if isinstance(member, Member):
                yield from _read(source.member(member))
            else:
                yield member
    except ExpansionError as error:
        yield refuse(source, "bomb", f"{error}, after {n_records} records")
    except Exception as error:  # a parser may raise anything over bytes made to break it
        yield refuse(source, "damaged", f"{error or type(error).__name__}; {n_kept} records of it are kept")
    else:
        yield Container(source.path, media_type) if n_records else refuse(source, "empty", "no record in it")

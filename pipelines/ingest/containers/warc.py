"""Web archives (WARC 1.0 and 1.1, ISO 28500) and Common Crawl's WET files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from email.message import Message

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from pipelines.ingest.containers.document import checked_record, sample_of
from pipelines.ingest.containers.sniff import sniff
from pipelines.ingest.containers.source import HEAD_BYTES, Source
from pipelines.records.source import RawRecord, Refusal

#: Records that hold a document; requests, metadata and the archive's own notes hold none.
DOCUMENT_TYPES = frozenset({"response", "resource", "conversion"})
HTTP_OK = "200"


def read_warc(source: Source) -> Iterator[RawRecord | Refusal]:
    """Yield the documents of a web archive, numbered by their place in the file.

    Raises:
        EOFError: when the archive breaks off or is no archive any more.
    """
    try:
        for number, record in enumerate(ArchiveIterator(source.stream, check_digests=False), start=1):
            if record.rec_type in DOCUMENT_TYPES:
                yield _read_record(source, f"{source.path}#{number}", record)
            elif record.rec_type == "revisit":
                yield Refusal(f"{source.path}#{number}", "ingest", "revisit", "says only that a page had not changed")
    except ArchiveLoadFailed as error:
        raise EOFError(str(error)) from error


def _read_record(source: Source, path: str, record: ArcWarcRecord) -> RawRecord | Refusal:
    if record.http_headers and record.rec_type == "response":
        status = record.http_headers.get_statuscode()
        if status != HTTP_OK:
            return Refusal(path, "ingest", "http_status", f"the server answered {status}, not with a page")
    content = record.content_stream().read(source.limits.document + 1)
    media_type = sniff(content[:HEAD_BYTES], "page.html")
    if not media_type.startswith("text/"):
        return Refusal(path, "ingest", "binary", f"its bytes are {media_type}, not text", sample_of(content))
    return checked_record(
        source,
        path,
        content,
        media_type,
        charset=_charset(record),
        url=record.rec_headers.get_header("WARC-Target-URI"),
        retrieved_at=_timestamp(record.rec_headers.get_header("WARC-Date")),
    )


def _charset(record: ArcWarcRecord) -> str | None:
    header = Message()
    if record.http_headers:
        header["Content-Type"] = record.http_headers.get_header("Content-Type", "text/html")
    return header.get_content_charset()


def _timestamp(value: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(value) if value else None
    except ValueError:
        return None

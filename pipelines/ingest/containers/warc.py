"""Web archives (WARC 1.0 and 1.1, ISO 28500) and Common Crawl's WET files."""

from __future__ import annotations

from collections.abc import Iterator

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from pipelines.ingest.containers.document import checked_record, sample_of
from pipelines.ingest.containers.sniff import sniff
from pipelines.ingest.containers.source import HEAD_BYTES, Source
from pipelines.records import RawRecord, Refusal

#: Records that hold a document; requests, metadata and the archive's own notes hold none.
DOCUMENT_TYPES = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
HTTP_OK = 200


def read_warc(source: Source) -> Iterator[RawRecord | Refusal]:
    """Yield the documents of a web archive, numbered by their place in the file."""
    for number, record in enumerate(ArchiveIterator(source.stream, auto_decode="all"), start=1):
        if record.record_type in DOCUMENT_TYPES:
            yield _read_record(source, f"{source.path}#{number}", record)
        elif record.record_type == WarcRecordType.revisit:
            yield Refusal(f"{source.path}#{number}", "ingest", "revisit", "says only that a page had not changed")


def _read_record(source: Source, path: str, record: WarcRecord) -> RawRecord | Refusal:
    if record.is_http and record.http_headers is not None:
        status = record.http_headers.status_code
        if status is not None and status != HTTP_OK:
            return Refusal(path, "ingest", "http_status", f"the server answered {status}, not with a page")
    content = record.reader.read(source.limits.document + 1)
    media_type = sniff(content[:HEAD_BYTES], "page.html")
    if not media_type.startswith("text/"):
        return Refusal(path, "ingest", "binary", f"its bytes are {media_type}, not text", sample_of(content))
    return checked_record(
        source,
        path,
        content,
        media_type,
        charset=record.http_charset,
        url=record.headers.get("WARC-Target-URI"),
        retrieved_at=record.record_date,
    )

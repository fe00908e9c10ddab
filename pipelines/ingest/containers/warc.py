"""Web archives (WARC 1.0 and 1.1, ISO 28500) and Common Crawl's WET files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from email.message import Message

from pipelines.ingest.containers.compressed import DamagedError
from pipelines.ingest.containers.document import TEXT_TYPES, checked_record, not_text, sample_of, timestamp
from pipelines.ingest.containers.http import read_response
from pipelines.ingest.containers.sniff import sniff
from pipelines.ingest.containers.source import HEAD_BYTES, Source
from pipelines.ingest.containers.warc_records import WarcRecord, warc_records
from pipelines.records.source import RawRecord, Refusal

#: Records that hold a document; requests, metadata and the archive's own notes hold none.
DOCUMENT_TYPES = frozenset({"response", "resource", "conversion"})
HTTP_OK = "200"


def read_warc(source: Source) -> Iterator[RawRecord | Refusal]:
    """Yield the documents of a web archive, numbered by their place in the file.

    Raises:
        DamagedError: at the end, when parts of the archive were broken or cut off; each has its refusal.
    """
    n_broken = 0
    for number, record in enumerate(warc_records(source), start=1):
        path = f"{source.path}#{number}"
        if isinstance(record, DamagedError):
            n_broken += 1
            yield Refusal(path, "ingest", "damaged", f"a record that is not whole: {record}")
        elif record.type in DOCUMENT_TYPES:
            yield _read_record(source, path, record)
        elif record.type == "revisit":
            yield Refusal(path, "ingest", "revisit", "says only that a page had not changed")
    if n_broken:
        raise DamagedError(f"{n_broken} records of it are broken")


def _read_record(source: Source, path: str, record: WarcRecord) -> RawRecord | Refusal:
    content, content_type, truncated = record.block, record.headers.get("content-type", ""), record.truncated
    if record.type == "response" and (response := read_response(record.block, source.limits.document)):
        if response.status != HTTP_OK:
            return Refusal(path, "ingest", "http_status", f"the server answered {response.status}, not with a page")
        content, content_type, truncated = response.body, response.content_type, truncated or response.truncated
    url = record.headers.get("warc-target-uri", "").strip("<>") or None
    return _page(source, path, content, content_type, url, timestamp(record.headers.get("warc-date")), truncated)


def read_saved_response(source: Source) -> Iterator[RawRecord | Refusal]:
    """Yield the page of one HTTP response that was saved with its headers."""
    path, content = f"{source.path}#1", source.stream.read(source.limits.document + 1)
    response = read_response(content, source.limits.document)
    if response is None or response.status != HTTP_OK:
        status = response.status if response else "something else"
        yield Refusal(path, "ingest", "http_status", f"the server answered {status}, not with a page")
        return
    yield _page(source, path, response.body, response.content_type, None, None, response.truncated)


def _page(
    source: Source,
    path: str,
    content: bytes,
    content_type: str,
    url: str | None,
    retrieved_at: datetime | None,
    truncated: str | None,
) -> RawRecord | Refusal:
    media_type = sniff(content[:HEAD_BYTES], "page.html")
    if content and media_type not in TEXT_TYPES:
        return Refusal(path, "ingest", "binary", not_text(media_type), sample_of(content))
    return checked_record(
        source,
        path,
        content,
        media_type,
        charset=_charset(content_type),
        url=url,
        retrieved_at=retrieved_at,
        truncated=truncated,
    )


def _charset(content_type: str) -> str | None:
    header = Message()
    header["Content-Type"] = "".join(c for c in content_type if c.isprintable()) or "text/html"
    try:
        return header.get_content_charset()
    except (LookupError, ValueError):
        return None

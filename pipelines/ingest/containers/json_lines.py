"""JSON lines: one article an object, under the field names that crawlers use."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from pipelines.ingest.containers.document import checked_record, sample_of
from pipelines.ingest.containers.source import Source
from pipelines.records.source import RawRecord, Refusal

#: Names of the same field in the output of news-please, datatrove, trafilatura, minet, fundus and Common Crawl.
TEXT_FIELDS = ("text", "maintext", "content", "raw_content", "body", "plaintext", "raw_text", "article")
HTML_FIELDS = ("html", "raw_html", "content_html")
URL_FIELDS = ("url", "link", "uri", "source_url", "canonical_url")
RETRIEVED_FIELDS = ("retrieved_at", "crawl_date", "date_download", "fetched_at", "date_crawl")
DECLARED_FIELDS = {
    "title": ("title", "headline"),
    "date": ("date", "published", "published_at", "date_publish", "publication_date", "datePublished"),
    "author": ("author", "authors", "byline"),
    "site": ("site", "source", "sitename", "source_domain", "publisher"),
}


def read_json_lines(source: Source) -> Iterator[RawRecord | Refusal]:
    """Yield a record for each line; a bad line is refused alone."""
    number = 0
    while line := source.stream.readline(source.limits.line + 1):
        number += 1
        path = f"{source.path}#{number}"
        if len(line) > source.limits.line:
            _skip_rest_of_line(source)
            yield Refusal(path, "ingest", "too_large", "a line beyond the size of a document", sample_of(line))
        elif line.strip():
            yield _read_line(source, path, line)


def _skip_rest_of_line(source: Source) -> None:
    while (rest := source.stream.readline(source.limits.line)) and not rest.endswith(b"\n"):
        pass


def _read_line(source: Source, path: str, line: bytes) -> RawRecord | Refusal:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Refusal(path, "ingest", "bad_json", f"not a JSON object: {error}", sample_of(line))
    if not isinstance(fields, dict):
        return Refusal(path, "ingest", "bad_json", "a JSON value, not an object", sample_of(line))
    nested = fields.get("metadata")
    known = {**nested, **fields} if isinstance(nested, dict) else fields
    html = _first(known, HTML_FIELDS)
    text = html or _first(known, TEXT_FIELDS)
    if text is None:
        wanted = ", ".join((*TEXT_FIELDS[:3], HTML_FIELDS[0]))
        return Refusal(path, "ingest", "no_text_field", f"no field with text (looked for {wanted} …)", sample_of(line))
    return checked_record(
        source,
        path,
        text.encode("utf-8", "replace"),
        "text/html" if html else "text/plain",
        charset="utf-8",
        url=_first(known, URL_FIELDS),
        retrieved_at=_timestamp(_first(known, RETRIEVED_FIELDS)),
        declared=tuple((name, v) for name, keys in DECLARED_FIELDS.items() if (v := _first(known, keys))),
    )


def _first(fields: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    for name in names:
        value = fields.get(name)
        if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
            value = ", ".join(value)
        if isinstance(value, str) and value.strip():
            return value
    return None


def _timestamp(value: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(value) if value else None
    except ValueError:
        return None

"""Tables (CSV, TSV): an article a row, the names of its fields in the first."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from pipelines.ingest.containers.objects import object_record
from pipelines.ingest.containers.source import Source
from pipelines.ingest.decode import decode
from pipelines.records.source import RawRecord, Refusal

_DELIMITERS = ",;\t|"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
#: What stands for the bytes that are no UTF-8 until the encoding of the row is told.
_AS_BYTES = "surrogateescape"


def read_table(source: Source) -> Iterator[RawRecord | Refusal]:
    """Yield the articles of a table, a row each; a table without a column of text is refused in one row."""
    is_wide = source.peek().startswith(_UTF16_MARKS)
    encoding, errors = ("utf-16", "replace") if is_wide else ("utf-8-sig", _AS_BYTES)
    lines = io.TextIOWrapper(source.stream, encoding, errors, newline="")
    try:
        yield from _rows(source, lines)
    finally:
        lines.detach()  # the stream is not this wrapper's to close


def _rows(source: Source, lines: io.TextIOWrapper) -> Iterator[RawRecord | Refusal]:
    csv.field_size_limit(source.limits.document)
    header = lines.readline(source.limits.line)
    delimiter = max(_DELIMITERS, key=header.count)
    names = next(csv.reader([header], delimiter=delimiter), [])
    if source.fields.of(dict.fromkeys(names, "x")).keys().isdisjoint({"text", "html"}):
        reason = f"no column with text; its columns are {', '.join(names)[:200]} (.json_fields.toml adds names)"
        yield Refusal(f"{source.path}#1", "ingest", "no_text_field", reason, header[:80])
        return
    for number, row in enumerate(csv.reader(lines, delimiter=delimiter), start=1):
        if any(value.strip() for value in row):
            content = delimiter.join(row).encode("utf-8", _AS_BYTES)
            # One row is in one encoding, which more letters tell better.
            told = decode(content).encoding
            values = (value.encode("utf-8", _AS_BYTES).decode(told, "replace") for value in row)
            yield object_record(source, f"{source.path}#{number}", dict(zip(names, values, strict=False)), content)

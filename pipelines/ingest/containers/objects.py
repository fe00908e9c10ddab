"""One article as fields with names: an object of JSON, an item of a feed, a row of a table."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

from pipelines.ingest.containers.document import checked_record, sample_of, timestamp
from pipelines.ingest.containers.source import Source
from pipelines.records.source import RawRecord, Refusal

#: What fields say of a document beside the text, by the names that the page's metadata has too.
DECLARED = ("title", "date", "author", "site")

_BLOCKS = "p|div|h[1-6]|li|a|b|i|em|strong|span|blockquote"
#: A text field that holds markup all the same, and one whose markup is written as text.
_MARKUP = re.compile(rf"</(?:{_BLOCKS})>|<br\s*/?>", re.I)
_ESCAPED_MARKUP = re.compile(rf"&lt;/(?:{_BLOCKS})&gt;|&lt;br\s*/?&gt;", re.I)


def object_record(source: Source, path: str, fields: Mapping[str, Any], sample: bytes) -> RawRecord | Refusal:
    """The document that an object holds, or why it holds none."""
    found = source.fields.of(fields)
    text = found.get("html") or found.get("text")
    if text is None:
        reason = "no field with text (looked for text, content, body, html …; .json_fields.toml adds names)"
        return Refusal(path, "ingest", "no_text_field", reason, sample_of(sample))
    if not _MARKUP.search(text) and _ESCAPED_MARKUP.search(text):
        text = html.unescape(text)
    is_markup = "html" in found or _MARKUP.search(text)
    return checked_record(
        source,
        path,
        text.encode("utf-8", "surrogatepass"),
        "text/html" if is_markup else "text/plain",
        charset="utf-8",
        url=found.get("url"),
        retrieved_at=timestamp(found.get("retrieved_at")),
        declared=tuple((name, found[name]) for name in DECLARED if name in found),
    )

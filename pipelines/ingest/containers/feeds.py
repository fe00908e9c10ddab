"""Feeds (RSS, Atom, exports of WordPress) and collections of ``<DOC>``: an article an element.

Feeds are often no well-formed XML. So elements are cut at their tags, one by
one: a broken one costs itself alone.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from pipelines.ingest.containers.compressed import DamagedError
from pipelines.ingest.containers.document import sample_of
from pipelines.ingest.containers.objects import object_record
from pipelines.ingest.containers.source import Source
from pipelines.ingest.decode import decode
from pipelines.records.source import RawRecord, Refusal

_READ = 65_536
#: More bytes than a tag has that is looked for.
_TAG = 16
_ITEM = re.compile(rb"<(item|entry|DOC)(?=[\s>])")
_DECLARED = re.compile(rb"<\?xml[^>]{0,100}?encoding=[\"']([\w.:-]+)")
_FIELD = re.compile(r"<([A-Za-z][\w.:-]*)((?:\s[^<>]*)?)>")
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.S)
_HREF = re.compile(r"""\bhref\s*=\s*["']([^"']+)""")
#: Links of an entry to other things than its page.
_OTHER_LINK = re.compile(r"""\brel\s*=\s*["'](?!alternate)""")
#: No article has more fields.
_MOST_FIELDS = 200


def read_feed(source: Source) -> Iterator[RawRecord | Refusal]:
    """Yield the articles of a feed, in order.

    Raises:
        DamagedError: when the feed ends within an article.
    """
    charset = _DECLARED.match(source.peek().lstrip(b"\xef\xbb\xbf \t\r\n"))
    encoding = charset[1].decode("ascii") if charset else None
    site: object = ""
    for number, (head, element) in enumerate(_elements(source), start=1):
        path = f"{source.path}#{number}"
        if number == 1:
            site = _fields(decode(head, encoding).text[-_READ:]).get("title", "")
        if len(element) > source.limits.document:
            reason = f"more than {source.limits.document // 2**20} MiB in one article of the feed"
            yield Refusal(path, "ingest", "too_large", reason, sample_of(element))
            continue
        fields = {"site": site} | _fields(decode(element, encoding).text)
        yield object_record(source, path, fields, element)


def _elements(source: Source) -> Iterator[tuple[bytes, bytes]]:
    """What stands before each article, and what it holds; of one beyond the bounds only so much.

    Raises:
        DamagedError: when the last has no end.
    """
    tape = _Tape(source)
    while (opening := tape.before(_ITEM)) is not None:
        head, tag = opening
        content = tape.before(re.compile(b"</" + re.escape(tag[1]) + rb"\s*>"))
        if content is None:
            raise DamagedError(f"the feed ends within an article (<{tag[1].decode()}>)")
        yield head, content[0].partition(b">")[2]


class _Tape:
    """A stream that is read up to what is looked for."""

    def __init__(self, source: Source) -> None:
        self._stream, self._most = source.stream, source.limits.document
        self._buffer = b""

    def before(self, wanted: re.Pattern[bytes]) -> tuple[bytes, re.Match[bytes]] | None:
        """What stands before a tag, its first part where it is too much, and the tag; None when it does not come."""
        passed = bytearray()
        while (found := wanted.search(self._buffer)) is None:
            more = self._stream.read(_READ)
            if not more:
                return None
            if len(passed) <= self._most:
                passed += self._buffer[:-_TAG]
            self._buffer = self._buffer[-_TAG:] + more
        content = bytes(passed) + self._buffer[: found.start()]
        self._buffer = self._buffer[found.end() :]
        return content, found


def _fields(element: str) -> dict[str, object]:
    """The first value of each name in an article."""
    found: dict[str, object] = {}
    position = 0
    for _ in range(_MOST_FIELDS):
        opening = _FIELD.search(element, position)
        if opening is None:
            break
        name, attributes = opening[1], opening[2]
        position = opening.end()
        if attributes.endswith("/"):
            value: object = ""
        else:
            end = element.find(f"</{name}>", position)
            if end < 0:
                continue
            value, position = _value(element[position:end]), end
        if name == "link" and not value:
            href = _HREF.search(attributes)
            value = html.unescape(href[1]) if href and not _OTHER_LINK.search(attributes) else ""
        if value:
            found.setdefault(name, value)
    return found


def _value(inner: str) -> object:
    """What a field says: its CDATA as it is, text without references, markup as it is; a person is an object."""
    pieces = _CDATA.findall(inner)
    if pieces:
        return "".join(pieces).strip()
    if "<name>" in inner:
        return {"name": html.unescape(inner.partition("<name>")[2].partition("</name>")[0])}
    return (inner if "</" in inner else html.unescape(inner)).strip()

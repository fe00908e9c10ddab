"""Tell what bytes are by looking at them; the name is only a hint."""

from __future__ import annotations

import json
import re

MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b", "application/gzip"),
    (b"WARC/", "application/warc"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"\x7fELF", "application/x-executable"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"\x28\xb5\x2f\xfd", "application/zstd"),
    (b"\x5d\x2a\x4d\x18", "application/zstd"),  # the dictionary of a .warc.zst
    (b"SQLite format 3\x00", "application/vnd.sqlite3"),
    (b"PAR1", "application/vnd.apache.parquet"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword"),
    (b"{\\rtf", "application/rtf"),
    (b"HTTP/1.", "message/http"),
    (b"HTTP/2 ", "message/http"),
)

#: Documents of office programs are ZIP archives, too; so their first part says.
OFFICE = "application/msword"
_OFFICE_PART = re.compile(
    rb"\[Content_Types\]\.xml|_rels/\.rels|docProps/|(?:word|xl|ppt)/|mimetypeapplication/vnd\.oasis"
)
_ZIP_NAME_AT = 30

UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")
TAR_MAGIC_AT = 257

_HTML = re.compile(
    rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<meta\s|<article[\s>]|<div[\s>]|<p[\s>]",
    re.IGNORECASE,
)
#: An object with a name, or a list of such.
_JSON = re.compile(rb'(?:\[\s*)?\{\s*"[^"\n]{1,80}"\s*:')
_COMPRESSED = re.compile(r"\.(?:gz|zst|bz2|xz)$")
#: The headers of a mail, with one that only mail has; or the line that parts a mailbox. Dumps begin with headers, too.
_MAIL = re.compile(rb"From \S+ .*\d{4}\r?\n[\w-]+: |(?:[A-Za-z][\w-]+:[ \t].*\r?\n(?:[ \t]+.*\r?\n)*){2}")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_MAIL_ONLY = re.compile(
    rb"\AFrom |^(?:MIME-Version|Message-ID|Received|Return-Path|Newsgroups|Content-Transfer-Encoding):", re.I | re.M
)
#: A feed, or a collection of documents in SGML.
_FEED = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*|<\?xml-stylesheet[^>]*>\s*|<!DOCTYPE rss[^>]*>\s*)*"
    rb"<(?:rss[\s>]|feed\s|rdf:RDF\s|DOC[\s>])",
    re.S,
)
#: Control characters that no text encoding but UTF-16/32 and ISO-2022 puts in running text.
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")

#: A dump may hold a stray control character now and then; a twentieth of them is no text.
BINARY_SHARE = 0.05


def sniff(head: bytes, name: str) -> str:
    """Return the media type of a file from its first bytes.

    ``application/octet-stream`` means bytes that are no text in any encoding
    we read. Text without markup is ``text/plain`` whatever its name says.
    """
    for magic, media_type in MAGIC:
        if head.startswith(magic):
            return OFFICE if media_type == "application/zip" and _OFFICE_PART.match(head, _ZIP_NAME_AT) else media_type
    if head[TAR_MAGIC_AT : TAR_MAGIC_AT + 5] == b"ustar":
        return "application/x-tar"
    text = _narrow(head)
    if len(_CONTROLS.findall(text)) > BINARY_SHARE * max(len(text), 1):
        return "application/octet-stream"
    return _text_type(text, _COMPRESSED.sub("", name.lower()))


def _text_type(text: bytes, bare_name: str) -> str:
    if json_type := _json_type(text, bare_name):
        return json_type
    if bare_name.endswith((".csv", ".tsv")) and not text.lstrip().startswith(b"<"):
        return "text/csv"
    if _MAIL.match(text) and _MAIL_ONLY.search(_HEAD_END.split(text, 1)[0]):
        return "message/rfc822"
    if _FEED.match(text.removeprefix(b"\xef\xbb\xbf")):
        return "application/rss+xml"
    return "text/html" if _is_html(text, bare_name) else "text/plain"


def _narrow(head: bytes) -> bytes:
    """UTF-16 without its zero bytes, so that the ASCII patterns fit."""
    n_zero = head.count(0)
    looks_wide = head.startswith(UTF16_BOMS) or (
        n_zero > len(head) // 5 and (head[::2].count(0) > 0.9 * n_zero or head[1::2].count(0) > 0.9 * n_zero)
    )
    return head.removeprefix(UTF16_BOMS[0]).removeprefix(UTF16_BOMS[1]).replace(b"\0", b"") if looks_wide else head


def _is_html(text: bytes, bare_name: str) -> bool:
    start = text.lstrip(b"\xef\xbb\xbf \t\r\n")
    named_so = bare_name.endswith((".html", ".htm", ".xhtml"))
    return bool(_HTML.search(text)) and (start.startswith(b"<") or named_so)


def _json_type(text: bytes, bare_name: str) -> str | None:
    start = text.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{") and bare_name.endswith((".jsonl", ".ndjson")):
        return "application/x-ndjson"
    if not _JSON.match(start):
        return None
    if start.startswith(b"[") or bare_name.endswith(".json"):
        return "application/json"
    first_line, newline, _ = start.partition(b"\n")
    return "application/x-ndjson" if not newline or is_object(first_line) else None


def is_object(line: bytes) -> bool:
    """Whether a line is a JSON object."""
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False

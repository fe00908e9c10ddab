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
)

UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")
TAR_MAGIC_AT = 257

_HTML = re.compile(
    rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<meta\s|<article[\s>]|<div[\s>]|<p[\s>]",
    re.IGNORECASE,
)
#: An object with a name, or a list of such.
_JSON = re.compile(rb'(?:\[\s*)?\{\s*"[^"\n]{1,80}"\s*:')
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
            return media_type
    if head[TAR_MAGIC_AT : TAR_MAGIC_AT + 5] == b"ustar":
        return "application/x-tar"
    text = _narrow(head)
    if len(_CONTROLS.findall(text)) > BINARY_SHARE * max(len(text), 1):
        return "application/octet-stream"
    if json_type := _json_type(text, name):
        return json_type
    return "text/html" if _is_html(text, name) else "text/plain"


def _narrow(head: bytes) -> bytes:
    """UTF-16 without its zero bytes, so that the ASCII patterns fit."""
    n_zero = head.count(0)
    looks_wide = head.startswith(UTF16_BOMS) or (
        n_zero > len(head) // 5 and (head[::2].count(0) > 0.9 * n_zero or head[1::2].count(0) > 0.9 * n_zero)
    )
    return head.removeprefix(UTF16_BOMS[0]).removeprefix(UTF16_BOMS[1]).replace(b"\0", b"") if looks_wide else head


def _is_html(text: bytes, name: str) -> bool:
    start = text.lstrip(b"\xef\xbb\xbf \t\r\n")
    named_so = name.lower().endswith((".html", ".htm", ".xhtml", ".html.gz", ".htm.gz", ".html.zst"))
    return bool(_HTML.search(text)) and (start.startswith(b"<") or named_so)


def _json_type(text: bytes, name: str) -> str | None:
    start = text.lstrip(b"\xef\xbb\xbf \t\r\n")
    bare_name = name.lower().removesuffix(".gz").removesuffix(".zst")
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

"""A document at the bottom of all containers: read whole, bounded, or refused."""

from __future__ import annotations

import hashlib
import quopri
import re
from datetime import UTC, datetime

from pipelines.ingest.containers.source import Source
from pipelines.records.source import RawRecord, Refusal

SAMPLE_CHARACTERS = 80
TEXT_TYPES = frozenset({"text/html", "text/plain"})

#: What users call files that are no text, and what they may do.
_KINDS = {
    "application/rss+xml": "a feed inside a web archive, whose pages alone are read",
    "application/pdf": "a PDF document; convert it to text or HTML",
    "application/msword": "a document of an office program; save it as text or HTML",
    "application/rtf": "an RTF document; save it as text or HTML",
    "application/x-7z-compressed": "a 7-Zip archive; unpack it, or pack it as ZIP",
    "application/vnd.rar": "a RAR archive; unpack it, or pack it as ZIP",
    "application/vnd.sqlite3": "a database (SQLite); export its articles as JSON lines or CSV",
    "application/vnd.apache.parquet": "a Parquet table; export its articles as JSON lines or CSV",
}

#: Text in quoted-printable: letters beyond ASCII as "=C3=A9", lines that end in "=", and no byte beyond ASCII.
_QUOTED_LETTER, _SOFT_BREAK = re.compile(rb"=[89A-F][0-9A-F]"), re.compile(rb"=[ \t]*\r?\n")
_LEAST_QUOTED = 3


def to_record(source: Source, media_type: str) -> RawRecord | Refusal:
    """Read the rest of a stream as one document, or say why it is none.

    Raises:
        OSError, DamagedError, ExpansionError: when the stream breaks.
    """
    if media_type not in TEXT_TYPES:
        return refuse(source, "binary", not_text(media_type), source.peek())
    content = source.stream.read(source.limits.document + 1)
    if media_type == "text/plain" and _is_quoted_printable(content):
        content = quopri.decodestring(content)
    return checked_record(source, source.path, content, media_type)


def not_text(media_type: str) -> str:
    """Why bytes of a type are not read, in the user's words."""
    return f"{_KINDS[media_type]} ({media_type})" if media_type in _KINDS else f"its bytes are {media_type}, not text"


def _is_quoted_printable(content: bytes) -> bool:
    return (
        content.isascii()
        and len(_QUOTED_LETTER.findall(content)) >= _LEAST_QUOTED
        and len(_SOFT_BREAK.findall(content)) >= _LEAST_QUOTED
    )


def checked_record(
    source: Source,
    path: str,
    content: bytes,
    media_type: str,
    *,
    charset: str | None = None,
    url: str | None = None,
    retrieved_at: datetime | None = None,
    declared: tuple[tuple[str, str], ...] = (),
    truncated: str | None = None,
) -> RawRecord | Refusal:
    """A record of these bytes, unless there are too many of them or none."""
    if len(content) > source.limits.document:
        mebibytes = source.limits.document // 2**20
        return Refusal(path, "ingest", "too_large", f"more than {mebibytes} MiB in one document", sample_of(content))
    digest = hashlib.sha256(content).hexdigest()
    if not content.strip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"):
        return Refusal(path, "ingest", "empty", "no characters in it", "", digest, len(content))
    return RawRecord(path, content, digest, media_type, charset, url, retrieved_at, declared, truncated)


def refuse(source: Source, rule: str, reason: str, content: bytes = b"") -> Refusal:
    """A refusal of the stream as a whole."""
    return Refusal(path=source.path, stage="ingest", rule=rule, reason=reason, sample=sample_of(content))


def sample_of(content: bytes) -> str:
    """The first characters of bytes, printable whatever they are."""
    text = content[: SAMPLE_CHARACTERS * 2].decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else " " for c in text)[:SAMPLE_CHARACTERS]


def timestamp(value: str | None) -> datetime | None:
    """A moment in UTC; None for what is none, or beyond what a calendar holds. Without a zone it is UTC."""
    if not value:
        return None
    try:
        moment = datetime.fromisoformat(value.strip())
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None

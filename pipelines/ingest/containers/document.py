"""A document at the bottom of all containers: read whole, bounded, or refused."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from pipelines.ingest.containers.source import Source
from pipelines.records.source import RawRecord, Refusal

SAMPLE_CHARACTERS = 80
TEXT_TYPES = frozenset({"text/html", "text/plain"})


def to_record(source: Source, media_type: str) -> RawRecord | Refusal:
    """Read the rest of a stream as one document, or say why it is none.

    Raises:
        OSError, DamagedError, ExpansionError: when the stream breaks.
    """
    if media_type not in TEXT_TYPES:
        return refuse(source, "binary", f"its bytes are {media_type}, not text", source.peek())
    content = source.stream.read(source.limits.document + 1)
    return checked_record(source, source.path, content, media_type)


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

"""Mail: a message, a mailbox of them, or a page saved with its pictures (MHTML), out of their codings (RFC 5322, 2045).

The body of a message is the document: its HTML where it has both. What is
attached is opened in its turn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32
from typing import cast

from pipelines.ingest.containers.document import checked_record, sample_of
from pipelines.ingest.containers.source import Member, Source
from pipelines.ingest.names import Numbered, spell
from pipelines.records.source import RawRecord, Refusal

_LINE = 65_536
_MAILBOX_LINE = re.compile(rb"From \S+ .*\d{4}\s*\Z")
#: Before the subject of what was sent on, or answered.
_SENT_ON = re.compile(r"(?:(?:re|fwd?|tr|aw|wg|rv|i)\s*:\s*)+", re.IGNORECASE)
#: Letters of a header that stand in no coding, as bytes.
_UNCODED = re.compile(r"[\udc80-\udcff]+")
_READ_TYPES = ("text/html", "text/plain")


def read_mail(source: Source) -> Iterator[RawRecord | Member | Refusal]:
    """Yield the body of each message, and the files attached to it."""
    for number, content in enumerate(_messages(source), start=1):
        path = f"{source.path}#{number}"
        if len(content) > source.limits.document:
            reason = f"more than {source.limits.document // 2**20} MiB in one message"
            yield Refusal(path, "ingest", "too_large", reason, sample_of(content))
            continue
        yield from _read_message(source, path, message_from_bytes(content, policy=compat32))


def _messages(source: Source) -> Iterator[bytes]:
    """The messages of a mailbox, which begin with "From " below a blank line; one message is a mailbox of one."""
    lines: list[bytes] = []
    length = 0
    was_blank = True
    while line := source.stream.readline(_LINE):
        if was_blank and _MAILBOX_LINE.match(line):
            if length:
                yield b"".join(lines)
            lines, length = [], 0
        elif length <= source.limits.document:
            lines.append(line)
            length += len(line)
        was_blank = not line.strip()
    if length:
        yield b"".join(lines)


def _read_message(source: Source, path: str, message: Message) -> Iterator[RawRecord | Member | Refusal]:
    bodies: dict[str, Message] = {}
    names = Numbered()
    for part in message.walk():
        if part.is_multipart():
            continue
        media_type = part.get_content_type()
        if part.get_content_disposition() == "attachment":
            name = names(spell(_plain(part.get_filename() or media_type)))
            yield Member(f"{path}#{name}", _content(part))
        elif media_type in _READ_TYPES:
            bodies.setdefault(media_type, part)
    body = next((bodies[name] for name in _READ_TYPES if name in bodies and _content(bodies[name]).strip()), None)
    if body is None:
        yield Refusal(
            path, "ingest", "empty", "a message without text", sample_of(_header(message, "subject").encode())
        )
        return
    is_html = body.get_content_type() == "text/html"
    yield checked_record(
        source,
        path,
        _content(body),
        "text/html" if is_html else "text/plain",
        charset=body.get_content_charset(),
        url=_header(body, "content-location") or _header(message, "snapshot-content-location") or None,
        declared=() if _is_saved_page(message) else _declared(message, is_html),
    )


def _is_saved_page(message: Message) -> bool:
    """Whether a browser saved a page in it: then its day is that of saving, and the page says the rest."""
    return message.get_content_type() == "multipart/related" and not _header(message, "message-id")


def _declared(message: Message, is_html: bool) -> tuple[tuple[str, str], ...]:
    subject = _SENT_ON.sub("", _header(message, "subject"), count=1)
    stated = {"title": "" if is_html else subject, "date": _header(message, "date")}
    return tuple((name, value) for name, value in stated.items() if value)


def _content(part: Message) -> bytes:
    return cast("bytes | None", part.get_payload(decode=True)) or b""


def _as_utf8(letters: re.Match[str]) -> str:
    return letters[0].encode("ascii", "surrogateescape").decode("utf-8", "replace")


def _header(message: Message, name: str) -> str:
    """The first header of a name as text, "" without one."""
    return _plain(next((value for key, value in message.raw_items() if key.lower() == name), ""))


def _plain(value: str) -> str:
    """What a header says, out of its coding where that is sound."""
    written = _UNCODED.sub(_as_utf8, value)
    with suppress(LookupError, ValueError):
        written = str(make_header(decode_header(written)))
    return " ".join(written.split())

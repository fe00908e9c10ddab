"""From bytes to characters, keeping the byte where each character begins.

The order of trust: a byte-order mark; UTF-8 when the bytes are that (they
hardly ever are by accident); UTF-8 with a few strays, each costing one
character; the declared encoding; a detector. Text that was encoded twice is
read once more.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator

import charset_normalizer
import numpy as np
from numpy.typing import NDArray

from pipelines.ingest.mojibake import undo_double_encoding
from pipelines.records.source import DecodedText

BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

#: What pages mean when they declare these (WHATWG Encoding Standard, section 4.2).
WEB_NAMES = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}

_DECLARATION = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
DECLARATION_WITHIN = 4096

#: With fewer broken sequences than this share of all multi-byte ones, the text is UTF-8 with strays.
STRAY_SHARE = 0.2

#: The detector reads this much; more changes nothing but the time.
DETECTOR_BYTES = 65_536


def decode(content: bytes, charset: str | None = None) -> DecodedText:
    """Return the text of a document, its encoding, and the byte offset of every character.

    ``charset`` is what the transport declared; a declaration in the page comes
    second. Never raises: bytes that fit nothing become windows-1252 characters
    or U+FFFD, and ``repairs`` counts them.
    """
    for mark, encoding in BOMS:
        if content.startswith(mark):
            return undo_double_encoding(_decode_as(content, encoding, skip=len(mark)))
    return undo_double_encoding(_decode_as(content, _choose(content, charset)))


def _choose(content: bytes, charset: str | None) -> str:
    if wide := _wide_without_mark(content):
        return wide
    if _is_utf8(content):
        return "utf-8"
    for name in (charset, _declared(content)):
        encoding = _known(name)
        if encoding and encoding != "utf-8" and _fits(content, encoding):
            return encoding
    return _detect(content)


def _is_utf8(content: bytes) -> bool:
    n_broken = content.decode("utf-8", "replace").count("\ufffd") - content.count("\ufffd".encode())
    if not n_broken:
        return True
    n_sequences = len(re.findall(rb"[\xc2-\xf4][\x80-\xbf]+", content))
    return n_broken <= STRAY_SHARE * n_sequences


def _declared(content: bytes) -> str | None:
    found = _DECLARATION.search(content, 0, DECLARATION_WITHIN)
    return found.group(1).decode("ascii") if found else None


def _known(name: str | None) -> str | None:
    if not name:
        return None
    try:
        canonical = codecs.lookup(name).name
    except LookupError:
        return None
    return WEB_NAMES.get(canonical, canonical)


def _fits(content: bytes, encoding: str) -> bool:
    try:
        text = content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return encoding == "cp1252"
    return not re.search(r"[\x80-\x9f]", text)


def _wide_without_mark(content: bytes) -> str | None:
    """UTF-16 betrays itself by a zero in every other byte of Latin text and markup."""
    head = content[:DECLARATION_WITHIN]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) < len(head) // 5:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _detect(content: bytes) -> str:
    best = charset_normalizer.from_bytes(content[:DETECTOR_BYTES], steps=5, chunk_size=512).best()
    encoding = _known(best.encoding) if best else None
    if encoding and encoding != "utf-8" and _fits(content, encoding) and _leaves_latin(content, encoding):
        return encoding
    return "cp1252"


def _leaves_latin(content: bytes, encoding: str) -> bool:
    """Whether the text is in another script: among Latin code pages a detector only guesses."""
    letters = [c for c in content[:DETECTOR_BYTES].decode(encoding, "replace") if c.isalpha() and c > "\x7f"]
    n_latin = sum(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    return n_latin < len(letters) / 2


def _decode_as(content: bytes, encoding: str, skip: int = 0) -> DecodedText:
    pieces: list[str] = []
    offsets: list[NDArray[np.int64]] = []
    n_strays = 0
    for text, starts, is_stray in _pieces(content, encoding, skip):
        pieces.append(text)
        offsets.append(starts)
        n_strays += is_stray
    offsets.append(np.array([len(content)], dtype=np.int64))
    repairs = (("stray_byte", n_strays),) if n_strays else ()
    return DecodedText("".join(pieces), encoding, np.concatenate(offsets), repairs)


def _pieces(content: bytes, encoding: str, position: int) -> Iterator[tuple[str, NDArray[np.int64], bool]]:
    """Yield stretches that decode, and between them the stray bytes one by one."""
    while position < len(content):
        try:
            good, stray_end = content[position:].decode(encoding), position
            stop = len(content)
        except UnicodeDecodeError as error:
            stop, stray_end = position + error.start, position + error.end
            good = content[position:stop].decode(encoding)
        if good:
            yield good, position + _character_starts(good, content[position:stop], encoding), False
        for stray in range(stop, stray_end):
            character = content[stray : stray + 1].decode("cp1252", "replace")
            yield character, np.array([stray], dtype=np.int64), True
        position = max(stop, stray_end)


def _character_starts(text: str, content: bytes, encoding: str) -> NDArray[np.int64]:
    if len(text) == len(content):
        return np.arange(len(text), dtype=np.int64)
    values = np.frombuffer(content, dtype=np.uint8)
    if encoding == "utf-8":
        return np.flatnonzero((values & 0xC0) != 0x80).astype(np.int64)
    return _starts_from_widths(text, encoding)


def _starts_from_widths(text: str, encoding: str) -> NDArray[np.int64]:
    widths = {character: len(character.encode(encoding, "replace")) for character in set(text)}
    ends = np.cumsum(np.fromiter((widths[character] for character in text), dtype=np.int64, count=len(text)))
    return np.concatenate([np.zeros(1, dtype=np.int64), ends[:-1]])

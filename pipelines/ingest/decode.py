"""From bytes to characters, keeping the byte where each character begins.

The order of trust: a byte-order mark; UTF-8 when the bytes are that (they
hardly ever are by accident); UTF-8 with a few strays, each costing one
character; the declared encoding; the code page whose letters make words; a
detector. Text that was encoded more than once is read again.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

import charset_normalizer
import numpy as np
from numpy.typing import NDArray

from pipelines.ingest.code_pages import CodePage, choose_code_page
from pipelines.ingest.mojibake import undo_double_encoding
from pipelines.records.source import DecodedText

BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_DECLARABLE_NAMES = (
    "utf-8 ascii iso8859-1 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-9 "
    "iso8859-10 iso8859-11 iso8859-13 iso8859-14 iso8859-15 iso8859-16 cp437 cp850 cp852 cp855 cp857 cp866 cp874 "
    "cp932 cp949 cp950 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 koi8-r koi8-u kz1048 "
    "mac-roman mac-cyrillic mac-latin2 mac-turkish mac-greek tis-620 gb2312 gbk gb18030 hz big5 big5hkscs euc_jp "
    "iso2022_jp shift_jis euc_kr"
)
#: What a page may declare, by Python's names (WHATWG Encoding Standard, section 4.2), and what older dumps
#: are in. UTF-16 is not among them: words that can be read as ASCII are not in it.
DECLARABLE = frozenset(_DECLARABLE_NAMES.split())

#: Labels of the web that Python does not know.
WEB_LABELS = {
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "windows-874": "cp874",
    "x-gbk": "gb18030",
    "x-cp1250": "cp1250",
    "x-cp1251": "cp1251",
    "x-cp1252": "cp1252",
    "x-mac-cyrillic": "mac-cyrillic",
    "iso-8859-8-i": "iso8859-8",
}

#: What pages mean when they declare these.
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

#: UTF-16's pairs of surrogates written as two characters of UTF-8 (CESU-8), or half of one.
_SURROGATES = re.compile(rb"\xed[\xa0-\xaf][\x80-\xbf](?:\xed[\xb0-\xbf][\x80-\xbf])?|\xed[\xb0-\xbf][\x80-\xbf]")

#: The first byte of a letter at a line's end: programs that take every byte for a character see white space
#: in A0 and 85, the second bytes of "à" and "х", and strip it.
_HALF_LETTER = re.compile(rb"[\xc3-\xd1](?=[ \t]*(?:[\r\n<]|\Z))")

#: The first byte of "à" where no code page has a letter for it: a capital after a small letter or alone.
_LOST_GRAVE = re.compile(rb"\xc3(?<![A-Z\x80-\xff]\xc3)(?=[ \t]*(?:[\r\n<]|\Z))")
_LOST_AFTER = {0xD1: 0x85}

#: With fewer broken sequences than this share of all multi-byte ones, the text is UTF-8 with strays.
STRAY_SHARE = 0.2

#: How sure an encoding is that a mark, a declaration or UTF-8's own form tells, and one that a detector guesses.
SURE, DETECTED = 1.0, 0.5

#: Hiragana and katakana of full width; of the letters of Japanese texts two thirds are such, of Chinese ones none.
_KANA, KANA_SHARE = re.compile(r"[\u3041-\u30fa]"), 0.2

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
            return undo_double_encoding(_decode_as(content, CodePage(encoding, SURE), skip=len(mark)))
    return undo_double_encoding(_decode_as(content, _choose(content, charset)))


def _choose(content: bytes, charset: str | None) -> CodePage:
    if wide := _wide_without_mark(content):
        return CodePage(wide, SURE)
    if _is_utf8(content):
        return CodePage("utf-8", SURE)
    for name in (charset, _declared(content)):
        encoding = _known(name)
        if encoding and encoding != "utf-8" and _fits(content, encoding):
            return CodePage(encoding, SURE)
    return choose_code_page(content) or CodePage(_detect(content), DETECTED)


def _is_utf8(content: bytes) -> bool:
    if content.isascii():
        return True
    content = _LOST_GRAVE.sub(b"?", _SURROGATES.sub(b"?", content))
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
        canonical = codecs.lookup(WEB_LABELS.get(name.lower(), name)).name
    except LookupError:
        return None
    return WEB_NAMES.get(canonical, canonical) if canonical in DECLARABLE else None


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
    japanese = next((encoding for encoding in ("euc_jp", "cp932") if _reads_japanese(content, encoding)), None)
    if japanese is not None:
        return japanese
    best = charset_normalizer.from_bytes(content[:DETECTOR_BYTES], steps=5, chunk_size=512).best()
    encoding = _known(best.encoding) if best else None
    if encoding and encoding != "utf-8" and _fits(content, encoding) and _leaves_latin(content, encoding):
        return encoding
    return "cp1252"


def _reads_japanese(content: bytes, encoding: str) -> bool:
    """Whether bytes are letters of an encoding, many of them kana: the detector knows EUC-JP by another name only."""
    try:
        # The last letter of the sample may be cut.
        text = codecs.getincrementaldecoder(encoding)().decode(content[:DETECTOR_BYTES], final=False)
    except UnicodeDecodeError:
        return False
    letters = [c for c in text if c.isalpha() and c > "\x7f"]
    return len(_KANA.findall(text)) > KANA_SHARE * len(letters)


def _leaves_latin(content: bytes, encoding: str) -> bool:
    """Whether the text is in another script: among Latin code pages a detector only guesses."""
    letters = [c for c in content[:DETECTOR_BYTES].decode(encoding, "replace") if c.isalpha() and c > "\x7f"]
    n_latin = sum(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    return n_latin < len(letters) / 2


def _decode_as(content: bytes, chosen: CodePage, skip: int = 0) -> DecodedText:
    encoding = chosen.encoding
    pieces: list[str] = []
    offsets: list[NDArray[np.int64]] = []
    repairs: Counter[str] = Counter()
    for text, starts, repair in _pieces(content, encoding, skip):
        pieces.append(text)
        offsets.append(starts)
        if repair:
            repairs[repair] += 1
    offsets.append(np.array([len(content)], dtype=np.int64))
    return DecodedText(
        "".join(pieces), encoding, np.concatenate(offsets), tuple(sorted(repairs.items())), chosen.confidence
    )


def _pieces(content: bytes, encoding: str, position: int) -> Iterator[tuple[str, NDArray[np.int64], str]]:
    """Yield stretches that decode, and between them what does not, repaired, with the repair's name."""
    view = memoryview(content)
    while position < len(content):
        try:
            good, stray_end = str(view[position:], encoding), position
            stop = len(content)
        except UnicodeDecodeError as error:
            stop, stray_end = position + error.start, position + error.end
            good = str(view[position:stop], encoding)
        if good:
            yield good, position + _character_starts(good, content[position:stop], encoding), ""
        position = stop
        while position < stray_end:
            repaired, n_bytes, repair = _repair(content, position, encoding)
            yield repaired, np.array([position], dtype=np.int64), repair
            position += n_bytes


def _repair(content: bytes, position: int, encoding: str) -> tuple[str, int, str]:
    """The character meant by bytes that do not decode, how many they are, and the name of the repair."""
    if encoding.startswith(("utf-16", "utf-32")):
        unit = content[position : position + (2 if encoding.startswith("utf-16") else 4)]
        return "\ufffd", len(unit), "lone_surrogate" if len(unit) % 2 == 0 else "stray_byte"
    if encoding == "utf-8" and (found := _SURROGATES.match(content, position)):
        joined = found[0].decode("utf-8", "surrogatepass").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return joined[0], len(found[0]), "surrogate_pair" if len(found[0]) == 6 else "lone_surrogate"
    if encoding == "utf-8" and (found := _HALF_LETTER.match(content, position)):
        lead = found[0][0]
        return bytes([lead, _LOST_AFTER.get(lead, 0xA0)]).decode("utf-8"), 1, "lost_byte"
    return content[position : position + 1].decode("cp1252", "replace"), 1, "stray_byte"


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

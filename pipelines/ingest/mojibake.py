"""Text whose UTF-8 was read as windows-1252 and encoded again ("Ã©" for "é"), once or more often."""

from __future__ import annotations

import re
from dataclasses import replace

import ftfy.bad_codecs
import numpy as np
from ftfy.badness import is_bad

from pipelines.records.source import DecodedText

#: windows-1252 as browsers read it: the five bytes it leaves open stand for themselves.
SLOPPY = "sloppy-windows-1252"
ftfy.bad_codecs.ok()

#: The byte behind each character, whether it was read as windows-1252 or as Latin-1.
_BYTE_OF = {chr(byte): byte for byte in range(0x80, 0x100)} | {
    character: byte for byte, character in enumerate(bytes(range(0x80, 0x100)).decode(SLOPPY), start=0x80)
}
_LEAD = re.escape("".join(character for character, byte in _BYTE_OF.items() if 0xC2 <= byte < 0xF5))
_CONTINUATION = re.escape("".join(character for character, byte in _BYTE_OF.items() if byte < 0xC0))
_BROKEN = f"[{_LEAD}][{_CONTINUATION}]{{1,3}}"
#: Not `(?:…)+`: a pattern that begins with a set of signs is looked for ten times as fast.
_SEQUENCE = re.compile(f"{_BROKEN}(?:{_BROKEN})*")

#: A lone "Ã©" may be somebody's example of mojibake; more of them are a damaged text.
MINIMUM_SEQUENCES = 2

#: What a damaged text may hold that looks sound by itself: "Å“" for "œ".
_LATIN = re.compile(r"[\u00a0-\u017f\u2010-\u2044]+")


#: What is left of "à" where its second byte was taken for white space and stripped.
_HALF_GRAVE = re.compile(r"Ã(?:(?<![^ \t\r\n]Ã)(?=[ \t\r\n]|\Z)|(?<=[a-z]Ã)(?=[ \t]*(?:[\r\n<]|\Z)))")

#: The repair that each layer is recorded as.
LAYERS = ("double_encoding", "triple_encoding", "quadruple_encoding")


def undo_double_encoding(decoded: DecodedText) -> DecodedText:
    """Return the text with stretches that were encoded twice or more often read again, or as it was.

    Each layer that is taken off is a repair with the number of its stretches.
    """
    for layer in LAYERS:
        mended = _undo_layer(decoded, layer)
        if mended is decoded:
            return decoded
        decoded = mended
    return decoded


def _undo_layer(decoded: DecodedText, layer: str) -> DecodedText:
    """Return the text with one layer less, or as it was.

    Only sequences that make valid UTF-8 are touched, so text that is mixed
    (half of it encoded twice) is mended where it is broken and nowhere else.
    Valid is not enough: the end of "« volé » ", spaced as the French do, and of
    "„Spaß“" are so too, and sound. ftfy tells what no writer puts side by side.
    """
    valid = [
        (match, mended, is_bad(match.group()))
        for match in _SEQUENCE.finditer(decoded.text)
        if (mended := _read_again(match.group()))
    ]
    if sum(bad for _, _, bad in valid) < MINIMUM_SEQUENCES:
        return decoded
    found = [(match.start(), match.end(), mended) for match, mended, bad in valid if bad or _LATIN.fullmatch(mended)]
    halves = [(match.start(), match.end(), "à") for match in _HALF_GRAVE.finditer(decoded.text)]
    repairs = ((layer, len(found)), *((("lost_byte", len(halves)),) if halves else ()))
    return _replace(decoded, sorted((*found, *halves)), repairs)


def _replace(
    decoded: DecodedText, found: list[tuple[int, int, str]], repairs: tuple[tuple[str, int], ...]
) -> DecodedText:
    """Return the text with other characters at some places, each knowing the bytes it came from."""
    pieces: list[str] = []
    sources: list[int] = []
    position = 0
    for start, end, mended in found:
        pieces += [decoded.text[position:start], mended]
        sources += [*range(position, start), *_spread(start, mended)]
        position = end
    pieces.append(decoded.text[position:])
    sources += range(position, len(decoded.text) + 1)
    return replace(
        decoded,
        text="".join(pieces),
        byte_offsets=decoded.byte_offsets[np.array(sources, dtype=np.int64)],
        repairs=(*decoded.repairs, *repairs),
    )


def _read_again(sequence: str) -> str | None:
    try:
        return bytes(_BYTE_OF[character] for character in sequence).decode("utf-8")
    except UnicodeDecodeError:
        return None


def _spread(start: int, mended: str) -> list[int]:
    """The place in the broken text where each mended character begins."""
    places = []
    for character in mended:
        places.append(start)
        start += len(character.encode("utf-8"))
    return places

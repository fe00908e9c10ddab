"""Characters: raw text to the text of a block, with the way back.

What changes is small and always the same: character references are decoded,
white space is collapsed, invisible characters (soft hyphens, zero-width
spaces, marks of direction, byte order marks) are dropped and letters are
composed (NFC). Each change is a `Run`, so that any span of the text has its
span of raw text.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines.records.document import Run

#: Characters that render nothing. The joiners U+200C and U+200D are left out:
#: they shape Persian and Indic words and hold emoji together.
_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"

#: Letters of the conjoining-mark blocks, where NFC has something to compose.
_MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0653-\u0655\u093c\u09be\u09d7\u1100-\u11ff\u3099\u309a"

#: Marks that stack on a letter; more than 30 on one are dropped, as no text has them and putting them in order
#: takes the square of their number (Stream-Safe Text Format, UAX #15, section 13).
_STACKED = "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_MOST_STACKED = 30

_REFERENCE = r"(?P<reference>&(?:\#[0-9]{1,8}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?)"
_BLANK = r"\s\x00-\x1f\x7f-\x9f"
_REWRITTEN = (
    # (A single space between two words is copied along with them.)
    rf"(?P<space>(?! [^&{_BLANK}{_INVISIBLE}])[{_BLANK}{_INVISIBLE}]*[{_BLANK}][{_BLANK}{_INVISIBLE}]*)"
    rf"|(?P<excess>(?<=[{_STACKED}]{{{_MOST_STACKED}}})[{_STACKED}]+)"
    rf"|(?P<composed>\w(?:[{_INVISIBLE}]*[{_MARKS}]){{1,{_MOST_STACKED}}})"
    rf"|(?P<invisible>[{_INVISIBLE}]+)"
)
_CHANGES = {True: re.compile(f"{_REFERENCE}|{_REWRITTEN}"), False: re.compile(_REWRITTEN)}
_NEEDS_WORK = re.compile(rf"[&\x00-\x1f\x7f-\x9f{_INVISIBLE}{_MARKS}{_STACKED}]|\s\s|[^\S ]")
_RARE = re.compile(rf"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f{_INVISIBLE}{_MARKS}{_STACKED}]")
_SPACES = re.compile(r"\s+")
_HAS_INVISIBLE = re.compile(rf"[\s\x00-\x1f\x7f-\x9f{_INVISIBLE}]+")


class Piece(NamedTuple):
    """A stretch of raw text that renders characters; ``is_break`` renders a line break."""

    raw_start: int
    raw: str
    is_break: bool = False


class _Writer:
    """Collects text and runs; joins runs that go on character by character."""

    __slots__ = ("_chunks", "_length", "_runs", "_space")

    def __init__(self) -> None:
        self._chunks: list[str] = []
        self._runs: list[tuple[int, int, int, int]] = []
        self._length = 0
        self._space: tuple[int, int, str] | None = None

    def copy(self, text: str, raw_start: int) -> None:
        """Write `text`, each character of it one raw character from `raw_start` on."""
        self.replace(text, raw_start, raw_start + len(text), one_to_one=True)

    def space(self, raw_start: int, raw_end: int, text: str = " ") -> None:
        """Note white space; it is written when a character follows."""
        if self._space is None:
            self._space = (raw_start, raw_end, text)
        else:
            first, _, before = self._space
            self._space = (first, raw_end, "\n" if "\n" in (before, text) else " ")

    def replace(self, text: str, raw_start: int, raw_end: int, one_to_one: bool = False) -> None:
        """Write `text` for the raw characters from `raw_start` to `raw_end`."""
        if self._space is not None:
            first, last, blank = self._space
            self._space = None
            if self._length:
                self._append(blank, first, last, last - first == 1)
        self._append(text, raw_start, raw_end, one_to_one)

    def _append(self, text: str, raw_start: int, raw_end: int, one_to_one: bool) -> None:
        start, end = self._length, self._length + len(text)
        if one_to_one and self._runs:
            last_start, last_end, last_raw_start, last_raw_end = self._runs[-1]
            if last_raw_end == raw_start and last_raw_end - last_raw_start == last_end - last_start:
                self._runs.pop()
                start, raw_start = last_start, last_raw_start
        self._runs.append((start, end, raw_start, raw_end))
        self._chunks.append(text)
        self._length = end

    def result(self) -> tuple[str, tuple[Run, ...]]:
        return "".join(self._chunks), tuple(Run(*run) for run in self._runs)


def normalise(pieces: Iterable[Piece], has_references: bool) -> tuple[str, tuple[Run, ...]]:
    """The text that `pieces` render, and its runs, in the offsets of the pieces.

    `has_references` says that the raw text is HTML, where ``&eacute;`` is a
    letter. A run of two equal lengths maps character by character; a space
    that stands for any white space of one character is such a run too.
    """
    writer = _Writer()
    for start, raw, is_break in pieces:
        if is_break:
            writer.space(start, start + len(raw), "\n")
        else:
            _write_piece(writer, raw, start, has_references)
    return writer.result()


def _is_plain(raw: str) -> bool:
    """Whether nothing changes but the spaces at the ends; most text is told by the quick tests."""
    if raw.isprintable() and "&" not in raw and "  " not in raw and (raw.isascii() or _RARE.search(raw) is None):
        return True
    return _NEEDS_WORK.search(raw) is None


def _write_piece(writer: _Writer, raw: str, offset: int, has_references: bool) -> None:
    if _is_plain(raw):
        core = raw.strip(" ")
        if not core:
            writer.space(offset, offset + len(raw))
            return
        lead = len(raw) - len(raw.lstrip(" "))
        if lead:
            writer.space(offset, offset + lead)
        writer.copy(core, offset + lead)
        if lead + len(core) < len(raw):
            writer.space(offset + lead + len(core), offset + len(raw))
        return
    position = 0
    for match in _CHANGES[has_references].finditer(raw):
        start, end = match.span()
        if start > position:
            _write_words(writer, raw[position:start], offset + position)
        position = end
        _write_change(writer, str(match.lastgroup), match.group(), offset + start)
    if position < len(raw):
        _write_words(writer, raw[position:], offset + position)


def _write_words(writer: _Writer, words: str, start: int) -> None:
    """Copy words with single spaces between them; one before them may join other white space."""
    if words[0] == " ":
        writer.space(start, start + 1)
        words, start = words[1:], start + 1
    if words:
        writer.copy(words, start)


def _write_change(writer: _Writer, kind: str, surface: str, start: int) -> None:
    end = start + len(surface)
    if kind == "space":
        writer.space(start, end)
    elif kind in ("invisible", "excess"):
        return
    elif kind == "composed":
        composed = unicodedata.normalize("NFC", _HAS_INVISIBLE.sub("", surface))
        writer.replace(composed, start, end, one_to_one=len(composed) == len(surface))
    else:
        decoded = html.unescape(surface)
        if decoded == surface:
            writer.copy(surface, start)
        elif not _HAS_INVISIBLE.sub("", decoded):
            if decoded.strip() == "" and decoded:
                writer.space(start, end)
        else:
            writer.replace(_SPACES.sub(" ", decoded), start, end)


def plain_text(rendered: str) -> str | None:
    """What `normalise` makes of characters already decoded, by the short way.

    None when the long way is needed: invisible or control characters, marks to compose.
    """
    if rendered.isprintable():
        # No control character, and of spaces and invisible characters the plain space alone.
        text = rendered.strip(" ")
        if (text.isascii() or _RARE.search(text) is None) and "  " not in text:
            return text
    if _RARE.search(rendered) is not None:
        return None
    return " ".join(rendered.split())


def one_byte_each(text: str) -> NDArray[np.uint8]:
    """The code points of a text, those beyond Latin-1 as question marks: enough to find newlines."""
    return np.frombuffer(text.encode("latin-1", "replace"), np.uint8)


def text_to_raw(runs: Iterable[Run], start: int, end: int) -> tuple[int, int]:
    """The raw span of ``text[start:end]`` of a block.

    Raises ValueError when the span is empty or lies outside the block's text.
    """
    touched = [run for run in runs if run.text_start < end and run.text_end > start]
    if not touched or touched[0].text_start > start or touched[-1].text_end < end:
        raise ValueError(f"no raw text for the span {start}:{end}")
    first, last = touched[0], touched[-1]
    raw_start, raw_end = first.raw_start, last.raw_end
    if first.raw_end - first.raw_start == first.text_end - first.text_start:
        raw_start += start - first.text_start
    if last.raw_end - last.raw_start == last.text_end - last.text_start:
        raw_end -= last.text_end - end
    return raw_start, raw_end

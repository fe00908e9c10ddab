"""Lines that were broken at a fixed width: which of them go on in the next.

Mail programs and text browsers break paragraphs where the next word does not
fit any more. So two lines are one paragraph's when the first word of the second
would not have fitted on the first, at a width that many lines of the text have
in common. Menus and lists beside such paragraphs stay as they are, and a text
may have several widths.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import mode
from typing import NamedTuple

from pipelines.read.segmentation.text_lines import Line

#: Widths at which paragraphs are broken.
WIDTHS = range(28, 140)
#: Lines that must speak for a width, and their share of those that might. Words under each other, as in
#: menus, look like a narrow column, and scripts without small letters do not tell what goes on: more must speak.
_LEAST_PAIRS, _FILLED_SHARE = 3, 0.65
_NARROW, _LEAST_DOUBTFUL_PAIRS = 50, 8
#: A shorter line than this share of the width ends its paragraph.
_SHORT = 0.55
#: A text has so many widths at most; of those that most lines might speak for, so many are tried.
_MOST_WIDTHS, _TRIED_WIDTHS = 3, 4
#: What is centred leaves as many columns on its left as on its right, but for so many; text browsers leave at most
#: so many on each side of a heading of several lines.
_OFF_CENTRE, _HEADING_MARGIN = 2, 3
#: A headline of two lines has blank lines around it.
_HEADLINE_LINES = 2

#: Letters of scripts that are written without spaces: a line may be broken before each.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
_SOFT_BREAK = re.compile(r"=\Z")
#: What a page keeps on one line, and a text browser prints with plain spaces: "« Dessiner", "18 août 2023", "faire ?".
_KEPT_TOGETHER = re.compile(
    r"(?:[«“„]\s)?(?:\d{1,2}\S{0,2}\s[^\W\d_]+\.?\s\d{4}(?!\d)\S*|\d[\d.,]*\s\S+|\S+)(?:\s[»:;!?%€](?!\w))?"
)
#: "— and most of them": a dash in the midst of a sentence; and what ends the line above a list.
_ASIDE, _BEFORE_ITEMS = re.compile(r"[–—-]\s[a-zß-ÿ]"), ".:;!?…"
#: The end of a sentence, which no name below a headline has.
_SENTENCE_END = re.compile(r"[.!?…][»”\"’)]?\Z")
#: A line with a year and a clock or bars, or with a day in digits ahead, stamps a text: "Anne Morel | 4 mai 2020".
_YEAR, _STAMPED = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)"), re.compile(r"\d[:h]\d\d(?!\d)|\s[|•·]\s|\A\d{1,2}[./]\d")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad]\Z")


class Wraps:
    """Which lines of a text go on in the next.

    ``margin`` is the least indent of those that do, ``usual`` the commonest.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._has_soft_breaks = _has_soft_breaks(lines)
        self._stretches = _stretches(lines)
        numbers = {line.number for line in lines}
        self._pairs = [
            None
            if following.has_blank_before or line.is_rule or following.is_rule or _begins_item(line, following, numbers)
            else _Pair(line, following, self._stretches[at])
            for at, (line, following) in enumerate(pairwise(lines))
        ]
        self._widths: list[_Width] = []
        margins: list[int] = []
        unexplained = [pair for pair in self._pairs if pair]
        while len(self._widths) < _MOST_WIDTHS and (width := _common_width(unexplained)):
            indents = [pair.margin for pair in unexplained if pair.fills(width)]
            self._widths.append(_Width(width, mode(indents)))
            margins += indents
            unexplained = [pair for pair in unexplained if not pair.fills(width)]
        self.margin = min(margins, default=0)
        self.usual = max(sorted(set(margins)), key=margins.count, default=0)

    def runs_on(self, at: int, is_first: bool) -> bool:
        """Whether a line goes on in the next; ``is_first`` says that it begins its paragraph."""
        if self.is_soft_break(self._lines[at]):
            return not self._lines[at + 1].has_blank_before
        if self._is_centred_pair(at):
            return True
        if not self._is_filled(at) or self._is_stamp(at + 1):
            return False
        pair = self._pairs[at]
        if pair is None or pair.is_lower or not is_first:
            return True
        # A headline above a name looks the same: a paragraph goes on in lower case, ends a sentence, or is as long
        # as its stretch.
        is_whole = self._stretches[at].n_lines == _HEADLINE_LINES
        return is_whole or self._is_filled(at + 1) or _SENTENCE_END.search(self._lines[at + 1].words) is not None

    def _is_stamp(self, at: int) -> bool:
        """Whether a line says when a text appeared, and who signs, and no more: none goes on in it."""
        words = self._lines[at].words
        return (
            _YEAR.search(words) is not None
            and _STAMPED.search(words) is not None
            and _SENTENCE_END.search(words) is None
            and not self._is_filled(at)
        )

    def is_centred(self, first: int, end: int) -> bool:
        """Whether a paragraph stands apart in the middle of the column, as the first heading of a text browser does.

        The lines of a quotation, which is set in on both sides, begin under each other.
        """
        lines = self._lines[first:end]
        is_apart = lines[0].has_blank_before and (end == len(self._lines) or self._lines[end].has_blank_before)
        if not is_apart or lines[0].is_bullet:
            return False
        if len(lines) == 1:
            return any(width.has_in_middle(lines[0]) for width in self._widths)
        return all(self._is_centred_pair(at) for at in range(first, end - 1))

    def _is_centred_pair(self, at: int) -> bool:
        """Whether the next line stands under the middle of a line that had no room for its first word."""
        line, following = self._lines[at], self._lines[at + 1]
        if following.has_blank_before or line.is_bullet or following.is_bullet or line.is_rule or following.is_rule:
            return False
        is_ended = any(below.has_blank_before for below in self._lines[at + 2 : at + 4]) or at + 2 == len(self._lines)
        if not is_ended:
            return False
        is_centred = line.begin != following.begin and abs(line.middle - following.middle) <= 1
        room = max(line.middle, _NARROW) - 2 * _HEADING_MARGIN
        return is_centred and len(line.words) + _first_word_length(following.words) >= room

    def is_soft_break(self, line: Line) -> bool:
        """Whether a line ends in the ``=`` with which quoted-printable text goes on."""
        return self._has_soft_breaks and line.words.endswith("=")

    def _is_filled(self, at: int) -> bool:
        pair = self._pairs[at] if at < len(self._pairs) else None
        return pair is not None and any(width.is_filled_by(pair) for width in self._widths)


class _Width(NamedTuple):
    """Where paragraphs are broken, and how far they are set in, on the right as on the left."""

    n_columns: int
    margin: int

    def has_in_middle(self, line: Line) -> bool:
        """Whether a line leaves as much room on its left as on its right."""
        return line.begin > self.margin and abs(line.middle - self.margin - self.n_columns) <= _OFF_CENTRE

    def is_filled_by(self, pair: _Pair) -> bool:
        """Whether a line was broken at it: a heading that is set in less may end later, a quotation earlier.

        A heading may end later by twice what it is set in less: lynx leaves more on the right than on the left.
        """
        outdent = self.margin - pair.margin
        if pair.fills(self.n_columns) or (outdent > 0 and pair.fills(self.n_columns + 2 * outdent)):
            return True
        return (outdent > 0 or pair.is_even) and pair.fills(self.n_columns + outdent)


class _Pair:
    """A line and the next: the widths at which the first may have been broken because the other's word did not fit."""

    __slots__ = ("is_even", "is_lower", "least", "longest", "margin", "most")

    def __init__(self, line: Line, following: Line, stretch: _Stretch) -> None:
        self.margin = line.begin
        self.least = line.n_columns
        self.most = line.n_columns + _first_word_length(following.words)
        self.longest, self.is_even = stretch.longest, stretch.is_even
        first = following.words[0]
        self.is_lower = first.islower() if first.islower() or first.isupper() else None

    def fills(self, width: int) -> bool:
        return self.least <= width <= self.most and self.longest <= width and self.least >= _SHORT * width

    def might_fill(self, width: int) -> bool:
        return self.longest <= width and self.least >= _SHORT * width


class _Stretch(NamedTuple):
    """Lines that no blank line parts: their number, the columns of the longest, whether all have one indent."""

    n_lines: int
    longest: int
    is_even: bool


def _stretches(lines: Sequence[Line]) -> list[_Stretch]:
    """The stretch that each line stands in."""
    found: list[_Stretch] = []
    begun = 0
    for at, line in enumerate([*lines, None]):
        if line is None or (line.has_blank_before and at > begun):
            # A word longer than the width (an address) stands on a line of its own.
            columns = [other.n_columns for other in lines[begun:at] if " " in other.words]
            indents = {other.begin for other in lines[begun:at]}
            found += [_Stretch(at - begun, max(columns, default=0), len(indents) == 1)] * (at - begun)
            begun = at
    return found


def _begins_item(line: Line, following: Line, numbers: set[int | None]) -> bool:
    """Whether the second line begins an item of a list.

    The number of an item is the first, or another line has the one before or behind; a dash in the midst of a
    sentence goes on in lower case below a line without one.
    """
    number = following.number
    if number is not None:
        return number <= 1 or not numbers.isdisjoint((number - 1, number + 1))
    is_aside = _ASIDE.match(following.words) and not line.is_bullet and line.words[-1] not in _BEFORE_ITEMS
    return following.is_bullet and not is_aside


def _first_word_length(words: str) -> int:
    match = None if _UNSPACED.match(words) else _KEPT_TOGETHER.match(words)
    return len(match[0]) if match else 1


def _common_width(pairs: Sequence[_Pair]) -> int:
    """The likely width for which most lines speak, 0 when none is: those of menus and tables may have more votes."""
    votes = [0] * (WIDTHS.stop + 1)
    for pair in pairs:
        first, last = max(pair.least, pair.longest, WIDTHS.start), min(pair.most, WIDTHS.stop - 1)
        if first <= last and pair.is_lower is not False:
            votes[first] += 1
            votes[last + 1] -= 1
    running = 0
    voted: list[tuple[int, int]] = []
    for width, change in enumerate(votes):
        running += change
        if change > 0:
            voted.append((-running, width))
    return next((width for _, width in sorted(voted)[:_TRIED_WIDTHS] if _is_likely(pairs, width)), 0)


def _is_likely(pairs: Sequence[_Pair], width: int) -> bool:
    """Whether what goes on in lower case was broken at this width; headlines under each other say nothing of it."""
    near = [pair for pair in pairs if pair.might_fill(width)]
    lower = [pair for pair in near if pair.is_lower]
    going_on = lower or [pair for pair in near if pair.is_lower is None]
    n_filled = sum(pair.fills(width) for pair in going_on)
    least = _LEAST_PAIRS if lower and width >= _NARROW else _LEAST_DOUBTFUL_PAIRS
    return n_filled >= least and n_filled >= _FILLED_SHARE * len(going_on)


def _has_soft_breaks(lines: Sequence[Line]) -> bool:
    n_soft = sum(_SOFT_BREAK.search(line.words) is not None for line in lines)
    return n_soft >= _LEAST_PAIRS and n_soft >= len(lines) // 4


def is_hyphenated(line: Line, following: Line) -> bool:
    """Whether a word is broken with a hyphen at the end of the line."""
    return _HYPHEN.search(line.words) is not None and following.words[0].islower()


def needs_no_space(line: Line, following: Line) -> bool:
    """Whether the two lines are written without a space between them."""
    return _UNSPACED.match(line.words[-1]) is not None and _UNSPACED.match(following.words) is not None

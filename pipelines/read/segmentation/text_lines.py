"""The lines of a plain text: where each begins and ends, and where its words do."""

from __future__ import annotations

import re
from typing import NamedTuple

_BULLET = re.compile(r"[*+•·▪‣◦○●■–—-]\s+")
#: The number of an item; a year ends a sentence, but before an address four digits are a number, too.
_NUMBER = re.compile(r"(\d{1,3}|\d{4}(?=\.\s+\S+:/))[.)]\s+")
#: What stands before the words of a line: white space, the bullets of items without words ("* * * Un pont"), the
#: marks of quoted mail and of a heading ("## Réactions"); a line with marks of mail between its words too is the path
#: to a page ("> Politique > Vallory").
_LEAD = re.compile(
    r"[^\S\n]*(?:(?:[*+•][^\S\n]+){2,}(?=[\w«“„\"]))?"
    r"(?:(?:>+[^\S\n]+)+(?=\S)(?!.*\s>\s))?(?:#{1,6}[^\S\n]+(?=[^\W\d_«“\"]))?"
)
#: A blank line in quoted mail.
_QUOTED_BLANK = re.compile(r"[>\s]*")


class Line(NamedTuple):
    """A line with words: where it begins and ends in the text, where its words do, and how many columns it has."""

    start: int
    words_start: int
    end: int
    words: str
    n_columns: int
    has_blank_before: bool

    @property
    def begin(self) -> int:
        """The columns before its words."""
        return self.words_start - self.start

    @property
    def middle(self) -> int:
        """Twice the column in its middle: the width of the page where it is centred."""
        return self.begin + self.n_columns

    @property
    def is_bullet(self) -> bool:
        return _BULLET.match(self.words) is not None or self.number is not None

    @property
    def is_rule(self) -> bool:
        """Whether it is drawn, a rule or a row of stars, and says nothing."""
        return not any(sign.isalnum() for sign in self.words) and len(self.words) > 2

    @property
    def number(self) -> int | None:
        """The number of a list that it begins with ("3. Ouverture"), which a day may look like ("15. Juni")."""
        match = _NUMBER.match(self.words)
        return int(match[1]) if match else None


def line_of(match: re.Match[str], has_blank_before: bool) -> Line:
    """The line that was matched, apart from the lead before its words and the white space behind them."""
    raw = match.group()
    lead = _LEAD.match(raw)
    begin = lead.end() if lead else 0
    words = "" if _QUOTED_BLANK.fullmatch(raw) else raw[begin:].rstrip()
    n_columns = len(raw[: begin + len(words)].expandtabs())
    return Line(match.start(), match.start() + begin, match.end(), words, n_columns, has_blank_before)

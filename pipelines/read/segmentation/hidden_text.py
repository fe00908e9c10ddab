"""Text that no reader sees: what hides an element, and which stretches of a block it takes with it.

Some of it is for screen readers alone ("opens in a new tab", "list of 3
items"), some waits for a script to show it. The first kind is never the
article; the second may be all of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from pipelines.read.segmentation import markup

#: The attributes of an element: names and values.
Attributes = Sequence[tuple[str, str | None]]

_HIDDEN, _CLIPPED, _SILENT = markup.FLAG["hidden"], markup.CLIPPED, markup.SILENT
#: The flags of what something hides.
UNSEEN = _HIDDEN | _CLIPPED | _SILENT
#: What a script may show again, and what takes text out of sight for good; styles without white space.
_SWITCHED_OFF = re.compile(r"(?:^|;)(?:display:none|visibility:(?:hidden|collapse)|content-visibility:hidden)")
_OUT_OF_SIGHT = re.compile(
    r"(?:^|;)(?:clip:rect\((?:0(?:px)?|1px)(?:[,)0]|1px)|clip-path:(?:inset\((?:50|100)%|polygon\(00|circle\(0)"
    r"|(?:left|right|top|text-indent|margin-left):-(?:\d{4}|999))"
)
_FOLDED = re.compile(r"(?:^|;)(?:max-)?(?:width|height):0(?![.\d])")
_A_POINT = re.compile(r"(?:^|;)(?:width|height):1px")
_CUT_OFF = re.compile(r"(?:^|;)overflow(?:-[xy])?:(?:hidden|clip)")
#: A longer stretch inside a paragraph is the rest of it, which a script unfolds.
_ASIDE = 100
_WORD = re.compile(r"\w")


def hiding(attributes: Attributes) -> int:
    """The flags of an element whose attributes hide it; 0 where they do not."""
    flags = 0
    for name, value in attributes:
        if name == "hidden":
            flags |= _HIDDEN
        elif name == "style" and value:
            flags |= _hiding_style(value)
        elif name == "class" and value:
            flags |= _CLIPPED if markup.is_for_ears(value) else 0
        elif name == "aria-hidden" and value and value.lower() == "true":
            flags |= _SILENT
    return flags


@lru_cache(maxsize=4096)
def _hiding_style(style: str) -> int:
    plain = "".join(style.lower().split())
    flags = _HIDDEN if _SWITCHED_OFF.search(plain) else 0
    flags |= _CLIPPED if _OUT_OF_SIGHT.search(plain) else 0
    if _CUT_OFF.search(plain):
        flags |= _CLIPPED if _A_POINT.search(plain) else _HIDDEN if _FOLDED.search(plain) else 0
    return flags


class Stretch(NamedTuple):
    """A stretch of a block that something hides: the number of its piece, its flags, and what it renders."""

    piece: int
    flags: int
    rendered: str


def out_of_sight(stretches: Sequence[Stretch], has_seen: bool) -> frozenset[int]:
    """The pieces that no reader sees of a block; `has_seen` says that something in it is hidden by nothing.

    Of a pair, one for the eyes and one for the ears, the one for the eyes
    stays. So does punctuation, which parts what is seen around it. A block all of
    which is hidden stays whole: what it is, the page tells.
    """
    clipped, silent, switched, unfolded = _by_what_hides([at for at in stretches if _WORD.search(at.rendered)])
    gone: frozenset[int] = frozenset()
    if has_seen or silent or switched:
        gone |= clipped
    if has_seen or silent:
        gone |= switched - unfolded
    if has_seen and not clipped:
        gone |= silent
    return gone


class _Pieces(NamedTuple):
    """Pieces by what hides them: clipped away, for the eyes alone, switched off; of these, what a script unfolds."""

    clipped: frozenset[int]
    silent: frozenset[int]
    switched: frozenset[int]
    unfolded: frozenset[int]


def _by_what_hides(stretches: Sequence[Stretch]) -> _Pieces:
    clipped = frozenset(at.piece for at in stretches if at.flags & _CLIPPED)
    silent = frozenset(at.piece for at in stretches if not at.flags & (_CLIPPED | _HIDDEN))
    switched = frozenset(at.piece for at in stretches) - clipped - silent
    unfolded = frozenset(at.piece for at in stretches if at.piece in switched and len(at.rendered) > _ASIDE)
    return _Pieces(clipped, silent, switched, unfolded)

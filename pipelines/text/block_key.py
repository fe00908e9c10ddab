"""The normal form under which a block's repeats are counted."""

from __future__ import annotations

import re
import unicodedata

_NUMBER = re.compile(r"\d+")
_NOT_WORDS = re.compile(r"[^\w]+")


def block_key(block_text: str) -> str:
    """The normal form under which a block's repeats are counted.

    Case, accents' composition, punctuation and white space do not matter;
    numbers count as one sign, so that "12 comments" and "7 comments" are one.
    """
    folded = unicodedata.normalize("NFKC", block_text).casefold()
    return _NOT_WORDS.sub(" ", _NUMBER.sub("0", folded)).strip()

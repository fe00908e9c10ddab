"""Whom and what a sentence names, as far as languages write it alike."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: Names of so many letters and more are compared, by so many first ones: "Bruxelles" and "Brussels" differ in the
#: fifth, "Slovaquie" and "Slovakia" do not.
_LEAST_LETTERS, _STEM = 4, 5
_WORD = re.compile(r"[^\W\d_][\w'-]*")
_REMEMBERED = 10_000


@lru_cache(maxsize=_REMEMBERED)
def names_in(sentence: str) -> frozenset[str]:
    """The first letters of a sentence's words with a capital, in small letters and without accents."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", sentence) if not unicodedata.combining(char))
    words = (word.split("'")[-1] for word in _WORD.findall(plain.replace("’", "'")))
    return frozenset(word.casefold()[:_STEM] for word in words if word[:1].isupper() and len(word) >= _LEAST_LETTERS)

"""How likely a word's letters are in a language, and signs that are no letters in any.

The counts are langdetect's: single letters, pairs and triples of each
language's Wikipedia. Capitals are counted as small letters.
"""

from __future__ import annotations

import json
import math
import unicodedata
from collections import Counter
from functools import cache, lru_cache
from pathlib import Path

from langdetect import PROFILES_DIRECTORY

#: What a context that was counted leaves to letters never seen after it: langdetect leaves rare triples out.
_UNSEEN_TRIPLE, _UNSEEN_PAIR = 2e-5, 1e-4

#: The chance of a letter that a language does not have.
_FOREIGN = 1e-7

#: Where a word begins and ends.
EDGE = " "

#: The chances of signs that are no letters, beside a word and in it.
_QUOTES = frozenset("«»‹›“”„‘’‚…–—·•¡¿\u00a0\u00ad")
_JOINERS = frozenset("’‘´·–—\u00a0\u00ad")
_QUOTE, _JOINER, _SYMBOL, _SYMBOL_WITHIN, _CONTROL = (math.log(chance) for chance in (1e-2, 1e-3, 1e-5, 1e-9, 1e-12))

#: Controls, what is not assigned, private use: no text has them.
_NO_SIGNS = frozenset({"Cc", "Cn", "Co"})

#: The chance of a capital after a small letter.
_CAPITAL_WITHIN = math.log(1e-3)

#: A language has Latin letters when its profile has these.
_LATIN_SHARE = 0.3


class LetterModel:
    """The letters of one language: triples backed by pairs backed by single letters."""

    def __init__(self, counts: dict[str, int]) -> None:
        self._counts = counts
        singles = {letters: count for letters, count in counts.items() if len(letters) == 1}
        self._total = sum(singles.values())
        n_latin = sum(count for letter, count in singles.items() if letter.isascii())
        self.is_latin = n_latin > _LATIN_SHARE * self._total
        self._known: dict[str, float] = {}

    def log_chance(self, triple: str) -> float:
        """Return the logarithm of the chance of the last sign of ``triple`` after its first two."""
        known = self._known.get(triple)
        if known is None:
            known = math.log(self._chance(triple))
            if len(self._known) < REMEMBERED:
                self._known[triple] = known
        return known

    def _chance(self, triple: str) -> float:
        get, total = self._counts.get, self._total
        single = get(triple[2], 0) / total + _FOREIGN
        few = _UNSEEN_PAIR * total
        pair = (get(triple[1:], 0) + few * single) / (max(get(triple[1], 0), get(triple[1:], 0)) + few)
        few = _UNSEEN_TRIPLE * total
        return (get(triple, 0) + few * pair) / (max(get(triple[:2], 0), get(triple, 0)) + few)


#: Triples a language keeps the chance of.
REMEMBERED = 1 << 15


@cache
def load_letter_model(language: str) -> LetterModel:
    """Return the letters of a language that langdetect has a profile of, read once."""
    profile = json.loads(Path(PROFILES_DIRECTORY, language).read_text(encoding="utf-8"))
    counts: Counter[str] = Counter()
    for letters, count in profile["freq"].items():
        counts[_fold(letters)] += count
    # A word's edge is counted with what stands beside it, not alone.
    counts[EDGE] = sum(count for letters, count in counts.items() if len(letters) == 2 and letters[0] == EDGE)
    return LetterModel(counts)


@lru_cache(maxsize=4096)
def spell(word: str) -> tuple[tuple[str, ...], float]:
    """Return the triples of letters of a word, and the logarithm of the chance of what is no letter in it."""
    chance = 0.0
    is_letter = [sign.isalpha() or unicodedata.category(sign) == "Mn" for sign in word]
    for place, sign in enumerate(word):
        if not is_letter[place]:
            within = 0 < place < len(word) - 1 and is_letter[place - 1] and is_letter[place + 1]
            chance += _chance_of_symbol(sign, within)
        elif place and sign.isupper() and word[place - 1].islower():
            chance += _CAPITAL_WITHIN
    text = "".join(sign if known else EDGE for sign, known in zip(_fold(word), is_letter, strict=True))
    parts = [f"{EDGE}{EDGE}{part}{EDGE}" for part in text.split()]
    return tuple(part[start : start + 3] for part in parts for start in range(len(part) - 2)), chance


def _fold(word: str) -> str:
    """Return a word in small letters, one for each."""
    small = word.lower()
    return small if len(small) == len(word) else "".join(letter.lower()[0] for letter in word)


def _chance_of_symbol(sign: str, within: bool) -> float:
    if unicodedata.category(sign) in _NO_SIGNS or sign == "\ufffd":
        return _CONTROL
    if within:
        return _JOINER if sign in _JOINERS else _SYMBOL_WITHIN
    return _QUOTE if sign in _QUOTES else _SYMBOL

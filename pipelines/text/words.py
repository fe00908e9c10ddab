"""Words of a text with their offsets, and tables of phrases to find among them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

Phrase = tuple[str, ...]
Value = TypeVar("Value")

# A word keeps inner points when it is an abbreviation ("U.S."); elided articles
# end in their apostrophe ("l'"); the English genitive is a word of its own.
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\b(?i:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’](?=[^\W\d_])|['’]s\b|\w+|[^\w\s]")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "‑": "-", "\u00ad": "-"})


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: its folded form for look-ups, its offsets, its letters."""

    start: int
    end: int
    surface: str
    folded: str

    @property
    def is_capital(self) -> bool:
        """Starts with a capital, or is of a script that has none."""
        first = self.surface[0]
        return first.isalpha() and not first.islower()


def fold_word(word: str) -> str:
    """The word as it is looked up: case folded, straight apostrophes."""
    return word.translate(_APOSTROPHES).casefold()


@lru_cache(maxsize=128)
def find_words(text: str) -> tuple[Word, ...]:
    """All words and punctuation of a text, in order."""
    return tuple(
        Word(match.start(), match.end(), match.group(), fold_word(match.group())) for match in _WORD.finditer(text)
    )


def split_words(phrase: str) -> Phrase:
    """A phrase as a tuple of folded words, cut exactly as texts are."""
    return tuple(word.folded for word in find_words(phrase))


class PhraseTable(Generic[Value]):
    """Phrases with a value each; finds the longest one that begins at a word."""

    def __init__(self, phrases: Mapping[Phrase, Value]) -> None:
        self._values = dict(phrases)
        longest: dict[str, int] = {}
        for phrase in self._values:
            if phrase:
                longest[phrase[0]] = max(longest.get(phrase[0], 0), len(phrase))
        self._longest = longest

    def get(self, phrase: Phrase) -> Value | None:
        return self._values.get(phrase)

    def opens(self, word: str) -> bool:
        """Whether a phrase begins with this folded word."""
        return word in self._longest

    def items(self) -> Iterator[tuple[Phrase, Value]]:
        return iter(self._values.items())

    def match_at(self, words: Sequence[Word], at: int) -> tuple[int, Value] | None:
        """The end (exclusive) and value of the longest phrase beginning at ``at``, or None."""
        if at >= len(words):
            return None
        longest = self._longest.get(words[at].folded, 0)
        for length in range(min(longest, len(words) - at), 0, -1):
            phrase = tuple(word.folded for word in words[at : at + length])
            if phrase in self._values:
                return at + length, self._values[phrase]
        return None


@lru_cache(maxsize=64)
def _first_words(phrases: frozenset[Phrase]) -> frozenset[str]:
    return frozenset(phrase[0] for phrase in phrases if phrase)


def match_phrase(phrases: frozenset[Phrase], words: Sequence[Word], at: int, longest: int = 4) -> int | None:
    """The end of the longest of the phrases that begins at ``at``, or None."""
    if at >= len(words) or words[at].folded not in _first_words(phrases):
        return None
    for length in range(min(longest, len(words) - at), 0, -1):
        if tuple(word.folded for word in words[at : at + length]) in phrases:
            return at + length
    return None

"""Patterns made of the words of languages."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NOTHING = r"(?!)"


def one_of(words: Iterable[str]) -> str:
    """A pattern of any of the words, the longest first, with either apostrophe; it matches nothing where there is none.

    Whether case counts is for the pattern it becomes a part of to say.
    """
    return _either(map(_quoted, _ordered(words)))


def one_of_capitals_too(words: Iterable[str]) -> str:
    """The same for words that are written small or with a capital ("avec", "Avec"), and not all in capitals."""
    return _either(f"[{word[0]}{word[0].upper()}]{_quoted(word[1:])}" for word in _ordered(words))


def one_of_before(words: Iterable[str]) -> str:
    """The same, with the space that parts each from the word behind it; an apostrophe needs none."""
    return one_of(word if word.endswith("'") else f"{word} " for word in words)


def _ordered(words: Iterable[str]) -> list[str]:
    return sorted(set(words), key=lambda word: (-len(word), word))


def _quoted(word: str) -> str:
    return re.escape(word).replace("'", "['’]")


def _either(patterns: Iterable[str]) -> str:
    return f"(?:{'|'.join(patterns) or _NOTHING})"

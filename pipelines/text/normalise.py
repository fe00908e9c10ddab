"""Normal forms of texts: what they have in common when case, width, punctuation or numbers do not matter."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+")
_NOT_WORDS = re.compile(r"[^\w]+")


def folded(text: str) -> str:
    """The text without case and width: NFKC, case-folded."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()


def plain_words(text: str) -> str:
    """The words of a text, folded, with one space between them and no punctuation."""
    return " ".join(_WORD.findall(folded(text)))


def letters_and_digits(text: str) -> str:
    """The text without case, spaces and punctuation: "Le Courrier" and "lecourrier" are one."""
    return "".join(character for character in text.casefold() if character.isalnum())


def block_key(block_text: str) -> str:
    """The normal form under which a block's repeats are counted.

    Case, accents' composition, punctuation and white space do not matter;
    numbers count as one sign, so that "12 comments" and "7 comments" are one.
    """
    return _NOT_WORDS.sub(" ", _NUMBER.sub("0", folded(block_text))).strip()

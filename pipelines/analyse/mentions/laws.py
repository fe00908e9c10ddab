"""Letters that name no body but a law or a tax: "la loi ABC", "the health care act (HCA)"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from pipelines.analyse.mentions.name import Name
from pipelines.languages.names import Pack
from pipelines.text.words import Word, find_words

#: Letters of the longest acronym, and characters before one in brackets in which what it stands for is told.
_LONGEST, _LONGEST_PHRASE = 6, 100


def letters_of_laws(text: str, names: Sequence[Name], pack: Pack) -> list[Name]:
    """The names, those of unknown bodies in capitals things where the text says once that a law or a tax bears them."""
    letters = [name for name in names if _is_open(text, name)]
    laws = {text[name.start : name.end] for name in letters if _is_of_law(text, name, pack)}
    return [
        replace(name, type="MISC") if _is_open(text, name) and text[name.start : name.end] in laws else name
        for name in names
    ]


def _is_open(text: str, name: Name) -> bool:
    letters = text[name.start : name.end]
    return name.type == "ORG" and name.known is None and letters.isupper() and len(letters) <= _LONGEST


def _is_of_law(text: str, name: Name, pack: Pack) -> bool:
    """Whether letters are those of a law or a tax, right behind the noun or in brackets behind more: "la loi ABC"."""
    before = find_words(text[max(name.start - _LONGEST_PHRASE, 0) : name.start])
    if not before:
        return False
    if before[-1].surface != "(":
        return before[-1].surface in pack.texts_of_law
    phrase = [word.folded for word in takewhile(_is_small, before[-2::-1])][::-1]
    heads = (at for at, word in enumerate(phrase) if at and phrase[at - 1] in pack.determiners)
    first = next(heads, None)
    return first is not None and phrase[first] in pack.texts_of_law


def _is_small(word: Word) -> bool:
    return word.surface.islower()

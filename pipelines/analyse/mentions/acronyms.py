"""Acronyms: whether one is made of a name's initials, and names that one in brackets ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipelines.analyse.mentions.known_name import fold_name
from pipelines.analyse.mentions.name import Name
from pipelines.languages.names import Pack
from pipelines.languages.world import read_world
from pipelines.text.words import Word, find_words

#: Three words in a row that begin in small letters.
_SMALL_WORDS = re.compile(r"(?: [^\WA-ZÀ-Þ\d_]\S*){3}")
#: What may stand between a name cut short and the acronym of the whole: "Comité national[ pour la paix (]CNP)".
_REST = re.compile(r"[^\n().;:]{0,80}? \(([A-ZÀ-Þ]{2,8})\)")

_BRACKET = re.compile(r" \(([A-ZÀ-Þ]{2,8})\)")
#: Words before a bracket among which the whole name begins.
_MOST_WORDS = 14


def is_acronym_of(short: str, long: str) -> bool:
    """Whether the letters of ``short`` begin the content words of ``long`` in order."""
    letters = short.replace(".", "").replace("-", "")
    if not letters.isupper() or not 2 <= len(letters) <= 8 or " " not in long:
        return False
    world = read_world()
    silent = frozenset(world["particles"]) | frozenset(world["acronym_skips"])
    words = fold_name(long).replace("'", " ").split()
    initials = "".join(re.escape(word[0]) + ("?" if word in silent else "") for word in words)
    return re.fullmatch(initials, fold_name(letters)) is not None


def complete_to_acronym(text: str, names: list[Name], pack: Pack) -> list[Name]:
    """The names, those of bodies as long as the acronym in brackets after them says."""
    completed: list[Name] = []
    starts = _starts_in_brackets(text, names, pack)
    for name in names:
        if completed and name.start < completed[-1].end:
            continue
        rest = _REST.match(text, name.end) if name.type == "ORG" and name.known is None else None
        end = rest.start(1) - len(" (") if rest is not None else name.end
        is_whole = end > name.end and rest is not None and _is_told_by(rest[1], text[name.start : end])
        completed.append(replace(name, end=end) if is_whole else name)
        start = starts.get(completed[-1].end, name.start)
        if name.type == "ORG" and name.known is None and start < name.start:
            while len(completed) > 1 and completed[-2].end > start:
                del completed[-2]
            completed[-1] = replace(completed[-1], start=start)
    return completed


def letters_of_bodies(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, towns in capitals in brackets right behind a body the letters of it: "Varna Hospital (VAR)"."""
    ends = {name.end for name in names if name.type == "ORG"}
    return [
        replace(name, type="ORG", known=None)
        if name.type == "LOC" and _is_in_bracket(text, name) and name.start - len(" (") in ends
        else name
        for name in names
    ]


def _is_in_bracket(text: str, name: Name) -> bool:
    bracket = _BRACKET.match(text, name.start - len(" ("))
    is_country = name.known is not None and name.known.is_country
    return bracket is not None and bracket.end(1) == name.end and not is_country


def _starts_in_brackets(text: str, names: Sequence[Name], pack: Pack) -> dict[int, int]:
    """Where bodies begin that an acronym in brackets right after them is made of, by their end.

    Those that it is made of already are whole: "Comité (CNP)". An office is none: "Member of Parliament (MP)".
    """
    if not any(_BRACKET.match(text, name.end) for name in names if name.type == "ORG" and name.known is None):
        return {}
    words = find_words(text)
    begins: dict[int, int] = {}
    for first, end in told_in_brackets(text, words):
        if pack.roles.match_at(words, end + 1) is not None:
            continue
        # Of several the shortest is the one that is made of the letters alone.
        begins[words[end - 1].end] = max(words[first].start, begins.get(words[end - 1].end, 0))
    return begins


def told_in_brackets(text: str, words: Sequence[Word]) -> set[tuple[int, int]]:
    """Pairs of words (first, end) that an acronym in brackets right after them is made of."""
    starts = {word.start: at for at, word in enumerate(words)}
    found: set[tuple[int, int]] = set()
    for match in _BRACKET.finditer(text):
        end = starts.get(match.start() + 1, 0)
        for first in range(end - 1, max(end - _MOST_WORDS, -1), -1):
            whole = text[words[first].start : match.start()]
            if "\n" in whole or words[first].surface in ".;:()":
                break
            if words[first].is_capital and _is_told_by(match[1], whole):
                found.add((first, end))
    return found


def _is_told_by(short: str, long: str) -> bool:
    """Whether a name's words begin with the letters of an acronym, all of them or those with a capital.

    More small words in a row are no name: "OSTA attend toujours l'avis de la Commission (CO)".
    """
    capitals = " ".join(word for word in long.split() if not word[0].islower())
    return is_acronym_of(short, long) or (_SMALL_WORDS.search(long) is None and is_acronym_of(short, capitals))

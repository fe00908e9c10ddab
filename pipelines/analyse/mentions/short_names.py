"""Bodies called by a short name that may mean others, where the text shows which: "Wagner", "X"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipelines.analyse.mentions.known_bodies import doubtful_body_names, short_forms
from pipelines.analyse.mentions.known_name import KnownName, fold_name
from pipelines.analyse.mentions.name import REPEATED_CONFIDENCE, Name, names_beside
from pipelines.analyse.mentions.trimming import surnames_of
from pipelines.languages.world import read_world

#: Characters before a name in which the word before it lies.
_LONGEST_WORD = 30


def bodies_by_short_names(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, with those of bodies that the text names in full too, by a short name that may be a person's.

    An armed group or a party is so called as well where the text names its country and nobody of that surname.
    """
    known = [name.known for name in names if name.known is not None]
    full = {body.name for body in known if body.type == "ORG"}
    countries = {place.country for place in known if place.type == "LOC"}
    surnames = surnames_of(text, names)
    read = []
    for name in names:
        surface = text[name.start : name.end]
        is_lone = name.type == "PER" and " " not in surface and surface not in surnames
        is_body = is_lone and _is_called(surface, full, countries)
        read.append(replace(name, type="ORG", confidence=REPEATED_CONFIDENCE) if is_body else name)
    return sorted([*read, *_letters(text, read, full)], key=lambda name: name.start)


def _is_called(surface: str, full: set[str], countries: set[str | None]) -> bool:
    """Whether a short name is that of a body named in full, or of one that acts in a country named."""
    bodies = doubtful_body_names().get(fold_name(surface), ())
    return any(body.name in full or _acts_in(body, countries) for body in bodies)


def _acts_in(body: KnownName, countries: set[str | None]) -> bool:
    return body.sector in read_world()["sectors_of_parties"] and body.country is not None and body.country in countries


def _letters(text: str, names: Sequence[Name], full: set[str]) -> list[Name]:
    """Names of a letter that a body named in full has as well, where no capitalised word goes before."""
    letters = sorted({form for known in full for form in short_forms().get(known, ()) if len(form) == 1})
    if not letters:
        return []
    pattern = rf"(?<![\w.&-])(?:{'|'.join(letters)})(?![\w&’'-]|\.\w)"
    found = [Name(match.start(), match.end(), "ORG", REPEATED_CONFIDENCE) for match in re.finditer(pattern, text)]
    return [name for name in names_beside(found, names) if not _follows_capital(text, name.start)]


def _follows_capital(text: str, start: int) -> bool:
    """Whether the word before has a capital: "Malcolm X", "Generation X"."""
    before = text[max(start - _LONGEST_WORD, 0) : start].split()
    return bool(before) and before[-1][0].isupper() and before[-1][-1].isalnum()

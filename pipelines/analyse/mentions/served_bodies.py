"""Offices of bodies that are no state: "le président de la fondation", "Volkswagen's chief"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from pipelines.analyse.mentions.name import Name
from pipelines.analyse.mentions.name_types import read_body
from pipelines.analyse.mentions.nominals import Description
from pipelines.languages.names import Pack
from pipelines.languages.world import read_world
from pipelines.text.words import Word, match_phrase

#: Words in small letters in which the head of what is served is looked for: "head of the [miners'] union".
_MOST_BEFORE_HEAD = 3


class _Named(NamedTuple):
    """The names of a text by their first word's start and their last one's end."""

    by_start: Mapping[int, Name]
    by_end: Mapping[int, Name]


class _Body(NamedTuple):
    """What an office belongs to: its sector, where its name ends that stands behind the office, and its state."""

    sector: str | None
    end: int | None = None
    country: str | None = None


def serve_bodies(
    words: tuple[Word, ...], descriptions: Sequence[Description], names: Sequence[Name], pack: Pack
) -> list[Description]:
    """The descriptions, those of a body's officers with the body's sector: no state's, where the body is none's.

    The president of a company is no head of state; his country is not the one that the article speaks of.
    """
    offices, official = read_world()["offices_of_bodies"], read_world()["officer_of_body"]
    named = _Named({name.start: name for name in names}, {name.end: name for name in names})
    served = []
    for description in descriptions:
        is_open = description.role.role in offices and not description.countries and not description.is_anaphor
        body = _body_of(words, description, named, pack) if is_open else None
        served.append(description if body is None else _serving(description, body, official))
    return served


def _serving(description: Description, body: _Body, official: str) -> Description:
    role = replace(description.role, role=official, sector=body.sector)
    return replace(description, role=role, body_end=body.end, body_country=body.country)


def _body_of(words: tuple[Word, ...], description: Description, named: _Named, pack: Pack) -> _Body | None:
    """The body an office belongs to, named or told by a noun, behind the office or before it; None for none."""
    after = match_phrase(pack.possession_after, words, description.head_end)
    if after is not None and after < len(words):
        name = named.by_start.get(words[after].start)
        if name is None:
            return _of_noun(words, after, pack)
        body = _of_name(name, words, pack)
        return body if body is None else body._replace(end=bisect_left(words, name.end, key=lambda word: word.start))
    before = description.first - 1
    if before < 0 or not pack.head_is_last:
        return None
    if words[before].folded in pack.possession_before and before > 0:
        before -= 1
    name = named.by_end.get(words[before].end)
    if name is not None:
        return _of_name(name, words, pack)
    is_noun = words[before].surface.islower() and pack.head_types.get(words[before].folded) == "ORG"
    return _Body(pack.head_sectors.get(words[before].folded)) if is_noun else None


def _of_name(name: Name, words: tuple[Word, ...], pack: Pack) -> _Body | None:
    if name.type != "ORG" or (name.known is not None and name.known.is_country):
        return None
    if name.known is not None:
        of_state = name.known.sector in read_world()["sectors_of_states"]
        return _Body(name.known.sector, country=name.known.country if of_state else None)
    first, end = (bisect_left(words, place, key=lambda word: word.start) for place in (name.start, name.end))
    body = read_body(" ".join(word.surface for word in words[first:end]), pack)
    return _Body(body.sector if body is not None else None)


def _of_noun(words: tuple[Word, ...], at: int, pack: Pack) -> _Body | None:
    """The body that a noun in small letters stands for; where heads stand last, words go before it."""
    reach = _MOST_BEFORE_HEAD if pack.head_is_last else 1
    for place, word in enumerate(words[at : at + reach], at):
        if not word.surface.islower():
            break
        if pack.head_types.get(word.folded) == "ORG":
            return _Body(pack.head_sectors.get(word.folded), end=place + 1)
    return None

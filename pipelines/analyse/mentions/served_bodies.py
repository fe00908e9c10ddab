"""Offices of bodies that are no state: "le président de la fondation", "Volkswagen's chief"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from pipelines.analyse.mentions.countries_beside import NamedCountries, countries_after, named_countries
from pipelines.analyse.mentions.name import Name
from pipelines.analyse.mentions.name_types import read_body
from pipelines.analyse.mentions.nominals import Description
from pipelines.languages.names import Pack
from pipelines.languages.world import read_world
from pipelines.text.words import Word, match_phrase

#: Words in small letters in which the head of what is served is looked for: "head of the [miners'] union".
_MOST_BEFORE_HEAD = 3
#: The role of the nouns for a state and those who rule it.
_STATE = "government"
#: The role of the nouns for who leads anything.
_LEADER = "leader"


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
    world = read_world()
    named = _Named({name.start: name for name in names}, {name.end: name for name in names})
    country_at = named_countries(words, names)
    served = []
    for description in descriptions:
        office = description.role.role
        is_open = office in world["offices_of_bodies"] and not description.countries and not description.is_anaphor
        body = _body_of(words, description, named, country_at, pack) if is_open else None
        if (
            body is None
            and is_open
            and (office in world["offices_of_any_body"] or _is_of_some(words, description, country_at, pack))
        ):
            body = _Body(None)
        served.append(description if body is None else _serving(description, body))
    return served


def _is_of_some(words: tuple[Word, ...], description: Description, country_at: NamedCountries, pack: Pack) -> bool:
    """Whether who leads is said to lead what is no state: "chief of cardiology", "head of the Collegium of Smiths"."""
    after = match_phrase(pack.possession_after, words, description.head_end)
    is_leader = description.role.role == _LEADER and description.role.is_person
    if is_leader:
        return after is not None and after < len(words) and after not in country_at
    # An executive director is a state's where one is said.
    office = tuple(word.folded for word in words[description.head : description.head_end])
    return office in pack.weak_roles and description.role.is_person


def _serving(description: Description, body: _Body) -> Description:
    world, office = read_world(), description.role.role
    is_of_states = office in world["offices_of_states"]
    sector = body.sector or (description.role.sector if office in world["offices_of_firms"] else None)
    role = replace(description.role, role=world["officer_of_body"] if is_of_states else office, sector=sector)
    return replace(description, role=role, body_end=body.end, body_country=body.country)


def _body_of(
    words: tuple[Word, ...],
    description: Description,
    named: _Named,
    country_at: dict[int, tuple[int, str]],
    pack: Pack,
) -> _Body | None:
    """The body an office belongs to, named or told by a noun, behind the office or before it; None for none."""
    of_states = description.role.role in read_world()["offices_of_states"]
    after = match_phrase(pack.possession_after, words, description.head_end)
    if after is not None and after < len(words):
        name = named.by_start.get(words[after].start)
        if name is None:
            noun = _of_noun(words, after, country_at, pack, of_states=of_states)
            return _named_behind(words, noun, named, pack) or noun
        body = _of_name(name, words, pack)
        return body if body is None else body._replace(end=bisect_left(words, name.end, key=lambda word: word.start))
    if not pack.head_is_last:
        return None
    directly = named.by_start.get(words[description.head_end].start) if description.head_end < len(words) else None
    if directly is not None and directly.type == "ORG":
        # "Anna Berg, President Varga North America"
        return _of_name(directly, words, pack)
    return _body_before(words, description.first - 1, named, pack, of_states=of_states)


def _body_before(words: tuple[Word, ...], before: int, named: _Named, pack: Pack, *, of_states: bool) -> _Body | None:
    """The body that ends with a word before an office, or with the one before its genitive."""
    if before < 0:
        return None
    if words[before].folded in pack.possession_before and before > 0:
        before -= 1
    name = named.by_end.get(words[before].end)
    if name is not None:
        return _of_name(name, words, pack)
    noun = _noun_at(words, before, pack, of_states=of_states)
    return None if noun is None else noun._replace(end=None, country=_country_before(words, before, noun, pack))


def _named_behind(words: tuple[Word, ...], noun: _Body | None, named: _Named, pack: Pack) -> _Body | None:
    """The body that a noun for it stands right before: "le chef du mouvement Varna"."""
    at = noun.end if noun is not None else None
    name = named.by_start.get(words[at].start) if at is not None and at < len(words) else None
    body = _of_name(name, words, pack) if name is not None else None
    if noun is None or name is None or body is None:
        return None
    end = bisect_left(words, name.end, key=lambda word: word.start)
    return _Body(body.sector or noun.sector, end, body.country or noun.country)


def _of_name(name: Name, words: tuple[Word, ...], pack: Pack) -> _Body | None:
    if name.type != "ORG" or (name.known is not None and name.known.is_country):
        return None
    if name.known is not None:
        of_nationals = name.known.sector in read_world()["sectors_of_nationals"]
        return _Body(name.known.sector, country=name.known.country if of_nationals else None)
    first, end = (bisect_left(words, place, key=lambda word: word.start) for place in (name.start, name.end))
    body = read_body(" ".join(word.surface for word in words[first:end]), pack)
    return _Body(body.sector if body is not None else None)


def _of_noun(
    words: tuple[Word, ...], at: int, country_at: dict[int, tuple[int, str]], pack: Pack, *, of_states: bool
) -> _Body | None:
    """The body that a noun in small letters stands for; where heads stand last, words go before it."""
    reach = _MOST_BEFORE_HEAD if pack.head_is_last else 1
    for place in range(at, min(at + reach, len(words))):
        noun = _noun_at(words, place, pack, of_states=of_states)
        if noun is not None and noun.end is not None:
            countries, end = countries_after(words, pack, country_at, noun.end)
            country = countries[0][2] if countries else None
            is_of_state = noun.sector in read_world()["sectors_of_states"]
            before = _country_before(words, place, noun, pack)
            return noun._replace(end=end, country=country if country is not None and is_of_state else before)
        if not words[place].surface.islower() and pack.demonym_at(words, place) is None:
            break
    return None


def _noun_at(words: tuple[Word, ...], at: int, pack: Pack, *, of_states: bool) -> _Body | None:
    """The body that a noun in small letters here is, up to its last word; a state is none where it has the office."""
    opens = at == 0 or words[at - 1].surface in {".", ":", "!", "?"}
    if not words[at].surface.islower() and not opens:
        return None
    served = pack.served.match_at(words, at)
    if served is not None:
        return _Body(served[1], end=served[0])
    if pack.head_types.get(words[at].folded) == "ORG":
        return _Body(pack.head_sectors.get(words[at].folded), end=at + 1)
    match = pack.roles.match_at(words, at)
    if match is None or match[1].is_person or (of_states and match[1].role == _STATE):
        return None
    return _Body(match[1].sector, end=match[0])


def _country_before(words: tuple[Word, ...], at: int, noun: _Body, pack: Pack) -> str | None:
    """The state of a body told by the demonym right before its noun: "the Ivorian government"."""
    demonym = pack.demonym_at(words, at - 1) if at and noun.sector in read_world()["sectors_of_states"] else None
    return demonym[1] if demonym is not None and demonym[0] == at else None

"""Descriptions that stand for actors: "le président français", "Iraqi forces", "les deux parties"."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.analyse.mentions.countries_beside import (
    NamedCountries,
    Told,
    countries_after,
    countries_before,
    named_countries,
    with_those_after,
    with_those_before,
)
from pipelines.analyse.mentions.name import Name
from pipelines.languages.names import Pack, RoleWord
from pipelines.languages.world import read_world
from pipelines.records.analysis import Mention, MentionType
from pipelines.text.words import Word, match_phrase

NOMINAL_CONFIDENCE = 0.8
#: First word of the role of a plural that stands for actors named before ("les deux parties").
ANAPHOR = "anaphor"


@dataclass(frozen=True, slots=True)
class Description:
    """A role noun with what stands around it: its country words and where it ends.

    Of the office of a body that is named, ``body_end`` is the word behind the body, ``body_country`` its state.
    One whose verb follows (``does``) is no apposition to whom stands before.
    """

    first: int
    head: int
    head_end: int
    last: int
    role: RoleWord
    countries: tuple[Told, ...]
    is_anaphor: bool = False
    body_end: int | None = None
    body_country: str | None = None
    does: bool = False


def find_descriptions(words: tuple[Word, ...], pack: Pack, names: list[Name]) -> list[Description]:
    """Role nouns of a text, each with the countries its neighbours give it."""
    taken = _words_inside(words, [name for name in names if name.type != "LOC"])
    country_at = named_countries(words, names)
    found: list[Description] = []
    at = 0
    while at < len(words):
        match = None if at in taken else pack.roles.match_at(words, at)
        if match is None:
            at += 1
            continue
        description = _read_around(words, pack, country_at, at, match)
        shorter = pack.roles.match_at(words[: match[0] - 1], at) if _needs_country(words, description, pack) else None
        if shorter is not None:
            description = _read_around(words, pack, country_at, at, shorter)
        found.append(description)
        at = max(description.last, at) + 1
    return found


def _read_around(
    words: tuple[Word, ...],
    pack: Pack,
    country_at: NamedCountries,
    at: int,
    match: tuple[int, RoleWord],
) -> Description:
    end, role = match
    countries, last = countries_after(words, pack, country_at, end)
    portfolio_end = _portfolio_after(words, pack, last)
    if portfolio_end is not None:
        last = portfolio_end
        if not countries:
            countries, last = countries_after(words, pack, country_at, last)
    first = at
    if not countries:
        before = countries_before(words, pack, country_at, at)
        if before is not None:
            first, countries = before
    if role.is_plural and countries:
        first, countries = with_those_before(words, pack, first, countries)
        countries, last = with_those_after(words, pack, country_at, countries, last)
    while first > 0 and (words[first - 1].folded in pack.words_between or words[first - 1].folded in pack.numerals):
        first -= 1
    is_anaphor = role.is_plural and not countries and _is_anaphor(words, first, at, end, pack)
    return Description(first, at, end, last - 1, role, countries, is_anaphor)


def _is_anaphor(words: tuple[Word, ...], first: int, at: int, end: int, pack: Pack) -> bool:
    """Whether a plural stands for those named before: "les deux parties"."""
    phrase = tuple(word.folded for word in words[at:end])
    numbered = any(word.folded in pack.numerals for word in words[first:at])
    return phrase in pack.plural_anaphors and (numbered or phrase in pack.bare_anaphors)


def _portfolio_after(words: tuple[Word, ...], pack: Pack, at: int) -> int | None:
    link = match_phrase(pack.ministry_linkers, words, at)
    if link is None:
        return None
    portfolio = pack.ministry_portfolios.match_at(words, link)
    return None if portfolio is None else portfolio[0]


def _words_inside(words: tuple[Word, ...], names: list[Name]) -> set[int]:
    spans = sorted((name.start, name.end) for name in names)
    inside: set[int] = set()
    at = 0
    for position, word in enumerate(words):
        while at < len(spans) and spans[at][1] <= word.start:
            at += 1
        if at < len(spans) and spans[at][0] <= word.start:
            inside.add(position)
    return inside


def nominal_mentions(text: str, words: tuple[Word, ...], descriptions: list[Description], pack: Pack) -> list[Mention]:
    """Mentions of the descriptions that name nobody; one a country where they have several."""
    mentions = []
    for description in descriptions:
        if _says_too_little(words, description, pack) or _is_estranged(words, description, pack):
            continue
        kind, role = _acting(description.role)
        if description.is_anaphor:
            role = f"{ANAPHOR} {role}"
        spans = _spans(words, description)
        for (start, end), country in spans:
            mentions.append(
                Mention(
                    start,
                    end,
                    text[start:end],
                    kind,
                    "nominal",
                    NOMINAL_CONFIDENCE,
                    country=country,
                    sector=description.role.sector,
                    role=role,
                )
            )
    return mentions


def _acting(office: RoleWord) -> tuple[MentionType, str]:
    """Who acts where an office is all that tells of somebody: "MPs" are the parliament, an MP is a person."""
    body = read_world()["bodies_of_several" if office.is_plural else "bodies_of"].get(office.role)
    if body is not None:
        return "ORG", body
    return "PER" if office.is_person else "ORG", office.role


def _needs_country(words: tuple[Word, ...], description: Description, pack: Pack) -> bool:
    """Whether an office of several words is that of a state alone: "président du Conseil italien"."""
    is_long = description.head_end - description.head > 1 and description.role.is_person
    is_long = is_long and description.role.role not in read_world()["offices_of_firms"]
    return is_long and _says_too_little(words, description, pack)


def _is_estranged(words: tuple[Word, ...], description: Description, pack: Pack) -> bool:
    """Whether a group is of its state no more: "soldats iraniens dissidents", "former officers"."""
    if description.role.is_person and not description.role.is_plural:
        return False
    near = words[max(description.first - 1, 0) : description.last + 2]
    return any(word.folded in pack.estranged for word in near)


def _says_too_little(words: tuple[Word, ...], description: Description, pack: Pack) -> bool:
    head = tuple(word.folded for word in words[description.head : description.head_end])
    return head in pack.weak_roles and not description.countries and not description.is_anaphor


def _spans(words: tuple[Word, ...], description: Description) -> list[tuple[tuple[int, int], str | None]]:
    """The head with its first country, then each further demonym alone."""
    whole = (words[description.first].start, words[description.last].end)
    if not description.countries:
        return [(whole, None)]
    if len(description.countries) == 1:
        return [(whole, description.countries[0][2])]
    _, first_end, first_country = description.countries[0]
    spans: list[tuple[tuple[int, int], str | None]] = [
        ((words[description.first].start, words[first_end - 1].end), first_country)
    ]
    for begin, end, country in description.countries[1:]:
        spans.append(((words[begin].start, words[end - 1].end), country))
    return spans

"""Descriptions that stand for actors: "le président français", "Iraqi forces", "les deux parties"."""

from __future__ import annotations

from dataclasses import dataclass

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
    countries: tuple[tuple[int, int, str], ...]
    is_anaphor: bool = False
    body_end: int | None = None
    body_country: str | None = None
    does: bool = False


def find_descriptions(words: tuple[Word, ...], pack: Pack, names: list[Name]) -> list[Description]:
    """Role nouns of a text, each with the countries its neighbours give it."""
    taken = _words_inside(words, [name for name in names if name.type != "LOC"])
    country_at = country_names(words, names)
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
    country_at: dict[int, tuple[int, str]],
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
        first, countries = _with_those_before(words, pack, first, countries)
        countries, last = _with_those_after(words, pack, country_at, countries, last)
    while first > 0 and (words[first - 1].folded in pack.words_between or words[first - 1].folded in pack.numerals):
        first -= 1
    is_anaphor = role.is_plural and not countries and _is_anaphor(words, first, at, end, pack)
    return Description(first, at, end, last - 1, role, countries, is_anaphor)


def _is_anaphor(words: tuple[Word, ...], first: int, at: int, end: int, pack: Pack) -> bool:
    """Whether a plural stands for those named before: "les deux parties"."""
    phrase = tuple(word.folded for word in words[at:end])
    numbered = any(word.folded in pack.numerals for word in words[first:at])
    return phrase in pack.plural_anaphors and (numbered or phrase in pack.bare_anaphors)


def countries_after(
    words: tuple[Word, ...], pack: Pack, country_at: dict[int, tuple[int, str]], at: int
) -> tuple[tuple[tuple[int, int, str], ...], int]:
    """Countries that follow a head and where they end: demonyms ("arménien et azerbaïdjanais") or "de la Russie"."""
    countries: list[tuple[int, int, str]] = []
    end = at
    skipped = 0
    position = at
    while position < len(words):
        demonym = pack.demonym_at(words, position)
        if demonym is not None and not words[position].is_capital:
            countries.append((position, demonym[0], demonym[1]))
            end = position = demonym[0]
        elif countries and _is_listed(words[position], pack):
            following = pack.demonym_at(words, position + 1)
            if following is None or words[position + 1].is_capital:
                break
            position += 1
        elif not countries and skipped == 0 and _is_adjective(words[position]):
            skipped += 1
            position += 1
        else:
            break
    if countries:
        return tuple(countries), end
    link = match_phrase(pack.possession_after, words, at)
    if link is not None and link in country_at:
        last, code = country_at[link]
        return ((link, last, code),), last
    return (), at


def _with_those_before(
    words: tuple[Word, ...], pack: Pack, first: int, countries: tuple[tuple[int, int, str], ...]
) -> tuple[int, tuple[tuple[int, int, str], ...]]:
    """The countries of an office of several, with the demonyms listed before: "the Norwegian and Finnish ministers"."""
    while first == countries[0][0] and first > 1 and _is_listed(words[first - 1], pack):
        before = _demonym_before(words, pack, first - 2)
        if before is None:
            break
        first, countries = before[0], (*before[1], *countries)
    return first, countries


def _with_those_after(
    words: tuple[Word, ...],
    pack: Pack,
    country_at: dict[int, tuple[int, str]],
    countries: tuple[tuple[int, int, str], ...],
    last: int,
) -> tuple[tuple[tuple[int, int, str], ...], int]:
    """The countries of an office of several, with those listed behind: "les ministres du Mali et du Niger"."""
    while countries[-1][0] in country_at and last == countries[-1][1] < len(words) and _is_listed(words[last], pack):
        link = match_phrase(pack.possession_after, words, last + 1) or last + 1
        if link not in country_at:
            break
        last, code = country_at[link]
        countries = (*countries, (link, last, code))
    return countries, last


def _is_listed(word: Word, pack: Pack) -> bool:
    """Whether a word stands between two members of a list."""
    return word.folded == "," or word.folded in pack.conjunctions


def _is_adjective(word: Word) -> bool:
    return len(word.surface) > 4 and word.surface.islower() and word.surface.isalpha()


def countries_before(
    words: tuple[Word, ...], pack: Pack, country_at: dict[int, tuple[int, str]], at: int
) -> tuple[int, tuple[tuple[int, int, str], ...]] | None:
    """Countries that stand before an English head: "Iraqi", "Russia's", "U.S.".

    Other words may stand between a demonym or a genitive and its head; a bare country with a word after it is
    none of the head's ("Estonia urged Prime Minister X").
    """
    if not pack.possession_before:
        return None
    for gap in range(3):
        position = at - 1 - gap
        if position < 0 or not _may_be_before(words, position, gap, pack):
            break
        is_genitive = words[position].folded in pack.possession_before and position > 0
        position -= is_genitive
        found = _demonym_before(words, pack, position)
        if found is not None:
            return found
        is_bound = is_genitive or all(word.folded in pack.words_between for word in words[position + 1 : at])
        for start, (end, code) in country_at.items():
            if end == position + 1 and is_bound:
                return start, ((start, end, code),)
        if words[position].is_capital and gap > 0:
            return None
    return None


def _may_be_before(words: tuple[Word, ...], at: int, gap: int, pack: Pack) -> bool:
    """Whether a country so many words before a head may be its: no article or conjunction begins another phrase."""
    is_cut = gap > 0 and words[at + 1].folded in pack.determiners | pack.conjunctions
    return not is_cut and (words[at].surface[0].isalnum() or words[at].folded == "'s")


def _demonym_before(
    words: tuple[Word, ...], pack: Pack, position: int
) -> tuple[int, tuple[tuple[int, int, str], ...]] | None:
    """The demonym of one word or two that ends with this word."""
    for start in (position - 1, position):
        demonym = pack.demonym_at(words, start) if start >= 0 else None
        if demonym is not None and demonym[0] == position + 1:
            return start, ((start, demonym[0], demonym[1]),)
    return None


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


def country_names(words: tuple[Word, ...], names: list[Name]) -> dict[int, tuple[int, str]]:
    """First word of each name that gives a country -> (word after it, country)."""
    starts = {word.start: position for position, word in enumerate(words)}
    ends = {word.end: position + 1 for position, word in enumerate(words)}
    return {
        starts[name.start]: (ends[name.end], name.known.country)
        for name in names
        if name.known is not None
        and name.known.country is not None
        and name.known.type == "LOC"
        and name.start in starts
        and name.end in ends
    }


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

"""Countries told beside a noun or a name: "Iraqi forces", "Norway's institute", "le ministre de la Russie"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipelines.analyse.mentions.name import Name
from pipelines.languages.names import Pack
from pipelines.text.words import Word, match_phrase

#: The words that tell a country, from the first to the one behind the last, and the country.
Told = tuple[int, int, str]
#: Of each name of a place, by its first word, the word behind it and the country it lies in.
NamedCountries = Mapping[int, tuple[int, str]]
#: Words between a country and the noun behind it at most.
_MOST_BETWEEN = 2
#: Letters of the shortest adjective that may stand between a noun and its demonym.
_LEAST_LETTERS = 5


def named_countries(words: Sequence[Word], names: Iterable[Name]) -> dict[int, tuple[int, str]]:
    """The names of places of a text that give a country."""
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


def owner(words: Sequence[Word], pack: Pack, country_until: Mapping[int, str | None], first: int) -> str | None:
    """The country whose genitive stands right before a word: "Norway's [Institute for Fish]".

    ``country_until`` has the countries named in the text, by the offset behind each.
    """
    is_owned = first > 1 and words[first - 1].folded in pack.possession_before
    return country_until.get(words[first - 2].end) if is_owned else None


def countries_before(
    words: Sequence[Word], pack: Pack, country_at: NamedCountries, at: int
) -> tuple[int, tuple[Told, ...]] | None:
    """Countries that stand before an English head: "Iraqi", "Russia's", "U.S.".

    Other words may stand between a demonym or a genitive and its head; a bare country with a word after it is
    none of the head's ("Estonia urged Prime Minister X").
    """
    if not pack.possession_before:
        return None
    for gap in range(_MOST_BETWEEN + 1):
        position = at - 1 - gap
        if position < 0 or not _may_be_before(words, position, gap, pack):
            break
        is_genitive = words[position].folded in pack.possession_before and position > 0
        position -= is_genitive
        demonym = pack.demonym_before(words, position + 1)
        if demonym is not None:
            return demonym[0], ((demonym[0], position + 1, demonym[1]),)
        is_bound = is_genitive or all(word.folded in pack.words_between for word in words[position + 1 : at])
        for start, (end, country) in country_at.items():
            if end == position + 1 and is_bound:
                return start, ((start, end, country),)
        if words[position].is_capital and gap > 0:
            return None
    return None


def _may_be_before(words: Sequence[Word], at: int, gap: int, pack: Pack) -> bool:
    """Whether a country so many words before a head may be its: no article or conjunction begins another phrase."""
    is_cut = gap > 0 and words[at + 1].folded in pack.determiners | pack.conjunctions
    return not is_cut and (words[at].surface[0].isalnum() or words[at].folded == "'s")


def countries_after(
    words: Sequence[Word], pack: Pack, country_at: NamedCountries, at: int
) -> tuple[tuple[Told, ...], int]:
    """Countries that follow a head and where they end: demonyms ("arménien et azerbaïdjanais") or "de la Russie"."""
    countries: list[Told] = []
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
        last, country = country_at[link]
        return ((link, last, country),), last
    return (), at


def _is_adjective(word: Word) -> bool:
    return len(word.surface) >= _LEAST_LETTERS and word.surface.islower() and word.surface.isalpha()


def with_those_before(
    words: Sequence[Word], pack: Pack, first: int, countries: tuple[Told, ...]
) -> tuple[int, tuple[Told, ...]]:
    """The countries of an office of several, with the demonyms listed before: "the Norwegian and Finnish ministers"."""
    while first == countries[0][0] and first > 1 and _is_listed(words[first - 1], pack):
        demonym = pack.demonym_before(words, first - 1)
        if demonym is None:
            break
        countries = ((demonym[0], first - 1, demonym[1]), *countries)
        first = demonym[0]
    return first, countries


def with_those_after(
    words: Sequence[Word], pack: Pack, country_at: NamedCountries, countries: tuple[Told, ...], last: int
) -> tuple[tuple[Told, ...], int]:
    """The countries of an office of several, with those listed behind: "les ministres du Mali et du Niger"."""
    while countries[-1][0] in country_at and last == countries[-1][1] < len(words) and _is_listed(words[last], pack):
        link = match_phrase(pack.possession_after, words, last + 1) or last + 1
        if link not in country_at:
            break
        last, country = country_at[link]
        countries = (*countries, (link, last, country))
    return countries, last


def _is_listed(word: Word, pack: Pack) -> bool:
    """Whether a word stands between two members of a list."""
    return word.folded == "," or word.folded in pack.conjunctions

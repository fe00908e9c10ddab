"""The state a body is of, told by the words beside its name: "Kenya's Ministry of Health", "le Sénat italien"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipelines.analyse.mentions.countries_beside import (
    NamedCountries,
    countries_after,
    countries_before,
    named_countries,
    owner,
)
from pipelines.analyse.mentions.name import Name
from pipelines.languages.names import Pack
from pipelines.languages.world import read_world
from pipelines.records.analysis import Mention
from pipelines.text.words import Word


def with_states(words: tuple[Word, ...], mentions: Sequence[Mention], names: list[Name], pack: Pack) -> list[Mention]:
    """The mentions of names, those of bodies that every state has with the country that stands beside them, of others
    with the one that they are said to be of."""
    country_at = named_countries(words, names)
    country_until = {words[end - 1].end: country for end, country in country_at.values()}
    starts = {word.start: at for at, word in enumerate(words)}
    ends = {word.end: at + 1 for at, word in enumerate(words)}
    known = {name.start for name in names if name.known is not None and name.known.known_as is not None}
    read = []
    for mention in mentions:
        is_open = mention.type == "ORG" and mention.country is None and mention.start not in known
        if not is_open or mention.start not in starts or mention.end not in ends:
            read.append(mention)
            continue
        country = owner(words, pack, country_until, starts[mention.start])
        if country is None and mention.sector in read_world()["sectors_of_states"]:
            country = _country_beside(words, pack, country_at, starts[mention.start], ends[mention.end])
        read.append(replace(mention, country=country))
    return read


def _country_beside(
    words: tuple[Word, ...], pack: Pack, country_at: NamedCountries, first: int, end: int
) -> str | None:
    """The one country told right before a name or behind it."""
    before = countries_before(words, pack, country_at, first)
    if before is not None:
        return before[1][0][2]
    countries, _ = countries_after(words, pack, country_at, end)
    return countries[0][2] if len(countries) == 1 else None

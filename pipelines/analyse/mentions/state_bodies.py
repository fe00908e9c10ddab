"""The state a body is of, told by the words beside its name: "Kenya's Ministry of Health", "le Sénat italien"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipelines.analyse.mentions.name import Name
from pipelines.analyse.mentions.nominals import countries_after, countries_before, country_names
from pipelines.languages.names import Pack
from pipelines.languages.world import read_world
from pipelines.records.analysis import Mention
from pipelines.text.words import Word


def with_states(words: tuple[Word, ...], mentions: Sequence[Mention], names: list[Name], pack: Pack) -> list[Mention]:
    """The mentions of names, those of bodies that every state has with the country that stands beside them."""
    country_at = country_names(words, names)
    starts = {word.start: at for at, word in enumerate(words)}
    ends = {word.end: at + 1 for at, word in enumerate(words)}
    known = {name.start for name in names if name.known is not None and name.known.known_as is not None}
    return [
        replace(mention, country=_country_beside(words, pack, country_at, starts[mention.start], ends[mention.end]))
        if _is_open(mention) and mention.start not in known and mention.start in starts and mention.end in ends
        else mention
        for mention in mentions
    ]


def _is_open(mention: Mention) -> bool:
    is_of_state = mention.type == "ORG" and mention.sector in read_world()["sectors_of_states"]
    return is_of_state and mention.country is None


def _country_beside(
    words: tuple[Word, ...], pack: Pack, country_at: dict[int, tuple[int, str]], first: int, end: int
) -> str | None:
    """The one country told right before a name or behind it."""
    before = countries_before(words, pack, country_at, first)
    if before is not None:
        return before[1][0][2]
    countries, _ = countries_after(words, pack, country_at, end)
    return countries[0][2] if len(countries) == 1 else None

"""Sectors that words beside a body's name tell of it: "shares of Varga", "VRG troops", "les députés VRG"."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from pipelines.analyse.mentions.known_name import KnownName
from pipelines.analyse.mentions.name import Name
from pipelines.analyse.mentions.name_types import read_body
from pipelines.languages.names import Pack
from pipelines.text.words import Word, find_words

#: Words of a noun that tells a sector.
_LONGEST_NOUN = 4


def with_told_sectors(text: str, names: Sequence[Name], pack: Pack) -> list[Name]:
    """The names, those of bodies of which nothing else tells a sector with the one that words beside them tell.

    What is told once of a name is told of all its mentions; of two sectors the one told more often.
    """
    words = find_words(text)
    starts = [word.start for word in words]
    told: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        if _is_open(text, name, pack):
            first, end = bisect_left(starts, name.start), bisect_left(starts, name.end)
            told[text[name.start : name.end]].update(_told_beside(words, first, end, pack))
    return [_as_told(text, name, told.get(text[name.start : name.end], Counter()), pack) for name in names]


def _is_open(text: str, name: Name, pack: Pack) -> bool:
    """Whether a name is a body's of which neither a table nor its own words tell the sector."""
    if name.type != "ORG" or (name.known is not None and name.known.sector is not None):
        return False
    own = read_body(text[name.start : name.end], pack)
    return own is None or own.sector is None


def _as_told(text: str, name: Name, told: Counter[str], pack: Pack) -> Name:
    if not told or not _is_open(text, name, pack):
        return name
    surface = text[name.start : name.end]
    own = name.known or read_body(surface, pack) or KnownName(surface, "ORG", None)
    sector = min(told, key=lambda sector: (-told[sector], sector))
    return replace(name, known=replace(own, sector=sector))


def _told_beside(words: Sequence[Word], first: int, end: int, pack: Pack) -> list[str]:
    """The sectors that the words right before and right behind a name's words tell."""
    behind = end + 1 if end < len(words) and words[end].folded in pack.possession_before else end
    match = pack.told_behind.match_at(words, behind)
    found = [] if match is None else [match[1]]
    return found + [sector for sector in [_told_before(words, first, pack)] if sector is not None]


def _told_before(words: Sequence[Word], first: int, pack: Pack) -> str | None:
    """The sector that a noun before a name tells, a link and an article between them or none: "actions de la Varga"."""
    at = first
    while at and words[at - 1].folded in pack.told_links:
        at -= 1
    for start in range(max(at - _LONGEST_NOUN, 0), at):
        match = pack.told_before.match_at(words, start)
        if match is not None and match[0] == at:
            return match[1]
    return None

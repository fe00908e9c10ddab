"""Sectors and countries of persons that a noun beside the name tells: "doctorante allemande X", "X, head of Y"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from pipelines.analyse.mentions.person_nouns import PersonNoun, nouns_beside
from pipelines.analyse.universal_tree import VERBAL, Tree
from pipelines.languages.names import Pack
from pipelines.languages.world import read_world
from pipelines.records.analysis import Mention
from pipelines.text.words import Word

#: Words behind an officer's noun among which his body is named.
_FURTHEST_BODY = 14


class _Bodies(NamedTuple):
    """The bodies that a text names, by where they start and end."""

    by_start: Mapping[int, Mention]
    by_end: Mapping[int, Mention]

    @classmethod
    def of(cls, bodies: Sequence[Mention]) -> _Bodies:
        return cls({body.start: body for body in bodies}, {body.end: body for body in bodies})


def with_told_persons(
    words: Sequence[Word], tree: Tree | None, mentions: Sequence[Mention], pack: Pack
) -> list[Mention]:
    """The mentions, those of persons named with the sector and the country that the noun beside them tells.

    What an office before has told stays.
    """
    if tree is None:
        return list(mentions)
    named = _Bodies.of([mention for mention in mentions if mention.type == "ORG" and mention.kind == "name"])
    starts = [word.start for word in words]
    persons = {mention.start for mention in mentions if mention.type == "PER"}
    told = []
    for mention in mentions:
        if _is_open(mention):
            first, end = bisect_left(starts, mention.start), bisect_left(starts, mention.end)
            nouns = nouns_beside(words, tree, first, end, persons, pack)
            bodies = _bodies_of(words, tree, nouns, first, named, pack) + _body_behind(words, end, named, pack)
            told.append(_as_told(mention, nouns, bodies))
        else:
            told.append(mention)
    return told


def _is_open(mention: Mention) -> bool:
    """Whether a mention is a person's by name of whom the country or the sector is not told yet."""
    return mention.type == "PER" and mention.kind == "name" and not (mention.sector and mention.country)


def _as_told(mention: Mention, nouns: Sequence[PersonNoun], bodies: Sequence[Mention]) -> Mention:
    of_nationals = read_world()["sectors_of_nationals"]
    sectors = [noun.sector for noun in nouns if noun.sector] + [body.sector for body in bodies if body.sector]
    countries = [noun.country for noun in nouns if noun.country]
    countries += [body.country for body in bodies if body.country and body.sector in of_nationals]
    return replace(
        mention,
        sector=mention.sector or next(iter(sectors), None),
        country=mention.country or next(iter(countries), None),
    )


def _bodies_of(
    words: Sequence[Word],
    tree: Tree,
    nouns: Sequence[PersonNoun],
    first: int,
    named: _Bodies,
    pack: Pack,
) -> list[Mention]:
    """The bodies that officers are of, the nearest first."""
    found: list[Mention] = []
    for noun in nouns:
        if noun.is_officer:
            stop = first if noun.first < first else len(words)
            found += _named_after(words, tree, noun.end, stop, named.by_start, pack)
            before = noun.first - 1
            if pack.head_is_last and before > 0 and words[before].folded in pack.possession_before:
                before -= 1
            body = named.by_end.get(words[before].end) if before >= 0 else None
            found += [body] if body is not None and pack.head_is_last else []
    return found


def _body_behind(words: Sequence[Word], end: int, named: _Bodies, pack: Pack) -> list[Mention]:
    """The body that somebody is said to be of right behind the name: "X of the Varna Institute"."""
    at = end + 1 if end < len(words) and words[end].surface == "," else end
    if at >= len(words) or words[at].folded not in pack.origin_links:
        return []
    at += 1
    while at < len(words) and words[at].folded in pack.determiners:
        at += 1
    body = named.by_start.get(words[at].start) if at < len(words) else None
    return [] if body is None else [body]


def _named_after(
    words: Sequence[Word], tree: Tree, at: int, stop: int, by_start: Mapping[int, Mention], pack: Pack
) -> Iterator[Mention]:
    """The bodies behind an officer's noun, each behind a word that links it, within the phrase."""
    for place in range(at, min(at + _FURTHEST_BODY, stop)):
        word = words[place]
        is_cut = not word.surface[0].isalnum() and word.surface not in {"'", "’", "-"}
        verbs = any(tree.pos[token] in VERBAL for token in tree.tokens_over(word.start, word.end))
        if is_cut or verbs or word.folded in pack.estranged:
            return
        body = by_start.get(word.start)
        if body is not None and _is_linked(words, at, place, pack):
            yield body


def _is_linked(words: Sequence[Word], first: int, at: int, pack: Pack) -> bool:
    """Whether a link stands before a word, an article between them or none."""
    before = at - 1
    while before > first and words[before].folded in pack.told_links and words[before].folded not in pack.body_links:
        before -= 1
    return before >= first and words[before].folded in pack.body_links

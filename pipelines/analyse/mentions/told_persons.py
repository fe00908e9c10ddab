"""Sectors and countries of persons that a noun beside the name tells: "doctorante allemande X", "X, head of Y"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from pipelines.analyse.universal_tree import VERBAL, Tree
from pipelines.languages.names import Pack
from pipelines.languages.world import read_world
from pipelines.records.analysis import Mention
from pipelines.text.words import Word

#: Words of a noun, words before it in a phrase behind a name, and words after it back to the name.
_LONGEST_NOUN, _MOST_BEFORE, _MOST_AFTER = 3, 4, 4
#: Words behind an officer's noun among which his body is named.
_FURTHEST_BODY = 14
#: Parts of speech between a noun and the name it stands before: "la professeure de droit Anna Berg".
_WITHIN = frozenset({"ADJ", "ADP", "DET", "NOUN"})
_OPENING, _CLOSING = frozenset({"(", "*"}), frozenset({")"})


@dataclass(frozen=True, slots=True)
class _Noun:
    """A noun for a person: its words, its sector and the country of a demonym with it; an officer has his body's."""

    first: int
    end: int
    sector: str | None
    country: str | None
    is_officer: bool


class _Bodies(NamedTuple):
    """The bodies that a text names, by where they start and end."""

    by_start: Mapping[int, Mention]
    by_end: Mapping[int, Mention]


def with_told_persons(
    words: Sequence[Word], tree: Tree | None, mentions: Sequence[Mention], pack: Pack
) -> list[Mention]:
    """The mentions, those of persons named with the sector and the country that the noun beside them tells.

    What an office before has told stays.
    """
    if tree is None:
        return list(mentions)
    bodies = [mention for mention in mentions if mention.type == "ORG" and mention.kind == "name"]
    named = _Bodies({body.start: body for body in bodies}, {body.end: body for body in bodies})
    starts = [word.start for word in words]
    told = []
    for mention in mentions:
        if _is_open(mention):
            first, end = bisect_left(starts, mention.start), bisect_left(starts, mention.end)
            nouns = [noun for noun in (_before(words, tree, first, pack), _behind(words, tree, end, pack)) if noun]
            told.append(_as_told(mention, nouns, _bodies_of(words, tree, nouns, first, named, pack)))
        else:
            told.append(mention)
    return told


def _is_open(mention: Mention) -> bool:
    """Whether a mention is a person's by name of whom the country or the sector is not told yet."""
    return mention.type == "PER" and mention.kind == "name" and not (mention.sector and mention.country)


def _as_told(mention: Mention, nouns: Sequence[_Noun], bodies: Sequence[Mention]) -> Mention:
    of_states = read_world()["sectors_of_states"]
    sectors = [noun.sector for noun in nouns if noun.sector] + [body.sector for body in bodies if body.sector]
    countries = [noun.country for noun in nouns if noun.country]
    countries += [body.country for body in bodies if body.country and body.sector in of_states]
    return replace(
        mention,
        sector=mention.sector or next(iter(sectors), None),
        country=mention.country or next(iter(countries), None),
    )


def _noun_at(words: Sequence[Word], at: int, pack: Pack) -> tuple[int, str | None, bool] | None:
    """The end of a noun for a person that begins at a word, its sector, and whether it is an officer's."""
    profession, officer = pack.professions.match_at(words, at), pack.officers.match_at(words, at)
    if profession is None and officer is None:
        return None
    if officer is not None and (profession is None or officer[0] > profession[0]):
        return officer[0], None, True
    assert profession is not None
    return profession[0], profession[1], False


def _before(words: Sequence[Word], tree: Tree, first: int, pack: Pack) -> _Noun | None:
    """The noun right before a name, or with what is told of it between them where heads stand first."""
    most_after = 0 if pack.head_is_last else _MOST_AFTER
    for end in range(first, max(first - most_after - 1, 0), -1):
        if end < first and not _is_within(words[end], tree):
            return None
        for start in range(max(end - _LONGEST_NOUN, 0), end):
            noun = _noun_at(words, start, pack)
            if noun is not None and noun[0] == end and _is_bound(words, tree, end, first):
                country = _country(words, start, end, first, pack)
                is_past = any(word.folded in pack.estranged for word in words[max(start - 2, 0) : first])
                return (
                    _Noun(start, end, None, country, False) if is_past else _Noun(start, end, noun[1], country, noun[2])
                )
    return None


def _is_within(word: Word, tree: Tree) -> bool:
    """Whether a word in small letters may stand between a noun and the name it is told of."""
    tokens = tree.tokens_over(word.start, word.end)
    return word.surface.islower() and bool(tokens) and all(tree.pos[at] in _WITHIN for at in tokens)


def _is_bound(words: Sequence[Word], tree: Tree, end: int, first: int) -> bool:
    """Whether nothing right before a name makes it somebody else's: "le professeur de X"."""
    last = words[first - 1]
    tokens = tree.tokens_over(last.start, last.end)
    return end == first or all(tree.pos[at] in {"ADJ", "NOUN"} for at in tokens)


def _country(words: Sequence[Word], start: int, end: int, stop: int, pack: Pack) -> str | None:
    """The country of the demonym with a noun: before it, or behind it where heads stand first."""
    places = range(max(start - 2, 0), start) if pack.head_is_last else range(end, min(end + 2, stop))
    found = (pack.demonym_at(words, at) for at in places if all(w.surface.isalpha() for w in words[at:start]))
    return next((match[1] for match in found if match is not None), None)


def _behind(words: Sequence[Word], tree: Tree, end: int, pack: Pack) -> _Noun | None:
    """The noun in apposition behind a name: "Anna Berg, a Danish historian", "Anna Berg (2), 32 ans, chargée de"."""
    at = _past_comma(words, end, pack)
    if at is None:
        return None
    for start in range(at, min(at + (_MOST_BEFORE if pack.head_is_last else 1) + 1, len(words))):
        noun = _noun_at(words, start, pack)
        if noun is not None and _is_phrase_end(words, tree, noun[0], pack):
            return _Noun(start, noun[0], noun[1], _country(words, start, noun[0], len(words), pack), noun[2])
        is_cut = not words[start].surface[0].isalpha() and words[start].surface != "-"
        if is_cut or words[start].folded in pack.estranged or (start > at and words[start].folded in pack.determiners):
            return None
    return None


def _past_comma(words: Sequence[Word], at: int, pack: Pack) -> int | None:
    """The first word of what is in apposition behind a name: a note, an age and an article are passed."""
    if at < len(words) and words[at].surface in _OPENING:
        closing = range(at, min(at + _LONGEST_NOUN, len(words)))
        at = next((place + 1 for place in closing if words[place].surface in _CLOSING), at + 1)
    if at >= len(words) or words[at].surface != ",":
        return None
    at += 1
    if at < len(words) and words[at].surface.isdigit():
        comma = next((place for place in range(at, min(at + 3, len(words))) if words[place].surface == ","), None)
        if comma is None:
            return None
        at = comma + 1
    passed = (pack.determiners | pack.words_between) - pack.estranged
    while at < len(words) and words[at].folded in passed:
        at += 1
    return at


def _is_phrase_end(words: Sequence[Word], tree: Tree, end: int, pack: Pack) -> bool:
    """Whether a noun is the head of its phrase, and of somebody named before: no noun and no name follows."""
    if not pack.head_is_last:
        while end < len(words) and words[end].surface.islower() and _is_adjective(words[end], tree):
            end += 1
        return end >= len(words) or not words[end].is_capital
    if end >= len(words):
        return True
    tokens = tree.tokens_over(words[end].start, words[end].end)
    return not any(tree.pos[at] in {"NOUN", "PROPN", "ADJ"} for at in tokens) and words[end].folded != "'s"


def _is_adjective(word: Word, tree: Tree) -> bool:
    return all(tree.pos[at] == "ADJ" for at in tree.tokens_over(word.start, word.end))


def _bodies_of(
    words: Sequence[Word],
    tree: Tree,
    nouns: Sequence[_Noun],
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

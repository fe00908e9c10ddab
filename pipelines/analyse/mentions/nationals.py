"""Countries of persons that a demonym or a country beside the name tells: "Danish teenager X", "le Gabonais X"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipelines.analyse.mentions.countries_beside import owner
from pipelines.analyse.mentions.person_nouns import past_comma
from pipelines.analyse.universal_tree import Tree
from pipelines.languages.names import Pack
from pipelines.records.analysis import Mention
from pipelines.text.words import Word

#: Words in small letters between a demonym and the name, and from an article to a demonym behind a noun.
_MOST_BETWEEN, _MOST_BEHIND = 5, 3
_OF_PERSONS = frozenset({"ADJ", "NOUN", "CCONJ"})
_COUNTRY = "country"


def with_nationals(words: Sequence[Word], tree: Tree | None, mentions: Sequence[Mention], pack: Pack) -> list[Mention]:
    """The mentions, those of persons by name with the country that is told beside them, where none is yet."""
    if tree is None:
        return list(mentions)
    starts = [word.start for word in words]
    country_until = {mention.end: mention.country for mention in mentions if mention.role == _COUNTRY}
    told = []
    for mention in mentions:
        if mention.type == "PER" and mention.kind == "name" and mention.country is None:
            first, end = bisect_left(starts, mention.start), bisect_left(starts, mention.end)
            told.append(replace(mention, country=_country(words, tree, first, end, country_until, pack)))
        else:
            told.append(mention)
    return told


def _country(
    words: Sequence[Word], tree: Tree, first: int, end: int, country_until: Mapping[int, str | None], pack: Pack
) -> str | None:
    before = _before_noun(words, tree, first, pack) if pack.head_is_last else _behind_noun(words, tree, first, pack)
    return before or owner(words, pack, country_until, first) or _in_apposition(words, tree, end, pack)


def _before_noun(words: Sequence[Word], tree: Tree, first: int, pack: Pack) -> str | None:
    """The country of the demonym that begins the phrase before a name: "British backpacker and lawyer X"."""
    at = first - 1
    if at >= 0 and words[at].folded in pack.conjunctions:
        return None
    while at >= max(first - _MOST_BETWEEN, 0) and words[at].surface.islower() and _is_of_persons(words[at], tree):
        at -= 1
    demonym = pack.demonym_before(words, at + 1)
    return None if demonym is None or _goes_on(words, demonym[0] - 1, pack) else demonym[1]


def _goes_on(words: Sequence[Word], at: int, pack: Pack) -> bool:
    """Whether what stands before a demonym makes it part of a name or of a list."""
    return at >= 0 and (words[at].is_capital or words[at].surface == "-" or words[at].folded in pack.conjunctions)


def _behind_noun(words: Sequence[Word], tree: Tree, first: int, pack: Pack) -> str | None:
    """The country of the demonym right before a name, itself a noun or behind one: "la patineuse danoise X"."""
    demonym = pack.demonym_before(words, first)
    if demonym is None or demonym[0] == 0:
        return None
    before = words[demonym[0] - 1]
    if words[demonym[0]].is_capital:
        return demonym[1] if before.folded in pack.person_articles else None
    is_noun = before.surface.islower() and _is_of_persons(before, tree)
    return demonym[1] if is_noun and not _is_body(words, demonym[0] - 1, pack) else None


def _is_body(words: Sequence[Word], at: int, pack: Pack) -> bool:
    """Whether a word is a noun for bodies: what stands behind it may be one called after a person."""
    return words[at].folded in pack.head_types or pack.called.match_at(words, at) is not None


def _in_apposition(words: Sequence[Word], tree: Tree, end: int, pack: Pack) -> str | None:
    """The country of the demonym in a phrase behind a name: "X, a Danish engineer", "X, homme politique danois"."""
    at = past_comma(words, end, pack)
    is_bare = at is not None and words[at - 1].surface == "," and not pack.head_is_last
    if at is None or not (is_bare or words[at - 1].folded in pack.indefinite_articles):
        return None
    for place in range(at, min(at + _MOST_BEHIND, len(words))):
        demonym = pack.demonym_at(words, place)
        if demonym is not None:
            return demonym[1]
        if not (words[place].surface.islower() and _is_of_persons(words[place], tree)):
            return None
    return None


def _is_of_persons(word: Word, tree: Tree) -> bool:
    """Whether a word may be of a phrase that tells who somebody is."""
    tokens = tree.tokens_over(word.start, word.end)
    return bool(tokens) and all(tree.pos[at] in _OF_PERSONS for at in tokens)

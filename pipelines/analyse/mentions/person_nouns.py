"""Nouns for persons beside their names: "doctorante allemande X", "X, head of Y", "the head of Y, X,"."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from pipelines.analyse.universal_tree import VERBAL, Tree
from pipelines.languages.names import Pack
from pipelines.text.words import Word

#: Words of a noun, words before it in a phrase behind a name, and words after it back to the name.
_LONGEST_NOUN, _MOST_BEFORE, _MOST_AFTER = 3, 4, 4
#: Words of a phrase that ends in a comma before the name that it tells of.
_LONGEST_PHRASE = 16
#: Parts of speech between a noun and the name it stands before: "la professeure de droit Anna Berg".
_WITHIN = frozenset({"ADJ", "ADP", "DET", "NOUN"})
_OPENING, _CLOSING = frozenset({"(", "*"}), frozenset({")"})
#: Marks inside names, and those that close an apposition.
_IN_NAMES, _ENDS = frozenset({"'", "’", "-"}), frozenset({",", ".", ";", ":", ")", "»", "!", "?", "—", "–"})


@dataclass(frozen=True, slots=True)
class PersonNoun:
    """A noun for a person: its words, its sector and the country of a demonym with it; an officer has his body's."""

    first: int
    end: int
    sector: str | None
    country: str | None
    is_officer: bool


def nouns_beside(
    words: Sequence[Word], tree: Tree, first: int, end: int, persons: Container[int], pack: Pack
) -> list[PersonNoun]:
    """The nouns before a name and in apposition to it; ``persons`` are the starts of all persons' names."""
    before = _before(words, tree, first, pack) or _before_comma(words, tree, first, end, persons, pack)
    return [noun for noun in (before, _behind(words, tree, end, pack)) if noun is not None]


def _noun_at(words: Sequence[Word], at: int, pack: Pack) -> tuple[int, str | None, bool] | None:
    """The end of a noun for a person that begins at a word, its sector, and whether it is an officer's."""
    profession, officer = pack.professions.match_at(words, at), pack.officers.match_at(words, at)
    if profession is None and officer is None:
        return None
    if officer is not None and (profession is None or officer[0] > profession[0]):
        return officer[0], None, True
    assert profession is not None
    return profession[0], profession[1], False


def _before(words: Sequence[Word], tree: Tree, first: int, pack: Pack) -> PersonNoun | None:
    """The noun right before a name, or with what is told of it between them where heads stand first."""
    most_after = 0 if pack.head_is_last else _MOST_AFTER
    for end in range(first, max(first - most_after - 1, 0), -1):
        if end < first and not _is_within(words[end], tree):
            return None
        for start in range(max(end - _LONGEST_NOUN, 0), end):
            noun = _noun_at(words, start, pack)
            if noun is not None and noun[0] == end and _is_bound(words, tree, end, first):
                country = _country(words, start, end, first, pack)
                if _is_past(words[max(start - 2, 0) : first], pack):
                    return PersonNoun(start, end, None, country, False)
                return PersonNoun(start, end, noun[1], country, noun[2])
    return None


def _before_comma(
    words: Sequence[Word], tree: Tree, first: int, end: int, persons: Container[int], pack: Pack
) -> PersonNoun | None:
    """The noun that begins the phrase to which a name is in apposition: "a lecturer at the Varna Institute, X,"."""
    is_apposition = first > 0 and words[first - 1].surface == "," and (end == len(words) or words[end].surface in _ENDS)
    if not is_apposition:
        return None
    found: PersonNoun | None = None
    for start in range(first - 2, max(first - 2 - _LONGEST_PHRASE, -1), -1):
        word = words[start]
        is_cut = not word.surface[0].isalnum() and word.surface not in _IN_NAMES
        if is_cut or word.start in persons or _is_verbal(word, tree):
            break
        noun = _noun_at(words, start, pack)
        if noun is not None and noun[0] < first and not _is_in_apposition(words, start, pack):
            country = _country(words, start, noun[0], first, pack)
            found = PersonNoun(start, noun[0], noun[1], country, noun[2])
    return None if found is None or _is_past(words[max(found.first - 2, 0) : first], pack) else found


def _is_past(words: Sequence[Word], pack: Pack) -> bool:
    """Whether words tell of what somebody was: "former", "ancien"."""
    return any(word.folded in pack.estranged for word in words)


def _is_verbal(word: Word, tree: Tree) -> bool:
    return any(tree.pos[at] in VERBAL for at in tree.tokens_over(word.start, word.end))


def _is_in_apposition(words: Sequence[Word], start: int, pack: Pack) -> bool:
    """Whether a comma and no more than an article stand before a noun, which then tells of whom is named before."""
    at = start - 1
    while at > 0 and words[at].folded in pack.determiners:
        at -= 1
    return at >= 0 and words[at].surface == ","


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


def _behind(words: Sequence[Word], tree: Tree, end: int, pack: Pack) -> PersonNoun | None:
    """The noun in apposition behind a name: "Anna Berg, a Danish historian", "Anna Berg (2), 32 ans, chargée de"."""
    at = past_comma(words, end, pack)
    if at is None:
        return None
    for start in range(at, min(at + (_MOST_BEFORE if pack.head_is_last else 1) + 1, len(words))):
        noun = _noun_at(words, start, pack)
        if noun is not None and _is_phrase_end(words, tree, noun[0], pack):
            return PersonNoun(start, noun[0], noun[1], _country(words, start, noun[0], len(words), pack), noun[2])
        is_cut = not words[start].surface[0].isalpha() and words[start].surface != "-"
        if is_cut or words[start].folded in pack.estranged or (start > at and words[start].folded in pack.determiners):
            return None
    return None


def past_comma(words: Sequence[Word], at: int, pack: Pack) -> int | None:
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

"""Persons that the forests half see: behind a civility, in capitals, or with a given name that places have too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from pipelines.analyse.mentions.gazetteer import look_up
from pipelines.analyse.mentions.known_name import fold_name
from pipelines.analyse.mentions.name import NOUN_CONFIDENCE, REPEATED_CONFIDENCE, Name
from pipelines.languages.names import Pack
from pipelines.languages.world import read_tenures, read_world
from pipelines.text.words import Word, find_words, fold_word

#: Shorter words in capitals are acronyms as often as names.
_SHORTEST_IN_CAPITALS = 3
#: Characters of a line, before a name and behind it, that show whether all of it is in capitals.
_NEAR = 300
#: The word behind a name.
_WORD_BEHIND = re.compile(r"[ -]\w+")
#: A body so sure is one whatever given name it begins with: "Houston Chronicle".
_SURE_BODY = 0.55


@cache
def _holders() -> frozenset[str]:
    """Folded names of two words and more of who held an office: "kim jong un"."""
    folded = (fold_name(tenure.name) for tenure in read_tenures())
    return frozenset(name for name in folded if " " in name)


def whole_holders(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, those cut short of who held an office whole and such persons: "Moon Jae[-in]", "Kim Jong[ Il]"."""
    whole = []
    for name in names:
        end = _end_of_holder(text, name) if name.type == "PER" else name.end
        is_holder = end > name.end or (name.known is None and fold_name(text[name.start : name.end]) in _holders())
        sure = max(name.confidence, REPEATED_CONFIDENCE) if is_holder else name.confidence
        whole.append(replace(name, end=end, type="PER" if is_holder else name.type, confidence=sure))
    return [name for at, name in enumerate(whole) if at == 0 or whole[at - 1].end <= name.start]


def _end_of_holder(text: str, name: Name) -> int:
    """Where the name of a holder ends that begins with a name of a text and one word more; its own end for none."""
    word = _WORD_BEHIND.match(text, name.end)
    is_long = " " in text[name.start : name.end]
    is_holder = word is not None and is_long and fold_name(text[name.start : word.end()]) in _holders()
    return word.end() if word is not None and is_holder else name.end


def complete_persons(text: str, names: Sequence[Name], pack: Pack) -> list[Name]:
    """The names, those that their own form or the word before them shows to be persons as such, and whole."""
    words = find_words(text)
    at_start = {word.start: at for at, word in enumerate(words)}
    begun = {name.start for name in names}
    completed: list[Name] = []
    for name in names:
        at = at_start.get(name.start)
        whole = name if at is None else _complete(text, name, words, at, begun, pack)
        if not completed or completed[-1].end <= whole.start:
            completed.append(whole)
    return completed


def _complete(text: str, name: Name, words: Sequence[Word], at: int, begun: set[int], pack: Pack) -> Name:
    called = _called_like_a_place(text, name, words, at, begun, pack)
    return _whole_in_capitals(text, _behind_civility(text, called, words, at, pack), words, at, pack)


@cache
def _shared_given_names() -> frozenset[str]:
    """Folded given names that are places' too."""
    return frozenset(map(fold_name, read_world()["given_names_of_places"]))


def _called_like_a_place(text: str, name: Name, words: Sequence[Word], at: int, begun: set[int], pack: Pack) -> Name:
    """A place with a surname behind it is a person: "Madison Threlkeld", not "Houston Rockets" or "Georgia police"."""
    if fold_name(words[at].surface) not in _shared_given_names():
        return name
    last = at + 1
    if last >= len(words) or text[words[at].end : words[last].start] != " " or not _may_be_surname(words[last], pack):
        return name
    end = words[last].end
    is_alone = name.type == "LOC" and name.end == words[at].end and words[last].start not in begun
    is_whole = name.end == end and (name.type != "ORG" or name.confidence < _SURE_BODY)
    is_known = look_up(text[name.start : end]) is not None
    return _as_person(name, name.start, end) if (is_alone or is_whole) and not is_known else name


def _may_be_surname(word: Word, pack: Pack) -> bool:
    """A capitalised word that is no plural, no head of a body's or a place's name, no office, no place."""
    is_listed = word.folded in pack.head_types or word.folded in pack.not_names or pack.roles.opens(word.folded)
    is_other = is_listed or pack.plurals.is_plural(word.folded) or _is_place(word)
    return word.surface.istitle() and len(word.surface) > 2 and not is_other


def _is_place(word: Word) -> bool:
    known = look_up(word.surface)
    return known is not None and known.type == "LOC"


def _behind_civility(text: str, name: Name, words: Sequence[Word], at: int, pack: Pack) -> Name:
    """A name behind a civility is a person's, with the particles between: "M. de Villemont", "Mme Le Goff"."""
    particles = read_world()["surname_particles"]
    first = at
    while first and words[first - 1].surface in particles and text[words[first - 1].end : words[first].start] == " ":
        first -= 1
    before = first - 1
    if before > 0 and words[before].surface == "." and words[before - 1].end == words[before].start:
        before -= 1
    is_titled = before >= 0 and words[before].folded in pack.civilities and words[before].is_capital
    is_near = is_titled and "\n" not in text[words[before].start : name.start]
    is_country = name.known is not None and name.known.is_country
    return _as_person(name, words[first].start, name.end) if is_near and not is_country else name


def _whole_in_capitals(text: str, name: Name, words: Sequence[Word], at: int, pack: Pack) -> Name:
    """A person's name in capitals, in a line that has small letters, with the given names before it."""
    is_in_capitals = name.type == "PER" and name.known is None and text[name.start : name.end].isupper()
    if not is_in_capitals or _line_around(text, name).isupper():
        return name
    first = at
    while first and text[words[first - 1].end : words[first].start] == " " and _is_capital_name(words[first - 1], pack):
        first -= 1
    return _as_person(name, words[first].start, name.end) if first < at else name


def _line_around(text: str, name: Name) -> str:
    """The line of a name, as far as it is near."""
    before, behind = text[max(name.start - _NEAR, 0) : name.start], text[name.end : name.end + _NEAR]
    return before.rpartition("\n")[2] + text[name.start : name.end] + behind.partition("\n")[0]


def _is_capital_name(word: Word, pack: Pack) -> bool:
    is_listed = word.surface in pack.codes or fold_word(word.surface) in pack.head_types
    is_long = len(word.surface) >= _SHORTEST_IN_CAPITALS and word.surface.isalpha()
    return is_long and word.surface.isupper() and not is_listed and look_up(word.surface) is None


def _as_person(name: Name, start: int, end: int) -> Name:
    return replace(name, start=start, end=end, type="PER", known=None, confidence=max(name.confidence, NOUN_CONFIDENCE))

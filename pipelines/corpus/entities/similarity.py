"""How alike two names are: whether they may denote one entity, by their words alone."""

from __future__ import annotations

from typing import NamedTuple

from pipelines.analyse.mentions.acronyms import is_acronym_of
from pipelines.analyse.mentions.gazetteer import look_up, look_up_as
from pipelines.analyse.mentions.known_name import fold_name
from pipelines.corpus.entities.person_names import compare_people, name_parts, word_similarity

#: Likeness at which two names are as often one as not, and that a misspelling of a known name must reach.
_EVEN, _MISSPELLED = 0.6, 0.8


def name_similarity(left: str, right: str, kind: str) -> float:
    """0 (surely two entities) to 1 (surely one) for two names of a type (PER, LOC, ORG, MISC).

    0.5 and more reads as one.
    """
    if fold_name(left) == fold_name(right):
        return 1.0
    if kind == "PER":
        return _probability(min(compare_people(left, right)))
    known_left, known_right = look_up(left), look_up(right)
    if known_left is not None and known_right is not None:
        return 1.0 if known_left.name == known_right.name else 0.0
    like = _phrase_similarity(left, right)
    # What the gazetteers know is seldom another name that they do not know.
    is_half_known = (known_left is None) != (known_right is None)
    return 0.0 if is_half_known and like < _MISSPELLED else _probability(like)


def _probability(like: float) -> float:
    """A likeness on a scale on which one half is even."""
    return like * 0.5 / _EVEN if like < _EVEN else 1.0 - (1.0 - like) * 0.5 / (1.0 - _EVEN)


class Tie(NamedTuple):
    """Why a spelling is one of an entity's, and how alike it is to the entity's name, 0 to 1."""

    reason: str
    score: float


def tie_of(alias: str, name: str, kind: str) -> Tie:
    """What ties a spelling to an entity of this name and type, the plainest reason first."""
    if fold_name(alias) == fold_name(name):
        return Tie("the same words", 1.0)
    known_alias, known_name = look_up_as(alias, kind), look_up_as(name, kind)
    if kind != "PER" and known_alias is not None and known_name is not None and known_alias.name == known_name.name:
        return Tie("one name in the gazetteers", 1.0)
    if kind == "PER":
        return _tie_of_person(alias, name)
    if is_acronym_of(alias, name) or is_acronym_of(name, alias):
        return Tie("an acronym of the other", name_similarity(alias, name, kind))
    return Tie("said to be one in an article", name_similarity(alias, name, kind))


def _tie_of_person(alias: str, name: str) -> Tie:
    like = compare_people(alias, name)
    if len(name_parts(alias)) > 1:
        return Tie("given names and surnames alike", round(min(like), 3))
    is_given = name_parts(alias)[0] in name_parts(name)[:-1]
    reason = "the given name, in an article with the full name" if is_given else "the surname alone"
    return Tie(reason, 1.0 if is_given else round(like.surname, 3))


def _phrase_similarity(left: str, right: str) -> float:
    if is_acronym_of(left, right) or is_acronym_of(right, left):
        return 0.9
    a, b = fold_name(left), fold_name(right)
    if " " in a or " " in b:
        same = set(a.split()) & set(b.split())
        union = set(a.split()) | set(b.split())
        return len(same) / len(union) * 0.9
    return word_similarity(left, right)

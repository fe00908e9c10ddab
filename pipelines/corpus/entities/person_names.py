"""Names of persons: their parts, and how alike two of them are part by part."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import combinations
from typing import NamedTuple

from pipelines.analyse.mentions.known_name import fold_name
from pipelines.languages.world import read_world
from pipelines.text.phonetics import sound_similarity
from pipelines.text.transliteration import romanise

#: What an initial says of a name that begins with it.
_INITIAL = 0.95
#: What a short given name says of the whole one: "Phil", "Philip".
_SHORTENED = 0.97
#: What it says that a given name is the second of another person.
_SECOND = 0.6
#: What two letters in each other's place say, in words of so many letters at least: a slip of the hand.
_SWAPPED, _LEAST_SWAPPED = 0.96, 5
#: Given names beyond so many are not told apart.
_MOST_GIVEN = 6


class Likeness(NamedTuple):
    """How alike the surnames and the given names of two persons are, 0 to 1 each; 0.5 is even."""

    surname: float
    given: float


_UNLIKE = Likeness(0.0, 0.0)


@cache
def particles() -> frozenset[str]:
    """Small words of names that say nothing of who is meant."""
    return frozenset(read_world()["particles"])


@cache
def _suffixes() -> frozenset[str]:
    """What tells a son from his father ("Jr.")."""
    return frozenset(read_world()["name_suffixes"])


@lru_cache(maxsize=100_000)
def name_parts(name: str) -> tuple[str, ...]:
    """The words of a name that say who is meant, one at least, the surname last; a suffix is left out."""
    plain = fold_name(name).replace("(", " ").replace(")", " ").replace(",", " ").replace("o'", "o").replace("'", " ")
    words = plain.split()
    parts = tuple(_without_article(part) for part in words if part not in particles() and part not in _suffixes())
    return parts or tuple(words) or (name,)


def without_particles(name: str) -> str:
    """A name without its small words: "De Gaulle" and "Gaulle" are one."""
    return " ".join(word for word in fold_name(name).split() if word not in particles()) or name


def _without_article(word: str) -> str:
    """A word of a name without the article bound to it."""
    article = next((article for article in read_world()["bound_articles"] if word.startswith(article)), "")
    return word.removeprefix(article)


def suffix_of(name: str) -> str:
    """The suffix of a name ("jr"), empty where it has none."""
    words = fold_name(name).replace(",", " ").split()
    return words[-1] if len(words) > 1 and words[-1] in _suffixes() else ""


def word_similarity(left: str, right: str) -> float:
    """0 to 1 for two words; 1 when they sound the same, 0.5 when it is even."""
    a, b = romanise(left), romanise(right)
    if a == b:
        return 1.0
    return max(_SWAPPED if _is_swapped(a, b) else 0.0, sound_similarity(left, right))


def _is_swapped(a: str, b: str) -> bool:
    """Whether two words differ by two letters in each other's place, the first not among them: "Masha", "Mahsa"."""
    if len(a) != len(b) or len(a) < _LEAST_SWAPPED or a[0] != b[0]:
        return False
    at = next(place for place, (left, right) in enumerate(zip(a, b, strict=True)) if left != right)
    return a[at : at + 2] == b[at : at + 2][::-1] and a[at + 2 :] == b[at + 2 :]


def compare_people(left: str, right: str) -> Likeness:
    """How alike two names of persons are; of a name of one word, that word is compared with the surname.

    Names are compared in their order and, for those that put the surname first, with it put last.
    A surname is never an initial; a father is not his son.
    """
    a, b = name_parts(left), name_parts(right)
    if len(a) == 1 or len(b) == 1:
        return Likeness(word_similarity(a[-1], b[-1]), 1.0)
    if suffix_of(left) != suffix_of(right):
        return _UNLIKE
    found = [_in_order(a, b)]
    if len(a) == len(b) == 2:
        found.append(_in_order((a[1], a[0]), b))
    if len(a) != len(b) and min(map(len, a + b)) > 1:
        # "Abdelfattah" and "Abdel Fattah" differ in their spaces alone.
        joined = sound_similarity("".join(a), "".join(b))
        found.append(Likeness(joined, joined))
    return max(found, key=min)


def has_full_given_name(name: str) -> bool:
    """Whether a name of several words has a given name and a surname that are more than initials.

    "Zuma-Sambudla" is a surname of two.
    """
    parts = name_parts(name)
    return " " in name.strip() and len(parts[-1]) > 1 and any(len(part) > 1 for part in parts[:-1])


def _in_order(a: tuple[str, ...], b: tuple[str, ...]) -> Likeness:
    if len(a[-1]) == 1 or len(b[-1]) == 1:
        return Likeness(float(a[-1] == b[-1]), _given_similarity(a[:-1], b[:-1]))
    return Likeness(word_similarity(a[-1], b[-1]), _given_similarity(a[:-1], b[:-1]))


def _given_similarity(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """How well the given names of the shorter name are found, in order, among those of the longer.

    Two given names must be the first two of the other: "George W." is not "George H. W.". One alone may be
    the second, but that is often the father's ("Mahamat Idriss"), or part of a surname of two words, after two.
    """
    short, long = sorted((a[:_MOST_GIVEN], b[:_MOST_GIVEN]), key=len)
    if len(short) == 1:
        found = [_part_similarity(short[0], long[0])]
        if len(short[0]) > 1:
            found += [
                word_similarity(short[0], part) * (_SECOND if at == 1 else 1.0)
                for at, part in enumerate(long)
                if at and len(part) > 1
            ]
        return max(found)
    return max(
        min(_part_similarity(part, long[at]) for part, at in zip(short, places, strict=True))
        for places in combinations(range(len(long)), len(short))
        if places[:2] == (0, 1)
    )


def _part_similarity(left: str, right: str) -> float:
    if len(left) == 1 or len(right) == 1:
        return _INITIAL if left[0] == right[0] else 0.0
    return _SHORTENED if frozenset((left, right)) in _short_given_names() else word_similarity(left, right)


@cache
def _short_given_names() -> frozenset[frozenset[str]]:
    """Pairs of a given name and a short one that its bearers go by."""
    listed = read_world()["short_given_names"].items()
    return frozenset(frozenset((fold_name(name), fold_name(short))) for name, shorts in listed for short in shorts)

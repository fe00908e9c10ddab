"""How alike two names are: whether they may denote one entity, by their words alone."""

from __future__ import annotations

import re
from functools import cache

from pipelines.entities.gazetteer import fold_name, look_up
from pipelines.entities.packs import read_toml
from pipelines.entities.romanise import romanise
from pipelines.entities.sounds import sound_similarity


def name_similarity(left: str, right: str, kind: str) -> float:
    """0 (surely two entities) to 1 (surely one) for two names of a type (PER, LOC, ORG, MISC).

    0.5 and more reads as one.
    """
    if fold_name(left) == fold_name(right):
        return 1.0
    known_left, known_right = (look_up(left), look_up(right)) if kind != "PER" else (None, None)
    if known_left is not None and known_right is not None:
        return 1.0 if known_left.name == known_right.name else 0.0
    if kind == "PER":
        return _person_similarity(left, right)
    return _phrase_similarity(left, right)


@cache
def particles() -> frozenset[str]:
    """Small words of names that say nothing of who is meant."""
    return frozenset(read_toml("world.toml")["particles"])


def name_parts(name: str) -> tuple[str, ...]:
    """The words of a name that say who is meant."""
    plain = fold_name(name).replace("'", " ").replace("(", " ").replace(")", " ").replace(",", " ")
    parts = tuple(part.removeprefix("ال") for part in plain.split() if part not in particles())
    return parts or tuple(fold_name(name).split())


def word_similarity(left: str, right: str) -> float:
    """0 to 1 for two words; 1 when they sound the same, 0.5 when it is even."""
    return 1.0 if romanise(left) == romanise(right) else sound_similarity(left, right)


def _person_similarity(left: str, right: str) -> float:
    a, b = name_parts(left), name_parts(right)
    if len(a) > len(b):
        a, b = b, a
    if len(a) == 1:
        return word_similarity(a[0], b[-1]) if len(b) > 1 else word_similarity(a[0], b[0])
    scores = []
    rest = list(b)
    for part in a:
        best = max(rest, key=lambda other: (_part_similarity(part, other), other))
        scores.append(_part_similarity(part, best))
        rest.remove(best)
        if not rest:
            break
    if len(a) != len(b):
        # "Abdelfattah" and "Abdel Fattah" differ in their spaces alone.
        scores_joined = sound_similarity("".join(a), "".join(b))
        return max(min(scores), scores_joined)
    return min(scores)


def _part_similarity(left: str, right: str) -> float:
    if len(left) == 1 or len(right) == 1:
        return 0.8 if left[0] == right[0] else 0.0
    return word_similarity(left, right)


def _phrase_similarity(left: str, right: str) -> float:
    if is_acronym_of(left, right) or is_acronym_of(right, left):
        return 0.9
    a, b = fold_name(left), fold_name(right)
    if " " in a or " " in b:
        same = set(a.split()) & set(b.split())
        union = set(a.split()) | set(b.split())
        return len(same) / len(union) * 0.9
    return word_similarity(left, right)


def is_acronym_of(short: str, long: str) -> bool:
    """Whether the letters of ``short`` begin the content words of ``long`` in order."""
    letters = short.replace(".", "").replace("-", "")
    if not letters.isupper() or not 2 <= len(letters) <= 8 or " " not in long:
        return False
    silent = particles() | frozenset(read_toml("world.toml")["acronym_skips"])
    words = fold_name(long).replace("'", " ").split()
    initials = "".join(re.escape(word[0]) + ("?" if word in silent else "") for word in words)
    return re.fullmatch(initials, fold_name(letters)) is not None

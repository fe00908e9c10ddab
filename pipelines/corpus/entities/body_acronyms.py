"""Acronyms of bodies: what an article, the corpus or the world says they stand for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise

from pipelines.analyse.mentions.acronyms import is_acronym_of
from pipelines.analyse.mentions.gazetteer import look_up
from pipelines.analyse.mentions.known_bodies import bodies
from pipelines.analyse.mentions.known_name import KnownName, fold_name
from pipelines.corpus.entities.person_names import name_parts
from pipelines.corpus.entities.rows import MentionRow

#: Articles that must say alike what an acronym stands for, before others that use it are read so.
LEAST_DEFINED = 2
#: Letters by which words of a body's names are compared: "energies", "energy".
_STEM = 5
#: Letters of an acronym written as a word.
_LONGEST_WORD = 6
#: Letters of an acronym that are a name's initials by no chance.
_SURE_LETTERS = 4


def agreed_meanings(local: Iterable[Mapping[str, str]]) -> dict[str, str]:
    meanings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for defined in local:
        for acronym, long_form in defined.items():
            meanings[acronym][long_form] += 1
    return {
        acronym: long_form
        for acronym, counted in meanings.items()
        for long_form, n_articles in counted.items()
        if len(counted) == 1 and n_articles >= LEAST_DEFINED
    }


def long_form_of(row: MentionRow, long_forms: Mapping[str, str]) -> str | None:
    """What an acronym stands for where its article, or the corpus, says so and the world does not.

    Where the article tells a long form that is none of the body's the world knows, that one is meant.
    """
    long_form = long_forms.get(fold_name(row.surface)) if _may_be_letters(row.surface) else None
    known = look_up(row.surface) if long_form is not None else None
    return None if long_form is None or (known is not None and _is_of_body(long_form, known)) else long_form


def _may_be_letters(surface: str) -> bool:
    """Whether a name is written as an acronym is, in capitals or as a word of few letters: "Sars"."""
    return surface.isupper() or (surface.istitle() and surface.isalpha() and len(surface) <= _LONGEST_WORD)


def _is_of_body(long_form: str, known: KnownName) -> bool:
    """Whether a long form has a word of one of a body's names, as languages and hands spell it."""
    if known.type != "ORG" or " " not in long_form:
        return True
    stems = {word[:_STEM] for name in _long_names().get(known.name, ()) for word in name.split() if len(word) >= _STEM}
    return not stems or any(word[:_STEM] in stems for word in long_form.split() if len(word) >= _STEM)


@cache
def _long_names() -> Mapping[str, tuple[str, ...]]:
    """The folded names of several words of each known body."""
    return {
        known.name: tuple(fold_name(name) for name in (known.name, *sure, *doubtful) if " " in name)
        for known, sure, doubtful in bodies()
    }


def told_by_acronym(rows: Sequence[MentionRow], types: Mapping[str, str]) -> dict[str, KnownName]:
    """Folded long forms that no table has, to the body whose acronym stands behind them in brackets, or elsewhere
    in the article where it has so many letters that they are its initials by no chance."""
    named = [row for row in rows if types[fold_name(row.surface)] == "ORG"]
    return _told_by_initials(named) | _told_in_brackets(named)


def _told_by_initials(named: Sequence[MentionRow]) -> dict[str, KnownName]:
    """Folded long forms to the one body whose acronym of many letters the article has."""
    letters = sorted({row.surface for row in named if row.surface.isupper() and len(row.surface) >= _SURE_LETTERS})
    short = {name: known for name in letters if (known := look_up(name)) is not None and known.type == "ORG"}
    told = {}
    for row in named if short else ():
        found = [known for name, known in short.items() if is_acronym_of(name, row.surface)]
        if len(found) == 1 and look_up(row.surface) is None and _is_of_body(fold_name(row.surface), found[0]):
            told[fold_name(row.surface)] = found[0]
    return told


def _told_in_brackets(named: Sequence[MentionRow]) -> dict[str, KnownName]:
    """Folded long forms to the body whose acronym stands right behind them in brackets."""
    told = {}
    for left, right in pairwise(named):
        is_behind = right.start - left.end == len(" (") and " " in left.surface and right.surface.isupper()
        known = look_up(right.surface) if is_behind and look_up(left.surface) is None else None
        if known is not None and known.type == "ORG" and _is_of_body(fold_name(left.surface), known):
            told[fold_name(left.surface)] = known
    return told


def acronyms_defined(rows: Sequence[MentionRow], types: Mapping[str, str]) -> dict[str, str]:
    """Folded acronym -> folded long form, both of them in one article.

    A long form beside it in brackets is its own; else the most used one whose initials it is, the first of equals.
    """
    named = [row for row in rows if types[fold_name(row.surface)] == "ORG"]
    counted = Counter(row.surface for row in named)
    by_initials: defaultdict[str, list[str]] = defaultdict(list)
    for surface in sorted(counted, key=lambda surface: (-counted[surface], surface)):
        if " " in surface:
            by_initials["".join(part[0] for part in name_parts(surface))].append(surface)
    defined = {}
    for surface in counted:
        longer = [name for name in by_initials.get(fold_name(surface), ()) if is_acronym_of(surface, name)]
        if surface.isupper() and longer:
            defined[fold_name(surface)] = fold_name(longer[0])
    for left, right in pairwise(named):
        short, long = sorted((left.surface, right.surface), key=len)
        if right.start - left.end == len(" (") and _may_stand_for(short, long):
            defined.setdefault(fold_name(short), fold_name(long))
    return defined


def _may_stand_for(short: str, long: str) -> bool:
    """Whether one may be the other's acronym, words of which the span may lack; one written as a word has them all."""
    if " " not in long or long.isupper():
        return False
    if not short.isupper():
        return _may_be_letters(short) and is_acronym_of(short.upper(), long)
    return short[0] == fold_name(long)[0].upper()

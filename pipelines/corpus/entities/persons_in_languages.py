"""Persons whom each language calls by a name of its own: rulers, saints and those of old."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from pipelines.analyse.mentions.known_name import fold_name
from pipelines.corpus.entities.keys import EntityKey
from pipelines.corpus.entities.person_names import name_parts, without_particles
from pipelines.corpus.entities.rows import MentionRow
from pipelines.languages.world import read_world


def english_name(key: EntityKey) -> str | None:
    """The English name of a person whom languages call otherwise."""
    is_person = key.type == "PER" and key.scheme == "name"
    return _english_names().get(key.value) if is_person else None


@cache
def _english_names() -> Mapping[str, str]:
    return {fold_name(person): person for person in read_world()["people_in_languages"]}


def under_one_name(rows: Sequence[MentionRow]) -> dict[MentionRow, MentionRow]:
    """The rows, those of persons whom languages call otherwise by one name: "le pape François", later "François"."""
    table = _people_in_languages()
    short: dict[tuple[str, str], str] = {}
    for row in rows:
        words = fold_name(row.surface).split()
        if len(words) > 1 and " ".join(words) in table:
            short[row.article_id, words[-1]] = table[" ".join(words)]
    called = {}
    for row in rows:
        folded = fold_name(row.surface)
        name = table.get(folded) or short.get((row.article_id, folded))
        called[row] = row if name is None else replace(row, surface=name)
    return called


@cache
def _people_in_languages() -> Mapping[str, str]:
    """Folded names of persons in several languages, to the English ones."""
    return {fold_name(name): person for person, names in read_world()["people_in_languages"].items() for name in names}


@cache
def _given_names_in_languages() -> Mapping[str, str]:
    """Folded given names in several languages, to the folded English ones."""
    listed = read_world()["given_names_in_languages"].items()
    return {fold_name(form): fold_name(name) for name, forms in listed for form in (name, *forms)}


def in_english(name: str, language: str | None) -> str:
    """A ruler's or saint's folded name with its given name in English: "guillaume ii", "william ii".

    In an English text "Jean" alone is none of another language.
    """
    folded = without_particles(name)
    given, _, rest = folded.partition(" ")
    is_own = language == read_world()["canonical_language"] and not rest and name.isascii()
    return folded if is_own else f"{_given_names_in_languages().get(given, given)} {rest}".rstrip()


def lone_given_names(rows: Iterable[MentionRow]) -> frozenset[str]:
    """Those of an article's folded names that are a given name alone, and by whose English form it calls one person.

    "Jean" and "John" side by side are two.
    """
    forms: defaultdict[str, set[str]] = defaultdict(set)
    for name, language in {(row.surface, row.language) for row in rows}:
        if len(name_parts(name)) == 1:
            forms[in_english(name, language)].add(fold_name(name))
    return frozenset(form for same in forms.values() if len(same) == 1 for form in same)

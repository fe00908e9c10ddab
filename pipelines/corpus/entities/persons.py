"""Mentions of persons brought together: full names by likeness, lone surnames by article, then by corpus."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from pipelines.analyse.mentions.known_name import fold_name
from pipelines.corpus.entities.keys import EntityKey, person_key
from pipelines.corpus.entities.office_holders import LEADING
from pipelines.corpus.entities.person_names import (
    compare_people,
    has_full_given_name,
    name_parts,
    suffix_of,
    without_particles,
    word_similarity,
)
from pipelines.corpus.entities.persons_in_languages import in_english, lone_given_names, under_one_name
from pipelines.corpus.entities.rows import MentionRow, group_by_article
from pipelines.text.transliteration import sound_key

#: Two full names are one person when surnames (long ones say more) and given names are so alike. Texts of
#: one language spell a given name in one way; other languages write it anew.
SAME_SURNAME, LONG_SURNAME, SAME_GIVEN, OTHER_GIVEN = 0.9, 0.8, 0.95, 0.75
_LONG = 6
#: A lone surname means the bearer of one so alike, in texts of one language and of two.
SAME_LONE, OTHER_LONE = 0.98, 0.9
#: Share of a surname's bearers' mentions one must have to be meant by the surname alone.
DOMINANT_SHARE = 0.8
#: Names of so many words may have the surname first.
_TURNED = 2
#: Names of one sound are compared with so many others.
_MOST_COMPARED = 200


class Groups:
    """Union-find over strings; the representative of a group is its least member."""

    def __init__(self) -> None:
        self._parents: dict[str, str] = {}

    def find(self, item: str) -> str:
        parent = self._parents.setdefault(item, item)
        while parent != self._parents[parent]:
            self._parents[item] = parent = self._parents[parent]
            item = parent
        return parent

    def join(self, left: str, right: str) -> None:
        a, b = self.find(left), self.find(right)
        if a != b:
            self._parents[max(a, b)] = min(a, b)


@dataclass(slots=True)
class _Person:
    """What a person's full names tell: how often they stand, their words, the languages they stand in."""

    count: int = 0
    given: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    languages: set[str | None] = field(default_factory=set)
    names: set[str] = field(default_factory=set)


def cluster_people(rows: Sequence[MentionRow]) -> dict[MentionRow, EntityKey]:
    """Entity keys of person mentions, which come in the order they were published.

    Full names come first; a surname alone, or with an initial, is somebody of its article, else the
    corpus's clear bearer of the name, else a person of its own. Whom each language calls otherwise has one name.
    """
    called = under_one_name(rows)
    keys = _cluster(list(called.values()))
    return {row: keys[called[row]] for row in rows}


def _cluster(rows: Sequence[MentionRow]) -> dict[MentionRow, EntityKey]:
    """Entity keys of person mentions, their names taken as they are."""
    counts: Counter[str] = Counter()
    languages: defaultdict[str, set[str | None]] = defaultdict(set)
    for row in rows:
        if has_full_given_name(row.surface):
            counts[row.surface] += 1
            languages[row.surface].add(row.language)
    groups = _group(sorted(counts), languages)
    _join_double_surnames(groups, rows, counts)
    key_of = _keys(groups, counts)
    corpus = _Corpus.of(key_of, counts, languages)
    keys: dict[MentionRow, EntityKey] = {}
    for article_rows in group_by_article(rows).values():
        here = Counter(key_of[row.surface] for row in article_rows if row.surface in key_of)
        offices = {(key_of[row.surface], row.role) for row in article_rows if row.surface in key_of}
        last: dict[EntityKey, int] = {}
        lone = lone_given_names(article_rows)
        for row in article_rows:
            full = key_of.get(row.surface)
            if full is not None:
                last[full] = row.start
            keys[row] = full or corpus.meant_by(row, _Named(here, offices, last, lone))
    return keys


def _keys(groups: Groups, surfaces: Iterable[str]) -> dict[str, EntityKey]:
    """The key of each full name: the spelling its person was first mentioned by."""
    first: dict[str, str] = {}
    return {surface: person_key(first.setdefault(groups.find(surface), surface)) for surface in surfaces}


def _group(surfaces: Sequence[str], languages: dict[str, set[str | None]]) -> Groups:
    blocks: defaultdict[str, list[str]] = defaultdict(list)
    groups = Groups()
    for surface in surfaces:
        groups.find(surface)
        sounds = [sound_key(part) for part in name_parts(surface)]
        blocks[sounds[-1]].append(surface)
        # Where the surname stands first, the same two words meet.
        if len(sounds) == _TURNED:
            blocks[" ".join(sorted(sounds))].append(surface)
    for block in sorted(blocks):
        members = blocks[block]
        for at, left in enumerate(members):
            for right in members[at + 1 : at + _MOST_COMPARED]:
                if groups.find(left) != groups.find(right) and _are_one(left, right, languages):
                    groups.join(left, right)
    return groups


def _are_one(left: str, right: str, languages: dict[str, set[str | None]]) -> bool:
    like = compare_people(left, right)
    given = OTHER_GIVEN if languages[left].isdisjoint(languages[right]) else SAME_GIVEN
    is_long = min(len(name_parts(name)[-1]) for name in (left, right)) >= _LONG
    return like.given >= given and like.surname >= (LONG_SURNAME if is_long else SAME_SURNAME)


def _join_double_surnames(groups: Groups, rows: Sequence[MentionRow], counts: Counter[str]) -> None:
    """Join "Roth Novak" to the "Anna Roth Novak" who stands in every article where it does.

    Elsewhere the two may be father and son: "Mahamat Idriss Déby" is not Idriss Déby.
    """
    articles: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    spelled: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for row in rows:
        if row.surface in counts:
            articles[name_parts(row.surface)].add(row.article_id)
            spelled[name_parts(row.surface)].add(row.surface)
    for parts in sorted(articles):
        shorter = parts[1:]
        if len(shorter) > 1 and shorter in articles and articles[shorter] <= articles[parts]:
            for surface in sorted(spelled[shorter]):
                groups.join(surface, min(spelled[parts]))


def _are_given(parts: tuple[str, ...], names: Iterable[str]) -> bool:
    """Whether words are the given names that somebody's name begins with."""
    return any(name_parts(name)[: len(parts)] == parts for name in names)


class _Named(NamedTuple):
    """Whom an article names in full: how often, with which roles, and where last before a mention.

    ``lone`` are its folded names of one word by which each language calls somebody in its own way.
    """

    counts: Mapping[EntityKey, int]
    roles: Set[tuple[EntityKey, str | None]]
    last: Mapping[EntityKey, int]
    lone: Set[str]


@dataclass(frozen=True, slots=True)
class _Corpus:
    """The persons that have full names, and who bears which word, by its sound."""

    people: dict[EntityKey, _Person]
    bearers: dict[str, set[EntityKey]]
    n_given: Counter[str]
    n_surname: Counter[str]

    @classmethod
    def of(cls, key_of: dict[str, EntityKey], counts: Counter[str], languages: dict[str, set[str | None]]) -> _Corpus:
        people: defaultdict[EntityKey, _Person] = defaultdict(_Person)
        bearers: defaultdict[str, set[EntityKey]] = defaultdict(set)
        for surface, key in key_of.items():
            first, *rest = name_parts(surface)
            person = people[key]
            person.count += counts[surface]
            person.given.add(first)
            person.words.update(rest)
            person.languages |= languages[surface]
            person.names.add(surface)
            for word in rest:
                bearers[sound_key(word)].add(key)
        n_given = Counter(word for person in people.values() for word in person.given)
        n_surname = Counter(word for person in people.values() for word in person.words)
        return cls(dict(people), dict(bearers), n_given, n_surname)

    def meant_by(self, row: MentionRow, named: _Named) -> EntityKey:
        """The key of the person a name without a full given name means; ``named`` are those of its article."""
        is_lone = fold_name(row.surface) in named.lone
        own = person_key(in_english(row.surface, row.language) if is_lone else without_particles(row.surface))
        surname = name_parts(row.surface)[-1]
        if len(surname) == 1:
            return own
        fitting = [key for key in sorted(self.bearers.get(sound_key(surname), ())) if self._fits(row, surname, key)]
        local = [key for key in fitting if key in named.counts] or self._called(surname, named.counts)
        if local:
            return self._of_several(row, local, named) or own
        spelled = [key for key in fitting if self._is_spelled(surname, row.language, key)]
        is_surname = self.n_surname[surname] >= self.n_given[surname]
        return (self._clear_bearer(spelled) if is_surname else None) or own

    def _clear_bearer(self, bearers: Sequence[EntityKey]) -> EntityKey | None:
        """Who of the bearers of a surname the corpus names nearly alone."""
        best = min(bearers, key=lambda key: (-self.people[key].count, key), default=None)
        total = sum(self.people[key].count for key in bearers)
        return best if best is not None and self.people[best].count >= DOMINANT_SHARE * total else None

    def _fits(self, row: MentionRow, surname: str, key: EntityKey) -> bool:
        person = self.people[key]
        suffix = suffix_of(row.surface)
        if suffix and not any(suffix == suffix_of(name) for name in person.names):
            return False
        parts = name_parts(row.surface)
        is_double = len(parts) > 1 and " " not in row.surface
        # "Zuma-Sambudla" is a surname, "Marie-Laure" a given name, of two.
        if is_double and (person.words.issuperset(parts) or _are_given(parts, person.names)):
            return True
        if len(parts) > 1 and not any(compare_people(row.surface, name).given >= OTHER_GIVEN for name in person.names):
            return False
        least = SAME_LONE if row.language in person.languages else OTHER_LONE
        return surname in person.words or any(word_similarity(surname, word) >= least for word in person.words)

    def _is_spelled(self, surname: str, language: str | None, key: EntityKey) -> bool:
        """Whether a person is spelled so, or stands in texts of other languages alone."""
        person = self.people[key]
        return surname in person.words or language not in person.languages

    def _of_several(self, row: MentionRow, local: Sequence[EntityKey], named: _Named) -> EntityKey | None:
        """Whom of those of one surname a name means: who has the role beside it, is named most, or last before it.

        None where it leads a state and none of several is said to: "President Biden", beside his son.
        """
        if len(local) > 1 and row.role is not None:
            holding = [key for key in local if (key, row.role) in named.roles]
            if not holding and row.role in LEADING:
                return None
            local = holding or local
        surname = name_parts(row.surface)[-1]

        def rank(key: EntityKey) -> tuple[bool, bool, int, bool, int, EntityKey]:
            # The son is called so with his suffix; "Zuma" is Jacob Zuma before Duduzile Zuma-Sambudla.
            is_son = all(map(suffix_of, self.people[key].names))
            is_last = any(name_parts(name)[-1] == surname for name in self.people[key].names)
            is_other = surname not in self.people[key].words
            return is_other, not is_last, -named.counts[key], is_son, -named.last.get(key, -1), key

        return min(local, key=rank)

    def _called(self, name: str, here: Iterable[EntityKey]) -> list[EntityKey]:
        """The article's only person of this given name."""
        found = [key for key in here if name in self.people[key].given]
        return found if len(found) == 1 else []

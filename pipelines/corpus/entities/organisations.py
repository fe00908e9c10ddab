"""Mentions of places, bodies and the rest brought together: by gazetteers, equal forms and acronyms."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from pipelines.analyse.mentions.acronyms import is_acronym_of
from pipelines.analyse.mentions.gazetteer import look_up, look_up_as
from pipelines.analyse.mentions.known_bodies import known_bodies, short_forms
from pipelines.analyse.mentions.known_name import KnownName, fold_name
from pipelines.analyse.mentions.name_types import head_of_body, is_body_noun
from pipelines.analyse.mentions.seats import seated_at
from pipelines.corpus.entities.keys import EntityKey, known_key, name_key
from pipelines.corpus.entities.person_names import name_parts
from pipelines.corpus.entities.places import choose_places, place_in_name, support_of
from pipelines.corpus.entities.rows import MentionRow, group_by_article
from pipelines.languages.names import all_packs
from pipelines.languages.world import read_world
from pipelines.text.words import find_words, fold_word

#: Articles that must say alike what an acronym stands for, before others that use it are read so.
LEAST_DEFINED = 2
#: Sectors of bodies that each state has one of.
OF_STATE = frozenset(read_world()["sectors_of_states"])
_EDUCATION = "EDU"
#: Share of an article's mentions of countries that one must have to be meant without a word.
_CLEAR, _LEAST = 0.8, 2


class Bodies(NamedTuple):
    """Entity keys of mentions, what gazetteers know of each key, and countries that evidence gives with its reason."""

    keys: dict[MentionRow, EntityKey]
    known: dict[EntityKey, KnownName]
    countries: dict[MentionRow, tuple[str, str]]


def cluster_bodies(
    rows: Sequence[MentionRow], types: Mapping[str, str], articles: Mapping[str, Sequence[MentionRow]]
) -> Bodies:
    """Entity keys of places, bodies and the rest: what gazetteers know, equal forms, acronyms.

    An acronym stands for a body of its article whose initials it is, else for what the corpus's articles
    agree on. ``types`` gives the type of each folded name, ``articles`` all mentions of each article.
    """
    of_article = group_by_article(rows)
    local = {article_id: _acronyms_defined(found, types) for article_id, found in of_article.items()}
    agreed = _agreed(local.values())
    bodies = Bodies({}, {}, {})
    for article_id, found in of_article.items():
        _add_article(bodies, found, types, articles[article_id], agreed | local[article_id])
    return bodies


def _agreed(local: Iterable[Mapping[str, str]]) -> dict[str, str]:
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


class _Told(NamedTuple):
    """What an article tells of its names: which places they are, its schools' short names, the countries spoken of."""

    places: Mapping[MentionRow, KnownName]
    schools: Mapping[str, KnownName]
    spoken_of: Mapping[str, int]

    def known(self, row: MentionRow, kind: str, long_form: str | None) -> KnownName | None:
        """What the gazetteers know: of a town that acts the body seated there, of a place the chosen one."""
        seated = seated_at(row.surface) if row.type == "ORG" else None
        school = self.schools.get(fold_name(row.surface)) if row.type == "LOC" else None
        found = seated or school or self.places.get(row)
        if found is not None or self.is_stranger(row, kind):
            return found
        return look_up_as(long_form or row.surface, "ORG" if long_form else kind, self.spoken_of)

    def is_stranger(self, row: MentionRow, kind: str) -> bool:
        """Whether a place of the gazetteers bears a name, and none was chosen for it."""
        best = look_up(row.surface) if kind == row.type == "LOC" and row not in self.places else None
        return best is not None and best.type == "LOC"


def _add_article(
    bodies: Bodies,
    rows: Sequence[MentionRow],
    types: Mapping[str, str],
    article: Sequence[MentionRow],
    long_forms: Mapping[str, str],
) -> None:
    told = _Told(choose_places(article), _schools(article), support_of(article, ""))
    states = _states_told(rows)
    for row in rows:
        kind = types[fold_name(row.surface)]
        long_form = _long_form(row, long_forms)
        known = told.known(row, kind, long_form)
        if known is not None:
            bodies.keys[row] = known_key(known)
            bodies.known[known_key(known)] = known
            continue
        # What the gazetteers say of a stranger is not said of this one.
        own = replace(row, country=None) if told.is_stranger(row, kind) else row
        country = states.get(fold_name(row.surface)) or _country_of(own, kind, article)
        if country is not None:
            bodies.countries[row] = country
        bodies.keys[row] = name_key("ORG", long_form) if long_form else _key_of_name(row, kind, country)
    _join_lone_nouns(bodies, [row for row in rows if types[fold_name(row.surface)] == row.type == "ORG"])


def _join_lone_nouns(bodies: Bodies, rows: Sequence[MentionRow]) -> None:
    """Give a noun with a capital the key of the article's one body with that noun at the head: "l'Union"."""
    named = _named_by_head(rows)
    for row in rows:
        is_open = bodies.keys[row].scheme == "name" and is_body_noun(row.surface, row.language)
        keys = {bodies.keys[body] for body in named.get(fold_word(row.surface), ())} if is_open else set()
        if len(keys) == 1:
            bodies.keys[row] = keys.pop()


def _named_by_head(rows: Iterable[MentionRow]) -> dict[str, list[MentionRow]]:
    """Bodies named by several words, by the noun at the head of them: "Union européenne", by "union"."""
    named: defaultdict[str, list[MentionRow]] = defaultdict(list)
    for row in rows:
        head = head_of_body(row.surface, row.language) if " " in row.surface else None
        if head is not None:
            named[head].append(row)
    return dict(named)


def _long_form(row: MentionRow, long_forms: Mapping[str, str]) -> str | None:
    """What an acronym stands for where its article, or the corpus, says so and the world does not."""
    is_open = row.surface.isupper() and look_up(row.surface) is None
    return long_forms.get(fold_name(row.surface)) if is_open else None


def _key_of_name(row: MentionRow, kind: str, country: tuple[str, str] | None) -> EntityKey:
    """The key of what only its name tells: "Le Sénat" is another one in each state, and each language's for it one."""
    home = country[0] if country is not None and _is_of_state(row) and not _says_country(row.surface) else None
    folded = fold_name(row.surface)
    return name_key(kind, _in_english(folded) if kind == "ORG" else folded, home)


@cache
def _in_english(folded: str) -> str:
    """The folded name of a body, in English where the world's data tell it: "universite de milan", of Milan."""
    for begins, forms in read_world()["bodies_of_places"].items():
        form = next((form for form in forms if folded.startswith(form)), None)
        if form is not None:
            place = look_up(folded.removeprefix(form))
            return f"{begins}{folded.removeprefix(form) if place is None else fold_name(place.name)}"
    return _common_bodies().get(folded, folded)


@cache
def _common_bodies() -> Mapping[str, str]:
    """Folded names of bodies that many states have, to the folded English ones."""
    return {fold_name(name): fold_name(body) for body, names in read_world()["common_bodies"].items() for name in names}


def _is_of_state(row: MentionRow) -> bool:
    """Whether each state has one of this name: a senate, a constitution."""
    return row.sector in OF_STATE or _is_text_of_state(row.surface)


@cache
def _is_text_of_state(name: str) -> bool:
    """Whether each state has a text of this name: "the Constitution" of two states is two."""
    return fold_name(name) in {fold_name(text) for text in read_world()["texts_of_states"]}


@cache
def _says_country(name: str) -> bool:
    """Whether a body's own words say its country: "Russian Defence Ministry"."""
    words = find_words(name)
    return any(pack.demonyms.match_at(words, at) for pack in all_packs() for at in range(len(words)))


def _states_told(rows: Sequence[MentionRow]) -> dict[str, tuple[str, str]]:
    """The one country that the article tells beside any mention of a body, by its folded name."""
    told: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.country is not None and row.sector in OF_STATE:
            told[fold_name(row.surface)].add(row.country)
    return {folded: (next(iter(countries)), "name") for folded, countries in told.items() if len(countries) == 1}


def _schools(article: Sequence[MentionRow]) -> dict[str, KnownName]:
    """Folded short names of the universities that an article names in full: "Columbia", and no town of the name."""
    named = {known.name for known in (look_up(row.surface) for row in article if row.type == "ORG") if known}
    return {
        fold_name(form): known_bodies()[name]
        for name in sorted(named & short_forms().keys())
        if known_bodies()[name].sector == _EDUCATION
        for form in short_forms()[name]
    }


def _country_of(row: MentionRow, kind: str, article: Sequence[MentionRow]) -> tuple[str, str] | None:
    """The country of a body or a place and how it is known: by its name, or by its article.

    An article about one country tells it of places, and of the bodies that every state has.
    """
    if row.country is not None:
        return row.country, "name"
    if kind not in {"ORG", "LOC"} and not _is_text_of_state(row.surface):
        return None
    support = support_of(article, row.surface)
    place = place_in_name(row.surface, support)
    # "Greenwich Village", told of New York, is not in Britain.
    is_told = place is not None and (kind != "LOC" or support.get(place.country or "", 0) > 0)
    if place is not None and place.country is not None and is_told:
        return place.country, "name"
    clear = clear_country(support) if kind == "LOC" or _is_of_state(row) else None
    return (clear, "article") if clear is not None else None


def clear_country(support: Mapping[str, int]) -> str | None:
    """The country an article speaks of nearly alone."""
    total = sum(support.values())
    best = min(support, key=lambda country: (-support[country], country), default=None)
    return best if best is not None and total >= _LEAST and support[best] >= _CLEAR * total else None


def _acronyms_defined(rows: Sequence[MentionRow], types: Mapping[str, str]) -> dict[str, str]:
    """Folded acronym -> folded long form, both of them in one article.

    A long form beside it in brackets is its own; else the most used one whose initials it is, the first of equals.
    """
    bodies = [row for row in rows if types[fold_name(row.surface)] == "ORG"]
    counted = Counter(row.surface for row in bodies)
    by_initials: defaultdict[str, list[str]] = defaultdict(list)
    for surface in sorted(counted, key=lambda surface: (-counted[surface], surface)):
        if " " in surface:
            by_initials["".join(part[0] for part in name_parts(surface))].append(surface)
    defined = {}
    for surface in counted:
        longer = [name for name in by_initials.get(fold_name(surface), ()) if is_acronym_of(surface, name)]
        if surface.isupper() and longer:
            defined[fold_name(surface)] = fold_name(longer[0])
    for left, right in pairwise(bodies):
        short, long = sorted((left.surface, right.surface), key=len)
        if right.start - left.end == len(" (") and _may_stand_for(short, long):
            defined.setdefault(fold_name(short), fold_name(long))
    return defined


def _may_stand_for(short: str, long: str) -> bool:
    """Whether one may be the other's acronym, words of which the span may lack."""
    return short.isupper() and " " in long and not long.isupper() and short[0] == fold_name(long)[0].upper()

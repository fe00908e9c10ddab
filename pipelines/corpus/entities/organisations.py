"""Mentions of places, bodies and the rest brought together: by gazetteers, equal forms and acronyms."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from functools import cache, lru_cache
from typing import NamedTuple

from pipelines.analyse.mentions.gazetteer import look_up, look_up_as
from pipelines.analyse.mentions.known_bodies import known_bodies, short_forms
from pipelines.analyse.mentions.known_name import KnownName, fold_name
from pipelines.analyse.mentions.legal_forms import without_form
from pipelines.analyse.mentions.name_types import head_of_body, is_body_noun
from pipelines.analyse.mentions.seats import seated_at
from pipelines.corpus.entities.bodies_in_languages import body_in_english
from pipelines.corpus.entities.body_acronyms import (
    acronyms_defined,
    agreed_meanings,
    long_form_of,
    told_by_acronym,
)
from pipelines.corpus.entities.keys import EntityKey, known_key, name_key
from pipelines.corpus.entities.places import (
    choose_places,
    country_behind,
    is_in_no_state,
    place_in_name,
    support_of,
    support_of_towns,
)
from pipelines.corpus.entities.rows import MentionRow, group_by_article
from pipelines.corpus.entities.short_forms import join_short_forms
from pipelines.corpus.entities.spoken_for import clear_country, spoken_for, support_of_kind
from pipelines.languages.names import all_packs
from pipelines.languages.world import read_world
from pipelines.text.words import find_words, fold_word

#: Sectors of bodies that each state has one of.
OF_STATE = frozenset(read_world()["sectors_of_states"])
_EDUCATION, _PRESS, _FIRM = "EDU", "MED", "BUS"
#: Of those, the sectors of who acts in the towns that an article names.
LOCAL = frozenset({"JUD", "COP"})
#: Firms that an article names at least, where every body that it names is one.
_LEAST_FIRMS = 3
#: Share of the bodies that an article names that must be firms for the rest to be.
_CLEAR = 0.8
#: Of so many names of bodies it is kept whether they say their country.
_REMEMBERED = 20_000


class Bodies(NamedTuple):
    """Entity keys of mentions, what gazetteers know of each key, and what evidence gives: countries with the reason,
    and sectors."""

    keys: dict[MentionRow, EntityKey]
    known: dict[EntityKey, KnownName]
    countries: dict[MentionRow, tuple[str, str]]
    sectors: dict[MentionRow, str | None]


def cluster_bodies(
    rows: Sequence[MentionRow],
    types: Mapping[str, str],
    articles: Mapping[str, Sequence[MentionRow]],
    acting: Mapping[str, Counter[str]],
) -> Bodies:
    """Entity keys of places, bodies and the rest: what gazetteers know, equal forms, acronyms.

    An acronym stands for a body of its article whose initials it is, else for what the corpus's articles
    agree on. ``types`` gives the type of each folded name, ``articles`` all mentions of each article, ``acting``
    for which countries its known persons act, and how often.
    """
    of_article = group_by_article(rows)
    local = {article_id: acronyms_defined(found, types) for article_id, found in of_article.items()}
    agreed = agreed_meanings(local.values())
    bodies = Bodies({}, {}, {}, {})
    for article_id, found in of_article.items():
        known = acting.get(article_id, Counter())
        _add_article(bodies, found, types, articles[article_id], agreed | local[article_id], known)
    return bodies


class _Told(NamedTuple):
    """What an article tells of its names: which places they are, its schools' short names, the countries spoken of,
    and what the gazetteers know of the others."""

    places: Mapping[MentionRow, KnownName]
    schools: Mapping[str, KnownName]
    spoken_of: Mapping[str, int]
    named: Set[str]

    def known(self, row: MentionRow, kind: str, long_form: str | None) -> KnownName | None:
        """What the gazetteers know: of a town that acts the body seated there, of a place the chosen one."""
        seated = seated_at(row.surface, self.named, row.sector) if row.type == "ORG" else None
        school = self.schools.get(fold_name(row.surface)) if row.type == "LOC" else None
        found = seated or school or self.places.get(row)
        if found is not None or self.is_stranger(row, kind):
            return found
        best = look_up_as(long_form or row.surface, "ORG" if long_form else kind, self.spoken_of)
        return None if _is_other_than_town(row, kind, best) else best

    def is_stranger(self, row: MentionRow, kind: str) -> bool:
        """Whether a place of the gazetteers bears a name, and none was chosen for it."""
        best = look_up(row.surface) if kind == row.type == "LOC" and row not in self.places else None
        return best is not None and best.type == "LOC"


def _is_other_than_town(row: MentionRow, kind: str, best: KnownName | None) -> bool:
    """Whether what bears a town's name is a work, letters or a body whose sector something tells."""
    is_town = best is not None and best.type == "LOC" and not best.is_country
    is_other = kind == "MISC" or (kind == "ORG" and (row.sector is not None or row.surface.isupper()))
    return is_town and is_other and kind == row.type


def _add_article(
    bodies: Bodies,
    rows: Sequence[MentionRow],
    types: Mapping[str, str],
    article: Sequence[MentionRow],
    long_forms: Mapping[str, str],
    acting: Counter[str],
) -> None:
    names = _known_names(article)
    told = _Told(choose_places(article), _schools(article), support_of(article, ""), names)
    strangers = _strangers(rows, long_forms)
    states, by_acronym = _states_told(row for row in rows if row not in strangers), told_by_acronym(rows, types)
    # Long forms first: an acronym is what its article's long form is, of its state too.
    whole: dict[str, EntityKey] = {}
    for row in sorted(rows, key=lambda row: long_form_of(row, long_forms) is not None):
        kind = types[fold_name(row.surface)]
        long_form = long_form_of(row, long_forms)
        known = by_acronym.get(fold_name(row.surface)) or told.known(row, kind, long_form)
        if known is not None:
            bodies.keys[row] = known_key(known)
            bodies.known[known_key(known)] = known
            continue
        # What the gazetteers say of a stranger is not said of this one.
        own = replace(row, country=None) if row in strangers or told.is_stranger(row, kind) else row
        if row in strangers:
            bodies.sectors[row] = _sector_of(long_form or "", rows)
        country = states.get(fold_name(row.surface)) or _country_of(own, kind, article, acting)
        if country is not None:
            bodies.countries[row] = country
        bodies.keys[row] = whole.get(long_form or "", _key_of(row, kind, long_form, country))
        whole.setdefault(fold_name(row.surface), bodies.keys[row])
    _join_within(bodies, rows, types)


def _strangers(rows: Iterable[MentionRow], long_forms: Mapping[str, str]) -> set[MentionRow]:
    """The letters that an article explains and by which the world knows another body."""
    known = (row for row in rows if look_up(row.surface) is not None)
    return {row for row in known if long_form_of(row, long_forms) is not None}


def _sector_of(name: str, rows: Iterable[MentionRow]) -> str | None:
    """The sector told of a folded name."""
    return next((row.sector for row in rows if row.sector is not None and fold_name(row.surface) == name), None)


def _join_within(bodies: Bodies, rows: Sequence[MentionRow], types: Mapping[str, str]) -> None:
    """Bring together what an article calls by several names."""
    of_bodies = [row for row in rows if types[fold_name(row.surface)] == "ORG"]
    bodies.sectors.update(_firms_among_firms(bodies, of_bodies))
    _join_papers(bodies, of_bodies)
    _join_lone_nouns(bodies, [row for row in of_bodies if row.type == "ORG"])
    join_short_forms(bodies.keys, rows)


def _firms_among_firms(bodies: Bodies, rows: Sequence[MentionRow]) -> dict[MentionRow, str]:
    """The sector of bodies of which nothing tells one, in an article that names firms nearly alone."""
    told: defaultdict[EntityKey, Counter[str]] = defaultdict(Counter)
    for row in rows:
        known = bodies.known.get(bodies.keys[row])
        sector = row.sector if known is None else known.sector
        if sector is not None:
            told[bodies.keys[row]][sector] += 1
    counted = Counter(min(votes, key=lambda sector: (-votes[sector], sector)) for votes in told.values())
    if counted[_FIRM] < max(_LEAST_FIRMS, _CLEAR * counted.total()):
        return {}
    others = {bodies.keys[row] for row in rows if _is_called_otherwise(row)}
    unknown = (row for row in rows if bodies.keys[row] not in told and bodies.keys[row] not in bodies.known)
    return {row: _FIRM for row in unknown if bodies.keys[row] not in others}


def _is_called_otherwise(row: MentionRow) -> bool:
    """Whether a body's own noun is none of firms: an institute, a committee, a laboratory."""
    world, head = read_world(), head_of_body(row.surface, row.language)
    words = {word.folded for word in find_words(row.surface)}
    return (head is not None and head not in world["nouns_of_firms"]) or bool(words & {*world["nouns_of_no_firms"]})


def _known_names(rows: Iterable[MentionRow]) -> set[str]:
    """The names by which gazetteers know what an article mentions."""
    found = (look_up(row.surface) for row in rows if row.kind == "name")
    return {known.name for known in found if known}


def _join_lone_nouns(bodies: Bodies, rows: Sequence[MentionRow]) -> None:
    """Give a noun with a capital the key of the article's one body with that noun at the head: "l'Union"."""
    named = _named_by_head(rows)
    for row in rows:
        is_open = bodies.keys[row].scheme == "name" and is_body_noun(row.surface, row.language)
        keys = {bodies.keys[body] for body in named.get(fold_word(row.surface), ())} if is_open else set()
        if len(keys) == 1:
            bodies.keys[row] = keys.pop()


def _join_papers(bodies: Bodies, rows: Sequence[MentionRow]) -> None:
    """Give "The Times" the key of the article's one paper of that word, "Los Angeles Times"."""
    papers: defaultdict[str, set[EntityKey]] = defaultdict(set)
    for row in rows:
        known = bodies.known.get(bodies.keys[row])
        words = fold_name(known.name).removeprefix("the ").split() if known is not None else []
        if known is not None and known.sector == _PRESS and len(words) > 1:
            papers[words[-1]].add(bodies.keys[row])
    for row in rows:
        named = papers.get(fold_name(row.surface).removeprefix("the "), set())
        if len(named) == 1:
            bodies.keys[row] = next(iter(named))


def _named_by_head(rows: Iterable[MentionRow]) -> dict[str, list[MentionRow]]:
    """Bodies named by several words, by the noun at the head of them: "Union européenne", by "union"."""
    named: defaultdict[str, list[MentionRow]] = defaultdict(list)
    for row in rows:
        head = head_of_body(row.surface, row.language) if " " in row.surface else None
        if head is not None:
            named[head].append(row)
    return dict(named)


def _key_of(row: MentionRow, kind: str, long_form: str | None, country: tuple[str, str] | None) -> EntityKey:
    """The key of what only its name tells, in full where the article does.

    "Le Sénat" is another one in each state, and each language's name for it one.
    """
    if long_form:
        return name_key("ORG", long_form)
    home = country[0] if country is not None and _is_of_state(row) and not _says_country(row.surface) else None
    folded = fold_name(without_form(row.surface) if kind == "ORG" else row.surface)
    # "The Lantern" and "Lantern" are one work, and one paper.
    folded = folded.removeprefix("the ") or folded if kind in {"ORG", "MISC"} else folded
    return name_key(kind, body_in_english(folded) if kind == "ORG" else folded, home)


def _is_of_state(row: MentionRow) -> bool:
    """Whether each state has one of this name: a senate, a constitution."""
    return row.sector in OF_STATE or _is_text_of_state(row.surface)


def _is_text_of_state(name: str) -> bool:
    """Whether each state has a text of this name: "the Constitution" of two states is two."""
    return fold_name(name) in _texts_of_states()


@cache
def _texts_of_states() -> frozenset[str]:
    return frozenset(map(fold_name, read_world()["texts_of_states"]))


@lru_cache(maxsize=_REMEMBERED)
def _says_country(name: str) -> bool:
    """Whether a body's own words say its country: "Russian Defence Ministry"."""
    words = find_words(name)
    return any(pack.demonyms.match_at(words, at) for pack in all_packs() for at in range(len(words)))


def _states_told(rows: Iterable[MentionRow]) -> dict[str, tuple[str, str]]:
    """The one country that the article tells beside any mention of a body, by its folded name."""
    told: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.country is not None and row.sector in OF_STATE:
            told[fold_name(row.surface)].add(row.country)
    return {folded: (next(iter(countries)), "name") for folded, countries in told.items() if len(countries) == 1}


def _schools(article: Sequence[MentionRow]) -> dict[str, KnownName]:
    """Folded short names of the universities that an article names in full: "Columbia", and no town of the name."""
    named = _known_names(row for row in article if row.type == "ORG")
    return {
        fold_name(form): known_bodies()[name]
        for name in sorted(named & short_forms().keys())
        if known_bodies()[name].sector == _EDUCATION
        for form in short_forms()[name]
    }


def _country_of(
    row: MentionRow, kind: str, article: Sequence[MentionRow], acting: Counter[str]
) -> tuple[str, str] | None:
    """The country of a body or a place and how it is known: by its name, or by its article.

    An article about one country tells it of places, and of the bodies that every state has: of these also where
    its persons act for one (``acting``: how often for each).
    """
    if row.country is not None:
        return row.country, "name"
    if kind not in {"ORG", "LOC"} and not _is_text_of_state(row.surface):
        return None
    support = support_of(article, row.surface)
    in_name = _country_in_name(row, article)
    qualifier = country_behind(row, article) if kind == "LOC" else None
    if qualifier is not None:
        return qualifier, "name"
    # "Greenwich Village", told of New York, is not in Britain.
    if in_name is not None and (kind != "LOC" or support.get(in_name, 0) > 0):
        return in_name, "name"
    if not _takes_country_of_article(row, kind):
        return None
    country = spoken_for(support_of_kind(row, support), support_of_kind(row, acting))
    if country is None and row.sector in LOCAL:
        country = clear_country(support_of_towns(article, row.surface))
    return (country, "article") if country is not None else None


def _takes_country_of_article(row: MentionRow, kind: str) -> bool:
    """Whether a body or place is of the country its article is about: no part of the world, nobody but a state's."""
    return not is_in_no_state(row.surface) if kind == "LOC" else _is_of_state(row)


def _country_in_name(row: MentionRow, article: Sequence[MentionRow]) -> str | None:
    """The country of a place that stands in a name."""
    # "Île Saint-Denis" lies where the rest of the article does, not where the best known Saint-Denis does.
    others = support_of((other for other in article if other.surface not in row.surface), row.surface)
    place = place_in_name(row.surface, others)
    return None if place is None else place.country

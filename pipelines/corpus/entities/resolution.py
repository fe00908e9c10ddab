"""Who is meant, across the corpus: mentions to entities, by spelling, role and country."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import NamedTuple

import polars as pl

from pipelines.analyse.mentions.acronyms import is_acronym_of
from pipelines.analyse.mentions.gazetteer import known_countries
from pipelines.analyse.mentions.known_bodies import known_bodies
from pipelines.analyse.mentions.known_name import KnownName, fold_name
from pipelines.analyse.mentions.name_types import is_body_noun
from pipelines.corpus.entities.ids import entity_ids
from pipelines.corpus.entities.keys import EntityKey, known_key
from pipelines.corpus.entities.office_holders import LEADING, OF_SEVERAL_STATES, Holder, find_holders
from pipelines.corpus.entities.organisations import LOCAL, OF_STATE, cluster_bodies
from pipelines.corpus.entities.person_index import PersonIndex
from pipelines.corpus.entities.person_names import has_full_given_name
from pipelines.corpus.entities.persons import cluster_people
from pipelines.corpus.entities.persons_in_languages import english_name, under_one_name
from pipelines.corpus.entities.places import support_of, support_of_towns
from pipelines.corpus.entities.references import OFFICES, resolve_nominals
from pipelines.corpus.entities.rereading import reread_countries
from pipelines.corpus.entities.rows import MentionRow, group_by_article
from pipelines.corpus.entities.spoken_for import clear_country, home_country
from pipelines.languages.world import read_world

#: An entity that no table knows must be so surely a name of its type; below, every other is none.
LEAST_CONFIDENCE = 0.55
LINK_COLUMNS = {"article_id": pl.String, "start": pl.Int64, "end": pl.Int64, "entity_id": pl.String}
ALIAS_COLUMNS = {"entity_id": pl.String, "alias": pl.String, "language": pl.String, "n_mentions": pl.Int64}
ENTITY_COLUMNS = {
    "entity_id": pl.String,
    "name": pl.String,
    "type": pl.String,
    "country": pl.String,
    "country_reason": pl.String,
    "sector": pl.String,
    "known_as": pl.String,
    "admin1": pl.String,
    "latitude": pl.Float64,
    "longitude": pl.Float64,
    "place_precision": pl.String,
}


class EntityTables(NamedTuple):
    """``entities`` one row an entity, ``aliases`` one a spelling and language, ``links`` one a
    mention and the entity it stands for (a plural stands for several)."""

    entities: pl.DataFrame
    aliases: pl.DataFrame
    links: pl.DataFrame


class _Names(NamedTuple):
    """The entity key of each name, what tables know of keys, and countries and sectors that evidence gives mentions."""

    keys: dict[MentionRow, EntityKey]
    known: dict[EntityKey, KnownName]
    holders: dict[EntityKey, Holder]
    countries: dict[MentionRow, tuple[str, str]]
    sectors: dict[MentionRow, str | None]


@dataclass
class _Entity:
    key: EntityKey
    names: Counter[str] = field(default_factory=Counter)
    languages: Counter[tuple[str, str | None]] = field(default_factory=Counter)
    countries: Counter[tuple[str, str]] = field(default_factory=Counter)
    sectors: Counter[str] = field(default_factory=Counter)
    articles: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    doubts: dict[str, float] = field(default_factory=dict)

    @property
    def type(self) -> str:
        return self.key.type


def resolve_entities(mentions: pl.DataFrame, published: Mapping[str, date] | None = None) -> EntityTables:
    """Entities, aliases and links of all mentions of a corpus.

    ``mentions`` has the columns article_id, language, start, end, surface,
    type, kind, confidence, country, sector, role; the order of its rows does
    not matter. ``published`` gives the first day each article can have been
    published, where its own evidence tells: an entity is known by its first
    mention.
    """
    published = published or {}
    rows = _read_rows(mentions, published)
    names = _read_names(rows, published)
    entities: dict[EntityKey, _Entity] = {}
    links: list[tuple[MentionRow, EntityKey]] = []
    for row, key in names.keys.items():
        told = replace(row, sector=names.sectors.get(row, row.sector))
        _count(entities.setdefault(key, _Entity(key)), told, names.countries.get(row))
        links.append((row, key))
    index = PersonIndex.of(names.keys.items(), names.holders, published)
    readable = reread_countries(rows, names.keys, names.known)
    for row, found in resolve_nominals(readable, names.keys, index, names.known):
        for key in found:
            entity = entities.setdefault(key, _Entity(key))
            if not (row.role or "").startswith("anaphor") and entity.type == "ORG":
                _count(entity, row, (row.country, "name") if row.country else None)
            links.append((row, key))
    return _tables(entities, links, names, published)


def _read_rows(mentions: pl.DataFrame, published: Mapping[str, date]) -> list[MentionRow]:
    """Mentions from the first published article to the last, undated ones at the end."""
    columns = list(MentionRow.__dataclass_fields__)
    ordered = mentions.select(columns).sort(["article_id", "start", "end", "type", "kind"])
    rows = [MentionRow(*values) for values in ordered.iter_rows()]
    return sorted(rows, key=lambda row: published.get(row.article_id, date.max))


def _read_names(rows: Sequence[MentionRow], published: Mapping[str, date]) -> _Names:
    """Each name mention's entity key: type and canonical form.

    A spelling has one type over the corpus, the one it is given most often.
    """
    names = [row for row in rows if row.kind == "name"]
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in names:
        votes[fold_name(row.surface)][row.type] += 1
    types = {form: kind for form, kind in ((form, _most(counted)) for form, counted in votes.items()) if kind}
    articles = group_by_article(rows)
    people = [row for row in names if types[fold_name(row.surface)] == "PER"]
    support = {article_id: support_of(found, "") for article_id, found in articles.items()}
    keys, holders = _read_people(people, support, published, _naming_several_states(names))
    acting = _acting_for(people, keys, holders)
    others = [row for row in names if types[fold_name(row.surface)] != "PER"]
    bodies = cluster_bodies(others, types, articles, acting)
    all_keys = keys | bodies.keys
    countries = dict(bodies.countries)
    for row in people:
        country = _country_of_person(row, support[row.article_id], acting[row.article_id], articles[row.article_id])
        if country is not None:
            countries[row] = country
    return _Names({row: all_keys[row] for row in names}, bodies.known, holders, countries, bodies.sectors)


def _naming_several_states(names: Iterable[MentionRow]) -> frozenset[str]:
    """The articles that name a body of several states."""
    return frozenset(row.article_id for row in names if row.type == "ORG" and row.sector == OF_SEVERAL_STATES)


def _read_people(
    people: Sequence[MentionRow],
    support: Mapping[str, Counter[str]],
    published: Mapping[str, date],
    of_several: frozenset[str],
) -> tuple[dict[MentionRow, EntityKey], dict[EntityKey, Holder]]:
    """The key of each person's mention, and of which keys the table of offices knows who it is.

    Two keys of one holder are one person, known by the key of the first.
    """
    keys, called = cluster_people(people), under_one_name(people)
    mentioned: defaultdict[EntityKey, list[MentionRow]] = defaultdict(list)
    for row in people:
        mentioned[keys[row]].append(called[row])
    countries = {article_id: set(counted) for article_id, counted in support.items()}
    found = find_holders(mentioned, countries, published, of_several)
    first: dict[Holder, EntityKey] = {}
    for key, holder in found.items():
        first.setdefault(holder, key)
    one = {key: first[holder] for key, holder in found.items()}
    return {row: one.get(key, key) for row, key in keys.items()}, {key: holder for holder, key in first.items()}


def _acting_for(
    people: Sequence[MentionRow], keys: Mapping[MentionRow, EntityKey], holders: Mapping[EntityKey, Holder]
) -> defaultdict[str, Counter[str]]:
    """How often each article names those who act for each country, by the table of offices."""
    acting: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in people:
        holder = holders.get(keys[row])
        if holder is not None and holder.country is not None and row.country is None:
            acting[row.article_id][holder.country] += 1
    return acting


def _country_of_person(
    row: MentionRow, support: Counter[str], acting: Counter[str], article: Sequence[MentionRow]
) -> tuple[str, str] | None:
    """The country told beside the name, or for an officer of state the one its article speaks of.

    Judges, policemen and mayors act where the towns of their article are.
    """
    if row.country is not None:
        return row.country, "office"
    if row.role not in OFFICES and row.sector not in OF_STATE:
        return None
    clear = clear_country(support) or home_country(support + acting)
    if clear is None and (row.sector in LOCAL or row.role in read_world()["roles_of_towns"]):
        clear = clear_country(support_of_towns(article, row.surface))
    return (clear, "article") if clear is not None else None


def _count(entity: _Entity, row: MentionRow, country: tuple[str, str] | None) -> None:
    entity.names[row.surface] += 1
    entity.languages[(row.surface, row.language)] += 1
    entity.articles.add(row.article_id)
    if row.role is not None:
        entity.roles.add(row.role)
    entity.doubts[row.article_id] = min(entity.doubts.get(row.article_id, 1.0), 1.0 - row.confidence)
    if country is not None:
        entity.countries[country] += 1
    if row.sector is not None:
        entity.sectors[row.sector] += 1


def _tables(
    entities: dict[EntityKey, _Entity],
    links: Iterable[tuple[MentionRow, EntityKey]],
    names: _Names,
    published: Mapping[str, date],
) -> EntityTables:
    ids = entity_ids(entities)
    kept = {key: entities[key] for key in sorted(entities, key=str) if is_attested(entities[key], names)}
    entity_rows = [{"entity_id": ids[key], **_describe(kept[key], names, published)} for key in kept]
    alias_rows = [
        {"entity_id": ids[key], "alias": alias, "language": language, "n_mentions": count}
        for key in kept
        for (alias, language), count in kept[key].languages.items()
    ]
    link_rows = sorted({(row.article_id, row.start, row.end, ids[key]) for row, key in links if key in kept})
    return EntityTables(
        pl.DataFrame(entity_rows, schema=ENTITY_COLUMNS).sort("entity_id"),
        pl.DataFrame(alias_rows, schema=ALIAS_COLUMNS).sort(["entity_id", "alias", "language"]),
        pl.DataFrame(link_rows, schema=LINK_COLUMNS, orient="row"),
    )


def is_attested(entity: _Entity, names: _Names) -> bool:
    """Whether a table knows it, or its articles together are sure enough that it is a name of its type."""
    is_known = entity.key in names.known or entity.key in names.holders or entity.key.scheme == "country"
    # "Le ministère de l'Intérieur" of one state: its own words tell what it is.
    is_of_state = entity.key.country is not None
    if is_known or is_of_state:
        return True
    # "The Bank", of an article that names none: who is meant nobody can say.
    is_noun = entity.type == "ORG" and all(is_body_noun(*spelled) for spelled in entity.languages)
    return not is_noun and 1.0 - math.prod(entity.doubts.values()) >= LEAST_CONFIDENCE


def _describe(entity: _Entity, names: _Names, published: Mapping[str, date]) -> dict[str, object]:
    """All columns of an entity but its id."""
    known, holder = _known(entity.key, names), names.holders.get(entity.key)
    country, reason = _most_told(entity)
    sector = known.sector if known else _most(entity.sectors)
    known_as = known.known_as if known else None
    if known is not None:
        country, reason = known.country, "gazetteer" if known.country else None
    elif holder is not None:
        country, sector = _of_holder(entity, holder, sector, published)
        known_as, reason = holder.known_as, "office table" if country else None
    return {
        "name": known.name if known else holder.name if holder else _own_name(entity),
        "type": entity.type,
        "country": country,
        "country_reason": reason,
        "sector": sector,
        "known_as": known_as,
        "admin1": known.region if known else None,
        "latitude": known.latitude if known else None,
        "longitude": known.longitude if known else None,
        "place_precision": _precision_of(known),
    }


def _of_holder(
    entity: _Entity, holder: Holder, told: str | None, published: Mapping[str, date]
) -> tuple[str | None, str | None]:
    """The country and the sector of whom the table of offices knows; ``told`` is the sector beside the name."""
    held = holder.sector({published.get(article_id) for article_id in entity.articles}, entity.roles)
    # A later office than the table has is told beside the name.
    is_later = held == OF_SEVERAL_STATES and bool(entity.roles & LEADING)
    sector = told if is_later else held or told
    # Who heads a body of several states acts for none of them.
    return None if sector == OF_SEVERAL_STATES else holder.country, sector


def _most_told(entity: _Entity) -> tuple[str | None, str | None]:
    """The country most often told and why; what stands with the name outweighs what the article speaks of."""
    told = {country: count for country, count in entity.countries.items() if country[1] != "article"}
    votes: Counter[str] = Counter()
    for (country, _), count in (told or entity.countries).items():
        votes[country] += count
    best = _most(votes)
    reasons = Counter({reason: count for (country, reason), count in entity.countries.items() if country == best})
    return best, _most(reasons)


def _precision_of(known: KnownName | None) -> str | None:
    """How near the coordinates are: those of a ``city``, or of the capital that stands for its ``country``."""
    if known is None or known.latitude is None:
        return None
    return "country" if known.is_country else "city"


def _known(key: EntityKey, names: _Names) -> KnownName | None:
    if key.scheme == "country":
        return known_countries().get(key.value)
    return names.known.get(key) or _bodies_by_key().get(key)


@cache
def _bodies_by_key() -> dict[EntityKey, KnownName]:
    return {known_key(known): known for known in known_bodies().values()}


def _group_name(key: EntityKey) -> str | None:
    """The name of a body of a state or a town that has none of its own: "army of Norway"."""
    if key.scheme != "group" or key.country is None:
        return None
    return f"{key.value.replace('_', ' ')} of {key.town or known_countries()[key.country].name}"


def _own_name(entity: _Entity) -> str:
    """The name of what no table of bodies, places or offices knows."""
    return _group_name(entity.key) or english_name(entity.key) or _best_name(entity)


def _best_name(entity: _Entity) -> str:
    """The spelling most used; of a person, of those with a given name."""
    if not entity.names:
        return entity.key.value
    full = {name: count for name, count in entity.names.items() if entity.type == "PER" and has_full_given_name(name)}
    names = full or _written_out(entity)
    # A headline in capitals spells nobody's name.
    if entity.type == "PER":
        names = {name: count for name, count in names.items() if not name.isupper()} or {
            name.title(): count for name, count in names.items()
        }
    return min(names.items(), key=lambda item: (-item[1] * (1 + (" " in item[0])), -len(item[0]), item[0]))[0]


def _written_out(entity: _Entity) -> Mapping[str, int]:
    """The names of an entity, of a body without its initials where it is named in full too."""
    if entity.type != "ORG":
        return entity.names
    long = [name for name in entity.names if " " in name]
    initials = {name for name in entity.names if any(is_acronym_of(name, other) for other in long)}
    return {name: count for name, count in entity.names.items() if name not in initials}


def _most(votes: Counter[str]) -> str | None:
    return min(votes.items(), key=lambda item: (-item[1], item[0]))[0] if votes else None

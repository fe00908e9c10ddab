"""Who is meant, across the corpus: mentions to entities, by spelling, role and country."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import polars as pl

from pipelines.analyse.mentions.gazetteer import KnownName, fold_name, known_countries, look_up
from pipelines.corpus.entities.ids import entity_ids
from pipelines.corpus.entities.organisations import cluster_bodies
from pipelines.corpus.entities.person_names import has_full_given_name
from pipelines.corpus.entities.persons import cluster_people
from pipelines.corpus.entities.references import PersonIndex, resolve_nominals
from pipelines.corpus.entities.rows import MentionRow

LINK_COLUMNS = {"article_id": pl.String, "start": pl.Int64, "end": pl.Int64, "entity_id": pl.String}
ALIAS_COLUMNS = {"entity_id": pl.String, "alias": pl.String, "language": pl.String, "n_mentions": pl.Int64}
ENTITY_COLUMNS = {
    "entity_id": pl.String,
    "name": pl.String,
    "type": pl.String,
    "country": pl.String,
    "sector": pl.String,
    "latitude": pl.Float64,
    "longitude": pl.Float64,
}


class EntityTables(NamedTuple):
    """``entities`` one row an entity, ``aliases`` one a spelling and language, ``links`` one a
    mention and the entity it stands for (a plural stands for several)."""

    entities: pl.DataFrame
    aliases: pl.DataFrame
    links: pl.DataFrame


@dataclass
class _Entity:
    key: str
    type: str
    known: KnownName | None = None
    names: Counter[str] = field(default_factory=Counter)
    languages: Counter[tuple[str, str | None]] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    sectors: Counter[str] = field(default_factory=Counter)


def resolve_entities(mentions: pl.DataFrame, published: Mapping[str, date] | None = None) -> EntityTables:
    """Entities, aliases and links of all mentions of a corpus.

    ``mentions`` has the columns article_id, language, start, end, surface,
    type, kind, confidence, country, sector, role; the order of its rows does
    not matter. ``published`` gives the first day each article can have been
    published, where its own evidence tells: an entity is known by its first
    mention.
    """
    rows = _read_rows(mentions, published or {})
    names = [row for row in rows if row.kind == "name"]
    keys = _name_keys(names)
    entities: dict[str, _Entity] = {}
    links: list[tuple[MentionRow, str]] = []
    for row in names:
        key = keys[row]
        entity = entities.setdefault(key, _Entity(key, key.split("|", 1)[0]))
        _count(entity, row)
        links.append((row, key))
    index = PersonIndex.of((row, keys[row]) for row in names)
    for row, found in resolve_nominals(rows, keys, index):
        for key in found:
            entity = entities.setdefault(key, _Entity(key, key.split("|", 1)[0]))
            if not (row.role or "").startswith("anaphor"):
                _count_nominal(entity, row)
            links.append((row, key))
    return _tables(entities, links)


def _read_rows(mentions: pl.DataFrame, published: Mapping[str, date]) -> list[MentionRow]:
    """Mentions from the first published article to the last, undated ones at the end."""
    columns = list(MentionRow.__dataclass_fields__)
    ordered = mentions.select(columns).sort(["article_id", "start", "end", "type", "kind"])
    rows = [MentionRow(*values) for values in ordered.iter_rows()]
    return sorted(rows, key=lambda row: published.get(row.article_id, date.max))


def _name_keys(names: Sequence[MentionRow]) -> dict[MentionRow, str]:
    """Each name mention's entity key: type and canonical form.

    A spelling has one type over the corpus, the one it is given most often.
    """
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in names:
        votes[fold_name(row.surface)][row.type] += 1
    types = {form: _most(counted) for form, counted in votes.items()}
    people = [row for row in names if types[fold_name(row.surface)] == "PER"]
    bodies = [row for row in names if types[fold_name(row.surface)] != "PER"]
    keys = cluster_people(people)
    keys |= cluster_bodies(bodies, {form: kind for form, kind in types.items() if kind is not None})
    return keys


def _count(entity: _Entity, row: MentionRow) -> None:
    entity.names[row.surface] += 1
    entity.languages[(row.surface, row.language)] += 1
    if row.country is not None:
        entity.countries[row.country] += 1
    if row.sector is not None:
        entity.sectors[row.sector] += 1


def _count_nominal(entity: _Entity, row: MentionRow) -> None:
    if entity.key.startswith("PER|") or entity.key.startswith("LOC|"):
        return
    _count(entity, row)


def _tables(entities: dict[str, _Entity], links: Iterable[tuple[MentionRow, str]]) -> EntityTables:
    entity_rows: list[dict[str, object]] = []
    alias_rows: list[dict[str, object]] = []
    ids = entity_ids(entities)
    for key in sorted(entities):
        entity = entities[key]
        kind = key.split("|", 1)[0]
        known = _known(key)
        entity_rows.append(
            {
                "entity_id": ids[key],
                "name": known.name if known else _group_name(key) or _best_name(entity),
                "type": kind,
                "country": known.country if known else _most(entity.countries),
                "sector": known.sector if known else _most(entity.sectors),
                "latitude": known.latitude if known else None,
                "longitude": known.longitude if known else None,
            }
        )
        for (alias, language), count in sorted(entity.languages.items(), key=lambda i: (i[0][0], i[0][1] or "")):
            alias_rows.append({"entity_id": ids[key], "alias": alias, "language": language, "n_mentions": count})
    link_rows = sorted({(row.article_id, row.start, row.end, ids[key]) for row, key in links})
    return EntityTables(
        pl.DataFrame(entity_rows, schema=ENTITY_COLUMNS).sort("entity_id"),
        pl.DataFrame(alias_rows, schema=ALIAS_COLUMNS).sort(["entity_id", "alias", "language"]),
        pl.DataFrame(link_rows, schema=LINK_COLUMNS, orient="row"),
    )


def _known(key: str) -> KnownName | None:
    canonical = key.split("|", 1)[1]
    if canonical.startswith("country:"):
        return known_countries().get(canonical.removeprefix("country:"))
    if canonical.startswith("known:"):
        return look_up(canonical.removeprefix("known:"))
    return None


def _group_name(key: str) -> str | None:
    """The name of a group that has none of its own: "army of Norway", "civilians"."""
    if not key.startswith("ORG|group:"):
        return None
    _, role, country = key.split(":")
    known = known_countries().get(country)
    label = role.replace("_", " ")
    return f"{label} of {known.name}" if known is not None else label


def _best_name(entity: _Entity) -> str:
    """The spelling most used; of a person, of those with a given name."""
    if not entity.names:
        return entity.key.split("|", 1)[1]
    full = {name: count for name, count in entity.names.items() if entity.type == "PER" and has_full_given_name(name)}
    names = full or entity.names
    return min(names.items(), key=lambda item: (-item[1] * (1 + (" " in item[0])), -len(item[0]), item[0]))[0]


def _most(votes: Counter[str]) -> str | None:
    return min(votes.items(), key=lambda item: (-item[1], item[0]))[0] if votes else None

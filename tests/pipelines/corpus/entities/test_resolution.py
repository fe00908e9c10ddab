"""Who is meant, across articles."""

from __future__ import annotations

import random
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.corpus.entities.persons import cluster_people
from pipelines.corpus.entities.resolution import EntityTables, resolve_entities
from pipelines.corpus.entities.rows import MentionRow

SCHEMA = {
    "article_id": pl.String,
    "language": pl.String,
    "start": pl.Int64,
    "end": pl.Int64,
    "surface": pl.String,
    "type": pl.String,
    "kind": pl.String,
    "confidence": pl.Float64,
    "country": pl.String,
    "sector": pl.String,
    "role": pl.String,
}


def row(article: str, start: int, surface: str, type_: str = "PER", **more: Any) -> dict[str, Any]:
    return {
        "article_id": article,
        "language": "fr",
        "start": start,
        "end": start + len(surface),
        "surface": surface,
        "type": type_,
        "kind": "name",
        "confidence": 0.8,
        "country": None,
        "sector": None,
        "role": None,
        **more,
    }


def resolve(rows: list[dict[str, Any]]) -> EntityTables:
    return resolve_entities(pl.DataFrame(rows, schema=SCHEMA))


def names_of(tables: EntityTables, article: str, start: int) -> list[str]:
    links = tables.links.filter((pl.col("article_id") == article) & (pl.col("start") == start))
    return sorted(links.join(tables.entities, on="entity_id")["name"])


def test_rival_transliterations_are_one_entity() -> None:
    tables = resolve([row("a", 0, "Boris Eltsine"), row("b", 0, "Boris Yeltsin"), row("c", 0, "Борис Ельцин")])
    assert tables.entities.height == 1
    assert tables.aliases.height == 3


def test_a_surname_means_the_person_of_its_article() -> None:
    tables = resolve(
        [row("a", 0, "Jan Novak"), row("a", 40, "Novak"), row("b", 0, "Petra Novak"), row("b", 40, "Novak")]
    )
    assert names_of(tables, "a", 40) == ["Jan Novak"]
    assert names_of(tables, "b", 40) == ["Petra Novak"]


def test_a_surname_alone_means_the_corpus_s_only_bearer() -> None:
    tables = resolve([row("a", 0, "Jan Novak"), row("b", 5, "Novak")])
    assert names_of(tables, "b", 5) == ["Jan Novak"]


def test_an_initial_joins_no_two_persons() -> None:
    tables = resolve([row("a", 0, "Jan Lee"), row("b", 0, "James Lee"), row("c", 0, "J. Lee"), row("d", 0, "Jan L.")])
    assert tables.entities.height == 4


def test_an_initial_is_a_person_of_its_article() -> None:
    tables = resolve([row("a", 0, "Jan Lee"), row("a", 30, "J. Lee"), row("b", 0, "James Lee")])
    assert names_of(tables, "a", 30) == ["Jan Lee"]


def test_a_lone_name_that_only_sounds_alike_is_nobody_of_another_article() -> None:
    tables = resolve([row("a", 0, "Ruth Biden"), row("b", 0, "Bedouin"), row("b", 30, "Baiden")])
    assert tables.entities.height == 3


def test_a_given_name_alone_is_the_article_s_only_bearer_and_no_surname_of_another() -> None:
    rows = [row("a", 0, "Ruth Novak"), row("a", 30, "Ruth"), row("b", 0, "Babe Ruth"), row("c", 0, "Ruth Lee")]
    tables = resolve([*rows, row("d", 0, "Ruth")])
    assert names_of(tables, "a", 30) == ["Ruth Novak"]
    assert names_of(tables, "d", 0) == ["Ruth"]


def test_a_son_is_not_his_father() -> None:
    tables = resolve([row("a", 0, "Jan Novak"), row("a", 30, "Jan Novak Jr."), row("a", 60, "Novak")])
    assert tables.entities.height == 2
    assert names_of(tables, "a", 60) == ["Jan Novak"]


def test_a_father_s_name_in_the_middle_joins_no_two_persons() -> None:
    rows = [row("a", 0, "Omar Salim Novak"), row("a", 30, "Salim Novak"), row("b", 0, "Salim Novak")]
    assert resolve(rows).entities.height == 2
    assert resolve(rows[:2]).entities.height == 1
    assert resolve([row("a", 0, "Anna Maria Roth Novak"), row("a", 30, "Roth Novak")]).entities.height == 1


def test_a_person_goes_by_a_full_name() -> None:
    tables = resolve([row("a", 0, "Jan Novak"), *(row("a", start, "Novak") for start in (30, 60, 90))])
    assert tables.entities["name"].to_list() == ["Jan Novak"]


def test_countries_are_one_across_languages() -> None:
    tables = resolve(
        [row("a", 0, "Allemagne", "LOC"), row("b", 0, "Germany", "LOC"), row("c", 0, "Deutschland", "LOC")]
    )
    assert tables.entities["country"].to_list() == ["DEU"]


def test_an_acronym_joins_its_long_form() -> None:
    tables = resolve([row("a", 0, "Union des pêcheurs bretons", "ORG"), row("a", 60, "UPB", "ORG")])
    assert tables.entities.height == 1


def test_an_acronym_of_another_article_is_read_as_articles_agree() -> None:
    defined = [row(article, 0, "Union des pêcheurs bretons", "ORG") for article in "ab"]
    defined += [row(article, 60, "UPB", "ORG") for article in "abc"]
    assert resolve(defined).entities.height == 1
    assert resolve([*defined, row("d", 0, "Unité pour Bernac", "ORG"), row("d", 60, "UPB", "ORG")]).entities.height == 3
    assert resolve([defined[0], defined[-1]]).entities.height == 2


def test_an_office_means_its_holder() -> None:
    tables = resolve(
        [
            row("a", 0, "Petr Novak", country="CZE", role="president", sector="GOV"),
            row("a", 50, "président tchèque", kind="nominal", country="CZE", role="president"),
            row("b", 9, "dirigeant tchèque", kind="nominal", country="CZE", role="leader"),
        ]
    )
    assert names_of(tables, "a", 50) == ["Petr Novak"]
    assert names_of(tables, "b", 9) == ["Petr Novak"]


@pytest.mark.parametrize(
    ("surface", "who"),
    [
        ("présidents", ["Jan Kowal", "Petr Novak"]),
        ("deux présidents", ["Jan Kowal", "Petr Novak"]),
        ("quatre présidents", ["Jan Kowal", "Marta Ilves", "Petr Novak", "Pavel Hruska"]),
    ],
)
def test_so_many_presidents_are_the_last_ones_named(surface: str, who: list[str]) -> None:
    tables = resolve(
        [
            row("a", 0, "Pavel Hruska", country="SVK", role="president"),
            row("a", 20, "Marta Ilves", country="EST", role="president"),
            row("a", 40, "Petr Novak", country="CZE", role="president"),
            row("a", 60, "Jan Kowal", country="POL", role="president"),
            row("a", 80, "Anna Berg", country="SWE", role="minister"),
            row("a", 90, surface, kind="nominal", role="anaphor president"),
        ]
    )
    assert names_of(tables, "a", 90) == sorted(who)


def test_the_two_leaders_are_those_most_often_named_side_by_side() -> None:
    leaders = {"Petr Novak": "CZE", "Jan Kowal": "POL", "Pavel Hruska": "SVK"}
    named = ["Petr Novak", "Jan Kowal", "Jan Kowal", "Petr Novak", "Jan Kowal", "Pavel Hruska"]
    starts = [0, 14, 40, 54, 80, 94]
    rows = [
        row("a", start, name, country=leaders[name], role="president")
        for start, name in zip(starts, named, strict=True)
    ]
    tables = resolve([*rows, row("a", 120, "deux dirigeants", kind="nominal", role="anaphor leader")])
    assert names_of(tables, "a", 120) == ["Jan Kowal", "Petr Novak"]


def test_a_group_without_a_name_is_named_by_what_it_is() -> None:
    tables = resolve(
        [
            row("a", 0, "forces norvégiennes", "ORG", kind="nominal", country="NOR", sector="MIL", role="army"),
            row("b", 0, "Norwegian soldiers", "ORG", kind="nominal", country="NOR", sector="MIL", role="army"),
        ]
    )
    assert tables.entities["name"].to_list() == ["army of Norway"]


def test_a_spelling_has_one_type() -> None:
    rows = [row("a", 0, "Petr Novak"), row("b", 0, "Petr Novak"), row("c", 0, "Petr Novak", "MISC")]
    assert resolve(rows).entities["type"].to_list() == ["PER"]


def test_the_order_of_rows_changes_nothing() -> None:
    rows = [row(article, start, name) for article in "abcd" for start, name in ((0, "Jan Novak"), (30, "Novak"))]
    rows += [row("e", 0, "Yan Novák"), row("e", 40, "Prague", "LOC")]
    expected = resolve(rows)
    shuffled = list(rows)
    random.Random(7).shuffle(shuffled)
    assert all(left.equals(right) for left, right in zip(expected, resolve(shuffled), strict=True))


@given(st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=8))
def test_each_mention_of_a_person_gets_one_key_whatever_it_says(surfaces: list[str]) -> None:
    rows = [
        MentionRow("a", "fr", at, at + 1, surface, "PER", "name", 0.8, None, None, None)
        for at, surface in enumerate(surfaces)
    ]
    assert set(cluster_people(rows)) == set(rows)


def test_a_group_said_without_its_country_is_the_one_named_with_it() -> None:
    turkish = row("a", 0, "armée turque", "ORG", kind="nominal", country="TUR", sector="MIL", role="army")
    army = row("a", 50, "armée", "ORG", kind="nominal", sector="MIL", role="army")
    elsewhere = row("b", 0, "armée", "ORG", kind="nominal", sector="MIL", role="army")
    tables = resolve([turkish, army, elsewhere])
    assert names_of(tables, "a", 0) == names_of(tables, "a", 50) != names_of(tables, "b", 0)


def test_a_ministry_called_by_the_first_words_of_its_name_is_that_ministry() -> None:
    ministry = row("a", 0, "ministère danois des Affaires étrangères", "ORG", country="DNK", sector="GOV")
    later = row("a", 90, "ministère danois", "ORG", kind="nominal", country="DNK", sector="GOV", role="government")
    elsewhere = row("b", 0, "ministère danois", "ORG", kind="nominal", country="DNK", sector="GOV", role="government")
    tables = resolve([ministry, later, elsewhere])
    assert names_of(tables, "a", 90) == names_of(tables, "a", 0) != names_of(tables, "b", 0)


def test_an_office_without_a_country_means_its_one_holder_in_the_article() -> None:
    berg = row("a", 0, "Anna Berg", role="prime_minister")
    office = row("a", 50, "Premier ministre", kind="nominal", role="prime_minister")
    other = row("b", 0, "Jan Novák", role="prime_minister"), row("b", 20, "Petr Dvořák", role="prime_minister")
    several = row("a", 90, "Premiers ministres", kind="nominal", role="prime_minister")
    rivals = row("b", 50, "Premier ministre", kind="nominal", role="prime_minister")
    tables = resolve([berg, office, several, *other, rivals])
    assert names_of(tables, "a", 90) == []
    assert names_of(tables, "a", 50) == ["Anna Berg"]
    assert names_of(tables, "b", 50) == []


def test_two_states_are_those_named_near_by_before_an_earlier_pair() -> None:
    earlier = [
        row("a", 0, "Norvège", "LOC", country="NOR", role="country"),
        row("a", 11, "Suède", "LOC", country="SWE", role="country"),
    ]
    near = [
        row("a", 2000, "Corée du Nord", "LOC", country="PRK", role="country"),
        row("a", 2200, "Russie", "LOC", country="RUS", role="country"),
    ]
    both = row("a", 2300, "deux États", "ORG", kind="nominal", sector="GOV", role="anaphor government")
    assert sorted(names_of(resolve([*earlier, *near, both]), "a", 2300)) == ["North Korea", "Russia"]


def test_two_letters_in_each_other_s_place_are_a_slip() -> None:
    assert resolve([row("a", 0, "Masha Karimi"), row("a", 40, "Mahsa Karimi")]).entities.height == 1
    assert resolve([row("a", 0, "Clara Karimi"), row("a", 40, "Carla Karimi")]).entities.height == 2


def test_a_name_in_capitals_alone_is_spelled_as_names_are() -> None:
    assert resolve([row("a", 0, "MARTA OLSZEWSKA")]).entities["name"].to_list() == ["Marta Olszewska"]


def test_a_chamber_of_a_known_state_and_one_of_none_are_two() -> None:
    senate = {"type_": "ORG", "sector": "LEG"}
    states = [row("a", at, "France", "LOC", country="FRA") for at in (30, 60, 90)]
    tables = resolve([row("a", 0, "Sénat", **senate), *states, row("b", 0, "Sénat", **senate)])

    assert tables.entities.filter(pl.col("name") == "Sénat")["country"].to_list().count("FRA") == 1
    assert tables.entities.filter(pl.col("name") == "Sénat").height == 2

"""What tables and articles tell of an entity: country, sector, key, and which of its namesakes it is."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from pipelines.corpus.entities.resolution import resolve_entities
from tests.pipelines.corpus.entities.test_resolution import SCHEMA, names_of, row


def entities(rows: list[dict[str, Any]], published: dict[str, date] | None = None) -> dict[str, dict[str, Any]]:
    """The rows of entities by name."""
    tables = resolve_entities(pl.DataFrame(rows, schema=SCHEMA), published)
    return {found["name"]: found for found in tables.entities.iter_rows(named=True)}


def place(article: str, start: int, surface: str, country: str | None = None, **more: Any) -> dict[str, Any]:
    return row(article, start, surface, "LOC", country=country, **more)


def test_the_head_of_a_state_has_its_country_without_a_word_on_the_office() -> None:
    biden = entities([row("a", 0, "Joe Biden")], {"a": date(2022, 3, 1)})["Joe Biden"]

    assert (biden["country"], biden["country_reason"], biden["sector"]) == ("USA", "office table", "GOV")
    assert biden["known_as"] == "wikidata:Q6279"


def test_who_has_left_office_keeps_the_country_and_not_the_sector() -> None:
    obama = entities([row("a", 0, "Barack Obama")], {"a": date(2023, 3, 1)})["Barack Obama"]

    assert (obama["country"], obama["sector"]) == ("USA", None)


def test_a_holder_spelled_otherwise_is_known_where_the_state_is_named() -> None:
    rows = [row("a", 0, "Volodymyr Zelenski"), place("a", 30, "Ukraine"), row("b", 0, "Volodymyr Zelensky")]
    found = entities(rows, {"a": date(2022, 3, 1), "b": date(2022, 3, 1)})

    assert found["Volodymyr Zelenskyy"]["country"] == "UKR"


def test_a_minister_s_namesake_in_news_of_another_country_is_nobody_of_the_table() -> None:
    found = entities([row("a", 0, "James Cleverly"), place("a", 30, "Canada")], {"a": date(2023, 3, 1)})

    assert found["James Cleverly"]["known_as"] is None


def test_a_country_beside_the_name_outweighs_the_table() -> None:
    found = entities([row("a", 0, "Joe Biden", country="CAN", role="minister")], {"a": date(2022, 3, 1)})

    assert found["Joe Biden"]["country"] == "CAN"


def test_a_surname_is_the_head_of_the_state_its_article_names() -> None:
    rows = [row("a", 0, "Macron"), place("a", 30, "France"), row("b", 0, "Macron"), place("b", 30, "Brazil")]

    assert entities(rows[:2], {"a": date(2022, 3, 1)})["Emmanuel Macron"]["country"] == "FRA"
    assert entities(rows[2:], {"b": date(2022, 3, 1)})["Macron"]["country"] is None


@pytest.mark.parametrize(
    ("name", "qualifier", "country", "admin1"),
    [
        ("Cambridge", "Massachusetts", "USA", "US.MA"),
        ("London", "Ontario", "CAN", "CA.08"),
        ("Valence", "Drôme", "FRA", "FR.84"),
        ("Savannah", "Georgia", "USA", "US.GA"),
        ("Paris", "Texas", "USA", "US.TX"),
    ],
)
def test_a_qualifier_tells_which_of_its_namesakes_a_place_is(
    name: str, qualifier: str, country: str, admin1: str
) -> None:
    rows = [place("a", 0, name), place("a", len(name) + 2, qualifier), place("a", 90, name)]
    found = [entity for entity in entities(rows).values() if entity["admin1"] == admin1 and entity["latitude"]]

    assert [(entity["country"], entity["place_precision"]) for entity in found] == [(country, "city")]


def test_a_country_after_a_preposition_qualifies_too() -> None:
    found = entities([place("a", 0, "Tripoli"), place("a", 12, "Liban")])

    assert {entity["country"] for entity in found.values()} == {"LBN"}


def test_two_places_in_a_row_qualify_none() -> None:
    found = entities([place("a", 0, "London"), place("a", 8, "Canada")])

    assert found["London"]["country"] == "CAN"
    assert entities([place("a", 0, "Berlin"), place("a", 8, "France")])["Berlin"]["country"] == "DEU"


def test_a_city_qualifies_no_other() -> None:
    found = entities([place("a", 0, "Aktau"), place("a", 7, "Almaty"), place("b", 0, "Almaty")])

    assert len(found) == 2


def test_a_state_beside_its_city_is_not_the_country_of_its_name() -> None:
    rows = [place("a", 0, "Georgia"), place("a", 50, "Atlanta")]

    assert entities(rows)["Georgia"]["country"] == "USA"
    assert entities([place("a", 0, "Georgia"), place("a", 50, "Tbilisi")])["Georgia"]["country"] == "GEO"


def test_the_article_s_country_decides_between_places_of_like_size() -> None:
    rows = [place("a", 0, "Victoria"), place("a", 50, "Vancouver"), place("a", 90, "Canada")]

    assert entities(rows)["Victoria"]["country"] == "CAN"
    assert (
        entities([place("a", 0, "Paris"), place("a", 50, "Texas"), place("a", 90, "Dallas")])["Paris"]["country"]
        == "FRA"
    )


def test_a_place_in_its_name_gives_a_body_its_country() -> None:
    found = entities([row("a", 0, "University of Michigan", "ORG"), row("a", 50, "Toronto Raptors", "ORG")])

    assert {entity["country"] for entity in found.values()} == {"USA", "CAN"}
    assert found["University of Michigan"]["country_reason"] == "name"


def test_a_body_every_state_has_is_that_of_its_article_s_country() -> None:
    rows = [
        *(row(article, 0, "Sénat", "ORG", sector="LEG") for article in "ab"),
        *(place("a", start, "Italie") for start in (20, 40)),
        *(place("b", start, "France") for start in (20, 40)),
    ]
    tables = resolve_entities(pl.DataFrame(rows, schema=SCHEMA))
    senates = tables.entities.filter(pl.col("name") == "Sénat")

    assert sorted(senates["country"]) == ["FRA", "ITA"]
    assert set(senates["country_reason"]) == {"article"}


def test_an_acronym_in_brackets_is_the_body_before_it() -> None:
    rows = [row("a", 0, "Comité national", "ORG"), row("a", 17, "CNRP", "ORG"), row("a", 90, "CNRP", "ORG")]

    assert len(entities(rows)) == 1


def test_a_word_that_hardly_is_a_name_is_no_entity() -> None:
    rows = [row("a", 0, "Ignition", "LOC", confidence=0.4), row("b", 0, "Novak", "PER", confidence=0.4)]

    assert entities(rows) == {}
    assert set(entities([*rows, row("c", 0, "Novak", "PER", confidence=0.9)])) == {"Novak"}


def test_articles_that_agree_make_a_doubtful_name_an_entity() -> None:
    assert set(entities([row(article, 0, "Northline", "ORG", confidence=0.4) for article in "ab"])) == {"Northline"}


def test_a_description_means_who_held_the_office_on_the_article_s_day() -> None:
    described = {"kind": "nominal", "country": "USA", "role": "president", "sector": "GOV"}
    rows = [
        *(row("a", start, "Donald Trump", country="USA", role="president") for start in (0, 20, 40)),
        row("b", 0, "Joe Biden", country="USA"),
        row("c", 0, "président américain", **described),
    ]
    published = {"a": date(2019, 3, 1), "b": date(2022, 3, 1), "c": date(2022, 3, 2)}
    tables = resolve_entities(pl.DataFrame(rows, schema=SCHEMA), published)

    assert names_of(tables, "c", 0) == ["Joe Biden"]


@pytest.mark.parametrize(
    ("day", "expected"), [(date(2022, 3, 1), ["Joe Biden"]), (date(2010, 3, 1), [])], ids=["in office", "not yet"]
)
def test_an_office_without_a_country_is_the_one_person_s_who_is_named_and_holds_it(
    day: date, expected: list[str]
) -> None:
    described = row("a", 40, "head of state", kind="nominal", role="president", sector="GOV")
    tables = resolve_entities(pl.DataFrame([row("a", 0, "Joe Biden"), described], schema=SCHEMA), {"a": day})

    assert names_of(tables, "a", 40) == expected


def test_the_governor_of_a_state_is_not_the_country_of_its_name() -> None:
    governor = row("a", 80, "governor of Georgia", kind="nominal", country="GEO", role="governor", sector="GOV")

    assert {
        e["country"] for e in entities([place("a", 0, "Georgia"), place("a", 50, "Atlanta"), governor]).values()
    } == {"USA"}


def test_a_group_without_identity_is_no_entity_and_a_state_s_body_is() -> None:
    groups = [
        ("army", None, "MIL"),
        ("rebels", "MLI", "REB"),
        ("civilians", "FRA", "CVL"),
        ("ngo", None, "NGO"),
        ("army", "NOR", "MIL"),
        ("police", "NOR", "COP"),
    ]
    rows = [
        row("a", at * 20, role, "ORG", kind="nominal", country=country, sector=sector, role=role)
        for at, (role, country, sector) in enumerate(groups)
    ]

    assert set(entities(rows[:4])) == set()
    assert set(entities(rows[4:])) == {"army of Norway", "police of Norway"}


def test_a_town_is_the_one_of_the_division_named_a_few_words_behind_it() -> None:
    rows = [place("a", 0, "Valence"), place("a", 17, "Drôme"), place("a", 60, "Valence")]

    assert entities(rows)["Valence"]["country"] == "FRA"


def test_who_governs_a_town_is_of_the_country_of_the_town_meant() -> None:
    mayor = row("a", 40, "maire de Valence", kind="nominal", country="ESP", sector="GOV", role="governor")
    rows = [place("a", 0, "Valence"), place("a", 9, "Drôme"), place("a", 49, "Valence"), mayor]

    assert "Spain" not in entities(rows)


def test_the_police_of_a_town_is_not_its_country_s() -> None:
    police = row("a", 0, "Calgary police", "ORG", kind="nominal", country="CAN", sector="COP", role="police")
    later = row("a", 50, "police", "ORG", kind="nominal", sector="COP", role="police")
    tables = resolve_entities(pl.DataFrame([place("a", 0, "Calgary", "CAN"), police, later], schema=SCHEMA))

    assert names_of(tables, "a", 50) == ["police of Calgary"]


def test_a_university_goes_by_its_short_name_where_the_article_names_it_in_full() -> None:
    rows = [place("a", 0, "Columbia"), row("a", 40, "Columbia University", "ORG"), place("b", 0, "Columbia")]
    tables = resolve_entities(pl.DataFrame(rows, schema=SCHEMA))

    assert names_of(tables, "a", 0) == ["Columbia University"]
    assert names_of(tables, "b", 0) == ["Columbia"]


def test_an_acronym_that_its_article_defines_is_no_party_elsewhere() -> None:
    long_form = "Comité national pour le redressement du peuple"
    rows = [
        row("a", 0, long_form, "ORG"),
        row("a", len(long_form) + 2, "CNRP", "ORG"),
        place("a", 80, "Cambodge", "KHM"),
    ]

    assert set(entities(rows)) == {long_form, "Cambodia"}


def test_a_country_s_name_among_states_is_that_of_the_state() -> None:
    rows = [place("a", 0, "Georgia"), place("a", 20, "Iowa"), place("a", 40, "Wisconsin")]
    far = [place("b", 0, "Georgia"), place("b", 20, "Iowa"), place("b", 40, "Tbilisi"), place("b", 60, "Ohio")]

    assert entities(rows)["Georgia"]["known_as"] == "iso3166-2:US-GA"
    assert entities(far)["Georgia"]["known_as"] == "iso3166-1:GEO"


def test_a_quarter_named_after_a_town_is_where_its_article_is() -> None:
    rows = [place("a", 0, "Greenwich Village"), place("a", 30, "New York"), place("a", 50, "New York")]

    assert entities(rows)["Greenwich Village"]["country"] == "USA"


def test_a_town_that_many_languages_have_a_name_for_is_one_in_all() -> None:
    assert set(entities([place("a", 0, "Venise"), place("b", 0, "Venice")])) == {"Venice"}


def test_a_sea_is_one_in_all_languages() -> None:
    assert set(entities([place("a", 0, "mer du Nord"), place("b", 0, "North Sea")])) == {"North Sea"}


def test_of_two_towns_of_one_size_the_one_whose_country_the_article_names_is_meant() -> None:
    assert entities([place("a", 0, "Brest"), place("a", 20, "Bretagne")])["Brest"]["country"] == "FRA"
    assert entities([place("b", 0, "Brest"), place("b", 20, "Minsk")])["Brest"]["country"] == "BLR"


def body(article: str, start: int, surface: str, **more: Any) -> dict[str, Any]:
    return row(article, start, surface, "ORG", **more)


def test_a_word_that_another_language_calls_a_city_by_says_no_country() -> None:
    rows = [body("a", 0, "Kortal Média"), place("a", 30, "France")]

    assert entities(rows)["Kortal Média"]["country"] is None
    assert entities([*rows, place("a", 60, "Algeria")])["Kortal Média"]["country"] == "DZA"


def test_a_ministry_keeps_the_state_its_article_told_once() -> None:
    rows = [
        body("a", at, "Ministry of Health", country=country, sector="GOV") for at, country in ((0, "KEN"), (40, None))
    ]
    tables = resolve_entities(pl.DataFrame([*rows, place("a", 80, "Sweden")], schema=SCHEMA))
    ministries = tables.entities.filter(pl.col("type") == "ORG")

    assert ministries["country"].to_list() == ["KEN"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Sénat", "Senate"),
        ("ministère de la Santé", "Health Ministry"),
        ("Université d'Ouagadougou", "University of Ouagadougou"),
    ],
)
def test_languages_name_a_body_of_states_and_places_alike(left: str, right: str) -> None:
    rows = [body("a", 0, left, language="fr"), body("b", 0, right, language="en")]

    assert len(resolve_entities(pl.DataFrame(rows, schema=SCHEMA)).entities) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Philip Corvath", "Phil Corvath"),
        ("Christophe Colomb", "Christopher Columbus"),
        ("Paul VI", "Pope Paul VI"),
        ("De Vauclair", "Vauclair"),
    ],
)
def test_a_person_goes_by_a_short_name_and_by_that_of_each_language(left: str, right: str) -> None:
    rows = [row("a", 0, left), row("a", 40, right)]

    assert len(resolve_entities(pl.DataFrame(rows, schema=SCHEMA)).entities) == 1


@pytest.mark.parametrize(
    ("name", "others"),
    [("Saba", []), ("Carolina", ["United States", "Chicago"])],
)
def test_a_little_known_town_that_nothing_speaks_for_has_no_stranger_s_country(name: str, others: list[str]) -> None:
    rows = [place("a", 0, name), *(place("a", 50 * at, other) for at, other in enumerate(others, 1))]

    assert entities(rows)[name]["latitude"] is None
    assert entities(rows)[name]["country"] in {None, "USA"}


def test_a_little_known_town_is_found_where_its_country_is_named() -> None:
    found = entities([place("a", 0, "Carolina"), place("a", 50, "Puerto Rico"), place("a", 90, "Puerto Rico")])

    assert found["Carolina"]["country"] == "PRI"


def test_a_town_that_stands_for_a_body_is_that_body_and_elsewhere_the_town() -> None:
    rows = [
        row("a", 0, "Brussels", "ORG", sector="IGO"),
        place("a", 50, "Brussels", country="BEL"),
        place("b", 0, "Brussels", country="BEL"),
    ]
    found = entities(rows)

    assert {name: entity["type"] for name, entity in found.items()} == {"European Union": "ORG", "Brussels": "LOC"}


def test_a_noun_with_a_capital_is_the_one_body_of_its_article_that_it_heads() -> None:
    rows = [
        row("a", 0, "Agence Nordique de Pêche", "ORG"),
        row("a", 50, "Agence", "ORG"),
        row("b", 0, "Agence Nordique de Pêche", "ORG"),
        row("b", 50, "Agence Polaire de Pêche", "ORG"),
        row("b", 90, "Agence", "ORG"),
    ]
    tables = resolve_entities(pl.DataFrame(rows, schema=SCHEMA))

    assert names_of(tables, "a", 50) == ["Agence Nordique de Pêche"]
    assert names_of(tables, "b", 90) == ["Agence"]


def test_a_ministry_of_the_article_s_country_is_one_however_unsure_the_forests_are() -> None:
    rows = [
        row("a", 0, "ministère de l'Intérieur", "ORG", sector="GOV", confidence=0.5),
        place("a", 50, "Lyon"),
        place("a", 90, "Marseille"),
    ]

    assert entities(rows)["ministère de l'Intérieur"]["country"] == "FRA"


def test_the_president_of_a_surname_is_not_his_son() -> None:
    rows = [
        row("a", 0, "Joe Biden"),
        row("a", 50, "Hunter Biden"),
        row("a", 90, "Biden", role="president", sector="GOV"),
        place("a", 120, "United States"),
    ]
    tables = resolve_entities(pl.DataFrame(rows, schema=SCHEMA), {"a": date(2023, 3, 1)})

    assert names_of(tables, "a", 90) == ["Joe Biden"]


def test_a_surname_of_two_is_the_one_s_who_was_named_last_before_it() -> None:
    rows = [row("a", 0, "Anna Holm"), row("a", 50, "Holm"), row("a", 90, "Erik Holm"), row("a", 130, "Holm")]
    tables = resolve_entities(pl.DataFrame(rows, schema=SCHEMA))

    assert (names_of(tables, "a", 50), names_of(tables, "a", 130)) == (["Anna Holm"], ["Erik Holm"])


def test_the_constitution_of_each_state_is_another() -> None:
    rows = [
        row("a", 0, "Constitution", "MISC"),
        *(place("a", at, "Tunisia", country="TUN") for at in (50, 90)),
        row("b", 0, "Constitution", "MISC"),
        *(place("b", at, "Kenya", country="KEN") for at in (50, 90)),
    ]
    tables = resolve_entities(pl.DataFrame(rows, schema=SCHEMA))

    assert set(tables.entities.filter(pl.col("name") == "Constitution")["country"]) == {"TUN", "KEN"}


def test_a_province_goes_by_its_name_without_the_word_for_one() -> None:
    assert entities([place("a", 0, "Qinghai")])["Qinghai"]["country"] == "CHN"


def test_a_direction_in_the_name_of_a_body_is_no_division() -> None:
    found = entities([row("a", 0, "Health Board South of Albion", "ORG"), row("a", 50, "Centre Nord-Ouest", "ORG")])

    assert {entity["country"] for entity in found.values()} == {None}

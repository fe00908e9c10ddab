"""What tables and articles tell of a body: its country, its key, and which names are one body's."""

from __future__ import annotations

import polars as pl
import pytest

from pipelines.corpus.entities.resolution import resolve_entities
from tests.pipelines.corpus.entities.articles import body, entities, place
from tests.pipelines.corpus.entities.test_resolution import SCHEMA, names_of, row


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
    assert names_of(tables, "b", 90) == []


def test_a_ministry_of_the_article_s_country_is_one_however_unsure_the_forests_are() -> None:
    rows = [
        row("a", 0, "ministère de l'Intérieur", "ORG", sector="GOV", confidence=0.5),
        place("a", 50, "Lyon"),
        place("a", 90, "Marseille"),
    ]

    assert entities(rows)["ministère de l'Intérieur"]["country"] == "FRA"


def test_the_constitution_of_each_state_is_another() -> None:
    rows = [
        row("a", 0, "Constitution", "MISC"),
        *(place("a", at, "Tunisia", country="TUN") for at in (50, 90)),
        row("b", 0, "Constitution", "MISC"),
        *(place("b", at, "Kenya", country="KEN") for at in (50, 90)),
    ]
    tables = resolve_entities(pl.DataFrame(rows, schema=SCHEMA))

    assert set(tables.entities.filter(pl.col("name") == "Constitution")["country"]) == {"TUN", "KEN"}


def test_a_long_form_is_the_body_whose_many_letters_its_article_has() -> None:
    other = [body("a", 0, "OSCE"), body("a", 60, "Office of Small Commercial Enterprises")]

    assert list(entities([body("a", 0, "TSMC"), body("a", 60, "Taiwan Semiconductor Making Company")])) == ["TSMC"]
    assert list(entities(other)) == ["Office of Small Commercial Enterprises"]


def test_the_times_is_the_paper_of_that_word_that_its_article_names() -> None:
    assert list(entities([body("a", 0, "Los Angeles Times"), body("a", 30, "The Times")])) == ["Los Angeles Times"]
    assert list(entities([body("a", 30, "The Times")])) == ["The Times"]


def test_an_acronym_written_as_a_word_in_brackets_is_the_body_before_it() -> None:
    long = "Service régional de secours"
    rows = [body("a", 0, long), body("a", len(long) + 2, "Srs"), body("a", 90, "Srs")]

    assert len(entities(rows)) == 1


def test_an_acronym_without_brackets_is_its_long_form_of_a_state_too() -> None:
    rows = [
        body("a", 0, "Harbour Licence Administration", sector="GOV"),
        body("a", 200, "HLA"),
        *(place("a", start, "Kenya") for start in (60, 80)),
    ]
    found = entities(rows)

    assert found["Harbour Licence Administration"]["country"] == "KEN"
    assert "HLA" not in found


def test_a_body_among_firms_is_a_firm() -> None:
    firms = [body("a", start, name) for start, name in ((0, "Accor"), (20, "Atos"), (40, "Airbus"))]

    assert entities([*firms, body("a", 60, "Varganne")])["Varganne"]["sector"] == "BUS"
    assert entities([*firms[:2], body("a", 60, "Varganne")])["Varganne"]["sector"] is None


def test_an_institute_among_firms_is_none() -> None:
    firms = [body("a", start, name) for start, name in ((0, "Accor"), (20, "Atos"), (40, "Airbus"))]
    rows = [*firms, body("a", 60, "Institut Varganne"), body("a", 80, "Varganne Crash Lab")]
    found = entities(rows)

    assert {found["Institut Varganne"]["sector"], found["Varganne Crash Lab"]["sector"]} == {None}


def test_letters_that_are_surely_a_body_are_no_other_of_a_country_unspoken_of() -> None:
    found = entities([body("a", 0, "NPA"), place("a", 20, "Lyon")])

    assert "Nouveau Parti anticapitaliste" in found


def test_a_firm_with_a_town_s_name_is_not_the_town() -> None:
    found = entities([body("a", 0, "Lime", sector="BUS"), place("a", 20, "Montréal")])

    assert found["Lime"]["type"] == "ORG"


def test_a_firm_or_party_of_the_lists_has_its_country_and_sector() -> None:
    rows = [body("a", 0, "Bureau Veritas"), body("b", 0, "Freedom Front Plus"), place("b", 40, "South Africa")]
    found = entities(rows)

    assert {(e["country"], e["sector"]) for e in found.values() if e["type"] == "ORG"} == {
        ("FRA", "BUS"),
        ("ZAF", "PTY"),
    }


def test_a_place_lies_in_the_country_that_the_article_speaks_of_far_more_than_of_others() -> None:
    rows = [
        place("a", 0, "Marlowfield"),
        *(place("a", start, "Northern Ireland") for start in (20, 40, 60, 80)),
        place("a", 100, "Hungary"),
        place("a", 120, "Poland"),
    ]

    assert entities(rows)["Marlowfield"]["country"] == "GBR"

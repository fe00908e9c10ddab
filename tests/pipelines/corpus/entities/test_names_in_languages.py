"""One entity under the names that languages, and forms of state, give it."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from pipelines.corpus.entities.resolution import resolve_entities
from tests.pipelines.corpus.entities.articles import body, entities, place
from tests.pipelines.corpus.entities.test_resolution import SCHEMA, names_of, row


@pytest.mark.parametrize(
    ("left", "right"), [("Julien", "Julian"), ("César", "Caesar"), ("François-Joseph", "Franz Joseph")]
)
def test_a_ruler_called_by_a_given_name_is_one_in_two_languages(left: str, right: str) -> None:
    assert len(entities([row("a", 0, left), row("b", 0, right, language="en")])) == 1


def test_two_spellings_of_a_given_name_in_one_text_are_two_persons() -> None:
    assert len(entities([row("a", 0, "Jean"), row("a", 20, "John"), row("b", 0, "John", language="en")])) == 2


def test_a_given_name_is_still_that_of_the_article_s_only_bearer() -> None:
    tables = resolve_entities(pl.DataFrame([row("a", 0, "Julien Novak"), row("a", 40, "Julien")], schema=SCHEMA))

    assert names_of(tables, "a", 40) == ["Julien Novak"]


def test_a_pope_is_himself_without_the_title_later_in_the_article() -> None:
    rows = [row("a", 0, "pape François"), row("a", 40, "François")]
    pope = entities(rows, {"a": date(2016, 3, 1)})

    assert [(name, entity["country"]) for name, entity in pope.items()] == [("Pope Francis", "VAT")]


@pytest.mark.parametrize(
    ("left", "right", "n_entities"),
    [
        ("université de Northampton", "Northampton University", 1),
        ("université LUISS", "LUISS University", 1),
        ("university of Washington", "Washington University", 2),
    ],
)
def test_a_university_is_one_in_two_languages_but_not_in_the_usa(left: str, right: str, n_entities: int) -> None:
    assert len(entities([body("a", 0, left), body("b", 0, right, language="en")])) == n_entities


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Federal Republic of Cameroon", "Cameroon"),
        ("Northern Algeria", "Algeria"),
        ("Republic of Congo", "Congo - Brazzaville"),
        ("Congo", "Congo - Kinshasa"),
        ("City of Buenos Aires", "Buenos Aires"),
    ],
)
def test_a_country_or_city_is_known_by_its_long_form_and_by_a_part(name: str, country: str) -> None:
    assert list(entities([place("a", 0, name)])) == [country]


def test_england_is_a_place_in_the_kingdom() -> None:
    found = entities([place("a", 0, "England"), place("a", 30, "United Kingdom"), place("b", 0, "Angleterre")])

    assert {name: entity["country"] for name, entity in found.items()} == {"England": "GBR", "United Kingdom": "GBR"}


def test_a_long_form_is_the_known_body_whose_acronym_follows_in_brackets() -> None:
    long = "International Organization for Renewable Energies"
    rows = [body("a", 0, long, language="en"), body("a", len(long) + 2, "IRENA", language="en")]

    assert list(entities(rows)) == ["International Renewable Energy Agency"]


def test_an_acronym_that_its_text_explains_is_no_namesake() -> None:
    long = "Comité marin pour la nature"
    rows = [body("a", 0, long), body("a", len(long) + 2, "CNRS"), body("b", 0, "CNRS")]
    tables = resolve_entities(pl.DataFrame(rows, schema=SCHEMA))

    assert names_of(tables, "a", len(long) + 2) == [long]
    assert names_of(tables, "b", 0) != [long]


def test_who_heads_a_body_of_several_states_is_of_none_of_them() -> None:
    rows = [row("a", 0, "Christine Lagarde", role="official", sector="IGO"), place("a", 60, "France")]
    head = entities(rows, {"a": date(2023, 3, 1)})["Christine Lagarde"]

    assert (head["country"], head["sector"], head["known_as"]) == (None, "IGO", "wikidata:Q484605")


def test_a_noun_for_bodies_alone_names_none() -> None:
    assert entities([body("a", 0, "Bank", language="en")]) == {}

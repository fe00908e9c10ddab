"""What the gazetteers know of a name."""

import pytest

from pipelines.analyse.mentions.cities import is_exonym
from pipelines.analyse.mentions.gazetteer import look_up, look_up_as


@pytest.mark.parametrize(
    ("name", "place", "country"),
    [
        ("Anvers", "Antwerp", "BEL"),
        ("La Haye", "The Hague", "NLD"),
        ("Aix-la-Chapelle", "Aachen", "DEU"),
        ("Florida", "Florida", "USA"),
        ("Orléans", "Orléans", "FRA"),
        ("Gloucester", "Gloucester", "GBR"),
        ("New York", "New York City", "USA"),
        ("Georgia", "Georgia", "GEO"),
    ],
)
def test_a_place_is_known_by_the_names_that_news_uses(name: str, place: str, country: str) -> None:
    known = look_up(name)

    assert known is not None
    assert (known.name, known.country) == (place, country)


@pytest.mark.parametrize("name", ["TPA", "Pittman", "PAR"])
def test_codes_of_airports_and_nicknames_name_no_city(name: str) -> None:
    assert look_up(name) is None


def test_a_large_city_may_go_by_any_name() -> None:
    assert is_exonym("Pékin", "Beijing", is_large=True)
    assert is_exonym("Monastir", "Bitola", is_large=True)
    assert not is_exonym("Monastir", "Bitola", is_large=False)


def test_capitals_alone_are_the_initials_of_a_city_or_name_none() -> None:
    assert is_exonym("NYC", "New York City", is_large=True)
    assert not is_exonym("JFK", "New York City", is_large=True)


@pytest.mark.parametrize(
    ("name", "known_as", "country"),
    [
        ("Allemagne", "iso3166-1:DEU", "DEU"),
        ("Nations unies", "wikidata:Q1065", None),
        ("Bavière", "iso3166-2:DE-BY", "DEU"),
        ("Drôme", "iso3166-2:FR-26", "FRA"),
        ("Ontario", "iso3166-2:CA-ON", "CAN"),
        ("Lyon", "geonames:2996944", "FRA"),
    ],
)
def test_what_is_known_has_a_key_that_other_data_share(name: str, known_as: str, country: str | None) -> None:
    known = look_up(name)

    assert known is not None
    assert (known.known_as, known.country) == (known_as, country)


def test_a_word_that_may_name_a_body_does_so_where_the_text_has_a_body() -> None:
    body = look_up_as("Orange", "ORG")

    assert body is not None
    assert (body.type, body.country, body.sector) == ("ORG", "FRA", "BUS")
    assert look_up_as("Le Monde", "MISC") is None


@pytest.mark.parametrize(
    ("name", "spoken_of", "body"),
    [
        ("Labour Party", {"GBR": 3}, "Labour Party"),
        ("Labour Party", {"NGA": 2, "GBR": 1}, "Labour Party of Nigeria"),
        ("Parti socialiste", {"SEN": 4}, "Socialist Party of Senegal"),
        ("Parti socialiste", {"GRC": 7, "BEL": 1}, None),
        ("KIA", {"MMR": 1}, "Kachin Independence Army"),
        ("KIA", {"KOR": 5}, None),
        ("Orange", {}, "Orange"),
    ],
)
def test_a_name_that_bodies_share_means_the_one_whose_country_the_text_speaks_of(
    name: str, spoken_of: dict[str, int], body: str | None
) -> None:
    known = look_up_as(name, "ORG", spoken_of)

    assert (known.name if known else None) == body


@pytest.mark.parametrize(
    ("letters", "place"), [("IPO", None), ("LYON", "Lyon"), ("NYC", "New York City"), ("KIEV", "Kyiv")]
)
def test_letters_that_another_language_calls_a_city_by_are_none_in_capitals(letters: str, place: str | None) -> None:
    known = look_up(letters)

    assert (known.name if known is not None else None) == place


def test_a_word_with_an_accent_is_no_city_that_begins_otherwise() -> None:
    assert look_up("Human") is None
    assert look_up("Media") is not None

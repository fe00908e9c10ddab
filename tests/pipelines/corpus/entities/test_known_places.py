"""What tables and articles tell of a place: which of its namesakes it is, and its country."""

from __future__ import annotations

import pytest

from tests.pipelines.corpus.entities.articles import body, entities, place
from tests.pipelines.corpus.entities.test_resolution import row


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


def test_a_town_is_the_one_of_the_division_named_a_few_words_behind_it() -> None:
    rows = [place("a", 0, "Valence"), place("a", 17, "Drôme"), place("a", 60, "Valence")]

    assert entities(rows)["Valence"]["country"] == "FRA"


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


def test_a_word_that_another_language_calls_a_city_by_says_no_country() -> None:
    rows = [body("a", 0, "Kortal Média"), place("a", 30, "France")]

    assert entities(rows)["Kortal Média"]["country"] is None
    assert entities([*rows, place("a", 60, "Algeria")])["Kortal Média"]["country"] == "DZA"


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


def test_a_province_goes_by_its_name_without_the_word_for_one() -> None:
    assert entities([place("a", 0, "Qinghai")])["Qinghai"]["country"] == "CHN"


def test_a_direction_in_the_name_of_a_body_is_no_division() -> None:
    found = entities([row("a", 0, "Health Board South of Albion", "ORG"), row("a", 50, "Centre Nord-Ouest", "ORG")])

    assert {entity["country"] for entity in found.values()} == {None}


def test_a_place_with_a_namesake_in_its_name_lies_where_its_article_does() -> None:
    rows = [place("a", 0, "Saint-Denis"), place("a", 30, "île Saint-Denis"), place("a", 60, "France")]

    assert entities(rows)["île Saint-Denis"]["country"] == "FRA"


@pytest.mark.parametrize(("name", "letters", "admin1"), [("Gladstone", "NJ", None), ("Harrisburg", "PA", "US.PA")])
def test_the_letters_of_a_state_behind_a_town_are_the_state(name: str, letters: str, admin1: str | None) -> None:
    found = entities([place("a", 0, name, "USA"), place("a", len(name) + 2, letters, "USA"), place("a", 60, "Ohio")])

    assert {entity["country"] for entity in found.values()} == {"USA"}
    assert admin1 is None or found[name]["admin1"] == admin1


def test_a_division_of_two_countries_is_that_of_the_one_its_article_names() -> None:
    assert entities([place("a", 0, "Punjab"), place("a", 30, "India")])["Punjab"]["country"] == "IND"
    assert entities([place("a", 0, "Punjab"), place("a", 30, "Pakistan")])["Punjab"]["country"] == "PAK"


def test_letters_with_points_are_the_city() -> None:
    assert list(entities([place("a", 0, "L.A."), place("a", 30, "Los Angeles")])) == ["Los Angeles"]


def test_a_landform_is_no_town_of_its_name() -> None:
    rows = [place("a", 0, "Bréda", role="landform"), place("a", 30, "Québec", role="landform")]
    found = entities([*rows, place("b", 0, "Québec")])

    assert (found["Bréda"]["country"], found["Bréda"]["known_as"]) == (None, None)
    assert found["Quebec"]["known_as"] == "iso3166-2:CA-QC"
    assert found["Québec"]["place_precision"] == "city"


def test_a_small_place_is_in_the_division_named_close_behind() -> None:
    rows = [place("a", 0, "Lorvane"), place("a", 16, "Brocsy"), place("a", 31, "Cantal", "FRA")]

    assert {entities(rows)[name]["country"] for name in ("Lorvane", "Brocsy")} == {"FRA"}


def test_a_town_abroad_gives_way_to_the_one_of_that_own_name_where_the_article_speaks_of_its_country() -> None:
    rows = [place("a", 0, "Valence"), place("a", 30, "Drôme", "FRA"), place("a", 60, "France", "FRA", role="country")]

    assert entities(rows)["Valence"]["country"] == "FRA"


def test_a_part_of_the_world_is_in_no_state_whatever_its_article_speaks_of() -> None:
    rows = [place("a", 0, "Libye"), place("a", 20, "Libye"), place("a", 40, "Afrique du Moyen-Orient")]

    assert entities(rows)["Afrique du Moyen-Orient"]["country"] is None

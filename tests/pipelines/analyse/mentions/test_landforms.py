"""Rivers, mountains and divisions that bear a town's name."""

from __future__ import annotations

import pytest

from tests.pipelines.analyse.mentions.test_mentions import by_surface, read


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Les crues du Bréda ont surpris les habitants.", "fr", "Bréda"),
        ("La vallée du Bréda est inondée et la rivière Cambridge aussi.", "fr", "Bréda"),
        ("The river Cambridge rose on Monday.", "en", "Cambridge"),
    ],
)
def test_a_river_is_not_in_the_country_of_a_town_of_its_name(text: str, language: str, name: str) -> None:
    found = by_surface(read(text, language))[name]

    assert (found.type, found.country, found.role) == ("LOC", None, "landform")


def test_a_division_with_its_article_is_not_the_capital_of_its_name() -> None:
    found = by_surface(read("Le Québec et la Vienne ont voté dimanche.", "fr"))

    assert (found["Vienne"].country, found["Vienne"].role) == ("FRA", "landform")
    assert (found["Québec"].country, found["Québec"].role) == ("CAN", "landform")


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Il vit au Havre depuis lundi.", "Havre", "FRA"),
        ("Il vit au Caire depuis lundi.", "Caire", "EGY"),
        ("La Vienne impériale attire les touristes.", "Vienne", "AUT"),
        ("Le Paris de 1900 fut beau.", "Paris", "FRA"),
        ("Il vit à Bréda depuis lundi.", "Bréda", "NLD"),
    ],
)
def test_a_town_with_its_own_article_or_told_apart_is_the_town(text: str, name: str, country: str) -> None:
    found = by_surface(read(text, "fr"))[name]

    assert (found.country, found.role) in {(country, None), (country, "capital")}


def test_a_river_behind_an_elided_article_is_no_small_town() -> None:
    found = [
        mention for mention in read("Le corps a été repêché dans l'Hudson en juillet.", "fr") if mention.type == "LOC"
    ]

    assert [(mention.surface, mention.role) for mention in found] == [("Hudson", "landform")]


def test_an_unknown_name_before_a_division_in_brackets_is_a_place_of_it() -> None:
    found = by_surface(read("Le groupe ferme ses magasins de Lorvane (Meuse) et Brocsy (Moselle).", "fr"))

    assert {(found[name].type, found[name].country) for name in ("Lorvane", "Brocsy")} == {("LOC", "FRA")}


def test_two_names_that_are_one_place_together_are_one() -> None:
    assert "Newfoundland and Labrador" in by_surface(read("Newfoundland and Labrador spends the least.", "en"))


def test_letters_in_brackets_behind_a_body_are_no_town() -> None:
    found = by_surface(read("Le Conseil lornais du Houblon (CHU) se réunit.", "fr"))

    assert "CHU" not in found or found["CHU"].type == "ORG"


def test_a_division_of_few_letters_is_one_behind_its_article() -> None:
    assert by_surface(read("Alan Vasseur, préfet du Gard, a assisté à la fête.", "fr"))["Gard"].country == "FRA"

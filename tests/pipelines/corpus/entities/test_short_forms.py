"""What an article calls by a short form, and the countries that its towns, its persons and its nouns speak for."""

from __future__ import annotations

import pytest

from tests.pipelines.corpus.entities.articles import body, entities, place
from tests.pipelines.corpus.entities.test_resolution import row


@pytest.mark.parametrize(
    ("full", "short", "language", "sector"),
    [
        ("Zorvane Group", "Zorvane", "en", "BUS"),
        ("Department of Commerce", "Commerce", "en", "GOV"),
        ("Ohio Lantern Caucus", "Lantern Caucus", "en", None),
        ("Brockdale University", "Brockdale", "en", "EDU"),
    ],
)
def test_a_short_form_is_the_body_named_in_full(full: str, short: str, language: str, sector: str | None) -> None:
    found = entities([body("a", 0, full, language=language, sector=sector), body("a", 50, short, language=language)])

    assert list(found) == [full]


def test_a_place_that_schools_are_called_by_is_the_school() -> None:
    rows = [body("a", 0, "université Paris-8", sector="EDU", language="fr"), place("a", 50, "Paris-8", language="fr")]

    assert list(entities(rows)) == ["université Paris-8"]


def test_a_sea_is_not_the_council_named_after_it() -> None:
    found = entities([body("a", 0, "Lorn Sea Council", language="en"), place("a", 50, "Lorn Sea", language="en")])

    assert set(found) == {"Lorn Sea Council", "Lorn Sea"}


def test_a_work_is_one_with_its_article_and_without() -> None:
    assert len(entities([row("a", 0, "The Lantern", "MISC"), row("a", 50, "LANTERN", "MISC")])) == 1


def test_a_given_name_of_two_words_is_the_person_s_named_in_full() -> None:
    found = entities([row("a", 0, "Marie-Laure Vasseur", "PER"), row("a", 50, "Marie-Laure", "PER")])

    assert list(found) == ["Marie-Laure Vasseur"]


def test_a_town_called_by_the_first_word_of_its_name_is_in_the_country_spoken_of() -> None:
    rows = [place("a", 0, "Newcastle", language="en"), *(place("a", at, "United Kingdom") for at in (20, 40))]

    assert entities(rows)["Newcastle upon Tyne"]["country"] == "GBR"


def test_a_department_is_of_a_state_that_has_departments() -> None:
    rows = [
        body("a", 0, "Department of Commerce", sector="GOV", language="en"),
        *(place("a", at, "China") for at in (40, 60, 80)),
        *(place("a", at, "United States") for at in (100, 120)),
    ]

    assert entities(rows)["Department of Commerce"]["country"] == "USA"


def test_a_judge_acts_where_the_towns_of_the_article_are() -> None:
    rows = [
        row("a", 0, "Denis Vasseur", "PER", sector="JUD", role="judge"),
        *(place("a", at, town) for at, town in ((30, "Nîmes"), (50, "Lyon"))),
        *(place("a", at, state) for at, state in ((70, "Jordan"), (90, "Israel"), (110, "Morocco"))),
    ]

    assert entities(rows)["Denis Vasseur"]["country"] == "FRA"


def test_quebec_without_its_accent_is_the_province() -> None:
    found = entities([place("a", 0, "Quebec", language="en"), place("a", 30, "Canada")])

    assert found["Quebec"]["known_as"] == "iso3166-2:CA-QC"


@pytest.mark.parametrize(
    ("full", "short", "language"),
    [
        ("Zorvane Inc.", "Zorvane", "en"),
        ("The Zorvane", "Zorvane", "en"),
        ("Ohio Lanterns", "Lanterns", "en"),
        ("Parti lornais du Québec", "Parti lornais", "fr"),
    ],
)
def test_a_body_is_one_without_its_form_its_article_and_its_place(full: str, short: str, language: str) -> None:
    assert len(entities([body("a", 0, full, language=language), body("a", 50, short, language=language)])) == 1


def test_a_known_club_is_meant_by_its_last_word() -> None:
    rows = [body("a", 0, "Oklahoma City Thunder", language="en"), body("a", 50, "Thunder", language="en")]

    assert list(entities(rows)) == ["Oklahoma City Thunder"]


def test_a_body_has_its_written_out_name() -> None:
    rows = [body("a", start, "LZM") for start in (60, 80, 90, 99)] + [body("a", 0, "Ligue zorvane de Moravie")]

    assert list(entities(rows)) == ["Ligue zorvane de Moravie"]


def test_letters_that_an_article_explains_have_nothing_of_the_body_the_world_knows_by_them() -> None:
    rows = [
        body("a", 0, "Conseil pour la santé"),
        body("a", 23, "CPS", country="GBR", sector="JUD"),
        body("a", 60, "CPS", country="GBR", sector="JUD"),
    ]
    (found,) = entities(rows).values()

    assert (found["country"], found["sector"]) == (None, None)


def test_a_known_firm_is_meant_by_its_group() -> None:
    assert list(entities([body("a", 0, "SoftBank Group Corp", language="en")])) == ["SoftBank"]

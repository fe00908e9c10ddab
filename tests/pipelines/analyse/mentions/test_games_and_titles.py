"""Clubs by their towns, who is called by a title, whole names of holders, and places by what stands beside them."""

from __future__ import annotations

from typing import cast

import pytest

from pipelines.analyse.mentions.acronyms import complete_to_acronym
from pipelines.analyse.mentions.name import Name
from pipelines.languages.names import Pack, load_pack
from tests.pipelines.analyse.mentions.test_mentions import by_surface, read

ENGLISH = cast(Pack, load_pack("en"))

FOOTBALL = "Liverpool beat Chelsea at Anfield. Manchester City lost to Arsenal in the Premier League."


@pytest.mark.parametrize("club", ["Liverpool", "Arsenal"])
def test_in_a_text_of_its_game_a_town_that_plays_is_its_club(club: str) -> None:
    assert by_surface(read(FOOTBALL, "en"))[club].type == "ORG"


@pytest.mark.parametrize(
    "text",
    [
        "Liverpool welcomed the delegates. The conference ends on Friday.",
        "Manchester City travel to Spain. Police arrested two men in Liverpool after the Premier League match.",
    ],
)
def test_a_town_is_a_town_in_other_texts_and_where_something_happens(text: str) -> None:
    assert by_surface(read(text, "en"))["Liverpool"].type == "LOC"


def test_westminster_that_acts_is_the_parliament_of_the_kingdom() -> None:
    found = by_surface(read("Scotland asked for powers. Westminster voted against the bill on Monday.", "en"))

    assert (found["Westminster"].type, found["Westminster"].country, found["Westminster"].sector) == (
        "ORG",
        "GBR",
        "LEG",
    )


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Since Emperor Meiji, it has been customary to have one era for each reign.", "en", "Meiji"),
        ("Ce matin, le pape François a rencontré un ministre à Rome.", "fr", "pape François"),
        ("Selon sa biographie officielle Kim Jong Il a composé six opéras.", "fr", "Kim Jong Il"),
        ("South Korean President Moon Jae-in spoke on Monday.", "en", "Moon Jae-in"),
        ("Le directeur général de l'OMS, Tedros Adhanom Ghebreyesus, a parlé.", "fr", "Tedros Adhanom Ghebreyesus"),
    ],
)
def test_a_ruler_or_holder_of_an_office_is_a_person_with_the_whole_name(text: str, language: str, name: str) -> None:
    assert by_surface(read(text, language))[name].type == "PER"


def test_a_surname_of_the_text_is_no_place() -> None:
    text = "Fatal Neutrality: Lumumba and the Cold War\n\nThe book tells how Patrice Lumumba was elected. Lumumba died."
    found = [mention for mention in read(text, "en") if mention.surface == "Lumumba"]

    assert {mention.type for mention in found} == {"PER"}


def test_a_division_in_brackets_tells_the_country_of_an_unknown_town() -> None:
    found = by_surface(read("L'imam de la mosquée de Beaucaire (Gard) a été condamné jeudi.", "fr"))

    assert (found["Beaucaire"].country, found["Gard"].type, found["Gard"].country) == ("FRA", "LOC", "FRA")


def test_a_town_keeps_the_article_of_its_name_in_small_letters() -> None:
    found = by_surface(read("Il revenait d'un pèlerinage à la Mecque, via la Jordanie.", "fr"))

    assert found["la Mecque"].country == "SAU"


def test_a_demonym_of_one_person_is_not_the_people() -> None:
    found = read("Le Portugais a signé lundi. Selon l'Allemande, les Russes ont refusé.", "fr")

    assert [mention.surface for mention in found if mention.role in {"people", "demonym"}] == ["Russes"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Athens in the 5th century BC was a city of traders.", "en"),
        ("La ville fut bâtie au XIXe siècle par des marchands.", "fr"),
    ],
)
def test_centuries_and_eras_name_nobody(text: str, language: str) -> None:
    found = {mention.surface for mention in read(text, language) if mention.kind == "name"}

    assert found.isdisjoint({"BC", "XIXe siècle"})


def test_a_word_behind_a_colon_that_stands_in_small_letters_too_is_no_name() -> None:
    text = "Polio is near its end\n\nDELHI: Polio could vanish. A girl was vaccinated against polio in the north."

    assert "Polio" not in {mention.surface for mention in read(text, "en")}


def test_letters_of_a_state_behind_a_town_are_the_state_and_no_body() -> None:
    found = by_surface(read("Visit the horse show, Oct. 11 to 21, in Harrisburg, PA. The show is old.", "en"))

    assert (found["PA"].type, found["PA"].country) == ("LOC", "USA")


def test_a_given_name_and_the_land_a_person_is_called_by_are_one_name() -> None:
    found = read("The nobles took their petition to Margaret of Parma on Monday. John of Ohio wrote to her.", "en")

    assert [m.surface for m in found if m.surface.startswith(("Margaret", "Parma"))] == ["Margaret of Parma"]


@pytest.mark.parametrize(
    "text",
    ["Selon le Figaro, le plan coûte 42 millions.", "Elle a parlé mardi au Figaro de son plan."],
)
def test_a_paper_is_known_by_the_article_of_its_name_in_small_letters(text: str) -> None:
    found = by_surface(read(text, "fr"))

    assert (found["Figaro"].country, found["Figaro"].sector) == ("FRA", "MED")


def test_a_name_begins_where_the_acronym_in_brackets_behind_it_says() -> None:
    text = "Talks go on in the Harbour Licence Bargaining Council (HLBC)."
    start, end = text.index("Bargaining"), text.index(" (")
    whole = complete_to_acronym(text, [Name(start, end, "ORG", 0.9)], ENGLISH)

    assert [text[name.start : name.end] for name in whole] == ["Harbour Licence Bargaining Council"]


def test_an_office_with_its_letters_in_brackets_is_no_body() -> None:
    text = "She sat as a Member of Parliament (MP) for Niagara Falls."
    start = text.index("Parliament")
    whole = complete_to_acronym(text, [Name(start, start + len("Parliament"), "ORG", 0.9)], ENGLISH)

    assert [text[name.start : name.end] for name in whole] == ["Parliament"]

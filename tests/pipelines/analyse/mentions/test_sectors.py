"""Sectors of bodies and of those who serve them, by the words of their names and by the words beside them."""

from __future__ import annotations

import pytest

from tests.pipelines.analyse.mentions.test_mentions import by_surface, read


@pytest.mark.parametrize(
    ("text", "language", "person", "sector"),
    [
        ("« C'est non », a dit Clara Bertin, secrétaire générale du syndicat, lundi.", "fr", "Clara Bertin", "LAB"),
        ("« C'est non », a dit Clara Bertin, secrétaire générale de la centrale.", "fr", "Clara Bertin", "LAB"),
        ("La secrétaire générale du parti, Anna Lemoine, a voté non.", "fr", "Anna Lemoine", "PTY"),
        ("The union's general secretary, Mary Holloway, spoke on Monday.", "en", "Mary Holloway", None),
        ("Jane Rowntree, chief executive of the charity, spoke on Monday.", "en", "Jane Rowntree", "NGO"),
        ("Opposition leader Alan Whitcombe was jailed on Monday.", "en", "Alan Whitcombe", "OPP"),
        ("Varga Holdings chief executive Peter Lindgren resigned on Monday.", "en", "Peter Lindgren", "BUS"),
    ],
)
def test_who_serves_a_body_has_its_sector(text: str, language: str, person: str, sector: str | None) -> None:
    assert by_surface(read(text, language))[person].sector == sector


@pytest.mark.parametrize(
    ("text", "language", "person"),
    [
        ("Le porte-parole du gouvernement ivoirien, Bruno Kassi Adou, a parlé vendredi.", "fr", "Bruno Kassi Adou"),
        ("Anna Kouadio, a spokeswoman for the Ivorian government, said no.", "en", "Anna Kouadio"),
    ],
)
def test_who_speaks_for_a_government_is_of_its_country(text: str, language: str, person: str) -> None:
    found = by_surface(read(text, language))[person]

    assert (found.country, found.sector) == ("CIV", "GOV")


@pytest.mark.parametrize(
    ("text", "person", "sector"),
    [
        ("Florida Gov. Ronald Abernathy criticised the plan.", "Ronald Abernathy", "GOV"),
        ("The plan was drawn up by former Ohio Sen. Carla Whitfield.", "Carla Whitfield", "LEG"),
    ],
)
def test_a_title_cut_short_behind_a_state_is_an_office_of_its_country(text: str, person: str, sector: str) -> None:
    found = by_surface(read(text, "en"))[person]

    assert (found.country, found.sector) == ("USA", sector)


@pytest.mark.parametrize(
    ("text", "person", "sector"),
    [
        ("Attorney General Alan Whitcombe sued on Monday.", "Alan Whitcombe", "JUD"),
        ("Surgeon General Carla Dunmore spoke on Monday.", "Carla Dunmore", "GOV"),
        ("Sheriff Joe Barnes left on Monday.", "Joe Barnes", "COP"),
        ("Police Commissioner Edward Tischler left on Monday.", "Edward Tischler", "COP"),
    ],
)
def test_a_general_of_the_law_is_no_soldier(text: str, person: str, sector: str) -> None:
    assert by_surface(read(text, "en"))[person].sector == sector


@pytest.mark.parametrize(
    ("text", "language", "person", "sector"),
    [
        ("State Treasurer Ed Barnes spoke on Monday.", "en", "Ed Barnes", "GOV"),
        ("City Councilman Ed Barnes spoke on Monday.", "en", "Ed Barnes", "GOV"),
        ("The Republican gubernatorial nominee, Nora Whitfield, won on Monday.", "en", "Nora Whitfield", "PTY"),
        ("Presidential candidate Nora Whitfield spoke on Monday.", "en", "Nora Whitfield", "PTY"),
        ("Le candidat à la présidentielle Marc Vasseur a parlé lundi.", "fr", "Marc Vasseur", "PTY"),
        ("Le chef parlementaire du Parti libéral, Marc Vasseur, a parlé lundi.", "fr", "Marc Vasseur", "PTY"),
    ],
)
def test_officers_of_towns_and_nominees_of_parties_have_their_sector(
    text: str, language: str, person: str, sector: str
) -> None:
    assert by_surface(read(text, language))[person].sector == sector


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("TMZ first reported the arrest on Monday.", "en", "TMZ"),
        ("The deal was reported by TechCrunch on Monday.", "en", "TechCrunch"),
        ("Selon Reporterre, le chantier reprendra lundi.", "fr", "Reporterre"),
    ],
)
def test_media_without_a_word_beside_them_are_of_the_press(text: str, language: str, name: str) -> None:
    assert (by_surface(read(text, language))[name].type, by_surface(read(text, language))[name].sector) == (
        "ORG",
        "MED",
    )


def test_letters_of_a_title_in_small_letters_are_no_office() -> None:
    assert [m for m in read("A sales rep for the gen lab spoke.", "en") if m.kind == "nominal"] == []


@pytest.mark.parametrize(
    ("text", "language", "body", "sector"),
    [
        ("Il a cédé ses actions de KRDV et quitté Lyon. KRDV se tait.", "fr", "KRDV", "BUS"),
        ("The withdrawal of KRDF troops from the town began on Monday.", "en", "KRDF", "MIL"),
        ("The shop will acquire KRDV for a billion on Monday.", "en", "KRDV", "BUS"),
        ("The minister told KTJA on Monday that he would go.", "en", "KTJA", "MED"),
        ("A KLDP councillor said that the signs were removed.", "en", "KLDP", "PTY"),
        ("Lomé, Togo (AKTP) – Le ministre a parlé vendredi à la presse.", "fr", "AKTP", "MED"),
    ],
)
def test_words_beside_a_body_tell_its_sector(text: str, language: str, body: str, sector: str) -> None:
    found = by_surface(read(text, language))[body]

    assert (found.type, found.sector) == ("ORG", sector)


@pytest.mark.parametrize(
    ("body", "sector"),
    [
        ("Kenyan Road Safety Authority", "GOV"),
        ("South African Parks Service", "GOV"),
        ("European Plant Health Agency", "IGO"),
        ("Meridia News Agency", "MED"),
        ("Barrow County Sheriff's Office", "COP"),
        ("Marlow City Council", "GOV"),
    ],
)
def test_the_head_of_a_public_body_tells_its_sector(body: str, sector: str) -> None:
    found = by_surface(read(f"The {body} said on Monday that it had sent letters.", "en"))

    assert found[body].sector == sector


def test_indian_of_a_tribe_is_not_of_india() -> None:
    found = by_surface(read("The president of the Sheepwater Indian Nation spoke on Monday.", "en"))

    assert found["Sheepwater Indian Nation"].country == "USA"


@pytest.mark.parametrize("title", ["Chair", "Rabbi"])
def test_a_title_before_a_name_is_no_part_of_it(title: str) -> None:
    found = by_surface(read(f"The board sent {title} Miriam Goldfarb to the meeting in Boston.", "en"))

    assert found["Miriam Goldfarb"].type == "PER"


def test_a_town_behind_who_trains_there_is_its_club() -> None:
    text = "Les réactions de Ligue 1.\n\nPaul Hennequin (entraîneur de Metz)\n\nOn a gagné, comme à Nice."
    found = by_surface(read(text, "fr"))

    assert (found["Metz"].type, found["Nice"].type) == ("ORG", "LOC")

"""Bodies that the words beside them tell: what calls them a firm, whose state they are, who serves them."""

from __future__ import annotations

import pytest

from tests.pipelines.analyse.mentions.test_mentions import by_surface, read


@pytest.mark.parametrize(
    ("text", "language", "body"),
    [
        ("Lawmakers questioned the energy company Varga. Varga declined to comment, Mr Orlov said.", "en", "Varga"),
        ("The body was found by Tekla, a private ultra-Orthodox rescue organization.", "en", "Tekla"),
        ("Les journalistes du site Lampadia ont enquêté. Lampadia publie la liste.", "fr", "Lampadia"),
        ("Adlerko (ADLK.DE) gagne 3% après ses résultats. Adlerko vise plus haut.", "fr", "Adlerko"),
    ],
)
def test_what_the_text_calls_a_firm_is_a_body(text: str, language: str, body: str) -> None:
    found = [mention for mention in read(text, language) if mention.surface == body]

    assert found
    assert {mention.type for mention in found} == {"ORG"}


@pytest.mark.parametrize(
    "text",
    [
        "Harold Sorrell left the company Sorrell had led for years.",
        "According to Sorrell, the company will close. Harold Sorrell said so.",
        "They left the company Harold Sorrell founded.",
    ],
)
def test_who_founded_a_firm_stays_a_person(text: str) -> None:
    assert {mention.type for mention in read(text, "en") if "Sorrell" in mention.surface} == {"PER"}


@pytest.mark.parametrize(
    ("text", "language", "body", "country"),
    [
        ("Kenya's Ministry of Health ordered a recall on Monday.", "en", "Ministry of Health", "KEN"),
        ("Le ministère de la Santé du Kenya a rappelé le lot.", "fr", "ministère de la Santé", "KEN"),
        ("Le ministère de la Santé kényan a rappelé le lot.", "fr", "ministère de la Santé", "KEN"),
        ("Hong Kong's Department of Health ordered a recall.", "en", "Department of Health", "HKG"),
    ],
)
def test_a_ministry_is_of_the_state_told_beside_it(text: str, language: str, body: str, country: str) -> None:
    assert by_surface(read(text, language))[body].country == country


def test_who_serves_a_body_is_named_behind_it() -> None:
    found = by_surface(read("Le président de la Réserve fédérale, Jerome Powell, s'exprimera mercredi.", "fr"))

    assert (found["Jerome Powell"].country, found["Jerome Powell"].sector) == ("USA", "GOV")


def test_letters_behind_a_number_are_an_era() -> None:
    assert [m.surface for m in read("The king died in 44 B.C. in Vancouver.", "en") if m.kind == "name"] == [
        "Vancouver"
    ]


def test_a_time_of_the_night_is_no_court() -> None:
    assert "cours" not in by_surface(read("Au cours de la nuit, le procureur de Toulouse a parlé.", "fr"))


def test_a_body_is_as_long_as_the_letters_of_its_capitals_say() -> None:
    text = "The warning came from the Pharmacies and Healthcare products Agency (PHA) on Monday."

    assert "Pharmacies and Healthcare products Agency" in by_surface(read(text, "en"))


def test_a_numbered_meeting_is_no_island() -> None:
    found = read("La 43e Réunion consultative du traité s'ouvre lundi.", "fr")

    assert [mention.surface for mention in found if mention.kind == "name" and mention.country == "REU"] == []


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("Les chiffres cités par le quotidien économique RBC inquiètent.", "RBC", ("ORG", None, "MED")),
        ("Les chiffres cités par le quotidien britannique Lampadia inquiètent.", "Lampadia", ("ORG", "GBR", "MED")),
        ("Un poste du groupement militaire Sever, déployé dans la région, a brûlé.", "Sever", ("ORG", None, None)),
    ],
)
def test_an_adjective_may_stand_between_the_noun_and_the_body(
    text: str, name: str, told: tuple[str, str | None, str | None]
) -> None:
    found = by_surface(read(text, "fr"))[name]

    assert (found.type, found.country, found.sector) == told


def test_a_part_of_a_union_is_a_union_of_its_country() -> None:
    found = by_surface(read("La grève a été lancée par la CGT Goodyear lundi matin.", "fr"))["CGT Goodyear"]

    assert (found.country, found.sector) == ("FRA", "LAB")

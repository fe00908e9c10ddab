"""Offices that several persons hold, and offices told in a phrase that ends before the name."""

from __future__ import annotations

import pytest

from tests.pipelines.analyse.mentions.test_mentions import by_surface, read


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("Senators Alan Whitcombe and Clara Hollis left.", "en", [("LEG", None), ("LEG", None)]),
        (
            "The foreign ministers of Norway and Finland, Alan Whitcombe and Clara Hollis, met.",
            "en",
            [("GOV", "NOR"), ("GOV", "FIN")],
        ),
        (
            "The Norwegian and Finnish foreign ministers, Alan Whitcombe and Clara Hollis, met.",
            "en",
            [("GOV", "NOR"), ("GOV", "FIN")],
        ),
        (
            "Les ministres de la Défense du Mali et du Niger, Alan Vasseur et Clara Rouvier, ont parlé.",
            "fr",
            [("GOV", "MLI"), ("GOV", "NER")],
        ),
        ("Les députés Alan Vasseur et Mme Clara Rouvier sont partis.", "fr", [("LEG", None), ("LEG", None)]),
    ],
)
def test_an_office_of_several_is_each_one_s(
    text: str, language: str, told: list[tuple[str | None, str | None]]
) -> None:
    people = [mention for mention in read(text, language) if mention.type == "PER" and mention.kind == "name"]

    assert [(person.sector, person.country) for person in people] == told


def test_behind_a_comma_alone_another_person_may_stand() -> None:
    assert (
        by_surface(read("The senators Alan Whitcombe, Clara Hollis said, are out.", "en"))["Clara Hollis"].role is None
    )


@pytest.mark.parametrize(
    ("text", "person", "sector", "country"),
    [
        ("Le poste va à la nouvelle députée de Lorne-sur-Mer, Clara Rouvier.", "Clara Rouvier", "LEG", None),
        (
            "Il a vu Alan Vasseur, le ministre délégué auprès des Affaires étrangères du Maroc.",
            "Alan Vasseur",
            "GOV",
            "MAR",
        ),
        ("Il parle au chef du mouvement Ennahdha, Alan Vasseur, à Tunis.", "Alan Vasseur", "PTY", "TUN"),
        ("Le secrétaire général du PCF, Alan Vasseur, est parti.", "Alan Vasseur", "PTY", "FRA"),
    ],
)
def test_a_phrase_of_an_office_tells_sector_and_country(
    text: str, person: str, sector: str, country: str | None
) -> None:
    found = by_surface(read(text, "fr"))[person]

    assert (found.sector, found.country) == (sector, country)


def test_the_head_of_what_no_list_has_is_of_no_government() -> None:
    found = by_surface(read("Alan Whitcombe, head of the Collegium Zorvanum, said no.", "en"))

    assert found["Alan Whitcombe"].sector is None


def test_an_office_does_not_run_over_the_end_of_a_sentence() -> None:
    text = "M. Alan Vasseur est président du SDIS.\nM. Paul Rouvier, maire de Lorvane, est là."

    assert by_surface(read(text, "fr"))["Paul Rouvier"].role == "governor"


@pytest.mark.parametrize(
    ("text", "language", "sector"),
    [
        ("The chief product officer Alan Whitcombe left.", "en", "BUS"),
        ("L'institut a un directeur exécutif, Alan Whitcombe, et un siège.", "fr", None),
    ],
)
def test_officers_of_firms_and_of_anything_are_of_no_state(text: str, language: str, sector: str | None) -> None:
    assert by_surface(read(text, language))["Alan Whitcombe"].sector == sector

"""Clubs, firms and parties that open lists have, as rows of the world pack."""

from __future__ import annotations

import pytest

from pipelines.training.clubs import Listed, as_rows, read_clubs
from pipelines.training.firms import as_rows as rows_of_firms
from pipelines.training.firms import short_name
from pipelines.training.parties import names_of

CLUBS = """\
= Ruritania

Marlow Rovers FC, 1890, @ Mill Lane, Marlow › Strelsau  ## old
  | Marlow | Marlow Rovers
Strelsau,   Strelsau
"""


def test_a_club_is_read_with_its_town_and_its_other_names() -> None:
    clubs = list(read_clubs(CLUBS.splitlines(), "DEU"))

    assert clubs == [
        Listed("Marlow Rovers FC", "DEU", "Marlow", ("Marlow", "Marlow Rovers")),
        Listed("Strelsau", "DEU", "Strelsau", ()),
    ]


def test_a_club_that_is_called_as_its_town_alone_is_no_row() -> None:
    rows = list(as_rows(read_clubs(CLUBS.splitlines(), "DEU"), [], []))

    assert rows == [("Marlow Rovers FC", "DEU", "football", "Marlow Rovers FC", "Marlow")]


def test_a_town_of_a_known_club_means_no_other() -> None:
    rows = list(as_rows(read_clubs(CLUBS.splitlines(), "DEU"), [], ["Marlow"]))

    assert [row[4] for row in rows] == [""]


@pytest.mark.parametrize("name", ["Varganne Holdings Plc", "Varganne S.A.", "The Varganne Group, Inc."])
def test_a_firm_goes_by_its_name_without_its_form_in_law(name: str) -> None:
    assert short_name(name) == "Varganne"


@pytest.mark.parametrize(("share", "names"), [("12.5", ["Marsh League", "RVML"]), ("0.3", ["Marsh League"])])
def test_a_party_goes_by_its_letters_where_many_vote_for_it(share: str, names: list[str]) -> None:
    party = {"name_english": "Marsh League (Old)", "name": "", "name_short": "RVML", "share": share}

    assert names_of(party) == names


@pytest.mark.parametrize(
    "name", ["Varga Estructuras, S.A.", "Varga N.V.", "Varga Aktiengesellschaft", "Varga ADR, Depositary receipts"]
)
def test_a_firm_of_a_foreign_form_is_none_of_the_usa(name: str) -> None:
    firm = {"name": name, "country": "United States", "market_cap": "Large Cap"}
    assert list(rows_of_firms([firm], [])) == []

"""The agency an article comes from."""

from __future__ import annotations

import pytest

from pipelines.read.metadata.agency import find_agency
from pipelines.records.document import Block, BlockRole, MetadataValue


def block(text: str, role: BlockRole = "body") -> Block:
    return Block(0, len(text), text, role, 1.0, "test")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ROME, 3 juin (AFP) - Le gouvernement a démissionné.", "AFP"),
        ("LONDON (Reuters) - The minister resigned on Monday.", "Reuters"),
        ("AFP - Le gouvernement a démissionné mardi soir.", "AFP"),
        ("La grève continue. (Belga)", "Belga"),
        ("Boulsa, 07 fév. 2019 (AIB)-Des riverains ont manifesté.", "AIB"),
        ("Les négociations reprendront mardi (avec AFP)", "AFP"),
        ("La nouvelle a été rendue publique mardi par le ministère. -VNA", "VNA"),
        ("P-au-P, 29 nov. 2021 [AlterPresse] --- Le marché rouvre.", "AlterPresse"),
    ],
)
def test_a_text_signs_at_its_head_or_foot(text: str, name: str) -> None:
    found = find_agency(None, [block(text)])
    assert found is not None
    assert found.value == name


def test_a_byline_names_its_agency() -> None:
    found = find_agency(MetadataValue("Le Progrès avec AFP", "meta"), [block("Un texte.")])
    assert found == MetadataValue("AFP", "meta")


def test_an_agency_that_is_only_quoted_is_not_the_source() -> None:
    assert find_agency(None, [block("Selon Reuters, la banque prépare un plan de départs.")]) is None


def test_a_word_that_holds_the_letters_is_no_agency() -> None:
    assert find_agency(MetadataValue("Marie Apap", "meta"), []) is None


@pytest.mark.parametrize(
    ("line", "role", "name"),
    [
        ("Afp", "boilerplate", "AFP"),
        ("Dépêche AFP", "boilerplate", "AFP"),
        ("REUTERS", "agency", "Reuters"),
        ("( Source: Xinhua )", "boilerplate", "Xinhua"),
        ("(map 26/06/2023)", "agency", "MAP"),
        ("A.M. (avec MAP)", "boilerplate", "MAP"),
        ("ats/amo", "byline", "ATS"),
        ("(ats/amo)", "byline", "ATS"),
        ("PANA, 5 février 2016", "boilerplate", "PANA"),
        ("En collaboration avec l’agence QMI", "agency", "QMI"),
        ("P.S. Reprinted with permission from RFE/RL", "legal", "RFE/RL"),
    ],
)
def test_a_line_below_the_text_names_its_agency(line: str, role: BlockRole, name: str) -> None:
    found = find_agency(None, [block("Le gouvernement a démissionné mardi."), block(line, role)])
    assert found == MetadataValue(name, "block")


def test_the_credit_of_a_picture_names_no_source() -> None:
    assert find_agency(None, [block("© Belga", "credit"), block("Le gouvernement a démissionné mardi.")]) is None


def test_a_word_of_a_menu_is_no_agency() -> None:
    assert find_agency(None, [block("Map", "navigation"), block("Le gouvernement a démissionné mardi.")]) is None

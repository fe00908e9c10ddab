"""Sectors and countries of persons by the nouns beside their names."""

from __future__ import annotations

import pytest

from tests.pipelines.analyse.mentions.test_mentions import by_surface, read


@pytest.mark.parametrize(
    ("text", "language", "person", "sector"),
    [
        ("Clara Rouvier, professeure de droit à Rennes, a protesté.", "fr", "Clara Rouvier", "EDU"),
        ("La professeure de droit Clara Rouvier a protesté.", "fr", "Clara Rouvier", "EDU"),
        ("Clara Rouvier, 32 ans, chargée de cours en sociologie, a protesté.", "fr", "Clara Rouvier", "EDU"),
        ("Alan Whitcombe, a professor of law, said no.", "en", "Alan Whitcombe", "EDU"),
        ("The businessman Alan Whitcombe left on Monday.", "en", "Alan Whitcombe", "BUS"),
        ("Alan Whitcombe, deputy director of the Brockdale Foundation, said no.", "en", "Alan Whitcombe", "NGO"),
        (
            "Alan Whitcombe, head of coastal research at the University of Leeds, said no.",
            "en",
            "Alan Whitcombe",
            "EDU",
        ),
    ],
)
def test_a_noun_beside_a_person_tells_the_sector(text: str, language: str, person: str, sector: str) -> None:
    assert by_surface(read(text, language))[person].sector == sector


@pytest.mark.parametrize(
    ("text", "language", "person", "country"),
    [
        ("L'auteure danoise Karen Holmgard a parlé lundi.", "fr", "Karen Holmgard", "DNK"),
        ("Danish novelist Karen Holmgard spoke on Monday.", "en", "Karen Holmgard", "DNK"),
        ("Karen Holmgard, a Danish novelist, spoke on Monday.", "en", "Karen Holmgard", "DNK"),
    ],
)
def test_a_demonym_with_a_profession_tells_the_country(text: str, language: str, person: str, country: str) -> None:
    assert by_surface(read(text, language))[person].country == country


@pytest.mark.parametrize(
    ("text", "language", "person"),
    [
        ("Alan Whitcombe, a former professor of law, said no.", "en", "Alan Whitcombe"),
        ("Alan Whitcombe, chief of cardiology at Brockdale General, said no.", "en", "Alan Whitcombe"),
        ("Clara Rouvier, membre de Volvane, était l'invitée de France Inter.", "fr", "Clara Rouvier"),
        ("Clara Rouvier, le professeur Paul Vasseur et leur équipe sont partis.", "fr", "Clara Rouvier"),
    ],
)
def test_what_is_past_or_said_of_others_tells_nothing(text: str, language: str, person: str) -> None:
    assert by_surface(read(text, language))[person].sector is None


@pytest.mark.parametrize(
    ("text", "person", "sector"),
    [
        ("Company in focus: Zorvane\n\nCEO: Alan Whitcombe", "Alan Whitcombe", "BUS"),
        ("Assistant coroner Alan Whitcombe gave the cause of death.", "Alan Whitcombe", "JUD"),
        ("Alan Whitcombe, editor of the Daily Telegraph, said no.", "Alan Whitcombe", "MED"),
    ],
)
def test_an_officer_is_told_behind_a_colon_and_an_editor_by_what_he_edits(text: str, person: str, sector: str) -> None:
    assert by_surface(read(text, "en"))[person].sector == sector


@pytest.mark.parametrize(
    ("text", "language", "person", "sector"),
    [
        ("A lecturer in law at the Lorne Centre, Alan Whitcombe, said no.", "en", "Alan Whitcombe", "EDU"),
        ("said economics professor, Alan Whitcombe, in a release.", "en", "Alan Whitcombe", "EDU"),
        ("Alan Whitcombe of Amnesty International said no.", "en", "Alan Whitcombe", "NGO"),
        ("Clara Rouvier, de Médecins sans frontières, a protesté.", "fr", "Clara Rouvier", "NGO"),
    ],
)
def test_a_phrase_before_a_comma_and_a_body_behind_tell_the_sector(
    text: str, language: str, person: str, sector: str
) -> None:
    assert by_surface(read(text, language))[person].sector == sector


@pytest.mark.parametrize(
    "text",
    [
        "According to the lecturer in law, Alan Whitcombe left the town.",
        "Clara Hollis, professor of law, Alan Whitcombe, a painter, and others left.",
        "A former lecturer at the Lorne Centre, Alan Whitcombe, said no.",
    ],
)
def test_a_phrase_before_a_comma_may_tell_of_another(text: str) -> None:
    assert by_surface(read(text, "en"))["Alan Whitcombe"].sector is None


@pytest.mark.parametrize(
    ("text", "language", "person", "country"),
    [
        ("Danish teenager Clara Hollis has died.", "en", "Clara Hollis", "DNK"),
        ("British backpacker and lawyer Clara Hollis died too.", "en", "Clara Hollis", "GBR"),
        ("Norway's Clara Hollis won the race.", "en", "Clara Hollis", "NOR"),
        ("Clara Hollis, a young Danish engineer, won.", "en", "Clara Hollis", "DNK"),
        ("On a élu le Gabonais Alan Vasseur à ce poste.", "fr", "Alan Vasseur", "GAB"),
        ("La patineuse danoise Clara Rouvier a gagné.", "fr", "Clara Rouvier", "DNK"),
        ("Alan Vasseur, un jeune ingénieur malien, est là.", "fr", "Alan Vasseur", "MLI"),
        ("Alan Vasseur, homme politique malien, est arrêté.", "fr", "Alan Vasseur", "MLI"),
        ("American-born Clara Hollis left.", "en", "Clara Hollis", None),
        ("The hospital told Danish and Clara Hollis left.", "en", "Clara Hollis", None),
    ],
)
def test_a_demonym_beside_a_person_tells_the_country(
    text: str, language: str, person: str, country: str | None
) -> None:
    assert by_surface(read(text, language))[person].country == country

"""Who signs a dump."""

from __future__ import annotations

import pytest

from pipelines.read.page import read_page
from pipelines.read.rules.signed_lines import is_dated_line, is_signed_line

HEADLINE = "Le vieux pont de la ville sera rénové au printemps"
BODY = (
    "Le conseil municipal a voté mardi soir la rénovation du vieux pont, fermé depuis deux ans à la circulation.",
    "Les travaux commenceront au printemps et dureront, selon la mairie de la ville, au moins quatorze mois.",
    "« Nous avons attendu assez longtemps », a déclaré la présidente de l’association des riverains du pont.",
    "Une déviation sera mise en place par la rive gauche pour les bus et les véhicules de secours de la ville.",
)


def byline_of(*lines: str) -> str | None:
    byline = read_page("\n".join(lines), "text/plain").metadata.byline
    return byline.value if byline else None


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("9 février 2018 à 6h10 par Anne de Morel", "Anne de Morel"),
        ("mardi 15 mars 2011 |  731 visites  | Anne M.", "Anne M."),
        ("Par Le Courrier des Rives", "Le Courrier des Rives"),
        ("Par Vallory Info avec AFP", "Vallory Info avec AFP"),
        ("- ANNE-MARIE MOREL", "ANNE-MARIE MOREL"),
        ("Par Vallory info", "Vallory info"),
        ("- Par le capitaine Anne Morel", "le capitaine Anne Morel"),
        ("Avec notre correspondante à Vallory, Anne Morel", "Anne Morel"),
        ("A.M. - 19 déc. 2014 à 05:00 - Temps de lecture :", "A.M."),
        ("Anne Morel", "Anne Morel"),
        ("A.M. avec agences", "A.M."),
        ("Par LCV Publié le 09-04-2018 Modifié le 09-04-2018 à 14:52", "LCV"),
        ("LCV  31/01/2020 - 07:22 Modifié le : 31/01/2020 - 15:52 avec Anne Morel", "Anne Morel"),
        ("POLITIQUE LOCALE", None),
        ("Ville de Vallory | 12 mars 2020", None),
        ("9 janvier 2004 - 22h10 - Vallory - Écrit par :", None),
        ("Par Salle des nouvelles", None),
        ("Article rédigé par Anne Morel", "Anne Morel"),
        ("Textes et photos : Anne Morel", "Anne Morel"),
        ("Le Courrier (Vallory) - - Front Page - A. MO.", "A. MO."),
    ],
)
def test_a_line_below_the_headline_names_who_signs(line: str, byline: str | None) -> None:
    assert byline_of("Accueil", HEADLINE, line, *BODY) == byline


def test_a_name_below_the_call_to_pay_signs() -> None:
    assert byline_of(HEADLINE, *BODY, "Ce contenu est réservé aux abonnés.", "Anne Morel") == "Anne Morel"
    assert byline_of(HEADLINE, *BODY, "2 commentaires", "Bravo !", "Anne Morel") is None


def test_the_line_below_by_names_who_signs() -> None:
    assert byline_of(HEADLINE, "Par", "Anne Morel", *BODY) == "Anne Morel"


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("Author: Anne", "Anne"),
        ("Auteur : La rédaction", "La rédaction"),
        ("Avec Radio Vallory", "Radio Vallory"),
        ("Anne Morel", "Anne Morel"),
        ("A Morel", "A Morel"),
        ("Anne Morel et Luc Morin", "Anne Morel et Luc Morin"),
        ("Le Courrier", None),
        ("(ANNE MOREL)", "ANNE MOREL"),
        ("Source : Le Courrier", None),
        ("Anne Morel - amorel@courrier.example", "Anne Morel"),
        ("A.M. (avec MAP)", "A.M."),
        ("AM/MAP", "AM"),
        ("Les plus lus", None),
        ("Avec la collaboration d’Anne Morel", None),
    ],
)
def test_a_line_below_the_text_names_who_signs(line: str, byline: str | None) -> None:
    assert byline_of(HEADLINE, *BODY, line) == byline


@pytest.mark.parametrize(
    "line",
    [
        "mardi 4 juin 2024",
        "Publié le 4 juin 2024 à 17h03 par Anne Morel",
        "LE COURRIER | 21.05.09 | 10h15",
        "Le Courrier avec AFP mardi 17 novembre 2020",
    ],
)
def test_a_line_that_says_when_a_text_appeared_is_dated(line: str) -> None:
    assert is_dated_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "Le 4 juin 2024, le pont a rouvert",
        "Vallory gagne 2-1 à Orsenne",
        "Ce que dit la loi du 12 mars 2010 sur les ponts",
    ],
)
def test_a_line_that_says_more_is_not(line: str) -> None:
    assert not is_dated_line(line)


def test_by_and_common_words_are_no_signature() -> None:
    assert is_signed_line("par Anne Morel")
    assert not is_signed_line("Par temps de neige")

"""Boxes that pages put among the paragraphs of a text."""

from __future__ import annotations

import pytest

from pipelines.read.page import article_text, read_page
from pipelines.read.rules.promo_blocks import lines_above_path
from tests.pipelines.read.rules.contexts import context_of

HEADLINE = "Le vieux pont de la ville sera rénové au printemps"
BODY = (
    "Le conseil municipal de Vallory a voté mardi soir la rénovation du vieux pont, fermé depuis deux ans.",
    "Les travaux commenceront au printemps et dureront, selon la maire Anne Morel, au moins quatorze mois.",
    "« Nous avons attendu assez longtemps », a déclaré la présidente de l’association des riverains du pont.",
    "Une déviation sera mise en place par la rive gauche pour les bus et les véhicules de secours de la ville.",
)


def text_of(*lines: str) -> str:
    return article_text(read_page("\n".join(lines), "text/plain").blocks)[0]


def test_a_ticker_begins_with_the_newest() -> None:
    ticker = ("- 17:30 Un marché rouvre sur la rive gauche", "- 15:18 Le musée cherche un nouveau toit")
    told = text_of(*ticker, "- 13:02 Trois écoles ferment pour la neige", HEADLINE, *BODY)
    assert HEADLINE in told
    assert not any(word in told for word in ("marché", "musée", "écoles"))


def test_a_programme_begins_with_the_earliest() -> None:
    programme = ("10h00 Ouverture du chantier par la maire", "11h30 Visite du pont pour les habitants")
    assert "Visite" in text_of(HEADLINE, *BODY[:2], *programme, "14h00 Concert sur la rive gauche", *BODY[2:])


def test_a_letter_to_subscribe_to_is_no_part_of_the_text() -> None:
    box = ("Notre lettre du soir", "Chaque soir, notre rédaction vous raconte la journée de la vallée en cinq minutes.")
    told = text_of(HEADLINE, *BODY[:2], *box, "Vous pouvez vous désinscrire par le lien en bas de page.", *BODY[2:])
    assert told.split("\n\n")[-4:] == list(BODY)


@pytest.mark.parametrize(
    "line", ["Notre pont, votre pont : la maire répond", "Votre pont rouvrira, a promis la maire."]
)
def test_an_article_may_speak_to_its_readers(line: str) -> None:
    assert line in text_of(HEADLINE, *BODY[:2], line, *BODY[2:])


def test_lines_that_dots_cut_are_the_beginnings_of_other_articles() -> None:
    cut = ("Un marché rouvre sur la rive gauche de la…", "Le musée de la ville cherche encore un toit…")
    told = text_of(HEADLINE, *BODY, *cut, "Trois écoles de la vallée ferment pour la…")
    assert told.split("\n\n")[-4:] == list(BODY)


def test_what_stands_above_the_path_to_the_article_is_the_sites() -> None:
    other = "Le musée de Morance, fermé depuis dix ans, a trouvé un toit au bord du fleuve."
    told = text_of("Le musée rouvre", other, "> Politique > Vallory", HEADLINE, *BODY)
    assert other not in told
    assert told.split("\n\n")[-4:] == list(BODY)


def test_a_line_that_dots_cut_above_a_date_is_another_article() -> None:
    assert "toit" not in text_of(HEADLINE, *BODY, "Le musée de Morance cherche toujours un toit (...)", "29 juin 2022")


def test_the_headline_below_an_announcement_is_another_article() -> None:
    told = text_of(HEADLINE, *BODY[:2], "À lire aussi :", "Le musée de Morance cherche un toit", *BODY[2:])
    assert told.split("\n\n")[-4:] == list(BODY)


def test_what_stands_above_the_path_to_an_article_is_no_part_of_it() -> None:
    assert list(lines_above_path(context_of("Le Courrier", "Accueil > Politique > Rives", *BODY))) == [0]


def test_a_path_with_most_of_the_text_above_it_removes_nothing() -> None:
    assert not lines_above_path(context_of(*BODY[:3], "Accueil > Politique > Rives", BODY[3]))

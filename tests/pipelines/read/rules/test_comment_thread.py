"""Comments of readers below an article, in pages and in dumps."""

from __future__ import annotations

import pytest

from pipelines.read.page import article_text, read_page
from pipelines.read.rules.comment_thread import comment_thread
from tests.pipelines.read.rules.contexts import context_of

ARTICLE = (
    "Les élus du conseil régional ont adopté mercredi le budget de la nouvelle ligne de tramway, après trois heures "
    "de débat et malgré l'opposition de plusieurs maires des communes voisines du tracé.",
    "Le chantier, qui doit commencer au printemps, coûtera soixante millions d'euros, dont un tiers à la charge de "
    "l'État, selon le document remis jeudi aux conseillers.",
    "L'opposition a annoncé un recours devant le tribunal administratif, et promis de réunir les riverains avant la "
    "fin du mois pour leur présenter un autre tracé.",
)
SAID = (
    "J'habite à deux pas du tracé depuis trente ans et je trouve que ce projet arrive enfin au bon moment, même si la "
    "facture me paraît lourde pour une ville de cette taille."
)
REPLY = (
    "Vous oubliez que les travaux dureront quatre ans, et que personne n'a demandé leur avis aux commerçants du centre."
)


def text_of(*paragraphs: str) -> str:
    source = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    page = read_page(f"<html><body><h1>Le tramway voté</h1><article>{source}</article></body></html>", "text/html")
    return article_text(page.blocks)[0]


@pytest.mark.parametrize("heading", ["2 réactions", "Commentaires (2)", "Comments", "Tous les commentaires"])
def test_what_stands_below_the_count_of_comments_is_no_article(heading: str) -> None:
    text = text_of(*ARTICLE, heading, SAID, REPLY)
    assert "jeudi" in text
    assert "facture" not in text
    assert "commerçants" not in text


@pytest.mark.parametrize("line", ["2 réactions", "Commentaires"])
def test_a_count_of_comments_above_the_article_parts_nothing(line: str) -> None:
    assert "jeudi" in text_of(line, *ARTICLE)


def test_more_comments_than_article_below_their_count_are_known_by_days_and_clocks() -> None:
    said = [line for minute in range(10, 20) for line in (f"Marie B., 12/03/2017 08:{minute}", SAID, REPLY)]
    context = context_of(*ARTICLE, "Commentaires", *said, removed={3}, probability=0.8)
    assert comment_thread(context) == list(range(4, 4 + len(said)))
    assert not comment_thread(context_of(*ARTICLE, "Commentaires", *[SAID, REPLY] * 10, removed={3}, probability=0.8))


def test_a_request_for_comments_parts_the_article_from_them_though_the_classifier_kept_it() -> None:
    texts = [*ARTICLE, *ARTICLE, "Les commentaires sont fermés", SAID, REPLY]
    assert comment_thread(context_of(*texts)) == [6, 7, 8]


def test_comments_keep_their_role() -> None:
    dump = "\n".join(["Le tramway voté", *ARTICLE, "3 commentaires", SAID, REPLY])
    blocks = read_page(dump, "text/plain").blocks
    assert [block.role for block in blocks if block.text in {SAID, REPLY}] == ["comment", "comment"]


def test_a_count_in_the_midst_of_an_article_parts_nothing() -> None:
    texts = [*ARTICLE, "12 commentaires", *ARTICLE, *ARTICLE]
    assert not comment_thread(context_of(*texts, removed={3}, probability=0.99))
    assert comment_thread(context_of(*texts, removed={3}, probability=0.8))


def test_a_menu_that_names_comments_above_the_headline_parts_nothing() -> None:
    teasers = "".join(f"<p>{text}</p>" for text in (*ARTICLE, *ARTICLE[:1]))
    menu = "<ul><li><a href=/opinions>Commentaires</a></li></ul>"
    story = f"<h1>Un marché rouvre : les riverains</h1><div><p>{SAID}</p><p>{REPLY}</p></div>"
    page = read_page(f"<title>Un marché rouvre</title><body><div>{teasers}</div>{menu}{story}", "text/html")
    text = article_text(page.blocks)[0]
    assert SAID in text
    assert REPLY in text

"""Blocks that no reader sees, and articles that wait behind a script."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from pipelines.read.classifier.unseen_blocks import seen_copies
from pipelines.read.page import article_text, read_page
from pipelines.read.segmentation.text_blocks import TextBlock
from tests.operations import growth

#: Of four times the size: 4 is in proportion, 16 its square.
IN_PROPORTION = 7

ARTICLE = (
    "Les élus du conseil régional ont adopté mercredi le budget de la nouvelle ligne de tramway, après trois heures "
    "de débat et malgré l'opposition de plusieurs maires des communes voisines du tracé.",
    "Le chantier, qui doit commencer au printemps, coûtera soixante millions d'euros, dont un tiers à la charge de "
    "l'État, selon le document remis jeudi aux conseillers.",
    "L'opposition a annoncé un recours devant le tribunal administratif, et promis de réunir les riverains avant la "
    "fin du mois pour leur présenter un autre tracé.",
    "La région a répondu que les études étaient achevées depuis deux ans et que chaque mois de retard coûterait un "
    "million d'euros aux contribuables de la vallée.",
    "Les commerçants du centre demandent de leur côté des aides pendant la durée des travaux, comme en ont reçu ceux "
    "de la rive gauche il y a dix ans.",
)
HIDDEN = (
    "Le marché couvert rouvrira dimanche avec quarante commerçants et un parking gratuit pour les clients du quartier."
)


def page_of(*parts: str) -> str:
    return f"<html><body><h1>Le tramway voté</h1><article>{''.join(parts)}</article></body></html>"


def paragraphs(texts: tuple[str, ...]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


@pytest.mark.parametrize(
    "attribute", ["style='display:none'", "hidden", "class=sr-only", "style='visibility: hidden'", "aria-hidden=true"]
)
def test_a_hidden_paragraph_among_others_is_markup(attribute: str) -> None:
    source = page_of(paragraphs(ARTICLE[:3]), f"<p {attribute}>{HIDDEN}</p>", paragraphs(ARTICLE[3:]))
    page = read_page(source, "text/html")
    assert "marché" not in article_text(page.blocks)[0]
    assert [(block.role, block.rule) for block in page.blocks if block.text == HIDDEN] == [("markup", "unseen")]


def test_an_article_that_is_hidden_until_a_script_runs_stays() -> None:
    source = page_of(f"<div style='display:none'>{paragraphs(ARTICLE)}</div>")
    assert article_text(read_page(source, "text/html").blocks)[0].count("\n\n") >= len(ARTICLE) - 1


def test_the_end_of_an_article_that_a_button_unfolds_stays() -> None:
    source = page_of(paragraphs(ARTICLE[:2]), f"<div hidden>{paragraphs(ARTICLE[2:])}</div>")
    assert "commerçants" in article_text(read_page(source, "text/html").blocks)[0]


def test_of_a_text_that_stands_hidden_too_the_one_that_is_seen_stays() -> None:
    source = page_of(f"<p style='display:none'>{ARTICLE[0]}</p>", paragraphs(ARTICLE))
    roles = [block.role for block in read_page(source, "text/html").blocks if block.text == ARTICLE[0]]
    assert roles == ["markup", "body"]


@pytest.mark.parametrize(
    "line", ["list of 3 items", "list 2 of 3", "end of list", "Liste de 4 éléments", "Fin de la liste"]
)
def test_what_a_screen_reader_says_of_lists_is_no_text(line: str) -> None:
    assert (
        line
        not in article_text(read_page(page_of(paragraphs((*ARTICLE[:3], line, *ARTICLE[3:]))), "text/html").blocks)[0]
    )
    dump = "\n".join(("Le tramway voté", *ARTICLE[:3], line, *ARTICLE[3:]))
    assert line not in article_text(read_page(dump, "text/plain").blocks)[0]


def test_copies_are_found_by_how_they_begin_and_not_one_by_one() -> None:
    def work(n: int) -> Callable[[], object]:
        blocks = [TextBlock(0, 0, f"{number} {ARTICLE[number % len(ARTICLE)]}", []) for number in range(2 * n)]
        likely, unseen = np.ones(2 * n, np.bool_), np.arange(2 * n) % 2 == 0
        return lambda: seen_copies(blocks, likely, unseen)

    assert growth(work, 20) < IN_PROPORTION

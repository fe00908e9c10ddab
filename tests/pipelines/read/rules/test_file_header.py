"""Headers that a publishing tool wrote before the words of a dump."""

from __future__ import annotations

import pytest

from pipelines.read.page import article_text, read_page
from pipelines.records.document import Page

BODY = (
    "Le conseil municipal a voté mardi soir la rénovation du vieux pont, fermé depuis deux ans à la circulation.",
    "Les travaux commenceront au printemps et dureront, selon la mairie de la ville, au moins quatorze mois.",
    "Une déviation sera mise en place par la rive gauche pour les bus et les véhicules de secours de la ville.",
)


def page_of(header: str) -> Page:
    return read_page("\n".join((header, "", *BODY)), "text/plain")


@pytest.mark.parametrize(
    "header",
    [
        '---\nlayout: post\nauthor: Anne Morel\ntitle:  "Le pont: enfin rénové"\ntags: [Pont, Ville]\n---',
        "---\ntitle: 'Le pont: enfin rénové'\nauthor: Anne Morel\ntags:\n  - Pont\n  - Ville\n---",
        '+++\ntitle = "Le pont: enfin rénové"\nauthor = "Anne Morel"\ndraft = false\n+++',
        '---\ntitle: "Le pont: enfin rénové"\nauthor: "Anne Morel"\n...',
        "title: Le pont: enfin rénové\nauthor: Anne Morel\nslug: pont\n",
    ],
    ids=["yaml", "items", "toml", "dots", "unfenced"],
)
def test_a_header_states_title_and_author_and_is_no_text(header: str) -> None:
    page = page_of(header)
    assert page.metadata.title is not None
    assert page.metadata.byline is not None
    assert (page.metadata.title.value, page.metadata.byline.value) == ("Le pont: enfin rénové", "Anne Morel")
    assert article_text(page.blocks)[0] == "\n\n".join(BODY)
    assert (page.blocks[0].role, page.blocks[0].rule) == ("boilerplate", "file_header")


@pytest.mark.parametrize(
    "head", ["---\nLe pont rouvre lundi.\nLes bus passeront de nouveau.\n---", "Le pont : enfin rénové\nPar Anne Morel"]
)
def test_lines_of_prose_are_no_header(head: str) -> None:
    assert "file_header" not in {block.rule for block in page_of(head).blocks}


def test_the_signs_of_markdown_are_no_text() -> None:
    picture = "![Le pont vu de la rive](/images/pont.jpg)"
    page = read_page(
        "\n".join(("# Le vieux pont sera rénové", BODY[0], picture, "## Réactions", *BODY[1:])), "text/plain"
    )
    text = article_text(page.blocks)[0]
    assert "#" not in text
    assert "pont.jpg" not in text
    assert page.metadata.title is not None
    assert page.metadata.title.value == "Le vieux pont sera rénové"

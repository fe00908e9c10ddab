"""Tables between the paragraphs of an article."""

from __future__ import annotations

import pytest

from pipelines.read.page import article_text, read_page

ABOVE = "Les bureaux de vote du canton ouvriront plus longtemps dimanche, en raison des files du printemps dernier."
BELOW = (
    "Les électeurs doivent présenter une carte avec une photographie, ou un papier délivré par la mairie avant samedi.",
    "Au printemps un électeur sur dix est reparti avant d'avoir voté, selon une étude de l'université de la ville.",
)


def text_of(table: str) -> str:
    paragraphs = "".join(f"<p>{text}</p>" for text in BELOW)
    body = f"<article><h1>Les bureaux ouvrent plus longtemps</h1><div><p>{ABOVE}</p>{table}{paragraphs}</div></article>"
    return article_text(read_page(f"<html><body>{body}</body></html>", "text/html").blocks)[0]


@pytest.mark.parametrize("cell", ["<td>{}</td>", "<td><ul><li>{}</li></ul></td>", "<th>{}</th>"])
def test_a_table_between_paragraphs_is_of_the_article(cell: str) -> None:
    rows = (("Vieille Ville", "7 h - 21 h"), ("Port", "6 h - 22 h"), ("Collines", "8 h - 18 h"))
    table = "".join(f"<tr>{''.join(cell.format(text) for text in row)}</tr>" for row in rows)
    text = text_of(f"<table>{table}</table>")
    assert all(words in text for row in rows for words in row)


@pytest.mark.parametrize("attributes", ["", " class=related-stories"])
def test_a_table_of_links_leads_elsewhere(attributes: str) -> None:
    links = "".join(
        f"<tr><td><a href=/{at}>Le marché du quartier {at} rouvre ses portes</a></td></tr>" for at in range(5)
    )
    assert "marché" not in text_of(f"<table{attributes}>{links}</table>")


def test_a_table_that_is_called_an_advertisement_is_not_of_the_article() -> None:
    rows = "".join(f"<tr><th>{team}</th><td>{points}</td></tr>" for team, points in (("Port", 34), ("Collines", 31)))
    assert "Collines" in text_of(f"<table>{rows}</table>")
    assert "Collines" not in text_of(f"<table class=advert>{rows}</table>")


def test_a_cell_of_links_leads_elsewhere() -> None:
    names = ("Quartiers", "Marchés", "Écoles", "Théâtres")
    links = " · ".join(f"<a href=/{at}>{name}</a>" for at, name in enumerate(names))
    cells = "".join(f"<tr><td>{text}</td></tr>" for text in (ABOVE, links, BELOW[0]))
    text = article_text(read_page(f"<html><body><table>{cells}</table></body></html>", "text/html").blocks)[0]
    assert ABOVE in text
    assert "Théâtres" not in text

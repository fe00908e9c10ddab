"""The text of a page that a reader sees leads back to its source."""

from __future__ import annotations

import pytest

from pipelines.read.page import read_page
from pipelines.read.publication_date.visible_lines import VisibleText, read_blocks


def visible_text(source: str) -> VisibleText:
    return read_blocks(source, read_page(source, "text/html").blocks)


@pytest.mark.parametrize(
    ("markup", "surface"),
    [
        ("<p>Lu le 4 mars 2021, paru le 4 mars 2021</p>", "4 mars 2021"),
        ("<p>Paru le <b>4</b>&nbsp;mars 2021</p>", "4</b>&nbsp;mars 2021"),
    ],
)
def test_the_last_day_of_a_block_leads_back_to_the_source(markup: str, surface: str) -> None:
    visible = visible_text(f"<h1 class=h4>Le tramway</h1>{markup}")
    start = visible.text.rindex("4")
    assert visible.raw_span(start, start + len("4 mars 2021"))[0] == visible.source.rindex(surface)


def test_a_word_knows_its_tag_and_whether_it_is_a_link() -> None:
    visible = visible_text('<p>Le <a href="/a">tramway</a> voté <time class="date">hier</time></p>')
    places = [visible.source.index(word) for word in ("tramway", "voté", "hier")]
    assert [visible.is_link(place) for place in places] == [True, False, False]
    assert visible.tag_before(places[2]) == '<time class="date">'

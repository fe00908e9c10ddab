"""What a page calls a standfirst below its headline."""

from __future__ import annotations

import pytest

from pipelines.read.page import read_page

STANDFIRST = "Hundreds camp in the sports hall ten days after the flood."
PARAGRAPHS = (
    "Hundreds of people in the north of the district are still camping in the sports hall ten days after the flood, "
    "the mayor said on Friday.",
    "In the hamlet of Odrava only the mill is left standing. Neighbours dry their blankets on its roof and share a "
    "stove.",
    "The province has ordered six hundred beds. A first lorry with eighty of them arrived on Sunday evening.",
    "“We need dry seed more than beds,” said Anna Kolar, a farmer, who lost both her fields and the barn.",
)


def role_of(name: str) -> str:
    """The role of the standfirst where its class is called so."""
    info = "<div class=info><span class=author>By Ina Dvorak</span> <span>3 May 2022</span></div>"
    head = f"<header><h1>Flood victims wait for beds</h1><p class='{name}'>{STANDFIRST}</p>{info}</header>"
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    menu = "<nav><ul><li><a href=/w>World</a></li><li><a href=/s>Sport</a></li></ul></nav>"
    article = f"<main><article>{head}<div class=text>{body}</div></article></main>"
    title = "<head><title>Flood victims wait for beds | Meadow Post</title></head>"
    page = read_page(f"<html>{title}<body>{menu}{article}</body></html>", "text/html")
    return next(block.role for block in page.blocks if block.text == STANDFIRST)


@pytest.mark.parametrize("name", ["article-dek", "standfirst", "chapo", "c-lede"])
def test_a_standfirst_below_the_headline_is_of_the_article(name: str) -> None:
    assert role_of(name) == "subtitle"


def test_a_line_that_is_called_something_else_as_well_is_no_standfirst() -> None:
    assert role_of("dek photo-caption") != "subtitle"

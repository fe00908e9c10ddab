"""A document in, labelled blocks out."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.read.page import article_text, read_page
from pipelines.read.segmentation.characters import text_to_raw
from pipelines.records.document import KEPT_ROLES, BlockRole, Page

SENTENCES = (
    "Le conseil municipal a voté mardi soir la rénovation du vieux pont, fermé depuis deux ans.",
    "Les travaux commenceront au printemps et dureront, selon la mairie, au moins quatorze mois.",
    "« Nous avons attendu assez longtemps », a déclaré la présidente de l’association des riverains.",
    "Une déviation sera mise en place par la rive gauche pour les bus et les véhicules de secours.",
    "Le département prendra à sa charge la moitié du coût, estimé à huit millions d’euros.",
)
PAGE = f"""<!DOCTYPE html><html lang="fr"><head><title>Le vieux pont sera rénové | La Gazette</title>
<script>var a = "<p>rien</p>";</script><meta property="og:title" content="Le vieux pont sera rénové">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Le vieux pont sera rénové",
"author": {{"@type": "Person", "name": "Anne Morel"}}, "keywords": "pont, travaux"}}</script></head>
<body><nav class="menu"><ul><li><a href="/">Accueil</a></li><li><a href="/s">Sports</a></li></ul></nav>
<article><h1>Le vieux pont sera rénové</h1><div class="article-body">
{"".join(f"<p>{sentence}</p>" for sentence in SENTENCES)}</div></article>
<aside class="related"><h3>À lire aussi</h3><ul><li><a href="/b">Le marché couvert rouvre</a></li></ul></aside>
<footer>© La Gazette, tous droits réservés</footer></body></html>"""
DUMP = "\n".join(
    ("Accueil", "S'abonner", "Le vieux pont sera rénové", "Partager", *SENTENCES, "À lire aussi", "Se connecter")
)
MARKUP = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<div class='x'>",
            "</div>",
            "<br>",
            "<b>",
            "</b>",
            "<script>",
            "</script>",
            "<li>",
            "&amp;",
            "<!-- a -->",
            "un mot ",
            "\r\n",
            "é",
            "<svg>",
            "</svg>",
            "<table><td>",
            "<",
            ">",
            "<a href=x>",
            "</a>",
        ]
    ),
    max_size=40,
).map("".join)


def check_tiling(page: Page, source: str) -> None:
    position = 0
    for block in page.blocks:
        assert block.raw_start == position
        assert block.role in get_args(BlockRole)
        position = block.raw_end
    assert position == len(source)


@given(MARKUP)
@settings(max_examples=150)
def test_the_blocks_of_any_markup_tile_it(source: str) -> None:
    check_tiling(read_page(source, "text/html"), source)


@given(st.text(st.characters(codec="utf-8"), max_size=200))
@settings(max_examples=150)
def test_the_blocks_of_any_text_tile_it(source: str) -> None:
    check_tiling(read_page(source, "text/plain"), source)


def test_the_body_is_kept_and_the_boilerplate_is_not() -> None:
    text, _ = article_text(read_page(PAGE, "text/html").blocks)
    assert all(sentence in text for sentence in SENTENCES)
    assert not any(words in text for words in ("Accueil", "marché couvert", "droits réservés"))


def test_a_dump_is_cleaned_like_a_page() -> None:
    text, _ = article_text(read_page(DUMP, "text/plain").blocks)
    assert all(sentence in text for sentence in SENTENCES)
    assert not any(words in text for words in ("Accueil", "S'abonner", "Se connecter", "Partager"))


def test_the_mark_of_a_crawler_is_no_word_of_the_article() -> None:
    source = "\n".join((" date 2021-03 Le vieux pont sera rénové", *SENTENCES))
    page = read_page(source, "text/plain")
    check_tiling(page, source)
    assert (page.blocks[0].text, page.blocks[0].rule) == ("date 2021-03", "crawl_mark")
    assert page.metadata.title is not None
    assert page.metadata.title.value == "Le vieux pont sera rénové"


@pytest.mark.parametrize(("source", "media_type"), [(PAGE, "text/html"), (DUMP, "text/plain")])
def test_the_headline_is_one_title_block(source: str, media_type: str) -> None:
    page = read_page(source, media_type)
    titles = [block.text for block in page.blocks if block.role == "title"]
    assert titles == ["Le vieux pont sera rénové"]
    assert page.metadata.title is not None
    assert page.metadata.title.value == titles[0]


def test_any_kept_word_leads_back_to_its_raw_text() -> None:
    source = PAGE.replace("é", "&eacute;").replace("\n", "\r\n")
    for block in read_page(source, "text/html").blocks:
        if block.role in KEPT_ROLES:
            at = block.text.find("pont")
            if at >= 0:
                start, end = text_to_raw(block.runs, at, at + 4)
                assert source[start:end] == "pont"


def test_the_spans_of_blocks_give_their_texts() -> None:
    blocks = read_page(PAGE, "text/html").blocks
    text, spans = article_text(blocks)
    for block, span in zip(blocks, spans, strict=True):
        if span is not None:
            assert text[span[0] : span[1]] == block.text


def test_metadata_says_where_it_comes_from() -> None:
    metadata = read_page(PAGE, "text/html", "https://www.gazette.example/pont").metadata
    assert metadata.byline is not None
    assert (metadata.byline.value, metadata.byline.source) == ("Anne Morel", "json-ld")
    assert metadata.site is not None
    assert metadata.site.value == "gazette.example"
    assert metadata.keywords == ("pont", "travaux")


def test_a_script_renders_nothing() -> None:
    assert not any("rien" in block.text for block in read_page(PAGE, "text/html").blocks)


def test_a_page_without_words_has_markup_only() -> None:
    page = read_page("<html><body><img src=x></body></html>", "text/html")
    assert {block.role for block in page.blocks} == {"markup"}
    assert page.article_probability == 0.0


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 100_000 + "fin",
        "<p>un <b>deux <i>trois",
        f"<form>{PAGE}</form>",
        "<p>" + "🙂" * 3000 + "</p>",
        "<p>" + "x" * 100_000 + "</p>",
        "<p>" + "هذا نص طويل من اليمين إلى اليسار، " * 40 + "</p>",
        "\x00\x01\x02PNG\r\n\x1a" * 50,
    ],
    ids=["deep", "unclosed", "form", "emoji", "no_spaces", "right_to_left", "binary"],
)
def test_hostile_pages_give_a_page(source: str) -> None:
    check_tiling(read_page(source, "text/html"), source)
    check_tiling(read_page(source, "text/plain"), source)


def test_an_article_inside_a_form_is_found() -> None:
    text, _ = article_text(read_page(PAGE.replace("<body>", "<body><form>"), "text/html").blocks)
    assert SENTENCES[1] in text


@pytest.mark.parametrize("author", ["https://gazette.example/anne", "gazette.example", "@gazette"])
def test_an_address_is_no_byline(author: str) -> None:
    assert read_page(f"<meta name=author content='{author}'><p>Un mot.", "text/html").metadata.byline is None

"""What pages say of themselves: authors, sections, JSON-LD as it is written."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.read.metadata.linked_data import articles, names, objects
from pipelines.read.page import read_page
from pipelines.records.document import Metadata

TEXT = (
    "<p>Le conseil municipal a voté mardi soir la rénovation du vieux pont, fermé depuis deux ans à la circulation.</p>"
)
HEADLINE = "Le vieux pont sera rénové"


def metadata_of(head: str = "", above: str = "") -> Metadata:
    source = f"<html><head>{head}</head><body><h1>{HEADLINE}</h1>{above}{TEXT * 4}</body></html>"
    return read_page(source, "text/html", "https://gazette.example/pont").metadata


def byline_of(head: str = "", above: str = "") -> tuple[str, str] | None:
    return metadata_of(head, above).byline


def linked(**article: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **article})}</script>'


@pytest.mark.parametrize("half", ["\\ud83d", "\\uDE00", "\\ude00\\ud83d", "\\ud83d\\u00e9"])
def test_half_an_emoji_in_linked_data_costs_that_character(half: str) -> None:
    (item,) = objects((f'{{"@type": "NewsArticle", "headline": "Le pont {half} \\ud83d\\ude00"}}',))
    assert item["headline"].startswith("Le pont \ufffd")
    assert item["headline"].endswith("😀")


@pytest.mark.parametrize(
    "broken",
    [
        '{"@type": "NewsArticle", "headline": "Le pont", "keywords": ["a", ], }',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "Le pont"}\n//]]>',
        '<!-- {"@type": "NewsArticle", "headline": "Le pont"} -->',
        '{"@type": "NewsArticle",\n"headline": "Le pont", // title of the page\n"x": 1}',
        '{"@type": "NewsArticle", "headline": \'Le pont\'}',
        "{&#34;@type&#34;: &#34;NewsArticle&#34;, &#34;headline&#34;: &#34;Le pont&#34;}",
        '{"@type": "NewsArticle", "headline": "Le pont"},\n{"@type": "Person"}',
        '{"@type": "NewsArticle", "headline": "Le\npont"};',
    ],
    ids=["commas", "cdata", "comment", "remark", "quotes", "references", "series", "newline"],
)
def test_broken_json_is_mended(broken: str) -> None:
    assert names(articles(objects((broken,)))[0]["headline"]) == ["Le pont"]


def test_quotes_inside_quotes_are_mended() -> None:
    found = objects(('{\n"@type": "NewsArticle",\n"headline": "Le maire: "enfin" le pont",\n"x": 1\n}',))
    assert found[0]["headline"] == 'Le maire: "enfin" le pont'


@given(st.text(max_size=80))
def test_any_script_is_read_or_left(script: str) -> None:
    assert isinstance(objects((script, "{" + script)), tuple)


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        ({"@type": "Person", "name": "By Anne Morel"}, "Anne Morel"),
        ([{"name": "Anne Morel"}, {"name": "Paul Roux"}, {"name": "anne morel"}], "Anne Morel, Paul Roux"),
        ({"givenName": "Anne", "familyName": "Morel"}, "Anne Morel"),
        ("Paolo Di Maria", "Paolo Di Maria"),
        ("Di Maria", "Di Maria"),
    ],
)
def test_stated_authors_are_named_once_and_without_by(author: object, byline: str) -> None:
    assert byline_of(linked(author=author)) == (byline, "json-ld")


def test_an_author_named_elsewhere_is_found_by_its_id() -> None:
    graph = {
        "@graph": [
            {"@type": "Article", "author": {"@id": "#a"}},
            {"@type": "Person", "@id": "#a", "name": "Anne Morel"},
        ]
    }
    assert byline_of(f'<script type="application/ld+json">{json.dumps(graph)}</script>') == ("Anne Morel", "json-ld")


@pytest.mark.parametrize(
    "author",
    [
        "La Gazette",
        "admin",
        "gazette.example",
        "Par gazette.example",
        "redaction@gazette.example",
        "amorel2",
        "3d23d65-ddc6-4ce5",
    ],
)
def test_who_signs_goes_before_the_site_or_an_account(author: str) -> None:
    head = f'<meta name=author content="{author}"><meta property="og:site_name" content="La Gazette">'
    assert byline_of(head, "<p class=byline>Par Anne Morel et Paul Roux</p>") == ("Anne Morel, Paul Roux", "block")


@pytest.mark.parametrize(
    "author",
    ["National Broadcasting Network", "Agence de presse des rives", "AFP", "BBC", "Redaktion Rhein", "Newsroom staff"],
)
def test_a_printed_reporter_goes_before_the_outlet_of_the_meta_tag(author: str) -> None:
    printed = (
        "<div class=contributors>By <a href=/r>Anne Morel</a> and political reporter <a href=/s>Paul Roux</a></div>"
    )
    assert byline_of(f'<meta name=author content="{author}">', printed) == ("Anne Morel", "block")


def test_a_printed_reporter_goes_before_the_body_that_linked_data_calls_the_author() -> None:
    body = {"@type": "NewsMediaOrganization", "name": "Les Rives"}
    assert byline_of(linked(author=[body]), "<p class=byline>Par Anne Morel</p>") == ("Anne Morel", "block")
    assert byline_of(linked(author=[body])) == ("Les Rives", "json-ld")


def test_the_site_signs_where_nobody_else_does() -> None:
    head = '<meta name=author content="La Gazette"><meta property="og:site_name" content="La Gazette">'
    assert byline_of(head) == ("La Gazette", "meta")


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("<div class=author>Anne Morel</div>", "Anne Morel"),
        ("<span class=author>By Anne Morel 3 March 2021 • 4:45pm</span>", "Anne Morel"),
        ("<p>Von Dr. Anne Morel, Berlin</p>", "Dr. Anne Morel"),
        ("<p>Por Ana María de la Cruz y Luis Prado</p>", "Ana María de la Cruz, Luis Prado"),
        ("<p>作者：王华军</p>", "王华军"),
        ("<div class=author>Tous les articles</div>", None),
        ("<p>Par ailleurs, le marché rouvre</p>", None),
        ("<p>By Friday the bridge was closed to all traffic</p>", None),
        ("<p class=author>par Anne Morel le 3 avril 2020</p>", "Anne Morel"),
        ("<p>Posted Mar 1, 2018 by Anne Morel (@amorel)</p>", "Anne Morel"),
        ("<p class=byline>Published 4:12pm, 1 March 2018 by Anne Morel and Paul Roux</p>", "Anne Morel, Paul Roux"),
        ("<p>Publié le 1er mars 2018 à 16h12 par Anne Morel</p>", "Anne Morel"),
        ("<p class=byline>Posted by Anne Morel on Mar 1, 2018</p>", "Anne Morel"),
        ("<p>The 3 bridges repaired by Anne Morel</p>", None),
    ],
)
def test_a_byline_that_readers_see_is_read(line: str, byline: str | None) -> None:
    found = byline_of("", line)
    assert (found[0] if found else None) == byline


def test_a_section_says_more_than_the_name_of_the_site() -> None:
    head = linked(articleSection=["La Gazette", "Urbanisme"]) + '<meta property="og:site_name" content="La Gazette">'
    section = metadata_of(head).section
    assert section is not None
    assert section.value == "Urbanisme"


def test_paths_and_placeholders_are_no_keywords() -> None:
    assert metadata_of(linked(keywords="pont; travaux, /article, Uncategorized")).keywords == ("pont", "travaux")

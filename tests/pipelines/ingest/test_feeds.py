"""Feeds and collections: an article an element."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pipelines.ingest.opened import LONG, SMALL, opened, records, rules

ITEM = (
    "<item><title>Le pont &amp; la gare {0}</title><link>https://a.example/{0}</link><dc:creator>Ana Ruiz</dc:creator>"
    "<pubDate>Thu, 04 Mar 2021 08:30:00 +0100</pubDate><description>Le pont.</description>"
    "<content:encoded><![CDATA[<p>" + LONG + "</p>]]></content:encoded></item>"
)
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>La Gazette</title>'


def rss(*items: str, end: str = "</channel></rss>") -> str:
    return HEAD + "".join(items) + end


def test_each_item_of_a_feed_is_an_article_with_what_the_feed_says_of_it(tmp_path: Path) -> None:
    items = opened(tmp_path, "feed.xml", rss(ITEM.format(1), ITEM.format(2)))
    first, second = records(items)
    assert (first.path, first.media_type, first.url) == ("feed.xml#1", "text/html", "https://a.example/1")
    assert dict(first.declared) == {
        "title": "Le pont & la gare 1",
        "date": "Thu, 04 Mar 2021 08:30:00 +0100",
        "author": "Ana Ruiz",
        "site": "La Gazette",
    }
    assert second.url == "https://a.example/2"


def test_an_entry_of_atom_has_its_address_in_an_attribute_and_its_markup_escaped(tmp_path: Path) -> None:
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>G</title><entry><title>Le pont</title>'
        '<link rel="self" href="https://a.example/feed"/><link href="https://a.example/1?a=1&amp;b=2"/>'
        "<author><name>Ana Ruiz</name></author><published>2021-03-04T08:30:00Z</published>"
        f'<content type="html">&lt;p&gt;{LONG}&lt;/p&gt;</content></entry></feed>'
    )
    (item,) = records(opened(tmp_path, "atom.xml", feed))
    assert (item.content.decode(), item.url) == (f"<p>{LONG}</p>", "https://a.example/1?a=1&b=2")
    assert dict(item.declared)["author"] == "Ana Ruiz"


def test_a_collection_of_documents_gives_each_its_own(tmp_path: Path) -> None:
    documents = "\n".join(f"<DOC>\n<HEAD>Le pont {n}</HEAD>\n<TEXT>\n{LONG}\n</TEXT>\n</DOC>" for n in (1, 2))
    assert [dict(item.declared)["title"] for item in records(opened(tmp_path, "a.sgml", documents))] == [
        "Le pont 1",
        "Le pont 2",
    ]


def test_a_feed_in_latin_1_is_read_as_it_declares(tmp_path: Path) -> None:
    feed = rss("<item><title>Le pont de la cité</title><description>Été. " + LONG + "</description></item>")
    content = feed.replace("UTF-8", "ISO-8859-1").encode("latin-1")
    (item,) = records(opened(tmp_path, "feed.xml", content))
    assert dict(item.declared)["title"] == "Le pont de la cité"
    assert item.content.decode().startswith("Été.")


def test_a_feed_that_ends_within_an_article_keeps_those_before(tmp_path: Path) -> None:
    items = opened(tmp_path, "feed.xml", rss(ITEM.format(1), ITEM.format(2)[:200], end=""))
    assert [item.url for item in records(items)] == ["https://a.example/1"]
    assert rules(items) == ["damaged"]


def test_an_item_without_text_and_one_beyond_the_bounds_are_refused_alone(tmp_path: Path) -> None:
    short = "<item><title>Le pont</title><description>Le pont est ouvert.</description></item>"
    feed = rss("<item><title>Vide</title></item>", "<item><title>A</title>" + "a" * 200_000 + "</item>", short)
    items = opened(tmp_path, "feed.xml", feed, SMALL)
    assert rules(items) == ["no_text_field", "too_large"]
    assert [item.content for item in records(items)] == [b"Le pont est ouvert."]


@pytest.mark.parametrize("content", ["<rss></rss>", "<rss><channel><title>G</title></channel></rss>"])
def test_a_feed_without_articles_is_empty(tmp_path: Path, content: str) -> None:
    assert rules(opened(tmp_path, "feed.xml", content)) == ["empty"]

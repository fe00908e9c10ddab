"""The headline of a page whose places name it in different dress."""

from __future__ import annotations

import pytest

from pipelines.read.page import read_page

SENTENCES = (
    "Le conseil municipal a voté mardi soir la rénovation du vieux pont, fermé depuis deux ans.",
    "Les travaux commenceront au printemps et dureront, selon la mairie, au moins quatorze mois.",
    "« Nous avons attendu assez longtemps », a déclaré la présidente de l’association des riverains.",
    "Une déviation sera mise en place par la rive gauche pour les bus et les véhicules de secours.",
)
BODY = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
HEADLINE = "Le vieux pont de la ville sera rénové au printemps"


def title_of(head: str, above: str) -> str | None:
    page = read_page(f"<html><head>{head}</head><body>{above}<article>{BODY}</article></body></html>", "text/html")
    return page.metadata.title.value if page.metadata.title else None


def og(title: str) -> str:
    return f'<meta property="og:title" content="{title}">'


@pytest.mark.parametrize(
    "title",
    [
        f"{HEADLINE} - La Gazette",
        f"{HEADLINE} | Vie locale | La Gazette",
        f"La Gazette » {HEADLINE}",
        f"{HEADLINE} - gazette.example",
    ],
)
def test_the_name_of_the_site_is_no_part_of_the_headline(title: str) -> None:
    site = '<meta property="og:site_name" content="La Gazette"><link rel=canonical href="https://gazette.example/a">'
    assert title_of(f"<title>{title}</title>{site}", f"<h2>{HEADLINE}</h2>") == HEADLINE
    assert title_of(f"<title>{title}</title>{site}{og(title)}", f"<h1>{HEADLINE}</h1>") == HEADLINE


def test_what_readers_saw_goes_before_what_was_written_for_sharing() -> None:
    head = f"<title>Pont : la rénovation votée</title>{og('Pont : la rénovation votée')}"
    assert title_of(head, f"<h1>{HEADLINE}</h1>") == HEADLINE


@pytest.mark.parametrize("bar", [" - ", " – "])
def test_a_title_that_states_the_kicker_too_is_cut_where_the_page_shows_the_headline_below_it(bar: str) -> None:
    kicker, headline = "Après deux années de travaux", "Le pont rouvre au bus"
    stated = f'{{"@type": "NewsArticle", "headline": "x", "alternativeHeadline": "{kicker}{bar}{headline}"}}'
    head = f'{og(f"{kicker}: {headline}")}<script type="application/ld+json">{stated}</script>'
    assert title_of(head, f"<h2>{kicker}</h2><div>{headline}</div>") == headline


def test_a_first_heading_that_is_the_name_of_the_site_is_no_headline() -> None:
    head = f'<title>{HEADLINE} | La Gazette</title><meta property="og:site_name" content="La Gazette">'
    assert title_of(head, f"<h1><a href='/'>La Gazette</a></h1><h2>{HEADLINE}</h2>") == HEADLINE


def test_a_rubric_inside_the_heading_is_left_out_where_others_leave_it_out() -> None:
    above = f"<h1><span>Urbanisme</span> <span>{HEADLINE}</span></h1>"
    assert title_of(f"<title>{HEADLINE} - La Gazette</title>{og(HEADLINE)}", above) == HEADLINE


def test_a_title_cut_short_gives_way_to_the_whole() -> None:
    head = f"<title>{HEADLINE}</title>{og(HEADLINE[:30])}"
    assert title_of(head, f"<h2>{HEADLINE}</h2>") == HEADLINE


def test_a_headline_in_capitals_is_given_as_others_write_it() -> None:
    assert title_of(og(HEADLINE), f"<h1>{HEADLINE.upper()}</h1>") == HEADLINE


def test_headings_under_the_text_are_no_headline() -> None:
    page = f"<h1>{HEADLINE}</h1><article>{BODY}</article><h1>Le marché couvert rouvre ses portes samedi</h1>"
    title = read_page(page, "text/html").metadata.title
    assert title is not None
    assert title.value == HEADLINE


def test_a_declared_title_is_taken_whole() -> None:
    title = "Le maire : « Nous avons assez attendu »"
    found = read_page("\n\n".join(SENTENCES), "text/plain", None, (("title", title),)).metadata.title
    assert found is not None
    assert (found.value, found.source) == (title, "declared")


def test_a_linked_heading_above_its_text_is_the_title_block() -> None:
    page = read_page(f"<h2><a href='/pont'>{HEADLINE}</a></h2><article>{BODY}</article>", "text/html")
    assert [block.text for block in page.blocks if block.role == "title"] == [HEADLINE]

"""Lines that a dump says twice."""

from __future__ import annotations

from pipelines.clean import article_text, read_page
from pipelines.clean.drafts import Draft
from pipelines.clean.said_twice import captions, headlines_again, teasers

HEADLINE = "Le vieux pont de la ville sera rénové au printemps"
BODY = (
    "Le conseil municipal de Vallory a voté mardi soir la rénovation du vieux pont, fermé depuis deux ans.",
    "Les travaux commenceront au printemps et dureront, selon la maire Anne Morel, au moins quatorze mois.",
)
CAPTION = "Des riverains devant le vieux pont de Vallory, fermé depuis deux ans."


def drafts(*lines: str) -> list[Draft]:
    return [Draft(0, len(line), line, []) for line in lines]


def test_a_headline_said_again_above_the_text_is_said_once() -> None:
    lines = drafts(HEADLINE, "Écouter", HEADLINE, *BODY)
    assert list(headlines_again(lines, [0, 2, 3, 4], [3, 4])) == [2]


def test_a_headline_is_not_said_again_where_the_first_was_no_part_of_the_text() -> None:
    assert not list(headlines_again(drafts(HEADLINE, "Écouter", HEADLINE, *BODY), [2, 3, 4], [3, 4]))


def test_a_line_twice_the_same_is_a_caption() -> None:
    lines = drafts(HEADLINE, f"{CAPTION} - {CAPTION}", CAPTION.replace("'", "’"), *BODY)
    assert list(captions(lines)) == [1, 2]


def test_what_dots_cut_twice_announces_another_article() -> None:
    other = ("Un marché rouvre sur la rive gauche", "Dix ans après sa fermeture, le marché accueille à nouveau…")
    assert set(teasers(drafts("Live", *other, "Live", *other, HEADLINE, *BODY))) == {1, 2, 4, 5}
    assert not list(teasers(drafts(*other, HEADLINE, *BODY)))


def test_a_caption_said_twice_is_no_part_of_the_text() -> None:
    page = read_page("\n".join((HEADLINE, f"{CAPTION} - {CAPTION}", CAPTION, *BODY)), "text/plain")
    assert page.metadata.title is not None
    assert page.metadata.title.value == HEADLINE
    assert CAPTION not in article_text(page.blocks)[0]

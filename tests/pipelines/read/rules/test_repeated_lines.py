"""Lines that a dump says twice."""

from __future__ import annotations

from pipelines.read.rules.repeated_lines import cut_copies, headlines_with_site, repeated_lines, repeated_teasers
from tests.pipelines.read.rules.contexts import context_of

HEADLINE = "Le vieux pont de la ville sera rénové au printemps"
BODY = (
    "Le conseil municipal de Vallory a voté mardi soir la rénovation du vieux pont, fermé depuis deux ans.",
    "Les travaux commenceront au printemps et dureront, selon la maire Anne Morel, au moins quatorze mois.",
)


def test_a_headline_said_again_above_the_text_is_said_once() -> None:
    assert list(repeated_lines(context_of(HEADLINE, "Écouter", HEADLINE, *BODY, removed={1}))) == [2]


def test_a_standfirst_may_be_said_again_with_another_apostrophe() -> None:
    line = "C'est mardi que le conseil de Vallory vote la rénovation du pont."
    assert list(repeated_lines(context_of(line, line.replace("'", "’"), *BODY))) == [1]


def test_a_headline_said_again_below_the_text_is_the_sites() -> None:
    assert list(repeated_lines(context_of(HEADLINE, *BODY, HEADLINE))) == [3]


def test_a_headline_is_not_said_again_where_the_first_was_no_part_of_the_text() -> None:
    assert not list(repeated_lines(context_of(HEADLINE, "Écouter", HEADLINE, *BODY, removed={0, 1})))


def test_what_dots_cut_twice_announces_another_article() -> None:
    other = ("Un marché rouvre sur la rive gauche", "Dix ans après sa fermeture, le marché accueille à nouveau…")
    assert set(repeated_teasers(context_of("Live", *other, "Live", *other, HEADLINE, *BODY))) == {1, 2, 4, 5}
    assert not list(repeated_teasers(context_of(*other, HEADLINE, *BODY)))


def test_a_headline_with_the_name_of_the_site_is_the_sites() -> None:
    assert list(headlines_with_site(context_of(f"{HEADLINE} | Le Courrier", HEADLINE, *BODY))) == [0]
    assert not list(headlines_with_site(context_of(f"{HEADLINE} | Le Courrier", *BODY)))


def test_the_cut_beginning_of_a_line_above_is_said_again() -> None:
    cut = f"{BODY[0][:60]}..."
    assert list(cut_copies(context_of(HEADLINE, *BODY, cut))) == [3]
    assert not list(cut_copies(context_of(HEADLINE, cut, *BODY)))
    assert list(cut_copies(context_of(HEADLINE, *BODY, f"{BODY[0]}{BODY[1][:40]}..."))) == [3]

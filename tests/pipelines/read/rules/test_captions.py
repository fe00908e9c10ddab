"""Captions where no markup says that they are."""

from __future__ import annotations

import pytest

from pipelines.read.page import article_text, read_page
from pipelines.read.rules.captions import captions
from pipelines.read.rules.line_rules import LineFacts
from tests.pipelines.read.rules.contexts import context_of

HEADLINE = "Le vieux pont de la ville sera rénové au printemps"
BODY = (
    "Le conseil municipal de Vallory a voté mardi soir la rénovation du vieux pont, fermé depuis deux ans.",
    "Les travaux commenceront au printemps et dureront, selon la maire Anne Morel, au moins quatorze mois.",
)
CAPTION = "Des riverains devant le vieux pont de Vallory, fermé depuis deux ans."


def rows(*lines: str) -> list[int]:
    return sorted(captions(context_of(*lines)))


def test_a_line_twice_the_same_is_a_caption() -> None:
    assert rows(HEADLINE, f"{CAPTION} - {CAPTION}", CAPTION, *BODY) == [1, 2]


def test_a_caption_said_twice_is_no_part_of_the_text() -> None:
    page = read_page("\n".join((HEADLINE, f"{CAPTION} - {CAPTION}", CAPTION, *BODY)), "text/plain")
    assert page.metadata.title is not None
    assert page.metadata.title.value == HEADLINE
    assert CAPTION not in article_text(page.blocks)[0]


def test_a_line_said_again_with_a_credit_is_a_caption() -> None:
    line = "La rénovation coûtera deux millions"
    assert rows(HEADLINE, line, f"{line} © Anne Morel", *BODY) == [1, 2]


def test_the_first_line_said_again_with_a_credit_is_the_headline() -> None:
    assert rows(HEADLINE, f"{HEADLINE} © Anne Morel", *BODY) == [1]


def test_a_sentence_without_a_verb_and_with_a_day_is_a_caption() -> None:
    assert rows(HEADLINE, "Anne Morel, maire de Vallory, devant le vieux pont, le 5 mars 2021.", *BODY) == [1]


def test_the_first_line_without_a_verb_above_a_credit_is_a_caption() -> None:
    assert rows(CAPTION, "DR", *BODY) == [0]
    assert not rows(BODY[0], "DR", *BODY)


@pytest.mark.parametrize("line", [BODY[0], "The old bridge of the town in March 2021.", HEADLINE])
def test_a_sentence_has_a_verb(line: str) -> None:
    assert not LineFacts(line).is_nominal


def test_the_headline_above_a_credited_caption_may_stand_two_rows_up() -> None:
    assert rows(HEADLINE, "Vallory", CAPTION, f"{CAPTION} © Anne Morel", *BODY) == [2, 3]


def test_of_a_first_line_that_is_repeated_with_a_credit_only_the_second_is_a_caption() -> None:
    assert rows(CAPTION, f"{CAPTION} © Anne Morel", *BODY) == [1]

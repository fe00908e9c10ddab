"""Where quotations stand, by their marks alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.analyse.quotations.marks import dialogue_lines, quoted_spans


def words(text: str) -> list[str]:
    return [text[span.start : span.end] for span in quoted_spans(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("« Nous irons », dit-il.", ["Nous irons"]),
        ("“We will go,” she said. “All of us.”", ["We will go,", "All of us."]),
        ('"We will go," she said.', ["We will go,"]),
        ("„Wir gehen“, sagte sie.", ["Wir gehen"]),
        ("« Il a dit « jamais » hier », dit-elle.", ["Il a dit « jamais » hier"]),
        ("“He said «never» to me,” she said.", ["He said «never» to me,"]),
        ('a 5" screen and a 7" one', []),
    ],
)
def test_marks_hold_a_quotation_and_the_inner_ones_belong_to_it(text: str, found: list[str]) -> None:
    assert words(text) == found


@pytest.mark.parametrize(("opening", "again", "closing"), [("“", "“", "”"), ("« ", "« ", " »"), ("« ", "» ", " »")])
def test_a_quotation_that_is_opened_again_in_each_paragraph_goes_on(opening: str, again: str, closing: str) -> None:
    text = f"{opening}Nous irons.\n\n{again}Tous.\n\n{again}Demain.{closing}\nFin."
    assert words(text) == ["Nous irons.", "Tous.", "Demain."]
    assert [span.continues for span in quoted_spans(text)] == [False, True, True]


def test_a_mark_that_is_never_closed_does_not_swallow_the_next_paragraph() -> None:
    assert words("Il a dit « nous irons.\nLe ministre « a répondu » hier.") == ["nous irons.", "a répondu"]


def test_lines_that_begin_with_a_dash_are_a_dialogue_when_they_follow_each_other() -> None:
    text = "Titre\n— Que va devenir le quai ?\n— Nous le rendrons.\nFin.\n- 3 oeufs\n- 200 g de farine"
    assert [text[span.start : span.end] for span in dialogue_lines(text)] == [
        "Que va devenir le quai ?",
        "Nous le rendrons.",
    ]


@given(st.text(alphabet='a «»“”„"\n.—-', max_size=60))
def test_quotations_lie_in_the_text_and_never_overlap(text: str) -> None:
    spans = quoted_spans(text)
    assert all(0 <= span.start <= span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


def test_guillemets_that_point_inwards_hold_a_quotation() -> None:
    assert words("Berg a parlé. »Nous irons «, dit-elle. Novak a répondu par » jamais «.") == ["Nous irons", "jamais"]


def test_a_mark_that_only_closes_what_is_quoted_above_does_not_point_inwards() -> None:
    assert words("nous irons », dit-elle. « Tous », dit-il.") == ["Tous"]


def test_a_blank_may_part_the_marks_of_a_quotation_and_one_inside() -> None:
    assert words("\"Berg asked, 'Why the quay?' \" Novak said.") == ["Berg asked, 'Why the quay?'"]

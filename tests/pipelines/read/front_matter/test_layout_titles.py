"""The headline of a dump that keeps the layout of its page."""

from __future__ import annotations

import pytest

from pipelines.read.front_matter.layout_titles import COLUMNS, candidates, keeps_layout
from pipelines.read.page import read_page
from tests.pipelines.read.rules.contexts import context_of

HEADLINE = "Council of Vallory votes to rebuild the old bridge"
BODY = (
    "The council of Vallory voted on Tuesday evening to rebuild the old bridge, which has been closed for two years.",
    "The works are to begin in the spring and will last fourteen months, the mayor Anne Morel told the members.",
    "“We have waited long enough for this vote,” said the president of the residents, who had asked for it twice.",
    "Buses and ambulances will take the left bank until then, and the town will pay for a bridge of wood on foot.",
    "The old bridge was built by masons of the valley, and a third of its stones will be used for the new piers.",
)
MENU = ("• Home", "• News", "• Sport", "• Weather", "• Contact")
#: A picture and its caption as w3m prints them.
PICTURE = "The old bridge of Vallory seen from the left bankThe old bridge of Vallory seen from the left bank"
STANDFIRST = "The works will cost eight million and last fourteen months. Will the town ever see the end of them?"


def title_of(*lines: str) -> str | None:
    title = read_page("\n".join(MENU) + "\n\n" + "\n\n".join((*lines, *BODY)), "text/plain").metadata.title
    return title.value if title else None


@pytest.mark.parametrize("between", [STANDFIRST, PICTURE])
def test_a_headline_goes_before_the_standfirst_and_the_picture_below_it(between: str) -> None:
    assert title_of("Local news", HEADLINE, between, "By Anne Morel", "4 May 2023, 10:20") == HEADLINE


def test_a_headline_that_a_page_has_in_a_list_goes_before_its_standfirst() -> None:
    standfirst = "COSTLY BRIDGE: The mayor told the council that the works will last fourteen months and cost a lot"
    assert title_of("Thu, May 4, 2023 page1", f"* {HEADLINE}", standfirst, "* AP, VALLORY", "* [IMG]") == HEADLINE


def test_a_headline_below_the_line_that_dates_the_text_is_found() -> None:
    headline = "Vallory will rebuild its bridge… at last."
    assert title_of("Posted on 4 May 202310 May 2023 by Anne", headline) == headline


def test_a_dump_without_blank_lines_keeps_no_layout() -> None:
    source = (*MENU, HEADLINE, *BODY, *BODY)
    assert not keeps_layout(context_of(*source))


def test_a_dump_whose_lines_are_all_parted_keeps_no_layout() -> None:
    source = (line for text in (*MENU, HEADLINE, *BODY, *BODY) for line in (text, ""))
    assert not keeps_layout(context_of(*source))


def test_each_candidate_has_a_value_in_each_column() -> None:
    rows, values = candidates(context_of(*MENU, HEADLINE, *BODY), start=6)
    assert values.shape == (len(rows), len(COLUMNS))
    assert 5 in rows

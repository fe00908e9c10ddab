"""The words of a page that bear out the day found on it."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.read.page import read_page
from pipelines.read.publication_date.htmldate_vote import said_in
from tests.pipelines.read.publication_date.dated_texts import english, publish


@pytest.mark.parametrize(
    ("text", "is_said"),
    [
        ("publié le 4 mars 2021", True),
        ("March 4th, 2021", True),
        ("04/03/21", True),
        ("20210304", True),
        ("mars 2021", False),
        ("4 avril 2021", False),
        ("14 mars 2021", False),
        ("mars 2021, mars 2020, 1204", False),
    ],
)
def test_a_day_is_said_only_with_its_month_and_year(text: str, is_said: bool) -> None:
    assert bool(said_in(text, date(2021, 3, 4))) is is_said


@pytest.mark.parametrize("printed", ["Published: 04/12/2015 15:20", "12 March <b>2020</b>", "Mar 12, 2020"])
def test_the_evidence_of_a_day_is_words_of_the_page(printed: str) -> None:
    source = english(printed)
    published = publish(source)
    words = " ".join(block.text for block in read_page(source, "text/html").blocks)
    assert published.evidence is not None
    assert published.evidence in words
    assert published.basis == "text"


def test_a_day_that_htmldate_finds_keeps_where_the_page_says_it() -> None:
    source = '<p data-day="2021-03-04">Hier</p><p>Le 4 <b>mars</b> 2021</p>'
    assert [source[start:end] for start, end in said_in(source, date(2021, 3, 4))] == [
        "2021-03-04",
        "4 <b>mars</b> 2021",
    ]

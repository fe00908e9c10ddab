"""The words of a page that bear out the day found on it."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.read.page import read_page
from pipelines.read.publication_date.htmldate_vote import htmldate_vote, said_in, whole_date
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


@pytest.mark.parametrize("text", ["2021-03", "March 2021", "10:30"])
def test_what_leaves_out_its_day_is_no_date_whatever_day_it_is_today(text: str) -> None:
    with pytest.raises(ValueError, match="no whole date"):
        whole_date(text)


def test_a_whole_date_is_read() -> None:
    assert whole_date("2021-03-05T10:00").date() == date(2021, 3, 5)


def test_the_digit_of_a_heading_s_tag_is_no_day() -> None:
    assert not said_in("<h1>Title</h1> Mars 2021", date(2021, 3, 1))


def test_htmldate_asks_for_whole_dates_only() -> None:
    page = '<html><head><meta name="date" content="2021-03"></head><body>Mars</body></html>'
    assert htmldate_vote(page, None) is None

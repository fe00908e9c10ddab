"""Dates lent between documents."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.analyse.temporal.timexes import find_timexes
from pipelines.corpus.dating.clues import ArticleClues
from pipelines.corpus.dating.publication_dates import date_corpus
from pipelines.read.page import read_page
from pipelines.read.publication_date.evidence import find_date_evidence
from pipelines.records.document import DateEvidence

NAMES = frozenset({"vardania", "leonid brask", "mirela tossun", "port-akhal", "conseil des rives"})

TOLD = (
    "Leonid Brask et Mirela Tossun se sont entretenus à Port-Akhal le 2 novembre. Lundi, le conseil avait demandé "
    "la fin des combats, commencés le 27 septembre."
)


def clues(
    article_id: str,
    text: str = "",
    on: date | None = None,
    names: frozenset[str] = NAMES,
    passages: frozenset[int] = frozenset(),
    cluster_id: str | None = None,
    site: str | None = None,
    path: str = "a.html",
) -> ArticleClues:
    evidence = find_date_evidence(text, read_page(text, "text/plain"), None, None)
    if on is not None:
        evidence = (*evidence, DateEvidence("json-ld", on.isoformat(), on, on, "day", weight=6.0))
    return ArticleClues(article_id, site, path, "fr", evidence, find_timexes(text, "fr"), cluster_id, passages, names)


def test_an_article_without_a_year_is_given_that_of_its_story() -> None:
    dates = date_corpus([clues("undated", TOLD), clues("dated", on=date(2020, 11, 9))])
    transferred = dates["undated"]
    assert (transferred.earliest, transferred.latest) == (date(2020, 11, 2), date(2020, 11, 8))
    assert (transferred.precision, transferred.basis, transferred.transferred_from) == ("week", "inferred", "dated")
    assert 0 < transferred.confidence < dates["dated"].confidence
    assert transferred.on is None


@given(
    st.dates(date(2001, 1, 1), date(2030, 12, 31)),
    st.integers(-3, 3),
    st.sampled_from(["{day} {month} (AFP) -", "le {day} {month} —"]),
    st.booleans(),
)
def test_a_dateline_and_a_lent_year_are_a_day(day: date, later: int, form: str, is_copy: bool) -> None:
    months = ["janv.", "fév.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."]
    dateline = "KIEV, " + form.format(day=day.day, month=months[day.month - 1])
    passages = frozenset(range(20)) if is_copy else frozenset()
    dates = date_corpus(
        [
            clues("undated", f"{dateline} Le marché rouvre.", passages=passages),
            clues("dated", on=day + timedelta(days=later), passages=passages),
        ]
    )
    assert (dates["undated"].on, dates["undated"].precision) == (day, "day")
    assert (dates["undated"].basis, dates["undated"].transferred_from) == ("inferred", "dated")


@pytest.mark.parametrize("dateline", ["KIEV, 24 fév. 2022 (AFP)", "Kiev, 24/02/2022 (Agence)"])
def test_a_dateline_with_its_year_needs_no_transfer(dateline: str) -> None:
    published = date_corpus([clues("alone", f"{dateline} - Le marché rouvre.")])["alone"]
    assert (published.on, published.basis) == (date(2022, 2, 24), "dateline")


def test_alone_it_keeps_its_year_open() -> None:
    assert date_corpus([clues("undated", TOLD)])["undated"].precision is None


def test_another_story_transfers_nothing() -> None:
    other = clues("dated", on=date(2020, 11, 9), names=frozenset({"coupe", "lyon", "nantes", "marseille"}))
    assert date_corpus([clues("undated", TOLD), other])["undated"].precision is None


def test_a_story_far_in_time_transfers_nothing() -> None:
    assert date_corpus([clues("undated", TOLD), clues("dated", on=date(2020, 6, 1))])["undated"].precision is None


def test_no_year_is_lent_that_ends_before_a_picture_was_taken() -> None:
    caption = "Leonid Brask à son arrivée au palais des congrès, le 28 septembre 2022 à Port-Akhal."
    dates = date_corpus([clues("undated", f"{caption}\n{TOLD}"), clues("dated", on=date(2020, 11, 9))])
    assert dates["undated"].transferred_from is None


@pytest.mark.parametrize(
    "line", ["Manifestation du 17 décembre 2019 à Port-Akhal", "Élections du 22 octobre et 12 novembre 2019"]
)
def test_the_day_of_what_a_line_tells_of_is_not_the_texts(line: str) -> None:
    dates = date_corpus([clues("undated", f"{line}\n{TOLD}")])
    assert dates["undated"].on is None


def test_nothing_is_lent_against_own_evidence() -> None:
    text = TOLD + " Le traité avait été conclu le 5 mai 2022."
    dates = date_corpus([clues("undated", text), clues("dated", on=date(2020, 11, 9))])
    assert dates["undated"].precision is None
    assert dates["undated"].earliest == date(2022, 5, 5)


def test_own_evidence_is_never_replaced() -> None:
    first, second = clues("a", TOLD, on=date(2019, 11, 4)), clues("b", on=date(2020, 11, 9))
    assert date_corpus([first, second])["a"].on == date(2019, 11, 4)


def test_a_weekday_of_the_day_of_writing_chooses_among_years() -> None:
    text = "Leonid Brask a quitté Port-Akhal ce lundi 2 novembre."
    source = clues("dated", on=date(2021, 1, 3))
    assert date_corpus([clues("undated", text), source])["undated"].on == date(2020, 11, 2)


def test_a_copy_appears_near_its_original() -> None:
    sketch = frozenset(range(40))
    copy = clues("copy", names=frozenset(), passages=frozenset(range(20)))
    dates = date_corpus([copy, clues("original", on=date(2020, 11, 9), names=frozenset(), passages=sketch)])
    assert (dates["copy"].earliest, dates["copy"].latest) == (date(2020, 11, 6), date(2020, 11, 12))
    assert dates["copy"].transferred_from == "original"


def test_an_article_lies_between_its_numbered_neighbours() -> None:
    dated = [
        clues(f"d{day}", on=date(2021, 3, day), names=frozenset(), site="s.example", path=f"art{7000 + day}.html")
        for day in (1, 4, 9, 15)
    ]
    undated = clues("undated", names=frozenset(), site="s.example", path="art7006.html")
    placed = date_corpus([*dated, undated])["undated"]
    assert (placed.earliest, placed.latest) == (date(2021, 3, 4), date(2021, 3, 9))


def test_numbers_that_do_not_rise_place_nothing() -> None:
    dated = [
        clues(f"d{day}", on=date(2021, 3, day), names=frozenset(), site="s.example", path=f"art{8000 - day}.html")
        for day in (1, 4, 9, 15)
    ]
    undated = clues("undated", names=frozenset(), site="s.example", path="art7994.html")
    assert date_corpus([*dated, undated])["undated"].precision is None


CORPUS = [
    clues("u1", TOLD),
    clues("u2", "Mirela Tossun est revenue le 30 octobre.", cluster_id="c"),
    clues("d1", on=date(2020, 11, 9)),
    clues("d2", TOLD, on=date(2020, 11, 3)),
    clues("d3", on=date(2021, 2, 1), cluster_id="c"),
    clues("d4", on=date(2019, 10, 30)),
]


@given(st.integers(0, 10_000))
def test_the_order_of_the_articles_changes_nothing(seed: int) -> None:
    shuffled = CORPUS.copy()
    random.Random(seed).shuffle(shuffled)
    assert date_corpus(shuffled) == date_corpus(CORPUS)

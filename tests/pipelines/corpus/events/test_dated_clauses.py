"""The days an event lies in: plans look forward, news lies in the week before publication."""

from __future__ import annotations

from datetime import date

from pipelines.corpus.events.dated_clauses import as_planned, looked_ahead, looked_back, news_interval
from pipelines.records.analysis import EventClause

PUBLISHED = date(2021, 3, 10)


def test_a_weekday_of_a_plan_is_the_next_one() -> None:
    friday = date(2021, 3, 5)
    assert looked_ahead(friday, friday, PUBLISHED, "weekday=5") == (date(2021, 3, 12), date(2021, 3, 12))


def test_last_friday_stays_where_it_was() -> None:
    friday = date(2021, 3, 5)
    assert looked_ahead(friday, friday, PUBLISHED, "weekday=5;choose=last") == (friday, friday)


def test_a_full_date_of_a_plan_stays_where_it_is() -> None:
    day = date(2021, 2, 1)
    assert looked_ahead(day, day, PUBLISHED, "date=2021-02-01") == (day, day)


def test_a_month_of_what_was_done_is_the_last_one_of_its_name() -> None:
    october = date(2021, 10, 1), date(2021, 10, 31)
    assert looked_back(*october, PUBLISHED, "date=XXXX-10") == (date(2020, 10, 1), date(2020, 10, 31))


def test_a_weekday_of_what_was_done_is_the_last_one_of_its_name() -> None:
    friday = date(2021, 3, 12)
    assert looked_back(friday, friday, PUBLISHED, "weekday=5") == (date(2021, 3, 5), date(2021, 3, 5))


def test_a_full_date_of_what_was_done_stays_where_it_is() -> None:
    day = date(2021, 3, 12)
    assert looked_back(day, day, PUBLISHED, "date=2021-03-12") == (day, day)


def test_news_lies_in_the_week_before_publication() -> None:
    assert news_interval(PUBLISHED, PUBLISHED) == (date(2021, 3, 4), PUBLISHED)


def test_an_article_published_some_time_in_a_year_dates_no_news() -> None:
    assert news_interval(date(2021, 1, 1), date(2021, 12, 31)) is None


def told_as_done(kind: str) -> EventClause:
    return EventClause(kind, None, "04", 0, 5, "words", 0, 20, "reported", 0.8)


def test_a_meeting_on_a_day_to_come_is_planned() -> None:
    clause = as_planned(told_as_done("CONSULT"), date(2021, 3, 12), PUBLISHED)
    assert clause is not None
    assert clause.modality == "planned"


def test_a_call_is_not_of_the_day_to_come_that_it_is_about() -> None:
    assert as_planned(told_as_done("REQUEST"), date(2021, 3, 12), PUBLISHED) is None


def test_what_was_done_up_to_the_day_of_publication_is_reported() -> None:
    clause = told_as_done("CONSULT")
    assert as_planned(clause, PUBLISHED, PUBLISHED) is clause

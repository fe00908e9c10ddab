"""TIMEX3 values and the days they cover."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.text.timex_values import interval_of, move, value_of

DAYS = st.dates(date(1600, 1, 1), date(2399, 12, 31))
UNITS = st.sampled_from(["D", "W", "WE", "M", "Q", "H", "Y", "E", "C"])


@given(DAYS, UNITS)
def test_a_value_round_trips_to_its_interval(day: date, unit: str) -> None:
    value = value_of(day, unit)
    interval = interval_of(value)
    assert interval is not None
    assert value_of(interval.earliest, unit) == value == value_of(interval.latest, unit)


@given(DAYS, UNITS)
def test_intervals_of_one_unit_do_not_overlap(day: date, unit: str) -> None:
    interval = interval_of(value_of(day, unit))
    assert interval is not None
    following = interval_of(value_of(interval.latest + timedelta(days=8 if unit == "WE" else 1), unit))
    assert following is not None
    assert following.earliest > interval.latest


@pytest.mark.parametrize(
    ("value", "earliest", "latest"),
    [
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2020-W53", date(2020, 12, 28), date(2021, 1, 3)),
        ("2021-W01-WE", date(2021, 1, 9), date(2021, 1, 10)),
        ("2021-W01-3", date(2021, 1, 6), date(2021, 1, 6)),
        ("2020-WI", date(2020, 12, 1), date(2021, 2, 28)),
        ("2020-Q4", date(2020, 10, 1), date(2020, 12, 31)),
        ("199", date(1990, 1, 1), date(1999, 12, 31)),
        ("19", date(1900, 1, 1), date(1999, 12, 31)),
        ("2021-01-10TEV", date(2021, 1, 10), date(2021, 1, 10)),
    ],
)
def test_a_value_covers_its_days(value: str, earliest: date, latest: date) -> None:
    assert interval_of(value) == (earliest, latest)


@pytest.mark.parametrize("value", ["P2D", "PRESENT_REF", "XXXX-11-09", "2021-02-30", "2021-W54", "", "XXXX-WXX-1"])
def test_what_names_no_days_has_no_interval(value: str) -> None:
    assert interval_of(value) is None


def test_a_month_on_from_its_last_day_is_the_last_day() -> None:
    assert move(date(2021, 1, 31), 1, "M") == date(2021, 2, 28)

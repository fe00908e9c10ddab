"""Feasts: the day each falls on."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.text.holidays import easter, holiday_in


@pytest.mark.parametrize(
    "sunday", [date(1954, 4, 18), date(2000, 4, 23), date(2008, 3, 23), date(2016, 3, 27), date(2038, 4, 25)]
)
def test_easter_is_the_sunday_of_the_calendar(sunday: date) -> None:
    assert easter(sunday.year) == sunday


@pytest.mark.parametrize(
    ("year", "feast", "day"),
    [
        (2016, "12-25", date(2016, 12, 25)),
        (2014, "E+39", date(2014, 5, 29)),
        (2016, "11-W4-4", date(2016, 11, 24)),
        (2014, "05-W5-1", date(2014, 5, 26)),
    ],
)
def test_a_feast_is_a_day_of_the_year_of_a_month_or_from_easter(year: int, feast: str, day: date) -> None:
    assert holiday_in(year, feast) == day


def test_a_feast_written_otherwise_is_refused() -> None:
    with pytest.raises(ValueError, match="isoformat"):
        holiday_in(2016, "midsummer")

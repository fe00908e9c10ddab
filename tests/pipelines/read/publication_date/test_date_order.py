"""Whether days in digits begin with the month."""

from __future__ import annotations

from datetime import date

import pytest

from tests.pipelines.read.publication_date.dated_texts import ENGLISH, english, publish


@pytest.mark.parametrize(
    ("printed", "language", "day"),
    [
        ("Published: 12/04/2015 3:20 PM EST", "en", date(2015, 12, 4)),
        ("Posted 03/05/2019 11:05 a.m. (PDT)", "en", date(2019, 3, 5)),
        ("Updated 6:07 PM ET, 03/05/2019", "en", date(2019, 3, 5)),
        ("Published: 12/04/2015", "en-US", date(2015, 12, 4)),
        ("Published: 12/04/2015", "en_us", date(2015, 12, 4)),
        ("Published: 04/12/2015 15:20", "en-GB", date(2015, 12, 4)),
        ("Posted 04/12/2015 3:20 PM", "en-AU", date(2015, 12, 4)),
    ],
)
def test_region_and_zone_say_whether_the_month_comes_first(printed: str, language: str, day: date) -> None:
    assert publish(english(printed, language)).on == day


def test_a_national_address_outweighs_the_default_region_of_a_template() -> None:
    published = publish(english("Published: 04/12/2015", "en-US"), url="https://gazette.co.uk/line")
    assert published.on != date(2015, 4, 12)


def test_a_zone_behind_a_clock_tells_the_order_in_a_dump() -> None:
    dump = f"The line is voted\nPublished: 12/04/2015 3:20 PM EST\n{ENGLISH}\n{ENGLISH}"
    assert publish(dump, "text/plain").on == date(2015, 12, 4)

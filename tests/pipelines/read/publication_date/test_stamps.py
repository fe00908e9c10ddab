"""Whatever a machine writes for a date, it costs that date at most."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.read.publication_date.markup import MarkupDate
from pipelines.read.publication_date.stamps import read_stamp
from pipelines.read.publication_date.time_zone import infer_utc_offset

STAMPS = st.from_regex(r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:?[0-9]{2})?\Z")
MAIL_DATES = st.from_regex(r"\A(Mon, )?[0-9]{1,30} Jan [0-9]{1,6} [0-9]{2}:[0-9]{2}:[0-9]{2} [+-][0-9]{4}\Z")


@given(STAMPS | MAIL_DATES | st.text(max_size=60))
def test_no_stamp_makes_it_fail(value: str) -> None:
    stamp = read_stamp(value)
    if stamp:
        infer_utc_offset([MarkupDate("json-ld", "published", value, stamp, 0, 0)])


@pytest.mark.parametrize("clock", ["23:59:60", "24:00:01", "25:61:61"])
def test_a_second_that_no_clock_shows_costs_the_clock(clock: str) -> None:
    stamp = read_stamp(f"2016-12-31T{clock}Z")
    assert stamp is not None
    assert stamp.day == date(2016, 12, 31)
    assert infer_utc_offset([MarkupDate("json-ld", "published", f"2016-12-31T{clock}Z", stamp, 0, 0)]) is None

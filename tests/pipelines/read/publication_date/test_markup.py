"""Dates that markup states are read in one look at the page."""

from __future__ import annotations

from collections.abc import Callable

from pipelines.read.publication_date.markup import find_markup_dates
from tests.operations import growth


def test_many_scripts_of_linked_data_are_told_from_others_by_where_they_stand() -> None:
    def work(n: int) -> Callable[[], object]:
        script = '<script type="application/ld+json">{"datePublished": "2024-05-03"}</script>'
        source = "".join([script] * n)
        assert {date.source for date in find_markup_dates(source)} == {"json-ld"}
        return lambda: list(find_markup_dates(source))

    assert growth(work, 50) < 5


def test_a_time_element_may_state_its_moment_as_content() -> None:
    (found,) = find_markup_dates('<time content="2021-03-04T09:30:00+01:00" itemprop="datePublished">04.03.21</time>')
    assert (found.source, found.detail, found.surface) == ("time", "published", "2021-03-04T09:30:00+01:00")

"""What the words before a printed date say of it."""

from __future__ import annotations

import pytest

from pipelines.read.publication_date.labels import label_features
from pipelines.read.publication_date.printed import find_printed_dates


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Publié le 3 mars 2021", "label-published"),
        ("Mis à jour le : 3 mars 2021", "label-updated"),
        ("Veröffentlicht am 3. März 2021", "label-published"),
        ("Publié par la rédaction, le 3 mars 2021", "label-date"),
        ("le 3 mars 2021", "label-date"),
    ],
)
def test_a_preposition_says_what_the_word_right_before_it_does(line: str, label: str) -> None:
    (printed,) = find_printed_dates(line)
    assert label_features(line, printed) == [label]


def test_no_label_no_feature() -> None:
    (printed,) = find_printed_dates("3 mars 2021")
    assert label_features("3 mars 2021", printed) == []

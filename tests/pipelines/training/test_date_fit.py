"""The fit of the weights of the clues."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from pipelines.read.publication_date.observations import Clue
from pipelines.text.timex_values import Interval
from pipelines.training.date_fit import Choices, Document, fit

STATED, PRINTED = date(2021, 3, 4), date(2021, 3, 9)


def document(right: date) -> Document:
    clues = [
        Clue(source, ("day",), str(day), Interval(day, day), "day")
        for source, day in (("stated", STATED), ("shown", PRINTED))
    ]
    return Document("a.example", right, clues)


def margin(*documents: Document) -> float:
    choices = Choices.collect(documents)
    weights = dict(zip(choices.names, fit(choices, np.ones(len(documents), bool)), strict=True))
    return float(weights["stated:day"] - weights["shown:day"])


def test_the_chance_of_a_right_day_nobody_names_is_that_of_none() -> None:
    choices = Choices.collect([document(STATED), document(date(2020, 1, 1))])
    chances, _ = choices.score(np.zeros(len(choices.names)))
    assert choices.chance_of_right(chances) == pytest.approx([1 / 3, 1 / 3])
    chances, _ = choices.score(np.full(len(choices.names), 3.0))
    named, unnamed = choices.chance_of_right(chances)
    assert named > 0.4
    assert unnamed < 0.1


def test_a_few_pages_labelled_wrongly_bend_the_weights_little(monkeypatch: pytest.MonkeyPatch) -> None:
    documents = [document(STATED)] * 90 + [document(PRINTED)] * 3
    with_doubt = margin(*documents)
    monkeypatch.setattr("pipelines.training.date_fit.DOUBT", 0.0)
    assert with_doubt > margin(*documents) > 0

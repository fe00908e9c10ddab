"""What the judges of names learn from: the press by offsets, translations in one fold."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from pipelines.analyse.mentions.candidate_features import TYPES
from pipelines.training import name_texts
from pipelines.training.name_texts import NEVER_LEARNED, _fold

PRESS = Path(name_texts.__file__).with_name("named_documents") / "ntrex.jsonl"


def test_names_of_the_press_stand_apart_and_in_order() -> None:
    documents = [json.loads(line) for line in PRESS.read_text(encoding="utf-8").splitlines()]
    assert len({document["doc"] for document in documents}) == len(documents) == 246
    for document in documents:
        assert all(one[1] <= other[0] for one, other in pairwise(document["names"]))
        assert all(start < end and kind in TYPES for start, end, kind in document["names"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ntrex", "ntrex-017-fr"), ("en_ntrex", "ntrex-017-en")),
        (("fr_pud_news", "pudfr:n01001"), ("en_uner_pud", "puden:n01001")),
    ],
)
def test_a_text_and_its_translation_are_in_one_fold(one: tuple[str, str], other: tuple[str, str]) -> None:
    folds = [_fold({"source": source, "id": text_id}) for source, text_id in (one, other)]
    assert folds[0] == folds[1] != NEVER_LEARNED


def test_a_source_that_may_not_be_passed_on_is_never_learned_from() -> None:
    assert _fold({"source": "fenec-information", "id": "fenec:1"}) == NEVER_LEARNED

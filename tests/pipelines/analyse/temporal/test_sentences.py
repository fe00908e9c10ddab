"""Sentences walked through by grammar, each with every expression of time, its TIMEX3 type and its value."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from pipelines.analyse.temporal.timexes import find_timexes
from pipelines.corpus.dating.timex_resolution import resolve_timexes
from pipelines.records.dates import PublicationDate

SENTENCES = Path(__file__).with_name("sentences.txt")
MARK = re.compile(r"\[([^|\]]+)\|([A-Z]+)\|([^\]]+)\]")


def read_sentences() -> list[list[str]]:
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    return [line.split("|", 3) for line in lines if line and not line.startswith("#")]


ROWS = read_sentences()


@pytest.mark.parametrize(
    ("language", "written", "marked"),
    [row[1:] for row in ROWS],
    ids=[f"{row[0]}-{row[1]}-{number}" for number, row in enumerate(ROWS)],
)
def test_every_expression_of_a_sentence_is_found_typed_and_resolved(language: str, written: str, marked: str) -> None:
    day = date.fromisoformat(written)
    published = PublicationDate(on=day, earliest=day, latest=day, precision="day")
    found = resolve_timexes(find_timexes(MARK.sub(r"\1", marked), language), published)
    assert [(timex.surface, timex.type, timex.value) for timex in found] == MARK.findall(marked)

"""Datelines, which are no part of what is told."""

from __future__ import annotations

import pytest

from pipelines.analyse.events.datelines import dateline_spans
from pipelines.analyse.temporal.timexes import find_timexes


@pytest.mark.parametrize(
    ("text", "language", "dateline"),
    [
        ("MOSCOU, 11 janv. (Agence) - La Russie proteste.", "fr", "MOSCOU, 11 janv. (Agence) -"),
        ("22 mai 2012. - Une fusée a décollé.", "fr", "22 mai 2012. -"),
        ("Publié le 27 septembre 2009\nLa foule s'est rassemblée.", "fr", "Publié le 27 septembre 2009"),
        ("MADRID, October 27, 2009 - Pirates seized a ship.", "en", "MADRID, October 27, 2009 -"),
    ],
)
def test_place_and_date_before_the_text_are_a_dateline(text: str, language: str, dateline: str) -> None:
    found = {text[start:end].strip() for start, end in dateline_spans(text, find_timexes(text, language))}
    assert dateline in found


@pytest.mark.parametrize("text", ["Le 3 mai, la Grèce a protesté.", "La Grèce a protesté le 3 mai à Paris."])
def test_a_date_within_a_sentence_is_none(text: str) -> None:
    assert dateline_spans(text, find_timexes(text, "fr")) == []

"""Quotations, their cue and speaker."""

from __future__ import annotations

from pipelines.analyse.mentions.mentions import find_mentions
from pipelines.analyse.parsing import parse
from pipelines.analyse.quotations import find_quotations
from pipelines.records.analysis import Quotation


def read(text: str, language: str = "fr") -> tuple[Quotation, ...]:
    doc = parse(text, language)
    return find_quotations(text, doc, language, find_mentions(text, doc, language))


def speaker(text: str, quotation: Quotation) -> str | None:
    if quotation.speaker_start is None or quotation.speaker_end is None:
        return None
    return text[quotation.speaker_start : quotation.speaker_end]


def test_words_between_marks_are_a_direct_quotation() -> None:
    text = "« Nous ne céderons pas sur la pêche », a déclaré Anna Berg."
    (quotation,) = read(text)
    assert quotation.text == "Nous ne céderons pas sur la pêche"
    assert text[quotation.start : quotation.end] == quotation.text
    assert (quotation.is_direct, quotation.cue, speaker(text, quotation)) == (True, "déclaré", "Anna Berg")


def test_english_marks_are_read_too() -> None:
    text = '"We will not give up the islands," Anna Berg said on Monday.'
    (quotation,) = read(text, "en")
    assert quotation.is_direct
    assert speaker(text, quotation) == "Anna Berg"


def test_a_reported_clause_is_indirect_speech() -> None:
    text = "Anna Berg a affirmé que la Norvège ne céderait pas."
    (quotation,) = read(text)
    assert not quotation.is_direct
    assert quotation.text.startswith("que la Norvège")
    assert speaker(text, quotation) == "Anna Berg"


def test_a_term_in_marks_is_no_quotation() -> None:
    assert read("Le « brexit » a surpris Londres.") == ()


def test_marks_suffice_without_a_parse() -> None:
    text = "„Мы не уступим никогда“, сказал он. «Мы не уступим никогда», сказал он."
    found = find_quotations(text, None, "ru", ())
    assert all(text[q.start : q.end] == q.text for q in found)
    assert len(found) == 2

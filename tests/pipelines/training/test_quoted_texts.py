"""Texts with annotated speakers, and what is learned from them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipelines.training import quoted_texts
from pipelines.training.quotation_speakers import quoted_of
from pipelines.training.quoted_texts import QuotedText, in_paragraphs


def test_a_quotation_over_lines_is_one_paragraph() -> None:
    text = '"The quay is safe.\nWe checked it," said Anna Berg.\nIt rained.'
    assert in_paragraphs(text) == '"The quay is safe. We checked it," said Anna Berg.\nIt rained.'


def test_a_paragraph_that_opens_the_quotation_again_stays_its_own() -> None:
    text = '"The quay is safe.\n"We checked it," said Anna Berg.'
    assert in_paragraphs(text) == text


def test_an_annotation_of_another_text_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = {"doc": "a", "said": [[3, 9, [[0, 2]]]], "none": [], "terms": []}
    (tmp_path / "own.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    (tmp_path / "ntrex.jsonl").write_text("", encoding="utf-8")
    monkeypatch.setattr(quoted_texts, "_ANNOTATED", tmp_path)
    monkeypatch.setattr(quoted_texts, "_own_texts", lambda: {"a": {"lang": "en", "text": "Anna Berg is here."}})
    with pytest.raises(ValueError, match="a: nothing is quoted at"):
        list(quoted_texts.read_texts(tmp_path))


def test_who_is_named_where_the_annotation_says_so_spoke() -> None:
    text = "Anna Berg met Jan Novak. “The quay is safe for all,” Berg said."
    start = text.index("The quay")
    said = {(start, start + len("The quay is safe for all,")): [(0, len("Anna Berg"))]}
    (quoted,) = quoted_of(QuotedText("a", "en", text, said, set()))
    assert quoted.spoke is not None
    assert len(quoted.spoke) == 1
    assert quoted.ruled in quoted.spoke


def test_all_annotations_of_our_own_fit_their_texts(tmp_path: Path) -> None:
    texts = list(quoted_texts.read_texts(tmp_path))
    assert len(texts) > 100
    assert all(text.id.startswith("own-") for text in texts)

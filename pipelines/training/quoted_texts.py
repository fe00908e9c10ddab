"""Texts whose quotations are annotated with their speakers: what the judge of speakers learns from.

``quoted_documents/own.jsonl`` annotates texts of ``event_documents``, which are our own; ``ntrex.jsonl`` the press of
NTREX-128 in English and French (`pipelines.training.ntrex` reads its text; the annotation is CC BY-SA 4.0 as that is).
A line a document: ``said`` has the start and end of what is quoted and the places that name who said it, ``none`` what
the text does not say who said, ``terms`` the words between marks that are nobody's, all by their characters.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.analyse.quotations.marks import quoted_spans
from pipelines.analyse.universal_tree import Span
from pipelines.training import ntrex
from pipelines.training.annotated_events import document_group

_HERE = Path(__file__).parent
_ANNOTATED = _HERE / "quoted_documents"
_OWN = _HERE / "event_documents"
#: A quotation of the press closes so many lines below the one that opens it at most.
_MOST_LINES = 8
_MARKS = {"«": "»", "“": "”", '"': '"'}
_STARTS_QUOTED = re.compile(r"\s*[«“\"]")


@dataclass(frozen=True)
class QuotedText:
    """A text, the places that name the speaker of each quotation (none where it does not say), and what is nobody's."""

    id: str
    language: str
    text: str
    said: dict[Span, list[Span]]
    terms: set[Span]

    @property
    def group(self) -> str:
        """What is learned from together or not at all: a text and its translation."""
        return document_group(self.id)


def read_texts(data: Path) -> Iterator[QuotedText]:
    """The annotated texts; those of the press where ``DIR/ntrex`` holds their words."""
    press = {text["id"]: text | {"text": in_paragraphs(text["text"])} for text in ntrex.read_texts(data / "ntrex")}
    for name, texts in (("own.jsonl", _own_texts()), ("ntrex.jsonl", press)):
        for record in _records(_ANNOTATED / name):
            if record["doc"] in texts:
                yield _text(record, texts[record["doc"]])


def in_paragraphs(text: str) -> str:
    """A text of a sentence a line, each quotation in one paragraph as in print; every other character stays."""
    lines = text.split("\n")
    paragraphs: list[str] = []
    at = 0
    while at < len(lines):
        paragraph, at = lines[at], at + 1
        last = min(at + _MOST_LINES, len(lines))
        while (mark := _left_open(paragraph)) and at < last:
            rest = lines[at:last]
            if _STARTS_QUOTED.match(rest[0]) or not any(_MARKS[mark] in line for line in rest):
                break
            paragraph, at = f"{paragraph} {rest[0]}", at + 1
        paragraphs.append(paragraph)
    return "\n".join(paragraphs)


def _left_open(paragraph: str) -> str | None:
    """The mark of a quotation that a paragraph does not close."""
    mark: str | None = None
    for at, sign in enumerate(paragraph):
        if mark is None:
            opens = sign != '"' or (not paragraph[at - 1 : at].isalnum() and paragraph[at + 1 : at + 2].strip())
            mark = sign if sign in _MARKS and opens else None
        elif sign == _MARKS[mark]:
            mark = None
    return mark


def _own_texts() -> dict[str, dict[str, Any]]:
    return {record["id"]: record for path in _OWN.glob("*/docs.jsonl") for record in _records(path)}


def _records(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _text(record: dict[str, Any], text: dict[str, Any]) -> QuotedText:
    said = {(start, end): [(a, b) for a, b in named] for start, end, named in record["said"]}
    said |= {(start, end): [] for start, end in record["none"]}
    terms = {(start, end) for start, end in record["terms"]}
    known = {(span.start, span.end) for span in quoted_spans(text["text"])}
    lost = (said.keys() | terms) - known
    if lost:
        raise ValueError(f"{record['doc']}: nothing is quoted at {sorted(lost)}: the text is another")
    return QuotedText(record["doc"], text["lang"], text["text"], said, terms)

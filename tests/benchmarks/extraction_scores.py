"""How extraction is scored: token F1, snippets, titles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from pipelines.read.classifier.tokens import tokens
from pipelines.training.block_labels import token_f1, without_headline

_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"\w+")


def page_f1(text: str, gold_text: str, title: str | None) -> float:
    """Token F1 of a page, headline left out on both sides."""
    return token_f1(tokens(without_headline(text, title)), tokens(without_headline(gold_text, title)))


def snippet_counts(text: str, wanted: Sequence[str], unwanted: Sequence[str]) -> tuple[int, int, int]:
    """True positives, false positives and false negatives of trafilatura's kind of test."""
    flat = _flat(text)
    hits = sum(_flat(snippet) in flat for snippet in wanted)
    return hits, sum(_flat(snippet) in flat for snippet in unwanted), len(wanted) - hits


def same_title(found: str | None, gold: str) -> bool:
    """Equal but for case, punctuation and width of characters."""
    return _title_key(found or "") == _title_key(gold)


def _flat(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def _title_key(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())

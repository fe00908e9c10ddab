"""How extraction is scored: token F1, snippets, titles."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from pipelines.clean.labels import tokens

_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"\w+")
#: Among so many first lines a headline is looked for.
_HEADLINE_LINES = 5
_SAME_HEADLINE = 0.9


def token_f1(found: Sequence[str], wanted: Sequence[str]) -> float:
    """Bag-of-words F1; of two empty texts 1."""
    if not found or not wanted:
        return float(not found and not wanted)
    shared = sum((Counter(found) & Counter(wanted)).values())
    return 2 * shared / (len(found) + len(wanted))


def without_headline(text: str, title: str | None) -> str:
    """The text without the line that is its headline, for data sets differ on whether it belongs."""
    wanted = tokens(title or "")
    if not wanted:
        return text
    lines = text.split("\n")
    filled = [at for at, line in enumerate(lines) if line.strip()]
    for at in filled[:_HEADLINE_LINES]:
        if token_f1(tokens(lines[at]), wanted) >= _SAME_HEADLINE:
            return "\n".join(lines[:at] + lines[at + 1 :])
    return text


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

"""The words beside a printed date that say what happened on it: "Published", "Updated", a signature."""

from __future__ import annotations

import re
from functools import cache

from pipelines.languages.bylines import all_byline_words
from pipelines.read.publication_date.printed import PrintedDate

#: A label stands within so many signs before its date.
REACH = 32


@cache
def _labels() -> dict[str, re.Pattern[str]]:
    by_kind: dict[str, set[str]] = {}
    for words in all_byline_words():
        for kind, labels in words.date_labels.items():
            by_kind.setdefault(kind, set()).update(labels)
    return {kind: re.compile(rf"(?<!\w)(?:{_any_of(labels)})(?!\w)", re.IGNORECASE) for kind, labels in by_kind.items()}


def _any_of(words: set[str]) -> str:
    """A pattern of words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def label_features(text: str, printed: PrintedDate) -> list[str]:
    """Return what the nearest label before the date on its line, or alone above it, says."""
    before = text[max(0, printed.start - REACH) : printed.start]
    labels = [(match, kind) for kind, pattern in _labels().items() for match in pattern.finditer(before)]
    name = _nearest(before, sorted(labels, key=_from_far))
    after = text[printed.end : printed.end + REACH].split("\n", maxsplit=1)[0].lstrip()
    behind = ["said-published"] if _labels()["published"].search(after) else []
    author = _labels()["author"].match(after)
    if author is not None and after[author.end() :].lstrip()[:1].isupper():
        behind.append("signed")
    return [f"label-{name}", *behind] if name else behind


def _from_far(label: tuple[re.Match[str], str]) -> tuple[int, int, str]:
    """The nearest ends last; of two that end together, the longer."""
    match, kind = label
    return match.end(), -match.start(), kind


def _nearest(before: str, labels: list[tuple[re.Match[str], str]]) -> str | None:
    """Return the kind of the last of the labels; of "Publié le" that of its first word."""
    if not labels:
        return None
    last, kind = labels[-1]
    earlier = [label for label in labels[:-1] if label[0].end() <= last.start()]
    if kind == "date" and earlier:
        match, said = earlier[-1]
        return kind if before[match.end() : last.start()].strip(" :") else said
    return kind

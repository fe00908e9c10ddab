"""The words beside a printed date that say what happened on it: "Published", "Updated", a signature."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from pipelines.read.publication_date.printed import PrintedDate

#: A label stands within so many signs before its date.
REACH = 32


@cache
def _labels() -> dict[str, re.Pattern[str]]:
    source = resources.files(__package__).joinpath("labels.toml").read_text(encoding="utf-8")
    return {
        kind: re.compile(
            r"(?<!\w)(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + r")(?!\w)",
            re.I,
        )
        for kind, words in tomllib.loads(source).items()
    }


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

"""The words beside a printed date that say what happened on it: "Published", "Updated", a signature, an answer."""

from __future__ import annotations

import re
from functools import cache
from operator import attrgetter

from pipelines.languages.bylines import all_byline_words, words_of_all
from pipelines.read.metadata.bylines import LEAD_IN, OF_DATES
from pipelines.read.publication_date.month_names import weekdays
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
    if (author is not None and after[author.end() :].lstrip()[:1].isupper()) or _is_signed_before(text, printed):
        behind.append("signed")
    if _is_answered(text, printed.end):
        behind.append("answered")
    return [f"label-{name}", *behind] if name else behind


#: "By Anne Morel - Le Courrier -": who signs, before the day that ends the line or its first sentence.
_SIGNATURE = re.compile(r"(?:[^\W\d_][\w'’.&-]*(?:[ \t]*[,/|•·–—-][ \t]*|[ \t]+)){2,16}")
_SIGNED_REACH, _LEAST_NAMES = 120, 2
_LINE_ENDS = re.compile(r"[ \t]*(?:\n|\.(?:\s|$)|$|[|•·–—-][ \t])")


def _is_signed_before(text: str, printed: PrintedDate) -> bool:
    """Whether the line of a date begins with who signs it, and goes on with nothing else."""
    start = text.rfind("\n", max(0, printed.start - _SIGNED_REACH), printed.start) + 1
    lead = LEAD_IN.match(text, start, printed.start) if start or printed.start <= _SIGNED_REACH else None
    if lead is None or not _LINE_ENDS.match(text, printed.end):
        return False
    signature = _SIGNATURE.fullmatch(text, lead.end(), printed.start)
    words = re.findall(r"[^\W\d_]+", signature[0]) if signature else []
    return sum(word.casefold() not in OF_DATES and word.casefold() not in weekdays() for word in words) >= _LEAST_NAMES


#: "4 May 2023 at 7:12 | Reply", or below it "Anne Morel says:": a line of so few words beside the day of a comment.
_ANSWER_WORDS, _TO_ANSWER = 5, 120
_SAID = re.compile(r"[^\W\d_]+(?: ?:)?")
_BELOW = re.compile(r"\s*\n\s*([^\n]{1,80})(?:\n|$)")


@cache
def _answers() -> frozenset[str]:
    return frozenset(words_of_all(attrgetter("answers")))


def _is_answered(text: str, end: int) -> bool:
    """Whether what follows a day on its line, or the short line below, lets readers answer or says that one writes."""
    rest = text[end : end + _TO_ANSWER].partition("\n")[0]
    below = _BELOW.match(text, end + len(rest)) if len(rest) < _TO_ANSWER else None
    said = _said(rest)[:_ANSWER_WORDS]
    said_below = _said(below[1]) if below else []
    return not _answers().isdisjoint(said if len(said_below) > _ANSWER_WORDS else said + said_below)


def _said(line: str) -> list[str]:
    return [word.replace(" ", "").casefold() for word in _SAID.findall(line)]


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

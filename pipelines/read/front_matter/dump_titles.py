"""The lines that may be the headline of a dump, where no markup names it, and what can be told of each.

They stand around the start of the body. `dump_headline` chooses among them by
words shared with the body, place, shape, and what the lines after them are.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from pipelines.read.classifier.classify import Verdict
from pipelines.read.features import lexicon
from pipelines.read.rules.captions import captions
from pipelines.read.rules.context_rules import is_tag_list
from pipelines.read.rules.phrase_rules import line_role
from pipelines.read.rules.promo_blocks import ticker
from pipelines.read.rules.repeated_lines import teasers
from pipelines.read.segmentation.text_blocks import Document, TextBlock
from pipelines.text.counts import Floats

COLUMNS = (
    "in_body",
    "in_lead",
    "distance",
    "after",
    "near",
    "words",
    "short",
    "long",
    "ends_sentence",
    "ends_quoted",
    "digits",
    "date",
    "path",
    "bullet",
    "repeated",
    "contained",
    "probability",
    "kept",
    "upper_case",
    "begins_lower",
    "capitals",
    "colon",
    "brackets",
    "few_long_words",
    "byline_cue",
    "boilerplate_cue",
    "prose_next",
    "short_before",
    "date_follows",
    "byline_follows",
    "summary_follows",
    "best",
    "rivals",
    "better_rivals",
    "first_good",
    "apart",
    "words_of_lead",
)
AT = {name: column for column, name in enumerate(COLUMNS)}
#: Lines before the body, inside its head and after its end that are looked at; around it, for a headline that repeats.
_BEFORE, _INSIDE, _BEHIND, _AROUND = 90, 6, 4, 150
_MAX_WORDS, _MAX_CHARACTERS = 45, 400
PROSE_WORDS, _SUMMARY_WORDS = 12, 45
#: The end of a sentence and the beginning of the next.
_SENTENCES = re.compile(r"[^\W\d_]{3}[.!?…]\s+[A-ZÀ-Þ«“\"]")
#: "… à Washington, le 14 mars 2022.": a caption or a sentence.
_DATED_SENTENCE = re.compile(r"\b\d{1,2}(?:er)? [^\W\d_]{3,10} (?:19|20)\d\d\b.*\.$")
#: Below so many paragraphs of a text a line heads a part of it; so many lines with bullets are a list.
_OPENED, _LISTED = 2, 3
_WORD = re.compile(r"\w+")
_PATH = re.compile(r"[>›»|]\s|\s/\s|/\w+/|://")
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[:hH]\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}")
_BULLET = re.compile(r"[*+•·▪‣◦○●■←→#–—-]\s|\d{1,2}[.)]\s")
_BYLINE = lexicon.CUE["byline"]
_BOILERPLATE = sum(bit for kind, bit in lexicon.CUE.items() if kind != "byline")


class Candidates(NamedTuple):
    """The rows of the blocks that may be the headline, and their columns, (n_rows, len(COLUMNS))."""

    rows: list[int]
    values: Floats


def candidates(document: Document, verdict: Verdict, start: int) -> Candidates:
    """The lines that may be the headline; none when nothing is kept."""
    blocks = document.blocks
    kept = [int(row) for row in verdict.kept.nonzero()[0]]
    if not kept:
        return Candidates([], np.zeros((0, len(COLUMNS)), np.float32))
    end = kept[-1]
    prose = [row for row in kept if verdict.n_words[row] >= PROSE_WORDS] or kept
    inside = min(start + _INSIDE, len(blocks))
    near = range(max(start - _BEFORE, 0), inside)
    behind = range(max(end - 1, inside), min(end + _BEHIND, len(blocks)))
    others = {*teasers(blocks), *ticker(blocks), *captions(blocks, kept[0])}
    first_kept = {blocks[row].text: row for row in reversed(kept)}
    rows = [
        row
        for row in (*near, *behind)
        if _may_be_title(blocks[row])
        and not _is_listed(blocks, row)
        and row not in others
        and (verdict.kept[row] or first_kept.get(blocks[row].text, row) >= row)
        and not ((row > start or len(kept) == 1) and _SENTENCES.search(blocks[row].text))
        and not (row < end and sum(start <= above < row for above in prose) >= _OPENED)
    ]
    body = set(_long_words(" ".join(blocks[row].text for row in prose)))
    lead = set(_long_words(" ".join(blocks[row].text for row in prose[:4])))
    around = blocks[max(start - _AROUND, 0) : start + _AROUND]
    said = Counter(normal(block.text) for block in around if len(block.text) <= _MAX_CHARACTERS)
    spoken = "\n".join(said)
    usual = float(np.median([blocks[row].blank_before for row in near])) if near else 0.0
    values = np.zeros((len(rows), len(COLUMNS)), np.float32)
    for at, row in enumerate(rows):
        features = _of_line(blocks[row].text, body, lead)
        features |= _of_company(document, verdict, row)
        key = normal(blocks[row].text)
        features["apart"] = float(blocks[row].blank_before > usual)
        features["words_of_lead"] = min(len(lead.intersection(_long_words(blocks[row].text))), 6) / 6
        gap = start - row
        features["distance"] = float(np.log1p(max(gap, 0)))
        features["near"] = float(0 < gap <= 6)
        features["after"] = float(gap < 0) + float(row >= inside)
        features["repeated"] = float(said[key] > 1)
        features["contained"] = float(" " in key and spoken.count(key) > 1)
        values[at] = [features.get(name, 0.0) for name in COLUMNS]
    _compare(values)
    return Candidates(rows, values)


def normal(text: str) -> str:
    """The words of a text without case, width and punctuation."""
    if text.isascii():
        return " ".join(_WORD.findall(text.lower()))
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def _long_words(text: str) -> list[str]:
    return [word for word in normal(text).split() if len(word) > 3 or not word.isascii()]


def _length(text: str) -> int:
    """Words; in a script without spaces, a third of the characters."""
    n_words = len(text.split())
    return max(n_words, len(text) // 3) if n_words < 3 and not text.isascii() else n_words


def _may_be_title(block: TextBlock) -> bool:
    text = block.text
    if not 6 <= len(text) <= _MAX_CHARACTERS:
        return False
    if line_role(text) is not None or is_tag_list(text) or _DATED_SENTENCE.search(text):
        return False
    return (len(text) >= 10 and 2 <= len(text.split()) <= _MAX_WORDS) or (not text[:40].isascii() and len(text) <= 80)


def _is_listed(blocks: Sequence[TextBlock], row: int) -> bool:
    """Whether a line stands among others with bullets: a menu."""
    around = blocks[max(row - 1, 0) : row + 2]
    return len(around) == _LISTED and all(block.tag == "li" for block in around)


def _share(words: Sequence[str], known: set[str]) -> float:
    return sum(word in known for word in words) / len(words) if words else 0.0


def _of_line(text: str, body: set[str], lead: set[str]) -> dict[str, float]:
    """What the line itself says."""
    words, long_words, length = text.split(), _long_words(text), _length(text)
    return {
        "in_body": _share(long_words, body),
        "in_lead": _share(long_words, lead),
        "words": min(length, 16) / 8,
        "short": float(length < 4),
        "long": max(length - 16, 0) / 8,
        "ends_sentence": float(text[-1] in ".;,…:"),
        "ends_quoted": float(text[-1] in "»”?!"),
        "digits": sum(character.isdigit() for character in text) / len(text),
        "date": float(_DATE.search(text) is not None),
        "path": float(_PATH.search(text) is not None),
        "bullet": float(_BULLET.match(text) is not None),
        "upper_case": float(text.isupper()),
        "begins_lower": float(text[0].islower() or not text[0].isalnum()),
        "capitals": sum(word[0].isupper() for word in words) / len(words),
        "colon": float(":" in text[3:-3]),
        "brackets": float("(" in text or "©" in text),
        "few_long_words": float(len(long_words) < 2),
    }


def _of_company(document: Document, verdict: Verdict, row: int) -> dict[str, float]:
    """What the classifier says of the line, and what stands around it."""
    blocks, n_words = document.blocks, verdict.n_words
    cues = lexicon.without_prose(int(verdict.cues[row]), blocks[row].text)
    following = range(row + 1, min(row + 5, len(blocks)))
    short = [after for after in following if n_words[after] < 16]
    return {
        "probability": float(verdict.probability[row]),
        "kept": float(verdict.kept[row]),
        "byline_cue": float(bool(cues & _BYLINE)),
        "boilerplate_cue": float(bool(cues & _BOILERPLATE)),
        "prose_next": float(row + 1 < len(blocks) and n_words[row + 1] >= PROSE_WORDS),
        "short_before": float(row == 0 or n_words[row - 1] <= 4),
        "date_follows": float(any(_DATE.search(blocks[after].text[:60]) for after in short)),
        "byline_follows": float(any(int(verdict.cues[after]) & _BYLINE for after in short if after < row + 4)),
        "summary_follows": float(any(PROSE_WORDS <= n_words[after] <= _SUMMARY_WORDS for after in following[:2])),
    }


def _compare(values: Floats) -> None:
    """Fill the columns that set a line against the other candidates."""
    if not len(values):
        return
    lead, words = values[:, AT["in_lead"]], values[:, AT["words"]]
    merit = lead * np.minimum(words, 1.5)
    values[:, AT["best"]] = merit >= merit.max() - 1e-9
    is_before = (values[:, AT["distance"]] > 0) & (values[:, AT["bullet"]] == 0)
    good = is_before & (values[:, AT["in_body"]] >= 0.5) & (words >= 0.5)
    for at in range(len(values)):
        later = good[at + 1 :]
        values[at, AT["rivals"]] = min(int(later.sum()), 6) / 3
        values[at, AT["better_rivals"]] = min(int((later & (lead[at + 1 :] >= lead[at])).sum()), 6) / 3
        values[at, AT["first_good"]] = float(good[at] and not good[max(at - 4, 0) : at].any())

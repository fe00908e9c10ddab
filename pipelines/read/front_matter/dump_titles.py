"""The lines that may be the headline of a dump, where no markup names it, and what can be told of each.

They stand around the start of the body. `dump_headline` chooses among them by
words shared with the body, place, shape, and what the lines after them are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from pipelines.languages.lines import line_words
from pipelines.languages.patterns import one_of
from pipelines.read.features import lexicon
from pipelines.read.rules.captions import captions
from pipelines.read.rules.line_context import LineContext
from pipelines.read.rules.line_rules import LineFacts
from pipelines.read.rules.promo_blocks import speaks_of_itself, tickers
from pipelines.read.rules.repeated_lines import repeated_teasers
from pipelines.read.rules.tag_lines import is_tag_list
from pipelines.text.counts import Floats
from pipelines.text.normalise import plain_words
from pipelines.text.scripts import pieces
from pipelines.text.units import PARAGRAPH_WORDS

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
#: The longest headline, in words and in signs, and the longest summary below it, in words.
_MAX_WORDS, _MAX_CHARACTERS, _SUMMARY_WORDS = 45, 400, 45
#: The shortest headline in signs, of any script and of one that parts words; the longest in a script that does not.
_MIN_CHARACTERS, _SPACED_CHARACTERS, _UNSPACED_CHARACTERS = 6, 10, 80
#: The lead is so many paragraphs; a line so few rows before the body is near it; one of fewer words is short.
_LEAD, _NEAR, _SHORT = 4, 6, 16
#: The end of a sentence and the beginning of the next.
_SENTENCES = re.compile(r"[^\W\d_]{3}[.!?…]\s+[A-ZÀ-Þ«“\"]")
#: "… à Washington, le 14 mars 2022.": a caption or a sentence.
_DATED_SENTENCE = re.compile(
    rf"\b\d{{1,2}}{one_of(line_words(lambda words: words.dates.day_endings))}? [^\W\d_]{{3,10}} (?:19|20)\d\d\b.*\.$"
)
#: Below so many paragraphs of a text a line heads a part of it; so many lines with bullets are a list.
_OPENED, _LISTED = 2, 3
#: What no headline begins with: the rest of a line whose beginning stands elsewhere.
_NO_BEGINNING = ".,;:)!?%"
_PATH = re.compile(r"[>›»|]\s|\s[·•]\s|[│｜〉]|\s/\s|/\w+/|://")
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[:hH]\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}")
_BULLET = re.compile(r"[*+•·▪▫‣◦○●■□◆◇△▲▼►←→#–—-]\s|\d{1,2}[.)]\s")
_BYLINE = lexicon.CUE["byline"]
_BOILERPLATE = sum(bit for kind, bit in lexicon.CUE.items() if kind != "byline")


class Candidates(NamedTuple):
    """The rows of the lines that may be the headline, and their columns, (n_rows, len(COLUMNS))."""

    rows: list[int]
    values: Floats


class Reach(NamedTuple):
    """The rows that are looked at: before a text and in its head, and around its end."""

    near: range
    behind: range

    @classmethod
    def of(cls, context: LineContext, start: int, before: int) -> Reach:
        """Those of a text that begins at row `start`, so many before it at most."""
        n_lines, end = len(context.lines), context.kept[-1]
        inside = min(start + _INSIDE, n_lines)
        return cls(range(max(start - before, 0), inside), range(max(end - 1, inside), min(end + _BEHIND, n_lines)))


class _Surroundings(NamedTuple):
    """What candidates are held against: the long words of the body and of its lead, and the lines around."""

    body: set[str]
    lead: set[str]
    lines: Counter[str]
    text: str
    usual_blank: float


def candidates(context: LineContext, start: int) -> Candidates:
    """The lines that may be the headline of a text that begins at row `start`; none when nothing is kept."""
    if not context.kept:
        return Candidates([], np.zeros((0, len(COLUMNS)), np.float32))
    reach = Reach.of(context, start, _BEFORE)
    rows = likely_rows(context, start, reach)
    return Candidates(rows, describe(context, start, rows, reach, lead_of(context)))


def likely_rows(context: LineContext, start: int, reach: Reach) -> list[int]:
    """The rows within reach, near the start of a text or behind it, that may be its headline for what they say."""
    near = range(max(start - _BEFORE, reach.near.start), reach.near.stop)
    return _candidate_rows(context, start, (*near, *reach.behind))


def describe(context: LineContext, start: int, rows: Sequence[int], reach: Reach, lead: set[str]) -> Floats:
    """The columns of some rows, held against the lead, the lines near and one another."""
    around = _surroundings(context, start, reach.near, lead)
    values = np.zeros((len(rows), len(COLUMNS)), np.float32)
    for at, row in enumerate(rows):
        line = context.lines[row]
        long_words = _long_words(line.plain)
        features = _of_line(line.text, long_words, around) | _of_company(context, row)
        features |= _of_place(start - row, row >= reach.near.stop) | _of_repeats(line, long_words, around)
        values[at] = [features.get(name, 0.0) for name in COLUMNS]
    _compare(values)
    return values


def _candidate_rows(context: LineContext, start: int, rows: Iterable[int]) -> list[int]:
    """Those of some rows that may be the headline."""
    lines, kept = context.lines, set(context.kept)
    prose = context.prose or context.kept
    others = {*repeated_teasers(context), *tickers(context), *captions(context)}
    first_kept = {lines[row].text: row for row in reversed(context.kept)}

    def may_head(row: int) -> bool:
        is_copy = row not in kept and not lines[row].is_centred and first_kept.get(lines[row].text, row) < row
        has_sentences = (row > start or len(kept) == 1) and _SENTENCES.search(lines[row].text) is not None
        is_deep = row < context.kept[-1] and sum(start <= above < row for above in prose) >= _OPENED
        return not (is_copy or has_sentences or is_deep)

    return [
        row
        for row in rows
        if _may_be_title(lines[row]) and not _is_listed(lines, row) and row not in others and may_head(row)
    ]


def _surroundings(context: LineContext, start: int, near: Sequence[int], lead: set[str]) -> _Surroundings:
    prose = context.prose or context.kept
    around = context.lines[max(start - _AROUND, 0) : start + _AROUND]
    lines = Counter(line.plain for line in around if len(line.text) <= _MAX_CHARACTERS)
    return _Surroundings(
        set(_long_words(plain_words(context.text_of(prose)))),
        lead,
        lines,
        "\n".join(lines),
        float(np.median([context.lines[row].blank_before for row in near])) if near else 0.0,
    )


def lead_of(context: LineContext) -> set[str]:
    """The longer words of the first paragraphs of a text."""
    return set(_long_words(plain_words(context.text_of((context.prose or context.kept)[:_LEAD]))))


def share_of(plain: str, known: set[str]) -> float:
    """The share of a line's longer words that are among the known ones."""
    return _share(_long_words(plain), known)


def _long_words(plain: str) -> list[str]:
    """The words that tell what a line is about; of a script without spaces, the pairs of signs."""
    return [piece for word in plain.split() if len(word) > 3 or not word.isascii() for piece in pieces(word)]


def _length(text: str) -> int:
    """Words; in a script without spaces, a third of the characters."""
    n_words = len(text.split())
    return max(n_words, len(text) // 3) if n_words < 3 and not text.isascii() else n_words


def _may_be_title(line: LineFacts) -> bool:
    text = line.text
    if not _MIN_CHARACTERS <= len(text) <= _MAX_CHARACTERS:
        return False
    if (
        text[0] in _NO_BEGINNING
        or line.role is not None
        or is_tag_list(text)
        or _DATED_SENTENCE.search(text)
        or speaks_of_itself(text)
    ):
        return False
    is_spaced = len(text) >= _SPACED_CHARACTERS and 2 <= len(text.split()) <= _MAX_WORDS
    is_word = line.is_centred and text.isalpha()
    return is_spaced or is_word or (not text[:40].isascii() and len(text) <= _UNSPACED_CHARACTERS)


def _is_listed(lines: Sequence[LineFacts], row: int) -> bool:
    """Whether a line stands among others with bullets: a menu."""
    around = lines[max(row - 1, 0) : row + 2]
    return len(around) == _LISTED and all(line.is_list_item for line in around)


def _share(words: Sequence[str], known: set[str]) -> float:
    return sum(word in known for word in words) / len(words) if words else 0.0


def _of_line(text: str, long_words: Sequence[str], around: _Surroundings) -> dict[str, float]:
    """What the line itself says."""
    words, length = text.split(), _length(text)
    return {
        "in_body": _share(long_words, around.body),
        "in_lead": _share(long_words, around.lead),
        "words": min(length, 16) / 8,
        "short": float(length < 4),
        "long": max(length - 16, 0) / 8,
        "ends_sentence": float(text[-1] in ".;,…:。；，："),
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


def _of_place(gap: int, is_behind: bool) -> dict[str, float]:
    """How far a line is from the body: `gap` rows before it, or behind its head."""
    return {
        "distance": float(np.log1p(max(gap, 0))),
        "near": float(0 < gap <= _NEAR),
        "after": float(gap < 0) + float(is_behind),
    }


def _of_repeats(line: LineFacts, long_words: Sequence[str], around: _Surroundings) -> dict[str, float]:
    """What the lines around say of a line that they repeat, hold, or stand close to."""
    key = line.plain
    return {
        "apart": float(line.blank_before > around.usual_blank),
        "words_of_lead": min(len(around.lead.intersection(long_words)), 6) / 6,
        "repeated": float(around.lines[key] > 1),
        "contained": float(" " in key and around.text.count(key) > 1),
    }


def _of_company(context: LineContext, row: int) -> dict[str, float]:
    """What the classifier says of the line, and what stands around it."""
    lines, verdict = context.lines, context.verdict
    n_words = verdict.n_words
    cues = lexicon.without_prose(int(verdict.cues[row]), lines[row].text)
    following = range(row + 1, min(row + 5, len(lines)))
    short = [after for after in following if n_words[after] < _SHORT]
    return {
        "probability": float(verdict.probability[row]),
        "kept": float(verdict.kept[row]),
        "byline_cue": float(bool(cues & _BYLINE)),
        "boilerplate_cue": float(bool(cues & _BOILERPLATE)),
        "prose_next": float(row + 1 < len(lines) and n_words[row + 1] >= PARAGRAPH_WORDS),
        "short_before": float(row == 0 or n_words[row - 1] <= 4),
        "date_follows": float(any(_DATE.search(lines[after].text[:60]) for after in short)),
        "byline_follows": float(any(int(verdict.cues[after]) & _BYLINE for after in short if after < row + 4)),
        "summary_follows": float(any(PARAGRAPH_WORDS <= n_words[after] <= _SUMMARY_WORDS for after in following[:2])),
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

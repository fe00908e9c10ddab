"""Which code page an undeclared text is in: the languages of each vote for it.

The words are read by every code page; the letters that a page gives are judged
by the languages that were written in it. windows-1252 stays where no other
page gives clearly likelier words.
"""

from __future__ import annotations

import math
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from pipelines.ingest.letter_models import LetterModel, load_letter_model, spell
from pipelines.text.language_model import load_py3langid

#: So much of a document is looked at, and so many different words of it.
SAMPLE_BYTES = 65_536
SAMPLE_WORDS, SAMPLE_PLAIN_WORDS = 60, 30
LONGEST_WORD = 40

_NO_WORDS = re.compile(
    rb"<(?:script|style)\b.*?</(?:script|style)|<[^<>]{0,2000}>|&#?\w{1,8};|(?:https?://|www\.|[@#])\S+", re.I | re.S
)
_WORD = re.compile(rb"[A-Za-z\x80-\xff]+")

#: Below this mean of a sign's chance (its logarithm) the text is in no language of any page, as Chinese, Japanese and
#: Korean ones are.
LEAST_LIKELY = -6.4

#: Below this mean no page of Latin letters takes a text from the first: it is in a language nobody counted.
LEAST_LIKELY_LATIN = -4.6

#: A lead of so much over the next reading makes the odds e times as good: set by hand, on the careful side.
LEAD_SCALE = 10.0
HIGHEST_CONFIDENCE = 0.999

#: The words as one code page reads them.
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CodePage:
    """A code page that was chosen, and the chance that it is right where others read otherwise."""

    encoding: str
    confidence: float


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a page makes of the words; ``score`` is the logarithm of their chance, ``mean`` that of a sign."""

    page: str
    words: Words
    score: float
    mean: float


@dataclass(frozen=True, slots=True)
class _CodePages:
    languages: dict[str, tuple[str, ...]]
    prior: dict[str, float]
    first_only: frozenset[str]

    @property
    def first(self) -> str:
        return next(iter(self.languages))


@cache
def _load() -> _CodePages:
    source = tomllib.loads(resources.files(__package__).joinpath("code_pages.toml").read_text(encoding="utf-8"))
    languages = {page: tuple(listed.split()) for page, listed in source["pages"].items()}
    return _CodePages(languages, source["prior"], frozenset(source["first_page_only"]["languages"].split()))


def choose_code_page(content: bytes) -> CodePage | None:
    """Return the likeliest code page of single bytes, None when the text reads like no language in any.

    Pages that read the words alike are one choice, named by the first of them.
    """
    first = _load().first
    words, plain = _sample(content)
    if not words:
        return CodePage(first, HIGHEST_CONFIDENCE)
    readings = _read(words, plain)
    ranking = sorted(readings.values(), key=lambda reading: -reading.score)
    best = ranking[0]
    if best.mean < LEAST_LIKELY:
        return None
    if best.page != first and _is_latin(best.words) and _stays_first(best, plain):
        return CodePage(first, 0.5)
    lead = best.score - ranking[1].score if len(ranking) > 1 else math.inf
    return CodePage(best.page, round(min(HIGHEST_CONFIDENCE, 1 / (1 + math.exp(-lead / LEAD_SCALE))), 3))


def _stays_first(best: _Reading, plain: Words) -> bool:
    if best.mean < LEAST_LIKELY_LATIN:
        return True
    language, _ = load_py3langid().classify(" ".join(plain).lower())
    return language in _load().first_only


def _is_latin(words: Words) -> bool:
    return all(sign < "\u0370" or sign > "\u1dff" for word in words for sign in word)


def _sample(content: bytes) -> tuple[list[bytes], Words]:
    """Return the first different words that have a byte beyond ASCII, and of those that have none."""
    words: dict[bytes, None] = {}
    plain: dict[bytes, None] = {}
    for match in _WORD.finditer(_NO_WORDS.sub(b" ", content[:SAMPLE_BYTES])):
        kept, most = (plain, SAMPLE_PLAIN_WORDS) if match[0].isascii() else (words, SAMPLE_WORDS)
        if len(kept) < most:
            kept[match[0][:LONGEST_WORD]] = None
    return list(words), tuple(word.decode("ascii") for word in plain)


def _read(words: list[bytes], plain: Words) -> dict[Words, _Reading]:
    """Return the different readings of the words, each with its first code page."""
    pages = _load()
    together = b"\n".join(words)
    plain_scores = {
        language: _judge(plain, model if (model := load_letter_model(language)).is_latin else _first_model())
        for language in sorted({language for listed in pages.languages.values() for language in listed})
    }
    readings: dict[Words, _Reading] = {}
    for page, languages in pages.languages.items():
        read = tuple(together.decode(page, "replace").split("\n"))
        score = max(plain_scores[language] + _judge(read, load_letter_model(language)) for language in languages)
        mean = score / sum(len(word) + 1 for word in (*read, *plain))
        score += pages.prior.get(page, 0.0)
        known = readings.get(read)
        if known is None or score > known.score:
            readings[read] = _Reading(known.page if known else page, read, score, mean)
    return readings


def _first_model() -> LetterModel:
    pages = _load()
    return load_letter_model(pages.languages[pages.first][0])


def _judge(words: Words, model: LetterModel) -> float:
    """Return the logarithm of the chance of the words in a language."""
    spelled = [spell(word) for word in words]
    return sum(chance + sum(map(model.log_chance, triples)) for triples, chance in spelled)

"""Words that help to tell sentences from furniture, from data packs.

All languages are asked at once: cleaning comes before the language of a
document is known, and a page often holds furniture in another one.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

#: Kinds of furniture, in the order of their columns and bits.
CUES = (
    "share",
    "subscribe",
    "account",
    "related",
    "comment",
    "legal",
    "cookie",
    "credit",
    "byline",
    "navigation",
)
CUE = {kind: 1 << bit for bit, kind in enumerate(CUES)}

#: Cues are sought in so many words from the head of a block.
HEAD_WORDS = 24
HEAD_CHARACTERS = 192

_WORD = re.compile(r"\w+")


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))


def _phrases(pack: dict[str, Any], kind: str) -> list[str]:
    return [" ".join(phrase.split()) for phrase in pack.get(kind, "").split(",") if phrase.strip()]


STOPWORDS_OF = {language: frozenset(words.split()) for language, words in _load("stopwords.toml").items()}
STOPWORDS = frozenset().union(*STOPWORDS_OF.values())

_PACKS = _load("cues.toml")


def _spaced() -> dict[str, list[tuple[tuple[str, ...], int]]]:
    """First word → the phrases that begin with it and the bit of their kind."""
    index: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for pack in _PACKS.values():
        if pack.get("unspaced"):
            continue
        for kind in CUES:
            for phrase in _phrases(pack, kind):
                words = tuple(phrase.split())
                index.setdefault(words[0], []).append((words, CUE[kind]))
    return index


def _unspaced() -> tuple[re.Pattern[str], dict[str, int]]:
    bits: dict[str, int] = {}
    for pack in _PACKS.values():
        if pack.get("unspaced"):
            for kind in CUES:
                for phrase in _phrases(pack, kind):
                    bits[phrase] = bits.get(phrase, 0) | CUE[kind]
    return re.compile("|".join(map(re.escape, sorted(bits, key=len, reverse=True)))), bits


_SPACED = _spaced()
FIRST_WORDS = frozenset(_SPACED)
_UNSPACED, _UNSPACED_BITS = _unspaced()


def languages_said(text: str) -> Counter[str]:
    """How many function words of each language a text holds."""
    words = _WORD.findall(text.lower())
    return Counter({language: sum(word in known for word in words) for language, known in STOPWORDS_OF.items()})


def cue_bits(text: str, words: Sequence[str], unspaced: bool) -> int:
    """Which kinds of furniture the head of `text` speaks of, one bit each of `CUES`.

    `words` are the lower-cased words of the text. `unspaced` says that it holds
    ideographs, whose phrases have no word borders.
    """
    if len(text) > HEAD_CHARACTERS:
        words = _WORD.findall(text[:HEAD_CHARACTERS].lower())
    words = words[:HEAD_WORDS]
    found = 0
    if not FIRST_WORDS.isdisjoint(words):
        for position, word in enumerate(words):
            for phrase, bit in _SPACED.get(word, ()):
                if len(phrase) == 1 or tuple(words[position : position + len(phrase)]) == phrase:
                    found |= bit
    if unspaced:
        for match in _UNSPACED.findall(text[:60]):
            found |= _UNSPACED_BITS[match]
    return found

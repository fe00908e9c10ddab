"""Words that help to tell sentences from boilerplate, from data packs.

All languages are asked at once: cleaning comes before the language of a
document is known, and a page often holds boilerplate in another one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from typing import get_args

from pipelines.languages.boilerplate import CueKind, all_boilerplate

#: Kinds of boilerplate, in the order of their columns and bits.
CUES: tuple[CueKind, ...] = get_args(CueKind)
CUE = {kind: 1 << bit for bit, kind in enumerate(CUES)}

#: Cues are sought in so many words from the head of a block.
HEAD_WORDS = 24
HEAD_CHARACTERS = 192
#: In a text of no more words a word of prose is a cue wherever it stands.
FEW_WORDS = 4
_UNSPACED_HEAD = 60

_WORD = re.compile(r"\w+")


STOPWORDS_OF = {language: frozenset(pack.function_words) for language, pack in all_boilerplate().items()}
STOPWORDS = frozenset().union(*STOPWORDS_OF.values())


def _spaced() -> dict[str, list[tuple[tuple[str, ...], int]]]:
    """First word → the phrases that begin with it and the bit of their kind."""
    index: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for pack in all_boilerplate().values():
        if pack.is_unspaced:
            continue
        for kind, phrases in pack.cues.items():
            for phrase in phrases:
                words = tuple(phrase.split())
                index.setdefault(words[0], []).append((words, CUE[kind]))
    return index


def _unspaced() -> tuple[re.Pattern[str], dict[str, int]]:
    bits: dict[str, int] = {}
    for pack in all_boilerplate().values():
        if pack.is_unspaced:
            for kind, phrases in pack.cues.items():
                for phrase in phrases:
                    bits[phrase] = bits.get(phrase, 0) | CUE[kind]
    return re.compile("|".join(map(re.escape, sorted(bits, key=len, reverse=True)))), bits


#: Cues of one word that articles are full of, too.
PROSE_WORDS = frozenset(word for pack in all_boilerplate().values() for word in pack.prose_cues)
_SPACED = _spaced()
FIRST_WORDS = frozenset(_SPACED)
_UNSPACED, _UNSPACED_BITS = _unspaced()


_SAID_IN = {word: [language for language, known in STOPWORDS_OF.items() if word in known] for word in STOPWORDS}

#: Languages in which a sentence without a verb is a caption.
NOMINAL_CAPTIONS = frozenset(language for language, pack in all_boilerplate().items() if pack.has_nominal_captions)


def languages_said(text: str) -> Counter[str]:
    """How many function words of each language a text holds."""
    return Counter(language for word in _WORD.findall(text.lower()) if word in _SAID_IN for language in _SAID_IN[word])


def cue_bits(words: Sequence[str], at: int, end: int) -> int:
    """Which kinds of boilerplate the phrases speak of that begin with one word and end before another.

    One bit each of `CUES`; `words` are lower-cased.
    """
    found = 0
    for phrase, bit in _SPACED.get(words[at], ()):
        size = len(phrase)
        if size == 1 or (at + size <= end and tuple(words[at : at + size]) == phrase):
            found |= bit
    return found


def cue_bits_of_head(text: str) -> int:
    """The bits of all phrases in the head of a text."""
    words = _head(text)
    return _bits_at(words, range(len(words)))


def without_prose(bits: int, text: str) -> int:
    """The bits of a text but for those that words of its prose alone gave.

    A word such as "plus", "by" or "comment", French for "how", is a cue only at
    the beginning of a text or among few words. (The forests are given all bits:
    they know how long a text is, and out of fold they gain nothing by fewer.)
    """
    words = _head(text)
    if len(words) <= FEW_WORDS or PROSE_WORDS.isdisjoint(words[1:]):
        return bits
    prose = {at for at, word in enumerate(words) if at and word in PROSE_WORDS}
    others = _bits_at(words, [at for at in range(len(words)) if at not in prose])
    return bits & ~(_bits_at(words, prose) & ~others)


def _head(text: str) -> list[str]:
    return _WORD.findall(text[:HEAD_CHARACTERS].lower())[:HEAD_WORDS]


def _bits_at(words: list[str], places: Iterable[int]) -> int:
    return reduce(or_, (cue_bits(words, at, len(words)) for at in places), 0)


def unspaced_cue_bits(text: str) -> int:
    """The bits of the phrases at the head of a text in a script whose words have no borders."""
    found = 0
    for match in _UNSPACED.findall(text[:_UNSPACED_HEAD]):
        found |= _UNSPACED_BITS[match]
    return found

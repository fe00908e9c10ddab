"""How far apart two spellings of a name sound: an edit distance over sounds.

The costs are judgements of which letters languages trade when they spell a
foreign name (French ch, English sh, German sch for one sound; Russian г for h),
set by hand and checked on pairs of names.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipelines.text.transliteration import is_abjad, romanise

VOWELS = frozenset("aeiou")

# Letter groups and the sounds they may stand for, longest first. X is French,
# English or German ch, which is any of four sounds; H is kh; J is the voiced
# counterpart of S; C is tch.
_GRAPHEMES = tuple(
    (pair.split("=")[0], pair.split("=")[1])
    for pair in [
        "schtsch=S",
        "chtch=S",
        "shch=S",
        "tsch=C",
        "dsch=J",
        "tch=C",
        "dzh=J",
        "sch=S",
        "sh=S",
        "ch=X",
        "zh=J",
        "cz=C",
        "sz=S",
        "rz=J",
        "dj=J",
        "kh=H",
        "gh=g",
        "ph=f",
        "th=t",
        "qu=k",
        "gu=g",
        "ou=u",
        "oo=u",
        "ck=k",
        "ts=z",
        "tz=z",
        "x=ks",
        "q=k",
        "w=v",
        "y=i",
        "j=J",
    ]
)
_CLOSE = {
    **dict.fromkeys(("XS", "XC", "XH", "Hh", "JS"), 0.1),
    **dict.fromkeys(("Ji", "Xk", "sz", "fv", "uv", "eJ"), 0.2),
    **dict.fromkeys(("hg", "Hk", "Hg", "SC", "Jg", "JC", "cs", "ck", "kX", "zC"), 0.3),
    **dict.fromkeys(("dt", "sS", "zJ", "sC", "kg", "bp", "vb", "zS", "hk", "hX"), 0.5),
    **dict.fromkeys(("ou", "ei"), 0.1),
    **dict.fromkeys(("ae", "ao", "oe", "iu", "eu"), 0.25),
    **dict.fromkeys(("ai", "au", "io"), 0.4),
}
_CLOSE |= {pair[::-1]: cost for pair, cost in _CLOSE.items()}
#: What it costs when only one spelling has the sound; other sounds cost 1.
_SKIPPED = {"i": 0.2, "e": 0.3, "h": 0.25, "u": 0.35, "a": 0.4, "o": 0.4, "H": 0.6, "J": 0.7, "g": 0.9}
#: Scripts that write no vowels, and one letter for what Latin tells apart.
_ABJAD_SKIPPED = dict.fromkeys(VOWELS, 0.08)
_ABJAD_CLOSE = 0.15
_ABJAD_PAIRS = frozenset(
    ["bp", "pb", "fv", "vf", "fp", "pf", "gJ", "Jg", "Cs", "sC", "gk", "kg", "hH", "Hh", "zJ", "dt", "td"]
)
#: The distance, for one sound of the longer name, at which two names are as likely one as two.
EVEN_DISTANCE = 0.16


@lru_cache(maxsize=100_000)
def sounds_of(word: str) -> str:
    """The word as a string of sounds, doubled letters once."""
    letters = re.sub(r"(?<=\w)['’`ʹʼ]|['’`ʹʼ](?=\w)", "", romanise(word))
    sounds = []
    at = 0
    while at < len(letters):
        for group, sound in _GRAPHEMES:
            if letters.startswith(group, at) and (group != "gu" or letters[at + 2 : at + 3] in {"e", "i", "y"}):
                sounds.append(sound)
                at += len(group)
                break
        else:
            letter = letters[at]
            if letter == "c":
                letter = "s" if letters[at + 1 : at + 2] in {"e", "i", "y"} else "k"
            sounds.append(letter)
            at += 1
    text = re.sub(r"(.)\1+", r"\1", "".join(sounds))
    # French writes a mute e after a final n of foreign names (Poutine).
    return re.sub(r"(?<=[a-zA-Z]{2}n)e$", "", text)


@lru_cache(maxsize=200_000)
def sound_similarity(left: str, right: str) -> float:
    """1 for words of one sound, 0.5 where they are as likely one name as two, down to 0."""
    a, b = sounds_of(left), sounds_of(right)
    if a == b:
        return 1.0
    longest = max(len(a), len(b))
    if not a or not b:
        return 0.0
    distance = _distance(a, b, abjad=is_abjad(left) or is_abjad(right))
    return max(0.0, 1 - distance / longest / (2 * EVEN_DISTANCE))


def _distance(a: str, b: str, *, abjad: bool) -> float:
    skipped = {**_SKIPPED, **_ABJAD_SKIPPED} if abjad else _SKIPPED
    row = [0.0]
    for sound in b:
        row.append(row[-1] + skipped.get(sound, 1.0))
    for x in a:
        previous, row = row, [row[0] + skipped.get(x, 1.0)]
        for at, y in enumerate(b):
            row.append(
                min(
                    previous[at] + _swap(x, y, abjad=abjad),
                    previous[at + 1] + skipped.get(x, 1.0),
                    row[at] + skipped.get(y, 1.0),
                )
            )
    return row[-1]


def _swap(x: str, y: str, *, abjad: bool) -> float:
    if x == y:
        return 0.0
    if abjad and (x + y in _ABJAD_PAIRS or (x in VOWELS and y in VOWELS)):
        return _ABJAD_CLOSE
    return _CLOSE.get(x + y, 1.0)

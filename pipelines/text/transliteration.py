"""Names in Latin letters, and keys under which their spellings meet.

Transliterations differ by the language they were made for (Pachinian,
Pashinyan, Paschinjan). The key of a word forgets what they differ in: it is
equal for spellings of one sound, and the price is that some names share a key.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib import resources


@cache
def _read_letters() -> dict[str, str]:
    return tomllib.loads(resources.files(__package__).joinpath("letters.toml").read_text(encoding="utf-8"))


@cache
def _letters(table: str) -> dict[str, str]:
    pairs = (pair.split("=", 1) for pair in _read_letters()[table].split())
    return {letter: latin.replace("_", "") for letter, latin in pairs}


@cache
def _all_letters() -> dict[str, str]:
    tables = ("abjad", "cyrillic", "greek", "armenian", "latin")
    return {letter: latin for table in tables for letter, latin in _letters(table).items()}


# In this order: a letter group and the sound it is folded to.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"(?<=\w)['’`ʹʼ]|['’`ʹʼ](?=\w)", ""),
        (r"schtsch|chtch|shch|szcz|sc(?=h)", "S"),
        (r"tsch|tch|dzh|dsch|dj|cz|č|ć|ç|tj|dż|dź", "S"),
        (r"sch|sh|ch(?!r)|š|ş|zh|ž|ż|j(?=[aeou])|sz|sj|x(?=i)|q(?=i)", "S"),
        (r"kh|gh|ch|x(?=h)|h(?=h)", "k"),
        (r"ph|ff|w|v|f", "v"),
        (r"ck|qu|q|c(?![eiy])|g(?=u[eiy])", "k"),
        (r"gu(?=[eiy])|g", "k"),
        (r"ts|tz|zz|c|z|ss|s|ß", "s"),
        (r"th|tt|t|dd|d", "t"),
        (r"oo|ou|u|w|o", "u"),
        (r"(?:[iyjïî]|ie|iy|yi|ii|ij|ey|ei|ee|ea|ye|je|e|y)+", "i"),
        (r"eau|au", "u"),
        (r"[aáàâä]+h?", "a"),
        (r"(.)\1+", r"\1"),
    )
)


def is_abjad(word: str) -> bool:
    """Whether the word is written in a script without vowels."""
    return any(char in _letters("abjad") for char in word)


def romanise(word: str) -> str:
    """The word in lower-case Latin letters without accents; scripts not known here stay."""
    lowered = word.casefold()
    letters = _all_letters()
    mapped = "".join(letters.get(char, char) for char in lowered)
    decomposed = unicodedata.normalize("NFKD", mapped)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@lru_cache(maxsize=200_000)
def sound_key(word: str) -> str:
    """The key of one word: its sounds, vowels but for the first left out."""
    sounds = romanise(word)
    sounds = re.sub(r"(?<=[a-z])(?:ine)$", "in", sounds)
    for pattern, sound in _SOUNDS:
        sounds = pattern.sub(sound, sounds)
    skeleton = sounds[:1] + re.sub(r"[aiuh]", "", sounds[1:])
    skeleton = re.sub(r"^[iu]", "a", skeleton)
    return re.sub(r"(.)\1+", r"\1", skeleton)

"""Names in Latin letters, and keys under which their spellings meet.

Transliterations differ by the language they were made for (Pachinian,
Pashinyan, Paschinjan). The key of a word forgets what they differ in: it is
equal for spellings of one sound, and the price is that some names share a key.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўјљњћђџ",
        (
            "a b v g d e io j z i i k l m n o p r s t ou f kh ts tch ch chtch _ y _ e iou ia "
            "i i ie g ou i li ni tch dj dj"
        ).split(),
        strict=True,
    )
)
_GREEK = dict(
    zip("αβγδεζηθικλμνξοπρσςτυφχψω", "a v g d e z i th i k l m n x o p r s s t i f kh ps o".split(), strict=True)
)
_ARMENIAN = dict(
    zip(
        "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև",
        "a b g d e z e y t j i l kh ts k h dz gh tch m i n ch o tch p dj r s v t r ts v p k o f ev".split(),
        strict=True,
    )
)
# Arabic, Persian and Hebrew letters; vowels are mostly not written.
_ABJAD = dict(
    zip(
        "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئپچژگکیאבגדהוזחטיכךלמםנןסעפףצץקרשת",
        (
            "a b t s j h kh d d r z s sh s d t z a gh f k k l m n h u i a a a a i a u i p tch j g k i "
            "a b g d h u z h t i k k l m m n n s a p p ts ts k r sh t"
        ).split(),
        strict=True,
    )
)
_LETTERS = {**_ABJAD, **_CYRILLIC, **_GREEK, **_ARMENIAN, "_": "", "ø": "o", "ł": "l", "đ": "dj", "ı": "i", "ß": "ss", "æ": "e", "œ": "e", "ə": "a", "ð": "d", "þ": "th"}

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
    return any(char in _ABJAD for char in word)


def romanise(word: str) -> str:
    """The word in lower-case Latin letters without accents; scripts not known here stay."""
    lowered = word.casefold()
    mapped = "".join(_LETTERS.get(char, char) for char in lowered)
    decomposed = unicodedata.normalize("NFKD", mapped)
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return plain.replace("_", "")


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

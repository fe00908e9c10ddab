"""Names of months and weekdays in many languages, for dates printed on pages.

A page's boilerplate need not be in the article's language, so the names of all
languages stand in one table. They come from the Unicode CLDR through babel.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache, lru_cache
from importlib import resources
from itertools import groupby
from operator import itemgetter

from babel import Locale

#: Languages whose printed dates are read, the most spoken of news first: where
#: two languages give one word different months (Polish and Croatian
#: *listopad*), the earlier wins.
LANGUAGES = (
    "en", "fr", "de", "es", "it", "pt", "ru", "nl", "pl", "uk", "cs", "sk", "tr", "ar", "fa", "sv", "da",
    "nb", "fi", "hu", "ro", "el", "bg", "hr", "bs", "sr", "sl", "sq", "ca", "gl", "eu", "et", "lv", "lt",
    "is", "id", "ms", "vi", "fil", "az", "be", "mk", "ka", "hy", "he", "hi", "bn", "th", "zh", "ja",
    "ko",
)  # fmt: skip

#: Shorter than this a name is as likely another word.
_SHORTEST = 3

#: What CLDR has not: usual spellings without accents, older or shorter forms.
_MORE_MONTHS = {
    "sept": 9, "fév": 2,
    "fev": 2, "fevrier": 2, "aout": 8, "decembre": 12, "maerz": 3, "jänner": 1, "febr": 2, "juill": 7,
    "setiembre": 9, "marco": 3, "січня": 1, "subat": 2, "agustos": 8, "eylul": 9, "kasim": 11, "aralik": 12,
    "يناير": 1, "فبراير": 2, "مارس": 3, "أبريل": 4, "إبريل": 4, "ابريل": 4, "مايو": 5, "يونيو": 6, "يوليو": 7,
    "أغسطس": 8, "اغسطس": 8, "سبتمبر": 9, "أكتوبر": 10, "اكتوبر": 10, "نوفمبر": 11, "ديسمبر": 12,
    "جانفي": 1, "فيفري": 2, "أفريل": 4, "ماي": 5, "جوان": 6, "جويلية": 7, "أوت": 8,
    "كانون الثاني": 1, "شباط": 2, "آذار": 3, "نيسان": 4, "أيار": 5, "حزيران": 6, "تموز": 7, "آب": 8, "أيلول": 9,
    "تشرين الأول": 10, "تشرين الثاني": 11, "كانون الأول": 12,
}  # fmt: skip


def _fold(word: str) -> str:
    return word.lower().strip(" .").replace("’", "'")


@cache
def months(language: str | None = None) -> dict[str, int]:
    """Return month numbers by lower-cased name or abbreviation.

    All languages in one table, or those of ``language`` and English: in a
    French text "des" is no Norwegian December.
    """
    table = dict(_MORE_MONTHS)
    for code in LANGUAGES if language is None else (language, "en"):
        for forms in Locale.parse(code).months.values():
            for width in ("wide", "abbreviated"):
                for number, name in forms[width].items():
                    word = _fold(name)
                    if len(word) >= _SHORTEST and not word[0].isdigit():
                        table.setdefault(word, int(number))
    return table


#: So many signs tell the language of a text; its function words are at least
#: this share of them, and this many times those of any other language.
_SAMPLE, _LEAST_SHARE, _LEAST_LEAD = 8_000, 0.06, 2


@cache
def _function_words() -> dict[str, str]:
    source = resources.files(__package__).joinpath("words.toml").read_text(encoding="utf-8")
    return {word: language for language, words in tomllib.loads(source).items() for word in words}


def language_of_words(text: str) -> str | None:
    """Return the language whose function words a text is plainly made of, None where it is not plain."""
    return _language_of_sample(text[:_SAMPLE])


@lru_cache(maxsize=4)
def _language_of_sample(text: str) -> str | None:
    words = text.lower().split()
    counts = Counter(map(_function_words().get, words))
    del counts[None]
    (best, most), (_, second) = [*counts.most_common(2), (None, 0), (None, 0)][:2]
    return best if most and most >= _LEAST_SHARE * len(words) and most >= _LEAST_LEAD * second else None


@cache
def weekdays() -> dict[str, int]:
    """Return ISO weekday numbers (Monday 1) by lower-cased name, all languages in one."""
    table: dict[str, int] = {}
    for language in LANGUAGES:
        for forms in Locale.parse(language).days.values():
            for number, name in forms["wide"].items():
                table.setdefault(_fold(name), int(number) + 1)
    return {word: number for word, number in table.items() if word not in months()}


@cache
def first_words() -> frozenset[str]:
    """Return a word of each month's name: where none stands, no month is named."""
    return frozenset(words[0] for name in months() if (words := re.findall(r"[^\W\d_]{2,}", name)))


@cache
def month_pattern() -> str:
    """Return a pattern of all month names, the longest first."""
    return _pattern_of(sorted(months()))


def _pattern_of(words: list[str]) -> str:
    """Return a pattern of sorted words that reads each common head once: some 900 names, at the price of thirty."""
    tails = [
        re.escape(head) + _pattern_of([word[1:] for word in group])
        for head, group in groupby(filter(None, words), key=itemgetter(0))
    ]
    if not tails:
        return ""
    return f"(?:{'|'.join(tails)})" + ("" if all(words) else "?")

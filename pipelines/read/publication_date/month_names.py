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
from typing import NamedTuple

from babel import Locale

from pipelines.languages.boilerplate import all_boilerplate

#: Shorter than this a name is as likely another word.
_SHORTEST = 3


class _Settings(NamedTuple):
    """Whose names are read: languages in order, those read everywhere, and what CLDR has not."""

    languages: tuple[str, ...]
    everywhere: str
    buddhist_era: str
    more: dict[str, int]


@cache
def settings() -> _Settings:
    """What ``month_names.toml`` says, read once a process."""
    raw = tomllib.loads(resources.files(__package__).joinpath("month_names.toml").read_text(encoding="utf-8"))
    more = {word: int(number) for number, words in raw["more"].items() for word in words}
    return _Settings(tuple(raw["languages"]), raw["everywhere"], raw["buddhist_era"], more)


def _fold(word: str) -> str:
    return word.lower().strip(" .").replace("’", "'")


@cache
def months(language: str | None = None) -> dict[str, int]:
    """Return month numbers by lower-cased name or abbreviation.

    All languages in one table, or those of ``language`` and English: in a
    French text "des" is no Norwegian December.
    """
    table = dict(settings().more)
    for code in settings().languages if language is None else (language, settings().everywhere):
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
def _telling_words() -> dict[str, str]:
    return {word: language for language, pack in all_boilerplate().items() for word in pack.telling_words}


def language_of_words(text: str) -> str | None:
    """Return the language whose function words a text is plainly made of, None where it is not plain."""
    return _language_of_sample(text[:_SAMPLE])


@lru_cache(maxsize=4)
def _language_of_sample(text: str) -> str | None:
    words = text.lower().split()
    counts = Counter(map(_telling_words().get, words))
    del counts[None]
    (best, most), (_, second) = [*counts.most_common(2), (None, 0), (None, 0)][:2]
    return best if most and most >= _LEAST_SHARE * len(words) and most >= _LEAST_LEAD * second else None


@cache
def weekdays() -> dict[str, int]:
    """Return ISO weekday numbers (Monday 1) by lower-cased name, all languages in one."""
    table: dict[str, int] = {}
    for language in settings().languages:
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

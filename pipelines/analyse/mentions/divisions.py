"""Places with the division they lie in behind them in brackets ("Beaucaire (Gard)"), or the article of their name
before them in small letters ("la Mecque"); bodies known with such an article ("au Figaro")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pycountry

from pipelines.analyse.mentions.gazetteer import look_up
from pipelines.analyse.mentions.known_name import KnownName, fold_name, to_alpha3
from pipelines.analyse.mentions.name import GAZETTEER_CONFIDENCE, Name, names_beside
from pipelines.languages.names import Pack
from pipelines.text.words import fold_word

_BRACKET = re.compile(r" \(([^\W\d_][\w '’-]{1,30})\)")
#: One word in small letters between two names.
_CONJUNCTION = re.compile(r" [^\W\d_]{1,4} ")
_LONGEST_ARTICLE = 4


@cache
def _divisions(country: str) -> dict[str, KnownName]:
    """The divisions of a country (ISO 3166-1 alpha-2) by their folded names, short ones too."""
    return {
        fold_name(found.name): KnownName(found.name, "LOC", to_alpha3(country), known_as=f"iso3166-2:{found.code}")
        for found in pycountry.subdivisions
        if found.country_code == country
    }


def places_with_divisions(text: str, names: Sequence[Name], pack: Pack) -> list[Name]:
    """The names, with the divisions in brackets behind places; a place that has one is in its country."""
    if not pack.divisions_in_brackets:
        return list(names)
    divisions = _divisions(pack.divisions_in_brackets)
    read, found = [], []
    for name in names:
        bracket = _BRACKET.match(text, name.end) if _may_be_place(text, name, pack) else None
        division = divisions.get(fold_name(bracket[1])) if bracket is not None else None
        if bracket is None or division is None:
            read.append(name)
            continue
        found.append(Name(bracket.start(1), bracket.end(1), "LOC", GAZETTEER_CONFIDENCE, division))
        is_there = name.known is not None and name.known.country == division.country
        there = name.known if is_there else KnownName(text[name.start : name.end], "LOC", division.country)
        read.append(replace(name, type="LOC", known=there, confidence=GAZETTEER_CONFIDENCE))
    return sorted([*names_beside(read, found), *found], key=lambda name: name.start)


def _may_be_place(text: str, name: Name, pack: Pack) -> bool:
    """Whether a name is a place's, or an unknown body's that no noun in it tells."""
    words = text[name.start : name.end].replace("-", " ").split()
    is_open = name.type == "ORG" and name.known is None
    return name.type == "LOC" or (is_open and not any(fold_word(word) in pack.head_types for word in words))


def places_of_two_names(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, two places with a conjunction between them one where that is a place: "Trinidad" and "Tobago"."""
    read: list[Name] = []
    for name in names:
        before = read[-1] if read else None
        gap = text[before.end : name.start] if before is not None else ""
        if before is not None and before.type == name.type == "LOC" and _CONJUNCTION.fullmatch(gap):
            whole = look_up(text[before.start : name.end])
            if whole is not None and whole.type == "LOC":
                read[-1] = replace(before, end=name.end, known=whole, confidence=GAZETTEER_CONFIDENCE)
                continue
        read.append(name)
    return read


def with_articles(text: str, names: Sequence[Name], pack: Pack) -> list[Name]:
    """The names, unknown places with the article before them where it is of the name: "la Mecque".

    Of bodies only what is known with it: they are known without it too, so that it is none of the name.
    """
    return [_with_article(text, name, pack) for name in names]


def _with_article(text: str, name: Name, pack: Pack) -> Name:
    before = text[max(name.start - _LONGEST_ARTICLE, 0) : name.start]
    article = before[:-1].rpartition(" ")[2] if before.endswith(" ") else ""
    whole = pack.articles_of_lands.get(fold_word(article)) if name.known is None else None
    known = look_up(f"{whole} {text[name.start : name.end]}") if whole is not None else None
    if known is not None and known.type == "ORG":
        return replace(name, type="ORG", known=known)
    if name.type != "LOC" or name.known is not None or article not in pack.place_articles:
        return name
    start = name.start - len(article) - 1
    known = look_up(text[start : name.end])
    return name if known is None or known.type != "LOC" else replace(name, start=start, known=known)

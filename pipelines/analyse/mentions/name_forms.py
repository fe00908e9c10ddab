"""Names that are known by their form: ministries, elections, chambers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipelines.analyse.mentions.gazetteer import look_up
from pipelines.analyse.mentions.known_name import KnownName
from pipelines.analyse.mentions.name import NOUN_CONFIDENCE, REPEATED_CONFIDENCE, Name, Taken
from pipelines.languages.names import Pack
from pipelines.languages.world import read_world
from pipelines.text.words import Word, find_words, match_phrase

#: Words of a person's name behind an office at least, and of any at most.
_OFFICE_NAME_WORDS, _MOST_NAME_WORDS = 2, 4
#: A town, in capitals or known for one, a date or none, and an agency in brackets before a dash.
_DATELINE = re.compile(r"^([A-ZÀ-Þ][\w'’ .-]+)(?:, [^\n()]{3,30})? \(([A-ZÀ-Þ][^\n()]{1,30})\) [-–—]", re.MULTILINE)


def find_ministries(text: str, pack: Pack) -> list[Name]:
    """Bodies whose name begins in lower case: "ministère russe des Affaires étrangères"."""
    words = find_words(text)
    found = []
    for at in range(len(words)):
        head = match_phrase(pack.ministry_heads, words, at)
        if head is None:
            continue
        country = pack.demonym_at(words, head)
        after = country[0] if country else head
        end = after
        while (link := match_phrase(pack.ministry_linkers, words, end)) is not None:
            portfolio = pack.ministry_portfolios.match_at(words, link)
            if portfolio is None:
                break
            end = portfolio[0]
        if end > after:
            code = country[1] if country else None
            known = KnownName(text[words[at].start : words[end - 1].end], "ORG", code, "GOV")
            found.append(Name(words[at].start, words[end - 1].end, "ORG", REPEATED_CONFIDENCE, known))
    return found


def find_patterns(text: str, pack: Pack) -> list[Name]:
    """Names with a form of their own ("1997 Ruritanian general election")."""
    found: list[Name] = []
    taken = Taken()
    for kind, pattern in pack.name_patterns:
        for match in pattern.finditer(text):
            words = find_words(match.group())
            cut = words[1].start if len(words) > 2 and words[0].folded in pack.determiners else 0
            name = Name(match.start() + cut, match.end(), kind, REPEATED_CONFIDENCE)
            if taken.is_free(name.start, name.end):
                found.append(name)
                taken.add(name.start, name.end)
    return found


def with_agencies(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, with the agencies of datelines: "KABOUL, 15 août (Meridia) -", "Geneva (Northline) —"."""
    places = {name.start for name in names if name.type == "LOC"}
    lines = [match for match in _DATELINE.finditer(text) if match[1].isupper() or match.start() in places]
    spans = [match.span(2) for match in lines]
    others = [name for name in names if not any(name.start < end and start < name.end for start, end in spans)]
    found = {(name.start, name.end): name for name in names}
    told = [(found.get(span) or Name(*span, "ORG", REPEATED_CONFIDENCE), text[slice(*span)]) for span in spans]
    agencies = [replace(name, type="ORG", known=_known_agency(surface)) for name, surface in told]
    return sorted([*others, *agencies], key=lambda name: name.start)


def _known_agency(surface: str) -> KnownName:
    """What is known of an agency: at least that it is of the press."""
    known = look_up(surface)
    return (
        known
        if known is not None and known.type == "ORG"
        else KnownName(surface, "ORG", None, read_world()["sector_of_press"])
    )


def find_bodies(text: str, pack: Pack) -> list[Name]:
    """Bodies named by one noun with a capital, inside a sentence or after an article ("le Parlement")."""
    found = []
    words = find_words(text)
    for at, word in enumerate(words):
        if word.surface not in pack.capital_bodies or at == 0:
            continue
        before = words[at - 1]
        follows = at + 1 < len(words) and (words[at + 1].is_capital or pack.demonym_at(words, at + 1) is not None)
        if not follows and (before.folded in pack.determiners or before.surface.islower()):
            found.append(Name(word.start, word.end, "ORG", NOUN_CONFIDENCE))
    return found


def find_titled(text: str, pack: Pack) -> list[Name]:
    """Persons named behind a civility or an office: "el presidente francés, Emmanuel Macron", "la signora Rossi".

    What a model would find; a single name behind an office may be a place's or a party's.
    """
    words = find_words(text)
    found: list[Name] = []
    at = 0
    while at < len(words):
        first, fewest = _title_end(words, at, pack)
        end = first
        while end < len(words) and end - first < _MOST_NAME_WORDS and _goes_on(text, words, end):
            end += 1
        if first > at and end - first >= fewest:
            found.append(Name(words[first].start, words[end - 1].end, "PER", NOUN_CONFIDENCE))
        at = max(end, at + 1)
    return found


def _title_end(words: Sequence[Word], at: int, pack: Pack) -> tuple[int, int]:
    """Where a title that begins at a word ends, and the words a name behind it has at least; ``at`` for no title."""
    role = pack.roles.match_at(words, at)
    if role is not None and role[1].is_person:
        demonym = pack.demonym_at(words, role[0])
        end = demonym[0] if demonym else role[0]
        is_set_apart = end < len(words) and words[end].folded == ","
        return end + is_set_apart, _OFFICE_NAME_WORDS
    return (at + 1, 1) if words[at].folded in pack.civilities else (at, 1)


def _goes_on(text: str, words: Sequence[Word], at: int) -> bool:
    """Whether a word is one more of a name: a capital, a space away from the word before."""
    word = words[at]
    return word.is_capital and not word.surface.isupper() and text[words[at - 1].end : word.start] == " "

"""Demonyms that name no actor of their own: adjectives, and peoples."""

from __future__ import annotations

from pipelines.analyse.mentions.name import Taken
from pipelines.analyse.mentions.nominals import NOMINAL_CONFIDENCE
from pipelines.languages.names import Pack
from pipelines.records.analysis import Mention
from pipelines.text.words import Word

#: Role of a demonym that only qualifies; its confidence says how weak a mention it is.
DEMONYM = "demonym"
DEMONYM_CONFIDENCE = 0.5
#: Role of a people named by its demonym ("les Palestiniens").
PEOPLE = "people"
CIVILIANS = "civilians"


def find_demonyms(text: str, words: tuple[Word, ...], pack: Pack, taken: Taken) -> list[Mention]:
    """Demonym adjectives ("frappes russes", "Russian strikes") and prefixes ("arméno-") not in another mention."""
    found = []
    for at, word in enumerate(words):
        demonym = pack.demonym_at(words, at)
        country = demonym[1] if demonym is not None else None
        end = words[demonym[0] - 1].end if demonym is not None else word.end
        is_prefix = at + 1 < len(words) and words[at + 1].surface == "-"
        if country is None and is_prefix:
            country = pack.compound_demonyms.get(word.folded)
        if country is None or not taken.is_free(word.start, end) or _is_person(words, at, pack):
            continue
        found.append(
            Mention(
                word.start,
                end,
                text[word.start : end],
                "LOC",
                "nominal",
                DEMONYM_CONFIDENCE,
                country=country,
                role=DEMONYM,
            )
        )
    return found


def _is_person(words: tuple[Word, ...], at: int, pack: Pack) -> bool:
    """Whether a demonym with a capital is one person of a country: "le Portugais", "l'Allemande"."""
    return at > 0 and words[at].is_capital and words[at - 1].folded in pack.person_articles


def find_peoples(text: str, words: tuple[Word, ...], pack: Pack, taken: Taken) -> list[Mention]:
    """Peoples named by a capitalised plural demonym: "les Palestiniens", "Israelis".

    So many of them ("400 Français") are some of its civilians, not the people that stands for its state.
    """
    found = []
    for at, word in enumerate(words):
        demonym = pack.demonym_at(words, at) if word.is_capital else None
        if demonym is None or word.surface.isupper():
            continue
        end = words[demonym[0] - 1].end
        is_noun = word.folded.endswith(pack.people_endings) or (at > 0 and words[at - 1].folded in pack.people_articles)
        if not is_noun or _is_person(words, at, pack) or not taken.is_free(word.start, end):
            continue
        counted = at > 0 and (words[at - 1].surface.isdigit() or words[at - 1].folded in pack.numerals)
        found.append(
            Mention(
                word.start,
                end,
                text[word.start : end],
                "ORG" if counted else "MISC",
                "nominal",
                NOMINAL_CONFIDENCE,
                country=demonym[1],
                sector="CVL",
                role=CIVILIANS if counted else PEOPLE,
            )
        )
    return found

"""The names of a language: who acts in it and how it writes them (``names.toml``)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast, get_args

from pipelines.languages.loader import error_at, languages_with, read_record
from pipelines.languages.names_data import NamesData, Plurals
from pipelines.languages.world import read_world
from pipelines.records.analysis import MentionType
from pipelines.text.words import Phrase, PhraseTable, Word, fold_word, split_words

FILE = "names.toml"
#: The key of words that tell no sector.
NO_SECTOR = "none"


@dataclass(frozen=True, slots=True)
class RoleWord:
    """A noun that stands for an actor: "président" is president, GOV, one person; of a choir he is of no sector."""

    role: str
    sector: str | None
    is_person: bool
    is_plural: bool


@dataclass(frozen=True, eq=False)
class Pack:
    """What a language's data pack says, ready to be looked up.

    Keys of the tables are folded words (:func:`fold_word`). ``model`` is the
    spaCy pipeline that reads the language, empty where there is none.
    ``countries`` and ``world_names`` are what the language calls countries
    (ISO 3166-1 alpha-3) and places and bodies (their names in the world's
    data) beside the names of CLDR and of the world's data.
    """

    language: str
    model: str
    countries: Mapping[str, Sequence[str]]
    world_names: Mapping[str, Sequence[str]]
    conjunctions: frozenset[str]
    civilities: frozenset[str]
    abbreviations: frozenset[str]
    determiners: frozenset[str]
    not_names: frozenset[str]
    gazetteer_excluded: frozenset[str]
    name_articles: frozenset[str]
    capital_bodies: frozenset[str]
    head_types: dict[str, MentionType]
    head_sectors: dict[str, str]
    head_is_last: bool
    head_links: frozenset[str]
    called: PhraseTable[str | None]
    works: frozenset[str]
    texts_of_law: frozenset[str]
    named_after: frozenset[str]
    companions: tuple[str, ...]
    owner_links: frozenset[str]
    locatives: frozenset[str]
    centuries: frozenset[str]
    place_articles: frozenset[str]
    divisions_in_brackets: str
    committees: frozenset[str]
    chambers: frozenset[str]
    indefinite_articles: frozenset[str]
    public_heads: frozenset[str]
    international: frozenset[str]
    players: frozenset[Phrase]
    served: PhraseTable[str]
    told_links: frozenset[str]
    body_links: frozenset[str]
    leagues: frozenset[str]
    workers: frozenset[str]
    origin_links: frozenset[str]
    bare_links: frozenset[str]
    officers: PhraseTable[str]
    professions: PhraseTable[str | None]
    landforms: frozenset[str]
    articles_of_lands: Mapping[str, str]
    told_before: PhraseTable[str]
    told_behind: PhraseTable[str]
    name_patterns: tuple[tuple[MentionType, re.Pattern[str]], ...]
    name_suffixes: tuple[str, ...]
    name_linkers: frozenset[str]
    codes: frozenset[str]
    demonyms: PhraseTable[str]
    compound_demonyms: Mapping[str, str]
    roles: PhraseTable[RoleWord]
    possession_after: frozenset[Phrase]
    possession_before: frozenset[str]
    possession_words: frozenset[str]
    words_between: frozenset[str]
    plural_anaphors: frozenset[Phrase]
    bare_anaphors: frozenset[Phrase]
    plurals: Plurals
    demonyms_have_capitals: bool
    weak_roles: frozenset[Phrase]
    numerals: Mapping[str, int]
    people_endings: tuple[str, ...]
    people_articles: frozenset[str]
    person_articles: frozenset[str]
    adjectives_behind: frozenset[str]
    estranged: frozenset[str]
    ministry_heads: frozenset[Phrase]
    ministry_linkers: frozenset[Phrase]
    ministry_portfolios: PhraseTable[str]

    def demonym_at(self, words: Sequence[Word], at: int) -> tuple[int, str] | None:
        """The end and country of a demonym beginning at a word, written as the language writes them."""
        match = self.demonyms.match_at(words, at)
        if match is None or (self.demonyms_have_capitals and not words[at].is_capital):
            return None
        return match

    def demonym_before(self, words: Sequence[Word], end: int) -> tuple[int, str] | None:
        """The first word and the country of a demonym of one word or two that ends before a word."""
        for start in (end - 2, end - 1):
            found = self.demonym_at(words, start) if start >= 0 else None
            if found is not None and found[0] == end:
                return start, found[1]
        return None


def known_languages() -> tuple[str, ...]:
    """Languages that have a data pack, sorted."""
    return languages_with(FILE)


@cache
def load_pack(language: str | None) -> Pack | None:
    """The data pack of a language, None where there is none."""
    if language is None or language not in known_languages():
        return None
    raw = read_record(language, FILE, NamesData)
    person_roles = frozenset(read_world()["person_roles"])
    nominals = raw.nominals
    return Pack(
        language=language,
        model=raw.model,
        countries=raw.countries,
        world_names=raw.world_names,
        conjunctions=frozenset(raw.conjunctions),
        civilities=frozenset(map(fold_word, raw.civilities)),
        abbreviations=frozenset(raw.abbreviations),
        determiners=frozenset(map(fold_word, raw.determiners)),
        not_names=frozenset(map(fold_word, raw.not_names)),
        gazetteer_excluded=frozenset(raw.gazetteer_excluded),
        name_articles=frozenset(raw.names.articles),
        capital_bodies=frozenset(raw.names.capital_bodies),
        head_types={fold_word(word): kind for kind, words in raw.names.heads.items() for word in words},
        head_sectors={fold_word(word): sector for sector, words in raw.names.sectors.items() for word in words},
        head_is_last=raw.names.head_is_last,
        head_links=frozenset(raw.names.head_links),
        called=_by_sector(raw.names.called),
        works=frozenset(raw.names.works),
        texts_of_law=frozenset(raw.names.texts_of_law),
        named_after=frozenset(map(fold_word, raw.names.named_after)),
        companions=raw.names.companions,
        owner_links=frozenset(raw.names.owner_links),
        locatives=frozenset(raw.names.locatives),
        centuries=frozenset(map(fold_word, raw.names.centuries)),
        place_articles=frozenset(raw.names.place_articles),
        divisions_in_brackets=raw.names.divisions_in_brackets,
        committees=frozenset(map(fold_word, raw.names.committees)),
        chambers=frozenset(map(fold_word, raw.names.chambers)),
        indefinite_articles=frozenset(raw.names.indefinite_articles),
        public_heads=frozenset(map(fold_word, raw.names.public_heads)),
        international=frozenset(map(fold_word, raw.names.international)),
        players=frozenset(map(split_words, raw.names.players)),
        served=_by_phrase(raw.names.served),
        told_links=frozenset(map(fold_word, raw.names.told_links)),
        body_links=frozenset(map(fold_word, raw.names.body_links)),
        leagues=frozenset(map(fold_word, raw.names.leagues)),
        workers=frozenset(map(fold_word, raw.names.workers)),
        origin_links=frozenset(map(fold_word, raw.names.origin_links)),
        bare_links=frozenset(map(fold_word, raw.names.bare_links)),
        officers=_by_phrase({word: (word,) for word in raw.names.officers}),
        professions=_by_sector(raw.names.professions),
        landforms=frozenset(map(fold_word, raw.names.landforms)),
        articles_of_lands=raw.names.articles_of_lands,
        told_before=_by_phrase(raw.names.told_before),
        told_behind=_by_phrase(raw.names.told_behind),
        name_patterns=tuple((_mention_type(language, kind), re.compile(text)) for kind, text in raw.names.patterns),
        name_suffixes=tuple(raw.names.suffixes),
        name_linkers=frozenset(raw.names.linkers),
        codes=frozenset(raw.names.codes),
        demonyms=_read_demonyms(raw),
        compound_demonyms=raw.compound_demonyms,
        roles=_read_roles(raw, person_roles),
        possession_after=frozenset(map(_linker, raw.possession.after)),
        possession_before=frozenset(raw.possession.before),
        possession_words=frozenset(phrase[0] for phrase in map(_linker, raw.possession.after)),
        words_between=frozenset(map(fold_word, nominals.adverbs_between)),
        plural_anaphors=frozenset(map(split_words, nominals.plural_anaphors)),
        bare_anaphors=frozenset(map(split_words, nominals.bare_anaphors)),
        plurals=raw.plurals,
        demonyms_have_capitals=raw.demonyms_have_capitals,
        weak_roles=frozenset(map(split_words, nominals.weak)),
        numerals={fold_word(word): int(number) for number, words in nominals.numerals.items() for word in words},
        people_endings=nominals.people_endings,
        people_articles=frozenset(nominals.people_articles),
        person_articles=frozenset(raw.nominals.person_articles),
        adjectives_behind=frozenset(map(fold_word, raw.nominals.adjectives_behind)),
        estranged=frozenset(map(fold_word, nominals.estranged)),
        ministry_heads=frozenset(map(split_words, raw.ministry.heads)),
        ministry_linkers=frozenset(map(_linker, raw.ministry.linkers)),
        ministry_portfolios=PhraseTable({split_words(word): word for word in raw.ministry.portfolios}),
    )


def _mention_type(language: str, kind: str) -> MentionType:
    known = {name: name for name in get_args(MentionType)}
    if kind not in known:
        raise error_at(
            language, FILE, f'["{kind}"', f"expected one of {', '.join(known)} for a pattern, found {kind!r}"
        )
    return cast(MentionType, known[kind])


def all_packs() -> list[Pack]:
    """The data packs of all languages that have one, sorted by language."""
    return [pack for pack in map(load_pack, known_languages()) if pack is not None]


def _by_phrase(listed: Mapping[str, Sequence[str]]) -> PhraseTable[str]:
    return PhraseTable({split_words(phrase): value for value, phrases in listed.items() for phrase in phrases})


def _by_sector(listed: Mapping[str, Sequence[str]]) -> PhraseTable[str | None]:
    """Phrases by the sector that they tell, None for those listed as telling none."""
    told = {sector: None if sector == NO_SECTOR else sector for sector in listed}
    return PhraseTable({split_words(phrase): told[sector] for sector, phrases in listed.items() for phrase in phrases})


def _linker(phrase: str) -> Phrase:
    """The words of what stands before a name; an elided article is one only before a letter ("de l'")."""
    return split_words(f"{phrase}a")[:-1] if phrase.endswith("'") else split_words(phrase)


def _read_demonyms(raw: NamesData) -> PhraseTable[str]:
    table: dict[Phrase, str] = {}
    endings = sorted(raw.demonym_endings.items(), key=lambda item: -len(item[0]))
    for country, words in raw.demonyms.items():
        for word in words:
            table.setdefault(split_words(word), country)
            for ending, forms in endings:
                if word.endswith(ending):
                    stem = word[: len(word) - len(ending)]
                    for form in forms:
                        table.setdefault(split_words(stem + form), country)
                    break
    return PhraseTable(table)


def _read_roles(raw: NamesData, person_roles: frozenset[str]) -> PhraseTable[RoleWord]:
    table: dict[Phrase, RoleWord] = {}
    for sector, roles in raw.roles.items():
        for role, words in roles.items():
            is_person = role in person_roles
            for word in words:
                for form in (word, _feminine(word, raw)):
                    table.setdefault(split_words(form), RoleWord(role, sector, is_person, False))
                    plural = _inflect(form, raw.plural_endings, raw.inflected_word)
                    table.setdefault(split_words(plural), RoleWord(role, sector, is_person, True))
    return PhraseTable(table)


def _feminine(word: str, raw: NamesData) -> str:
    return _inflect(word, raw.feminine_endings, raw.inflected_word)


def _inflect(phrase: str, endings: Mapping[str, str], which: str) -> str:
    words = phrase.split(" ")
    at = 0 if which == "first" else len(words) - 1
    for ending in sorted(endings, key=len, reverse=True):
        if words[at].endswith(ending):
            words[at] = words[at][: len(words[at]) - len(ending)] + endings[ending]
            break
    return " ".join(words)

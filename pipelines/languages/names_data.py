"""What a file ``names.toml`` holds, as it is written; `names` makes a pack of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from pipelines.records.analysis import MentionType


@dataclass(frozen=True, slots=True)
class NameForms:
    """What names look like: words at their heads by type and sector, inside them, and around them."""

    articles: tuple[str, ...]
    capital_bodies: tuple[str, ...]
    head_is_last: bool
    head_links: tuple[str, ...]
    patterns: tuple[tuple[str, ...], ...]
    suffixes: tuple[str, ...]
    linkers: tuple[str, ...]
    codes: tuple[str, ...]
    heads: Mapping[MentionType, tuple[str, ...]]
    sectors: Mapping[str, tuple[str, ...]]
    named_after: tuple[str, ...] = ()
    companions: tuple[str, ...] = ()
    owner_links: tuple[str, ...] = ()
    locatives: tuple[str, ...] = ()
    centuries: tuple[str, ...] = ()
    place_articles: tuple[str, ...] = ()
    divisions_in_brackets: str = ""
    committees: tuple[str, ...] = ()
    chambers: tuple[str, ...] = ()
    indefinite_articles: tuple[str, ...] = ()
    public_heads: tuple[str, ...] = ()
    international: tuple[str, ...] = ()
    players: tuple[str, ...] = ()
    served: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    told_links: tuple[str, ...] = ()
    body_links: tuple[str, ...] = ()
    leagues: tuple[str, ...] = ()
    workers: tuple[str, ...] = ()
    origin_links: tuple[str, ...] = ()
    bare_links: tuple[str, ...] = ()
    called: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    works: tuple[str, ...] = ()
    texts_of_law: tuple[str, ...] = ()
    officers: tuple[str, ...] = ()
    professions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    landforms: tuple[str, ...] = ()
    articles_of_lands: Mapping[str, str] = field(default_factory=dict)
    told_before: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    told_behind: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Possession:
    """Words between a head and what it belongs to, by where that stands."""

    after: tuple[str, ...]
    before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plurals:
    """How plurals end, how words end that only look like one, and how offices end that several hold."""

    endings: tuple[str, ...]
    others: tuple[str, ...]
    offices: tuple[str, ...]

    def is_plural(self, word: str) -> bool:
        """Whether a word in small letters is a plural."""
        return word.endswith(self.endings) and not word.endswith(self.others)

    def are_many(self, office: Sequence[str]) -> bool:
        """Whether the words of an office, in small letters, are several persons': "former ministers"."""
        return office[0].endswith(self.endings) or office[-1].endswith(self.offices)

    def forms(self, word: str) -> Iterator[str]:
        """The plurals of a word, and what it may be a plural of."""
        yield from (word + ending for ending in self.endings)
        yield from (word.removesuffix(ending) for ending in self.endings if word.endswith(ending))


@dataclass(frozen=True, slots=True)
class Ministry:
    """Heads of ministries' names, the words that link them to what they look after, and that."""

    heads: tuple[str, ...]
    linkers: tuple[str, ...]
    portfolios: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Nominals:
    """Words of descriptions that name nobody: weak heads, plurals that stand for the parties, what stands between."""

    weak: tuple[str, ...]
    bare_anaphors: tuple[str, ...]
    plural_anaphors: tuple[str, ...]
    adverbs_between: tuple[str, ...]
    numerals: Mapping[Literal["2", "3", "4", "5", "6", "7", "8", "9"], tuple[str, ...]]
    people_endings: tuple[str, ...]
    people_articles: tuple[str, ...]
    person_articles: tuple[str, ...] = ()
    adjectives_behind: tuple[str, ...] = ()
    estranged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NamesData:
    """A file ``names.toml``, as it is written; the comments of the files say what each list is for."""

    civilities: tuple[str, ...]
    abbreviations: tuple[str, ...]
    conjunctions: tuple[str, ...]
    determiners: tuple[str, ...]
    not_names: tuple[str, ...]
    gazetteer_excluded: tuple[str, ...]
    demonyms_have_capitals: bool
    inflected_word: Literal["first", "last"]
    plurals: Plurals
    plural_endings: Mapping[str, str]
    feminine_endings: Mapping[str, str]
    possession: Possession
    names: NameForms
    ministry: Ministry
    demonyms: Mapping[str, tuple[str, ...]]
    demonym_endings: Mapping[str, tuple[str, ...]]
    compound_demonyms: Mapping[str, str]
    roles: Mapping[str, Mapping[str, tuple[str, ...]]]
    nominals: Nominals
    model: str = ""
    countries: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    world_names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

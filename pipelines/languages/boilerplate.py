"""What stands around articles in each language (``boilerplate.toml``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from pipelines.languages.loader import languages_with, read_record
from pipelines.records.document import RemovedRole

FILE = "boilerplate.toml"

#: What the lines around an article are for that single words tell: each kind is counted apart.
CueKind = Literal[
    "share",
    "subscribe",
    "account",
    "related",
    "comment",
    "legal",
    "cookie",
    "credit",
    "byline",
    "navigation",
]

#: Phrases by the role of the block they tell.
Phrases = Mapping[RemovedRole, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class PhraseTables:
    """Phrases that tell the role of a whole line.

    They stand at its beginning (``begins``), are all of it (``whole``), are the
    whole line outside the article only (``outside``), or stand anywhere among
    its first words (``holds``).
    """

    begins: Phrases = field(default_factory=dict)
    whole: Phrases = field(default_factory=dict)
    outside: Phrases = field(default_factory=dict)
    holds: Phrases = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AppealWords:
    """Words of paragraphs that ask readers for money, in forms as they stand; an appeal has one of each kind.

    ``readers`` address those who read, ``ours`` are said by those who write,
    ``giving`` is what is asked for, ``press`` says by or for what.
    """

    readers: tuple[str, ...] = ()
    ours: tuple[str, ...] = ()
    giving: tuple[str, ...] = ()
    press: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """The words of one language that tell an article's prose from what stands around it.

    ``telling_words`` are function words that tell the language from its
    neighbours; ``prose_cues`` are cues that articles are full of too;
    ``has_nominal_captions`` says that a sentence without a verb is a caption.
    """

    function_words: tuple[str, ...] = ()
    telling_words: tuple[str, ...] = ()
    comment_names: tuple[str, ...] = ()
    is_unspaced: bool = False
    has_nominal_captions: bool = False
    prose_cues: tuple[str, ...] = ()
    cues: Mapping[CueKind, tuple[str, ...]] = field(default_factory=dict)
    phrases: PhraseTables = field(default_factory=PhraseTables)
    appeals: AppealWords = field(default_factory=AppealWords)


@cache
def all_boilerplate() -> Mapping[str, Boilerplate]:
    """The words of every language that has a file, by ISO 639-1 code.

    All languages are asked at once: blocks are judged before the language of
    their document is known, and a page often holds blocks in another one.
    """
    return {language: read_record(language, FILE, Boilerplate) for language in languages_with(FILE)}

"""How each language introduces somebody's words (``quotations.toml``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pipelines.languages.loader import languages_with, read_record

FILE = "quotations.toml"


@dataclass(frozen=True, slots=True)
class QuotationWords:
    """The words that say who speaks.

    ``cue_verbs`` are lemmas of verbs that introduce words quoted or reported;
    ``source_phrases`` stand before a source ("according to"); ``pronouns`` are
    the subjects that stand for a speaker named before; ``inverted_pronouns``
    are glued behind a verb ("-t-il"); ``conjunctions`` open reported speech.
    ``people`` and ``bodies`` are lemmas of nouns that name who can speak: persons and
    groups, bodies and documents. ``men`` and ``women`` are titles, nouns and
    pronouns that tell of which gender somebody is; of the pronouns ``nobodies`` stand for nobody
    in particular, ``things`` for no person, ``several`` for more than one.
    ``relatives`` stand for the noun a clause hangs on; ``loose_sources`` are the source phrases
    with other uses, which only a name behind them makes one. ``selves`` are words by which who speaks means
    themselves; ``cue_forms`` are forms of such verbs that are one right behind a quotation whatever a parser makes
    of them.
    """

    cue_verbs: frozenset[str]
    source_phrases: tuple[str, ...]
    pronouns: frozenset[str]
    conjunctions: frozenset[str]
    people: frozenset[str]
    bodies: frozenset[str]
    men: frozenset[str]
    women: frozenset[str]
    relatives: frozenset[str]
    inverted_pronouns: tuple[str, ...] = ()
    nobodies: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    several: frozenset[str] = frozenset()
    loose_sources: frozenset[str] = frozenset()
    selves: frozenset[str] = frozenset()
    cue_forms: frozenset[str] = frozenset()


@cache
def quotation_words(language: str | None) -> QuotationWords | None:
    """The words of a language, None where it has no such file."""
    if language is None or language not in languages_with(FILE):
        return None
    return read_record(language, FILE, QuotationWords)

"""What the lines around an article say in each language: dates, credits, links, signatures (``lines.toml``)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from pipelines.languages.loader import languages_with, read_record

FILE = "lines.toml"
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DateLineWords:
    """Words of lines that say when a text appeared.

    ``labels`` are whole words and ``links`` what stands between them and a date that was no text;
    ``stems`` begin such a line, ``stems_after_name`` what follows a name in one ("… publié hier", "… le 3 mai").
    ``before_age`` or ``after_age`` make "3 hours" a time ago; ``ages`` are the units counted where
    only words after them say so, ``age_joins`` what stands between two units.
    ``day_articles`` stand before a day, ``day_endings`` right behind its number, ``month_links`` between a day
    and its month, ``year_links`` between a month and its year, ``month_openers`` before a month without a day.
    ``period_openers`` and ``period_joins`` stand before the first day of several and before the last,
    ``places`` between a day and where.
    """

    labels: Words = ()
    links: Words = ()
    stems: Words = ()
    stems_after_name: Words = ()
    before_age: Words = ()
    after_age: Words = ()
    ages: Words = ()
    age_joins: Words = ()
    day_articles: Words = ()
    day_endings: Words = ()
    month_links: Words = ()
    year_links: Words = ()
    month_openers: Words = ()
    period_openers: Words = ()
    period_joins: Words = ()
    places: Words = ()


@dataclass(frozen=True, slots=True)
class CreditWords:
    """Words of lines that say whose a picture is. ``labels``, ``label_ends``, ``rights`` count with their case.

    ``labels`` begin a credit ("PHOTO ANNE MOREL"), ``label_ends`` may follow them ("Photo d'archives"),
    ``name_links`` stand within its names; of the labels ``trailing`` stand at the end of a caption too.
    ``pictures`` are what a bracketed credit and that of a repeated caption begin with, ``archives`` a
    bracketed one only. ``rights`` stand for a name.
    """

    labels: Words = ()
    label_ends: Words = ()
    name_links: Words = ()
    trailing: Words = ()
    pictures: Words = ()
    archives: Words = ()
    rights: Words = ()


@dataclass(frozen=True, slots=True)
class LinkWords:
    """Words of lines that lead elsewhere; ``sources``, ``page_turns`` and ``more`` count with their case.

    ``sources`` say whence a text comes, ``page_turns`` which page a headline is on, ``media`` what an
    embedded picture or film is, ``more`` ends the cut beginning of another article.
    """

    sources: Words = ()
    page_turns: Words = ()
    media: Words = ()
    more: Words = ()


@dataclass(frozen=True, slots=True)
class SignatureWords:
    """Words of lines that say who signs, in small letters where they may have a capital.

    ``by`` stands before a name, ``glued_by`` (with its case) right before it; ``together`` ("with") stands
    before an agency, ``with_name`` also before the name that alone signs a text ("Avec Anne Morel").
    ``articles`` and ``elisions`` stand before a rank, an agency or within a name, ``of`` before an agency.
    ``agency_nouns``, ``dispatches`` and ``reprints`` tell of agencies, ``desks`` are the newsroom,
    ``author_labels`` state an author. An office is one of ``office_heads`` (with their case),
    ``office_links``, one of ``office_fields``, and may go on with a word that begins as ``office_ends``.
    A correspondent stands behind one of ``correspondent_leads`` (with their case) and one of ``ours``.
    """

    by: Words = ()
    glued_by: Words = ()
    together: Words = ()
    with_name: Words = ()
    articles: Words = ()
    elisions: Words = ()
    of: Words = ()
    agency_nouns: Words = ()
    dispatches: Words = ()
    reprints: Words = ()
    desks: Words = ()
    author_labels: Words = ()
    office_heads: Words = ()
    office_links: Words = ()
    office_fields: Words = ()
    office_ends: Words = ()
    correspondent_leads: Words = ()
    ours: Words = ()
    correspondents: Words = ()


@dataclass(frozen=True, slots=True)
class LineWords:
    """The words of one language.

    ``finite_verbs`` are those that nearly every sentence has one of; ``of_site`` are words with which a
    page speaks of itself, ``to_reader`` those with which it speaks to its readers. ``notices`` are phrases
    with which a site says why it shows no article: maintenance, errors, consent, subscription.
    """

    finite_verbs: Words = ()
    of_site: Words = ()
    to_reader: Words = ()
    notices: Words = ()
    dates: DateLineWords = field(default_factory=DateLineWords)
    credits: CreditWords = field(default_factory=CreditWords)
    links: LinkWords = field(default_factory=LinkWords)
    signatures: SignatureWords = field(default_factory=SignatureWords)


@cache
def all_line_words() -> tuple[LineWords, ...]:
    """The words of every language that has a file: lines are read before the language of their document is known."""
    return tuple(read_record(language, FILE, LineWords) for language in languages_with(FILE))


def line_words(kind: Callable[[LineWords], Words]) -> Words:
    """One kind of words of all languages."""
    return tuple(word for words in all_line_words() for word in kind(words))


def signature_words(kind: str) -> Words:
    """One kind of `SignatureWords` of all languages."""
    return line_words(lambda words: getattr(words.signatures, kind))

"""How each language says who wrote an article, and when it appeared (``bylines.toml``)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from pipelines.languages.loader import languages_with, parse_record, read_record

FILE = "bylines.toml"
WORLD_FILE = "world_bylines.toml"


@dataclass(frozen=True, slots=True)
class BylineWords:
    """The words of bylines and of lines that date a text.

    ``lead_ins`` stand before a name, ``joins`` between names, ``particles``
    inside them. ``nobody`` stands in an author's place and names nobody,
    ``outlet_words`` in the names of newsrooms and other bodies, ``not_names``
    beside bylines; ``date_line_words`` are the other words of lines that say
    when a text appeared, ``clock_words`` stand between a date and its hour,
    ``answers`` beside the day of a reader's comment, ``date_labels`` before a date, by what they say of it.
    """

    lead_ins: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    nobody: tuple[str, ...] = ()
    outlet_words: tuple[str, ...] = ()
    not_names: tuple[str, ...] = ()
    date_line_words: tuple[str, ...] = ()
    clock_words: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    date_labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@cache
def all_byline_words() -> tuple[BylineWords, ...]:
    """The words of every language that has a file, then those that belong to no language."""
    world = resources.files(__package__).joinpath(WORLD_FILE).read_text(encoding="utf-8")
    languages = [read_record(language, FILE, BylineWords) for language in languages_with(FILE)]
    return (*languages, parse_record(world, WORLD_FILE, BylineWords))


def words_of_all(kind: Callable[[BylineWords], tuple[str, ...]]) -> list[str]:
    """One kind of words of all languages, each once, the longest first."""
    found = {word for words in all_byline_words() for word in kind(words)}
    return sorted(found, key=lambda word: (-len(word), word))

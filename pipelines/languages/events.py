"""The words with which a language tells events (``events.toml``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Literal

from pipelines.languages.loader import languages_with, read_record

FILE = "events.toml"


@dataclass(frozen=True, slots=True)
class TriggerGroup:
    """Triggers of one event type, mode and CAMEO root; without ``root`` it is the root of the type.

    A verb is "x", "x + complement words" or "x > objects"; a noun is a lemma of one word or more.
    """

    type: str
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    adjectives: tuple[str, ...] = ()
    mode: str | None = None
    root: str | None = None
    symmetric: bool = False


@dataclass(frozen=True, slots=True)
class TellingWords:
    """Words that tell an event of a type, between blanks: those that clearly do, and those that may."""

    clear: str
    may: str


@dataclass(frozen=True, slots=True)
class EventWords:
    """Words that the work on events asks for by name; a list may be empty, but none is missing."""

    reflexives: frozenset[str]
    accident_words: frozenset[str]
    relative_pronouns: frozenset[str]
    listing_words: frozenset[str]
    participle_endings: frozenset[str]
    eve_words: frozenset[str]
    target_nouns: frozenset[str]
    aspect_nouns: frozenset[str]
    future_auxiliaries: frozenset[str]
    future_endings: frozenset[str]
    duty_verbs: frozenset[str]
    light_verbs: frozenset[str]
    recipient_verbs: frozenset[str]
    occurrence_verbs: frozenset[str]
    speech_verbs: frozenset[str]
    source_words: frozenset[str]
    between_words: frozenset[str]
    planned_verbs: frozenset[str]
    planned_words: frozenset[str]
    hypothetical_marks: frozenset[str]
    hypothetical_verbs: frozenset[str]
    failure_verbs: frozenset[str]
    desire_verbs: frozenset[str]
    negations: frozenset[str]
    half_negations: frozenset[str]
    restrictions: frozenset[str]
    denying_words: frozenset[str]
    after_words: frozenset[str]
    before_words: frozenset[str]
    day_after_words: frozenset[str]
    day_before_words: frozenset[str]
    bound_words: frozenset[str]
    fear_words: frozenset[str]
    telling_nouns: frozenset[str]
    topic_verbs: frozenset[str]
    topic_words: frozenset[str]
    agent_words: frozenset[str]
    place_words: frozenset[str]
    of_words: frozenset[str]
    each_other: frozenset[str]
    distributive: frozenset[str]
    anaphors: frozenset[str]

    def by_name(self) -> dict[str, frozenset[str]]:
        """The lists under their names."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True, slots=True)
class EventsData:
    """What ``events.toml`` holds.

    The head of a noun of several words is the ``first`` of them, or the ``last`` before one of ``noun_links``.
    ``regular_endings`` gives, for the ending of a lemma, those of its regular forms.
    """

    group: tuple[TriggerGroup, ...]
    telling: Mapping[str, TellingWords]
    words: EventWords
    regular_endings: Mapping[str, tuple[str, ...]]
    noun_head: Literal["first", "last"]
    noun_links: tuple[str, ...] = ()


def read_events(language: str | None) -> EventsData | None:
    """The file of a language, None where there is none; raises DataFileError when it is not what is declared."""
    if language is None or language not in languages_with(FILE):
        return None
    return read_record(language, FILE, EventsData)

"""Trigger lexicons: which words report which PLOVER event, read from the data packs."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from pipelines.languages.events import FILE, EventsData, TellingWords, TriggerGroup, read_events
from pipelines.languages.loader import error_at


@dataclass(frozen=True, slots=True)
class Sense:
    """What a trigger reports: PLOVER type and mode, CAMEO root."""

    event_type: str
    event_mode: str | None
    cameo_root: str
    is_symmetric: bool


@dataclass(frozen=True, slots=True)
class VerbTrigger:
    """A verb and what must stand with it: a reflexive, a complement's word, an object."""

    lemma: str
    sense: Sense
    is_reflexive: bool
    complement_words: frozenset[str]
    objects: frozenset[str]

    @property
    def n_conditions(self) -> int:
        """How much it asks for, by which the most demanding of a verb's senses is tried first."""
        return self.is_reflexive + bool(self.complement_words) + 2 * bool(self.objects)


@dataclass(frozen=True, slots=True)
class NounTrigger:
    """A noun of one word or more; ``head`` is the place of its head among them."""

    words: tuple[str, ...]
    head: int
    sense: Sense


@dataclass(frozen=True)
class EventPack:
    """A language's triggers and function words."""

    language: str
    verbs: Mapping[str, tuple[VerbTrigger, ...]]
    nouns: Mapping[str, tuple[NounTrigger, ...]]
    adjectives: Mapping[str, tuple[VerbTrigger, ...]]
    words: Mapping[str, frozenset[str]]
    forms: Mapping[str, str]
    telling: Mapping[str, tuple[tuple[str, int], ...]]

    def lemma_of(self, lemma: str, form: str) -> str:
        """The verb a word is a form of: as lemmatised, else by the regular forms of the triggers."""
        return lemma if lemma in self.verbs else self.forms.get(form, lemma)


@cache
def read_codebook() -> dict[str, Any]:
    """The event types of PLOVER and what is known of each (``codebook.toml``)."""
    return tomllib.loads(resources.files(__package__).joinpath("codebook.toml").read_text(encoding="utf-8"))


def roots() -> dict[str, str]:
    """The CAMEO root of each PLOVER type."""
    return {name: entry["root"] for name, entry in read_codebook()["types"].items()}


def default_sense(event_type: str) -> Sense:
    """The sense of an event whose words support no mode."""
    entry = read_codebook()["types"][event_type]
    return Sense(event_type, None, entry["root"], entry["symmetric"])


def quad_class(event_type: str) -> int:
    """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
    return int(read_codebook()["types"][event_type]["quad"])


def goldstein_scale(cameo_root: str) -> float | None:
    """Goldstein's scale of a CAMEO root, -10 to 10."""
    value = read_codebook()["goldstein"].get(cameo_root)
    return None if value is None else float(value)


@cache
def load_pack(language: str | None) -> EventPack | None:
    """The event pack of a language, None where there is none.

    Raises:
        DataFileError: when the file is not what its record declares, or names an unknown event type.
    """
    data = read_events(language)
    if data is None or language is None:
        return None
    _check_types(language, data)
    verbs: defaultdict[str, list[VerbTrigger]] = defaultdict(list)
    adjectives: defaultdict[str, list[VerbTrigger]] = defaultdict(list)
    nouns: defaultdict[str, list[NounTrigger]] = defaultdict(list)
    reflexives = tuple(word if word.endswith(("'", "’")) else f"{word} " for word in data.words.reflexives)
    for group in data.group:
        sense = _sense(group)
        for entries, found in ((group.verbs, verbs), (group.adjectives, adjectives)):
            for entry in entries:
                verb = _verb(entry, sense, reflexives)
                found[verb.lemma].append(verb)
        for entry in group.nouns:
            noun = _noun(entry, sense, data)
            nouns[noun.words[noun.head]].append(noun)
    telling = _telling(data.telling)
    return EventPack(
        language=language,
        verbs={lemma: tuple(sorted(found, key=lambda v: -v.n_conditions)) for lemma, found in verbs.items()},
        nouns={lemma: tuple(sorted(found, key=lambda n: -len(n.words))) for lemma, found in nouns.items()},
        adjectives={lemma: tuple(found) for lemma, found in adjectives.items()},
        words=data.words.by_name(),
        forms=_regular_forms({*verbs, *telling}, data.regular_endings),
        telling=telling,
    )


def _check_types(language: str, data: EventsData) -> None:
    known = roots()
    for event_type in (*(group.type for group in data.group), *data.telling):
        if event_type not in known:
            message = f"unknown event type {event_type!r}; expected {', '.join(known)}"
            raise error_at(language, FILE, event_type, message)


#: How surely a word of a list tells an event of its type.
MAY_TELL, CLEARLY_TELLS = 1, 2


def _telling(lists: Mapping[str, TellingWords]) -> dict[str, tuple[tuple[str, int], ...]]:
    """Word -> the types it can tell, with how surely."""
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for event_type, words in lists.items():
        for listed, sureness in ((words.may, MAY_TELL), (words.clear, CLEARLY_TELLS)):
            for word in listed.split():
                found[word][event_type] = sureness
    return {word: tuple(sorted(types.items())) for word, types in found.items()}


def _regular_forms(lemmas: Iterable[str], endings: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Regular forms of the lemmas: models lemmatise rare verbs and present tenses badly."""
    forms: dict[str, str] = {}
    for lemma in sorted(lemmas):
        for ending, inflected in endings.items():
            if lemma.endswith(ending):
                stem = lemma[: len(lemma) - len(ending)]
                for form in inflected:
                    forms.setdefault(stem + form, lemma)
    return forms


def _sense(group: TriggerGroup) -> Sense:
    return Sense(group.type, group.mode, group.root or roots()[group.type], group.symmetric)


def _verb(entry: str, sense: Sense, reflexives: tuple[str, ...]) -> VerbTrigger:
    """An entry "se x + a, b > c, d" as a trigger: reflexive, complement words, objects."""
    rest, _, objects = entry.partition(" > ")
    head, _, complements = rest.partition(" + ")
    head = head.strip()
    reflexive = next((mark for mark in reflexives if head.startswith(mark)), "")
    lemma = head.removeprefix(reflexive)
    return VerbTrigger(lemma, sense, bool(reflexive), _listed(complements), _listed(objects))


def _listed(words: str) -> frozenset[str]:
    return frozenset(word.strip() for word in words.split(",") if word.strip())


def _noun(entry: str, sense: Sense, data: EventsData) -> NounTrigger:
    words = tuple(entry.split(" "))
    last_head = next((at for at, word in enumerate(words) if word in data.noun_links), len(words)) - 1
    return NounTrigger(words, 0 if data.noun_head == "first" else last_head, sense)

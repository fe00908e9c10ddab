"""Trigger lexicons: which words report which PLOVER event, read from the data packs."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from pipelines.languages.loader import languages_with, read_language

FILE = "events.toml"


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
    """The event pack of a language, None where there is none."""
    if language is None or language not in languages_with(FILE):
        return None
    raw = read_language(language, FILE)
    verbs: defaultdict[str, list[VerbTrigger]] = defaultdict(list)
    adjectives: defaultdict[str, list[VerbTrigger]] = defaultdict(list)
    nouns: defaultdict[str, list[NounTrigger]] = defaultdict(list)
    for group in raw["group"]:
        sense = _sense(group)
        for entry in group["verbs"]:
            verb = _verb(entry, sense)
            verbs[verb.lemma].append(verb)
        for entry in group.get("adjectives", ()):
            adjective = _verb(entry, sense)
            adjectives[adjective.lemma].append(adjective)
        for entry in group["nouns"]:
            noun = _noun(entry, sense, raw.get("noun_head", "first"))
            nouns[noun.words[noun.head]].append(noun)
    telling = _telling(raw["telling"])
    return EventPack(
        language=language,
        verbs={lemma: tuple(sorted(found, key=lambda v: -v.n_conditions)) for lemma, found in verbs.items()},
        nouns={lemma: tuple(sorted(found, key=lambda n: -len(n.words))) for lemma, found in nouns.items()},
        adjectives={lemma: tuple(found) for lemma, found in adjectives.items()},
        words={name: frozenset(words) for name, words in raw["words"].items()},
        forms=_regular_forms({*verbs, *telling}, raw["regular_endings"]),
        telling=telling,
    )


#: How surely a word of a list tells an event of its type.
_SURENESS = {"may": 1, "clear": 2}


def _telling(lists: Mapping[str, Mapping[str, str]]) -> dict[str, tuple[tuple[str, int], ...]]:
    """Word -> the types it can tell, with how surely."""
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for event_type, words in lists.items():
        for name, sureness in _SURENESS.items():
            for word in words[name].split():
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


def _sense(group: Mapping[str, Any]) -> Sense:
    return Sense(
        group["type"],
        group.get("mode"),
        group.get("root", roots()[group["type"]]),
        group.get("symmetric", False),
    )


def _verb(entry: str, sense: Sense) -> VerbTrigger:
    """An entry "se x + a, b > c, d" as a trigger: reflexive, complement words, objects."""
    rest, _, objects = entry.partition(" > ")
    head, _, complements = rest.partition(" + ")
    head = head.strip()
    is_reflexive = head.startswith(("se ", "s'"))
    lemma = head.removeprefix("se ").removeprefix("s'")
    return VerbTrigger(lemma, sense, is_reflexive, _listed(complements), _listed(objects))


def _listed(words: str) -> frozenset[str]:
    return frozenset(word.strip() for word in words.split(",") if word.strip())


def _noun(entry: str, sense: Sense, head: str) -> NounTrigger:
    words = tuple(entry.split(" "))
    last_head = next((at for at, word in enumerate(words) if word in {"of", "on", "with"}), len(words)) - 1
    return NounTrigger(words, 0 if head == "first" else last_head, sense)

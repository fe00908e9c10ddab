"""The candidates for triggers in annotated texts, and what each tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipelines.analyse.events.lexicon import load_pack
from pipelines.analyse.events.passages import sentence_of
from pipelines.analyse.events.trigger_features import TriggerFeatures, find_candidates
from pipelines.analyse.events.trigger_numbers import describe
from pipelines.analyse.mentions.mentions import find_mentions
from pipelines.analyse.parsing import parse
from pipelines.analyse.temporal.timexes import find_timexes
from pipelines.analyse.universal_tree import Tree
from pipelines.networks import Floats
from pipelines.records.analysis import MODALITIES, Mention, Timex
from pipelines.training.annotated_events import AnnotatedEvent, AnnotatedText, Span, weight_of

N_FOLDS = 5
LANGUAGES = ("fr", "en")
#: What is right to report and right to leave out weighs less than what must be reported.
OPTIONAL_WEIGHT = 0.4
#: Our own documents tell more events, and in more words, than the news does.
OWN_WEIGHT = 0.5
#: The share of an event's type; the rest goes to the other types coders may give it.
_MAIN_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class ParsedExample:
    """An annotated text with what the analysis finds in it before events."""

    given: AnnotatedText
    tree: Tree
    mentions: Sequence[Mention]
    timexes: Sequence[Timex]


@dataclass(frozen=True)
class Rows:
    """The candidates of all texts: their text, token, features, numbers, and what each tells."""

    text: NDArray[np.intp]
    token: NDArray[np.intp]
    sentence: list[Span]
    named: list[set[str]]
    numbers: Floats
    events: list[AnnotatedEvent | None]
    weight: Floats
    fold: NDArray[np.intp]
    is_own: NDArray[np.bool_]


def analyse(text: AnnotatedText) -> ParsedExample:
    """Parse, mentions and expressions of time of a text."""
    tree, language = parse(text.text, text.language), text.language
    assert tree is not None
    return ParsedExample(text, tree, find_mentions(text.text, tree, language), find_timexes(text.text, language))


def rows_of(examples: Sequence[ParsedExample]) -> Rows:
    """The candidates of the texts with what each is."""
    found: list[tuple[int, int, set[str], AnnotatedEvent | None, float, Span]] = []
    numbers: list[Floats] = []
    for place, example in enumerate(examples):
        pack = load_pack(example.given.language)
        assert pack is not None
        features = TriggerFeatures(example.tree, example.mentions, pack)
        chosen = find_candidates(features.tree, pack, [(t.start, t.end) for t in example.timexes])
        if not chosen:
            continue
        numbers.append(describe(features, chosen, LANGUAGES))
        told, inside = _labels(example, set(chosen))
        for at in chosen:
            event = told.get(at)
            weight = _weight(example.given, event, at in inside)
            found.append((place, at, set(features.of(at)), event, weight, sentence_of(example.tree[at])))
    texts = np.array([row[0] for row in found], np.intp)
    return Rows(
        texts,
        np.array([row[1] for row in found], np.intp),
        [row[5] for row in found],
        [row[2] for row in found],
        np.concatenate(numbers),
        [row[3] for row in found],
        np.array([row[4] for row in found], np.float32),
        np.array([examples[at].given.fold(N_FOLDS) for at in texts], np.intp),
        np.array([examples[at].given.source == "own" for at in texts]),
    )


def _weight(text: AnnotatedText, event: AnnotatedEvent | None, is_inside: bool) -> float:
    """How much a candidate counts: nothing when it only stands within the words of an event told by another."""
    if event is None and is_inside:
        return 0.0
    weight = 1.0 if event is None or event.is_core else OPTIONAL_WEIGHT
    return weight * (OWN_WEIGHT if text.source == "own" else weight_of(text.source))


def _labels(example: ParsedExample, chosen: set[int]) -> tuple[dict[int, AnnotatedEvent], set[int]]:
    """The candidate that tells each event, and all that stand within its words.

    Of several words the highest in the parse; a word that tells two events tells the one that must be reported.
    """
    told: dict[int, AnnotatedEvent] = {}
    inside: set[int] = set()
    for event in example.given.events:
        for start, end in event.spans:
            within = [at for at in example.tree.tokens_over(start, end) if at in chosen]
            if not within:
                continue
            top = example.tree.root_of(within)
            if top not in told or (event.is_core and not told[top].is_core):
                told[top] = event
            inside |= set(within)
    return told, inside


def wanted_types(rows: Rows, types: Sequence[str]) -> Floats:
    """The shares of types of each row, the last column being no event."""
    wanted = np.zeros((len(rows.events), len(types) + 1), np.float32)
    for row, event in zip(wanted, rows.events, strict=True):
        if event is None:
            row[-1] = 1.0
            continue
        others = [types.index(kind) for kind in event.other_types if kind in types and kind != event.event_type]
        row[types.index(event.event_type)] = _MAIN_SHARE if others else 1.0
        for other in others:
            row[other] += (1 - _MAIN_SHARE) / len(others)
    return wanted


def wanted_modalities(rows: Rows) -> Floats:
    """The shares of modalities of each row that tells an event, zeros for others."""
    wanted = np.zeros((len(rows.events), len(MODALITIES)), np.float32)
    for row, event in zip(wanted, rows.events, strict=True):
        if event is not None:
            others = [m for m in event.other_modalities if m in MODALITIES and m != event.modality]
            row[MODALITIES.index(event.modality)] = _MAIN_SHARE if others else 1.0
            for other in others:
                row[MODALITIES.index(other)] += (1 - _MAIN_SHARE) / len(others)
    return wanted

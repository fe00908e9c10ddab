"""What speaks for two reports of an article telling one event: words and places, who takes part, and when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np

from pipelines.analyse.events.event_times import When
from pipelines.analyse.events.lexicon import read_codebook
from pipelines.analyse.events.participants import Sides
from pipelines.analyse.events.triggers import Trigger
from pipelines.analyse.universal_tree import Tree
from pipelines.networks import Floats
from pipelines.records.analysis import Participant, Timex

#: Lemmas with so many first letters in common are often of one family: "manifester", "manifestation".
FAMILY = 5
_NOMINAL = frozenset({"NOUN", "PROPN"})
#: Whose side of the first report is held against whose of the second.
_HELD = ("actors", "recipients", "actors_recipients", "recipients_actors")
COLUMNS = (
    "same_word",
    "same_family",
    "same_sentence",
    "sentences_apart",
    "between",
    "in_title",
    "first_nominal",
    "second_nominal",
    "definite",
    "demonstrative",
    "above",
    "n_alike",
    *(f"{sides}_{what}" for sides in _HELD for what in ("same", "of_one_country", "differ", "left_over")),
    "one_expression",
    "same_expression",
    "other_expression",
    "first_published",
    "second_published",
    "n_undated",
    "same_modality",
    "planned",
    "denied",
    "letters_apart",
    *read_codebook()["types"],
)


class Report(NamedTuple):
    """A word that tells an event, who takes part in it and when it was."""

    trigger: Trigger
    sides: Sides
    when: When


class _Party(NamedTuple):
    words: frozenset[str]
    country: str | None
    is_person: bool

    def is_called_as(self, other: _Party) -> bool:
        """Whether the words of one are all the other's, or both are persons that share one: "Emmanuel Macron"."""
        shared = self.words & other.words
        are_persons = self.is_person and other.is_person
        return bool(shared) and (are_persons or self.words <= other.words or other.words <= self.words)


_Side = tuple[_Party, ...]


class ChainColumns:
    """The columns of pairs of an article's reports, given in the order of the text."""

    def __init__(self, tree: Tree, reports: Sequence[Report], timexes: Sequence[Timex]) -> None:
        self._tree, self._reports = tree, reports
        types = read_codebook()["types"]
        self._is_of_type = {kind: [kind == name for name in types] for kind in types}
        self._expressions = {timex.start: timex.expression for timex in timexes}
        self._of_kind: defaultdict[str, list[int]] = defaultdict(list)
        for at, report in enumerate(reports):
            self._of_kind[report.trigger.sense.event_type].append(at)
        self._rank = {at: rank for places in self._of_kind.values() for rank, at in enumerate(places)}
        self._sides = [tuple(_side(side) for side in report.sides) for report in reports]
        self._held: dict[tuple[_Side, _Side], list[float]] = {}

    def pairs(self) -> tuple[list[tuple[int, int]], Floats]:
        """All pairs of reports of one type, by their places in the list, and their columns."""
        alike = sorted(pair for places in self._of_kind.values() for pair in combinations(places, 2))
        rows = [self.of(left, right) for left, right in alike]
        return alike, np.array(rows, np.float32).reshape(len(rows), len(COLUMNS))

    def of(self, left: int, right: int) -> list[float]:
        """The columns of one pair."""
        kind = self._reports[left].trigger.sense.event_type
        return [
            *self._words(left, right),
            len(self._of_kind[kind]),
            *self._parties(left, right),
            *self._times(left, right),
            *self._is_of_type[kind],
        ]

    def _words(self, left: int, right: int) -> list[float]:
        """What the two words are and where they stand."""
        tree = self._tree
        a, b = (self._reports[at].trigger.token.i for at in (left, right))
        first, second = tree.sentence[a], tree.sentence[b]
        articles = "|".join(tree.morphology[c] for c in tree.children[b] if tree.relation[c] == "det")
        return [
            tree.lemma[a] == tree.lemma[b],
            tree.lemma[a][:FAMILY] == tree.lemma[b][:FAMILY],
            first == second,
            np.log1p(second - first),
            self._rank[right] - self._rank[left] - 1,
            first == 0,
            tree.pos[a] in _NOMINAL,
            tree.pos[b] in _NOMINAL,
            "Definite=Def" in articles,
            "PronType=Dem" in articles,
            tree.head[a] == b or tree.head[b] == a,
        ]

    def _parties(self, left: int, right: int) -> list[float]:
        """Each side of one report held against each of the other."""
        (actors, recipients), (other_actors, other_recipients) = self._sides[left], self._sides[right]
        held = (
            (actors, other_actors),
            (recipients, other_recipients),
            (actors, other_recipients),
            (recipients, other_actors),
        )
        return [number for mine, theirs in held for number in self._hold(mine, theirs)]

    def _hold(self, mine: _Side, theirs: _Side) -> list[float]:
        """How many of one side are called as one of the other, or of its country, and whether none is."""
        if (mine, theirs) not in self._held:
            called = [any(one.is_called_as(other) for other in theirs) for one in mine]
            countries = {other.country for other in theirs if other.country is not None}
            alike = [same or one.country in countries for one, same in zip(mine, called, strict=True)]
            differ = bool(mine) and bool(theirs) and not any(alike)
            left_over = min(len(mine), len(theirs)) - sum(called)
            self._held[mine, theirs] = [sum(called), sum(alike), differ, left_over]
        return self._held[mine, theirs]

    def _times(self, left: int, right: int) -> list[float]:
        """When both were, whether they were at all, and how far apart they are told."""
        one, other = self._reports[left], self._reports[right]
        starts = one.when.timex_start, other.when.timex_start
        first, second = (None if start is None else self._expressions.get(start) for start in starts)
        are_dated = first is not None and second is not None
        modalities = one.trigger.modality, other.trigger.modality
        begin, end = (self._tree.start[report.trigger.token.i] for report in (one, other))
        return [
            starts[0] is not None and starts[0] == starts[1],
            are_dated and first == second,
            are_dated and first != second,
            one.when.basis == "published",
            other.when.basis == "published",
            (first is None) + (second is None),
            modalities[0] == modalities[1],
            "planned" in modalities,
            "denied" in modalities,
            np.log1p(end - begin),
        ]


def _side(participants: Sequence[Participant]) -> _Side:
    return tuple(
        _Party(frozenset(party.surface.casefold().replace("’", "'").split()), party.country, party.type == "PER")
        for party in participants
    )

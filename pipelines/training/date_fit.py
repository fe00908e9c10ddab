"""The fit of the weights of the clues; ``python -m pipelines.training.date_weights`` runs it.

The model is a conditional logit: each day a document names is a choice, "none
of them" one more at score zero; the score of a day is the sum, over sources,
of its strongest clue's features. The gradient goes to the strongest clue. The
weights are drawn towards those of ``judged.toml``. What is made large is the
sum of log(chance of the right day + `DOUBT`): some days of the set are wrong,
and a page that no weights explain should not bend those of the others. All of
it is deterministic: whole-batch steps from there.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines.read.publication_date.observations import Clue
from pipelines.read.publication_date.vote import TOLD_OF

#: Strength of the pull towards the judged weights for each hundred documents,
#: chosen out of fold among .2, .4 and .8 (the figures hardly differ).
RIDGE = 0.4
STEPS = 60

#: A right day less likely than this is as likely a mistake of the set; out of
#: fold .1 names two to four pages in 597 better than no doubt.
DOUBT = 0.1

#: Out of fold, the pages of one site lie in one of so many folds.
FOLDS = 6

Numbers = NDArray[np.int64]
Weights = NDArray[np.float64]


class Document(NamedTuple):
    """A document's site and right day, and the clues it gives."""

    site: str
    right: date
    clues: list[Clue]


class Vote(NamedTuple):
    """The likeliest day of a document and its probability; None and 0 where it names none."""

    day: date | None
    probability: float


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices of all documents in flat arrays: features of clues of groups of days of documents.

    A group holds the clues of one source to one day. ``features[i]`` belongs to
    clue ``clue_of[i]``; clue ``j`` to group ``group_of[j]``; and so on up.
    ``group_starts`` and ``day_starts`` are where groups and days begin.
    """

    names: list[str]
    features: Numbers
    clue_of: Numbers
    group_of: Numbers
    group_starts: Numbers
    day_of: Numbers
    day_starts: Numbers
    document_of: Numbers
    days: list[date]
    is_right: NDArray[np.bool_]
    n_documents: int

    @classmethod
    def collect(cls, documents: Sequence[Document]) -> Choices:
        """Return the choices that the clues of the documents leave."""
        numbers: dict[str, int] = {}
        features: list[int] = []
        clue_of: list[int] = []
        group_of: list[int] = []
        group_starts: list[int] = []
        day_of: list[int] = []
        day_starts: list[int] = []
        document_of: list[int] = []
        days: list[date] = []
        is_right: list[bool] = []
        for number, document in enumerate(documents):
            for day, sources in _group(document.clues).items():
                day_starts.append(len(day_of))
                for clues in sources.values():
                    group_starts.append(len(group_of))
                    for clue in clues:
                        found = [numbers.setdefault(name, len(numbers)) for name in clue.named_features()]
                        features += found
                        clue_of += [len(group_of)] * len(found)
                        group_of.append(len(day_of))
                    day_of.append(len(days))
                document_of.append(number)
                days.append(day)
                is_right.append(day == document.right)
        return cls(
            list(numbers),
            np.array(features),
            np.array(clue_of),
            np.array(group_of),
            np.array(group_starts),
            np.array(day_of),
            np.array(day_starts),
            np.array(document_of),
            days,
            np.array(is_right),
            len(documents),
        )

    def score(self, weights: Weights) -> tuple[Weights, NDArray[np.bool_]]:
        """Return the probability of each day, and which clues are the strongest of their group."""
        sums = np.bincount(self.clue_of, weights[self.features], len(self.group_of))
        strongest = np.maximum.reduceat(sums, self.group_starts)
        candidates = np.flatnonzero(sums >= strongest[self.group_of])
        _, first = np.unique(self.group_of[candidates], return_index=True)
        is_strongest = np.zeros(len(sums), dtype=bool)
        is_strongest[candidates[first]] = True
        scores = np.add.reduceat(strongest, self.day_starts)
        highest = np.zeros(self.n_documents)
        np.maximum.at(highest, self.document_of, scores)
        powers = np.exp(scores - highest[self.document_of])
        totals = np.bincount(self.document_of, powers, self.n_documents) + np.exp(-highest)
        return powers / totals[self.document_of], is_strongest

    def chance_of_right(self, chances: Weights) -> Weights:
        """Return the chance of each document's right day, that of "none of them" where no clue names it."""
        of_right = np.bincount(self.document_of, chances * self.is_right, self.n_documents)
        of_none = 1.0 - np.bincount(self.document_of, chances, self.n_documents)
        is_named = np.bincount(self.document_of, self.is_right, self.n_documents) > 0
        return np.where(is_named, of_right, of_none)


def _group(clues: Sequence[Clue]) -> dict[date, dict[str, list[Clue]]]:
    """Return the clues of each source to each day; those to a month or a year go to the days named in it."""
    choices: dict[date, dict[str, list[Clue]]] = defaultdict(lambda: defaultdict(list))
    for clue in clues:
        if clue.interval and clue.precision in {"day", "minute"} and clue.source not in TOLD_OF:
            choices[clue.interval.earliest][clue.source].append(clue)
    for clue in clues:
        if clue.interval and clue.precision in {"month", "year"}:
            for day in choices:
                if clue.interval.earliest <= day <= clue.interval.latest:
                    choices[day][f"{clue.source} {clue.precision}"].append(clue)
    return choices


def fit(choices: Choices, is_seen: NDArray[np.bool_]) -> Weights:
    """Return the weights that make the right days of the documents seen likeliest, RMSprop over the whole batch."""
    judged = np.array([read_judged().get(name, 0.0) for name in choices.names])
    weights = judged.copy()
    scale = np.full(len(weights), 1e-8)
    is_day_seen = is_seen[choices.document_of]
    for step in range(STEPS):
        chances, is_strongest = choices.score(weights)
        right = choices.chance_of_right(chances)
        trust = (right / (right + DOUBT))[choices.document_of]
        errors = np.where(is_day_seen, trust * (choices.is_right - chances), 0.0)
        counted = is_strongest[choices.clue_of]
        error_of = errors[choices.day_of[choices.group_of[choices.clue_of[counted]]]]
        gradient = np.bincount(choices.features[counted], error_of, len(weights))
        gradient -= RIDGE * is_seen.sum() / 100 * (weights - judged)
        scale = 0.9 * scale + 0.1 * gradient**2
        rate = 0.08 if step < 0.6 * STEPS else 0.03
        weights += rate * gradient / np.sqrt(scale + 1e-6)
    return weights


def read_judged() -> dict[str, float]:
    """Return the judged weights by feature."""
    return dict(tomllib.loads(Path(__file__).with_name("judged_dates.toml").read_text(encoding="utf-8")))


def predict_out_of_fold(documents: Sequence[Document]) -> list[Vote]:
    """Return the vote on each document, by weights fitted on the pages of other sites."""
    choices = Choices.collect(documents)
    folds = np.array([int(hashlib.sha256(document.site.encode()).hexdigest(), 16) % FOLDS for document in documents])
    votes = [Vote(None, 0.0)] * len(documents)
    for fold in range(FOLDS):
        chances, _ = choices.score(fit(choices, folds != fold))
        for day, chance, number in zip(choices.days, chances, choices.document_of, strict=True):
            if folds[number] == fold and chance > votes[number].probability:
                votes[number] = Vote(day, float(chance))
    return votes

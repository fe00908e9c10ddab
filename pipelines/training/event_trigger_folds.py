"""Networks for triggers learned fold by fold, and how honest their confidence is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from pipelines.analyse.events.lexicon import read_codebook
from pipelines.analyse.events.trigger_columns import COLUMNS
from pipelines.networks import Floats, Network
from pipelines.records.analysis import MODALITIES
from pipelines.training.annotated_events import NEVER_LEARNED
from pipelines.training.event_trigger_rows import N_FOLDS, ParsedExample, Rows, wanted_modalities, wanted_types
from pipelines.training.network_fit import Features, Settings, fit, judge

TRIGGERS = Settings(n_hidden=40, n_networks=2)
MODALITY = Settings(n_hidden=16, n_epochs=8, min_rows=4)


class Learner:
    """All rows ready to learn from, whichever folds are left out."""

    def __init__(self, examples: Sequence[ParsedExample], rows: Rows) -> None:
        self.rows = rows
        self.told = [example.given.events for example in examples]
        self.types = tuple(read_codebook()["types"])
        self.may_learn = np.array([examples[at].given.source not in NEVER_LEARNED for at in rows.text])
        self.scale = np.ones(rows.numbers.shape[1], np.float32)
        self.scale[-len(COLUMNS) :] = 0.3 / np.maximum(rows.numbers[:, -len(COLUMNS) :].std(axis=0), 0.05)
        # Known in learning only: at run time every text is a document, and none is ours.
        kinds = np.array([[examples[at].given.is_document, examples[at].given.source == "own"] for at in rows.text])
        self.numbers = np.concatenate([rows.numbers * self.scale, kinds], axis=1).astype(np.float32)
        learned = np.flatnonzero(self.may_learn & (rows.weight > 0))
        self.features = Features(rows.named, learned, TRIGGERS.min_rows)
        self.by_type, self.by_modality = wanted_types(rows, self.types), wanted_modalities(rows)

    def networks(self, left_out: Iterable[int], share: float = 1.0) -> tuple[Network, Network]:
        """The networks for triggers and for modality, learned from a share of the texts outside some folds."""
        rows = self.rows
        drawn = np.random.default_rng(1).random(rows.text.max() + 1)[rows.text] < share
        usable = self.may_learn & (rows.weight > 0) & ~np.isin(rows.fold, list(left_out)) & drawn
        chosen = np.flatnonzero(usable)
        triggers = fit(self.features, self.numbers, self.by_type, rows.weight, chosen, TRIGGERS)
        telling = np.flatnonzero(usable & (self.by_modality.sum(axis=1) > 0))
        modality = fit(self.features, self.numbers, self.by_modality, rows.weight, telling, MODALITY)
        return self._as_run(triggers), self._as_run(modality)

    def _as_run(self, network: Network) -> Network:
        """The network as it reads unscaled numbers of documents that are not ours."""
        return replace(
            network,
            dense=network.dense[:-2] * self.scale[:, None],
            hidden_bias=network.hidden_bias + network.dense[-2],
        )

    def found_by(self, row: int, kind: int) -> list[tuple[int, str]]:
        """The events of this type that a row's words or sentence tell."""
        text, (start, end) = int(self.rows.text[row]), self.rows.sentence[row]
        own = self.rows.events[row]
        return [
            (text, event.event_id)
            for event in self.told[text]
            if self.types[kind] in event.types and (event is own or any(start <= span[0] < end for span in event.spans))
        ]

    def judged(self, network: Network, chosen: NDArray[np.intp]) -> Floats:
        """The probabilities of classes for some rows."""
        return judge(network, self.features, self.rows.numbers, chosen)


def out_of_fold(learner: Learner, share: float = 1.0) -> tuple[Floats, Floats, list[tuple[Network, Network]]]:
    """Probabilities of types and modalities of all rows, and the networks of each fold, which never saw it."""
    n_rows = len(learner.rows.events)
    types = np.zeros((n_rows, len(learner.types) + 1), np.float32)
    modalities = np.zeros((n_rows, len(MODALITIES)), np.float32)
    networks = []
    for fold in range(N_FOLDS):
        triggers, modality = learner.networks([fold], share)
        judged = np.flatnonzero(learner.rows.fold == fold)
        types[judged] = learner.judged(triggers, judged)
        modalities[judged] = learner.judged(modality, judged)
        networks.append((triggers, modality))
    return types, modalities, networks


def is_right(learner: Learner, probability: Floats) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which rows, judged to tell an event of their likeliest type, are right, and which count.

    Right as in scoring documents: the words tell an event of that type, or one is told in their sentence.
    Rows do not count where the only such events are optional.
    """
    rows = learner.rows
    right, counts = np.zeros(len(rows.events), bool), rows.weight > 0
    for at, kind in enumerate(probability[:, :-1].argmax(axis=1)):
        event, (start, end) = rows.events[at], rows.sentence[at]
        told = [event] if event is not None else []
        told += [other for other in learner.told[rows.text[at]] if any(start <= span[0] < end for span in other.spans)]
        fitting = [other for other in told if learner.types[kind] in other.types]
        right[at] = any(other.is_core for other in fitting)
        counts[at] &= bool(right[at]) or not fitting
        counts[at] &= bool(right[at]) or event is None or event.is_core
    return right, counts


def curve_of(learner: Learner, probability: Floats, judged: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """The calibration of out-of-fold probabilities of the rows ``judged``; documents that are not ours count most."""
    right, counts = is_right(learner, probability)
    counts &= judged
    weight = np.where(learner.rows.is_own, 0.3, 1.0).astype(np.float32)
    said = 1.0 - probability[:, -1]
    counts &= said > 0.05
    return calibrate(said[counts], right[counts], weight[counts])


def calibrate(
    probability: Floats, is_right: NDArray[np.bool_], weight: Floats, n_points: int = 12
) -> tuple[Floats, Floats]:
    """Points (said, true) of a rising curve: shares of what is right in equal parts by probability, pooled
    where they fall (Ayer et al. 1955)."""
    order = np.argsort(probability, kind="stable")
    blocks: list[list[float]] = []
    for part in np.array_split(order, n_points):
        total = float(weight[part].sum())
        blocks.append(
            [total, float((probability[part] * weight[part]).sum()), float((is_right[part] * weight[part]).sum())]
        )
        while len(blocks) > 1 and blocks[-2][2] / blocks[-2][0] > blocks[-1][2] / blocks[-1][0]:
            last = blocks.pop()
            blocks[-1] = [mine + its for mine, its in zip(blocks[-1], last, strict=True)]
    said = [0.0, *(block[1] / block[0] for block in blocks), 1.0]
    true = [0.0, *(block[2] / block[0] for block in blocks), blocks[-1][2] / blocks[-1][0]]
    return np.array(said, np.float32), np.array(true, np.float32)

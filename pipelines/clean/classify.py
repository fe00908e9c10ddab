"""From drafts to decisions: which blocks are the article, and how sure we are.

Two forests: the first judges each block by itself and its place; the second
judges the doubtful ones again, knowing what the first said of their company.
On pages where both leave doubt trafilatura is asked, and a third forest weighs
its word with ours.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines.clean import features, trees, voice
from pipelines.clean.context import context, context_names
from pipelines.clean.drafts import Document
from pipelines.clean.features import Head, Table
from pipelines.clean.text_counts import Floats

#: Blocks below this at first sight are not looked at again.
_SECOND_LOOK = 0.02
#: Pages whose expected F1 is below this are put to trafilatura: the lowest
#: tenth of the training pages, judged out of fold.
VOICE_BELOW = 0.90
#: A block is kept from half the expected F1 on, which maximises the expected
#: F1 of the page; bounded, because on doubtful pages the expectation is low.
_LOWEST, _HIGHEST = 0.4, 0.5


class Verdict(NamedTuple):
    """``probability`` and ``kept`` have an entry a draft; ``expected_f1`` is the page's.

    ``method`` names the voices: ``classifier`` or ``classifier+trafilatura``.
    """

    probability: Floats
    kept: NDArray[np.bool_]
    expected_f1: float
    n_words: Floats
    cues: NDArray[np.int64]
    method: str


def classify(document: Document, head: Head, is_html: bool, source: str) -> Verdict:
    """Judge all blocks of a document; one with no drafts gets empty arrays.

    `source` is the document itself, for trafilatura.
    """
    if not document.drafts:
        empty = np.zeros(0, np.float32)
        return Verdict(empty, empty > 0, 0.0, empty, empty.astype(np.int64), "none")
    table = features.table(document, head, is_html)
    variant = "html" if is_html else "text"
    first = trees.load(variant)
    first.check(table.names)
    probability = first.probability(table.values)
    if document.is_cut:
        probability[-1] = 0.0
    rows = np.flatnonzero(probability > _SECOND_LOOK)
    if not len(rows):
        return _verdict(table, probability, "classifier")
    seen = np.hstack((table.values[rows], context(table, probability)[rows]))
    second = trees.load(f"{variant}_context")
    second.check((*table.names, *context_names(is_html)))
    probability = probability.copy()
    probability[rows] = second.probability(seen)
    verdict = _verdict(table, probability, "classifier")
    if not is_html or verdict.expected_f1 >= VOICE_BELOW:
        return verdict
    said = voice.ask(source)
    if said is None:
        return verdict
    third = trees.load("html_voice")
    heard = voice.columns([draft.text for draft in document.drafts], said, probability, table.n_words)
    probability[rows] = third.probability(np.hstack((seen, heard[rows])))
    return _verdict(table, probability, "classifier+trafilatura")


def _verdict(table: Table, probability: Floats, method: str) -> Verdict:
    kept = choose(probability, table.n_words)
    expected = expected_f1(probability, kept, table.n_words)
    return Verdict(probability, kept, expected, table.n_words, table.cues, method)


def choose(probability: Floats, n_words: Floats) -> NDArray[np.bool_]:
    """Which blocks to keep, given their probabilities and lengths."""
    threshold = min(max(best_f1(probability, n_words) / 2, _LOWEST), _HIGHEST)
    return probability >= threshold


def best_f1(probability: Floats, n_words: Floats) -> float:
    """The highest expected token F1 that any choice of blocks has."""
    order = np.argsort(-probability, kind="stable")
    mass = np.cumsum((probability * n_words)[order])
    return float(np.max(2 * mass / (np.cumsum(n_words[order]) + mass[-1] + 1e-9)))


def expected_f1(probability: Floats, kept: NDArray[np.bool_], n_words: Floats) -> float:
    """The token F1 to expect of a choice, if the probabilities are right."""
    mass = probability * n_words
    wanted, chosen = float(mass.sum()), float(n_words[kept].sum())
    return 2 * float(mass[kept].sum()) / (wanted + chosen) if wanted + chosen else 0.0

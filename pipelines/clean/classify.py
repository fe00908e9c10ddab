"""From drafts to decisions: which blocks are the article, and how sure we are."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines.clean import features, trees
from pipelines.clean.drafts import Document
from pipelines.clean.features import Head
from pipelines.clean.text_counts import Floats

#: A block is kept when its probability is at least this.
_THRESHOLD = 0.5


class Verdict(NamedTuple):
    """``probability`` and ``kept`` have an entry a draft; ``expected_f1`` is the page's."""

    probability: Floats
    kept: NDArray[np.bool_]
    expected_f1: float
    n_words: Floats


def classify(document: Document, head: Head, is_html: bool) -> Verdict:
    """Judge all blocks of a document; one with no drafts gets empty arrays."""
    if not document.drafts:
        empty = np.zeros(0, np.float32)
        return Verdict(empty, empty > 0, 0.0, empty)
    table = features.table(document, head, is_html)
    forest = trees.load("html" if is_html else "text")
    probability = forest.probability(table.values)
    kept = probability >= _THRESHOLD
    return Verdict(probability, kept, expected_f1(probability, kept, table.n_words), table.n_words)


def expected_f1(probability: Floats, kept: NDArray[np.bool_], n_words: Floats) -> float:
    """The token F1 to expect of a choice, if the probabilities are right."""
    mass = probability * n_words
    wanted, chosen = float(mass.sum()), float(n_words[kept].sum())
    return 2 * float(mass[kept].sum()) / (wanted + chosen) if wanted + chosen else 0.0

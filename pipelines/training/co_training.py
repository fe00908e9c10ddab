"""Co-training: labels for pages without a gold text, where two classifiers agree.

The first is a forest trained on the gold texts, the other trafilatura. A block
both keep, or both remove, is labelled so, and weighs as much as they agree; pages
on which they disagree altogether weigh nothing. (After Blum and Mitchell,
"Combining labeled and unlabeled data with co-training", COLT 1998.)
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipelines.read.classifier import trafilatura_vote
from pipelines.text.counts import Floats

#: A page labelled so weighs this beside a page with a gold text.
CO_TRAINING_WEIGHT = 0.25
#: trafilatura keeps a block when its text holds this share of the block's trigrams.
_KEPT_SHARE = 0.6
#: Pages on which the classifiers agree less (F1 of words) are left out.
_AGREEMENT = 0.6
_SHORTEST_TEXT = 60.0


def co_training_labels(
    texts: Sequence[str], extracted: str | None, probability: Floats, n_words: Floats
) -> tuple[Floats, Floats]:
    """Labels and weights of a page's blocks from the forest's probabilities and trafilatura's text."""
    if not extracted:
        return np.zeros(len(texts), np.float32), np.zeros(len(texts), np.float32)
    votes = trafilatura_vote.columns(texts, extracted, probability, n_words)
    is_extracted = votes[:, trafilatura_vote.COLUMNS.index("vote")] > _KEPT_SHARE
    agreement = float(votes[0, trafilatura_vote.COLUMNS.index("vote_agreement")])
    both = (probability + is_extracted) / 2
    labels = (both >= 0.5).astype(np.float32)
    size = max(float((labels * n_words).sum()), _SHORTEST_TEXT)
    weights = (np.minimum(n_words / size, 1.0) * 100 + 0.15) * np.abs(2 * both - 1)
    weights *= CO_TRAINING_WEIGHT if agreement > _AGREEMENT else 0.0
    return labels, weights.astype(np.float32)


def with_known(
    agreed: tuple[Floats, Floats], labels: NDArray[np.float32], weights: NDArray[np.float32]
) -> tuple[Floats, Floats]:
    """The labels of co-training, but where a snippet of the data set says better."""
    known = weights > 0
    return (
        np.where(known, labels, agreed[0]).astype(np.float32),
        np.where(known, np.maximum(agreed[1], weights), agreed[1]).astype(np.float32),
    )

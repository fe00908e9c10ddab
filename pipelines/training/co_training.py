"""Labels for pages without a gold text: what two judges agree on.

The teacher is a forest trained on the gold texts; trafilatura is the other
judge. A block both keep, or both remove, is labelled so, and weighs as much as
they agree; pages on which they disagree altogether teach nothing. (Self-training
with a second view, after Blum and Mitchell, COLT 1998.)
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipelines.read.classifier import trafilatura_vote
from pipelines.text.counts import Floats

#: A taught page weighs this beside a page with a gold text.
TAUGHT_WEIGHT = 0.25
#: trafilatura keeps a block when it says this share of its trigrams.
_SAID = 0.6
#: Pages on which the judges agree less (F1 of words) are left out.
_AGREEMENT = 0.6
_SHORTEST_TEXT = 60.0


def taught_labels(
    texts: Sequence[str], said: str | None, probability: Floats, n_words: Floats
) -> tuple[Floats, Floats]:
    """Labels and weights of a page's blocks from the teacher's probabilities and trafilatura's text."""
    if not said:
        return np.zeros(len(texts), np.float32), np.zeros(len(texts), np.float32)
    heard = trafilatura_vote.columns(texts, said, probability, n_words)
    is_said = heard[:, trafilatura_vote.COLUMNS.index("voice")] > _SAID
    agreement = float(heard[0, trafilatura_vote.COLUMNS.index("voice_agrees")])
    both = (probability + is_said) / 2
    labels = (both >= 0.5).astype(np.float32)
    size = max(float((labels * n_words).sum()), _SHORTEST_TEXT)
    weights = (np.minimum(n_words / size, 1.0) * 100 + 0.15) * np.abs(2 * both - 1)
    weights *= TAUGHT_WEIGHT if agreement > _AGREEMENT else 0.0
    return labels, weights.astype(np.float32)


def with_known(
    taught: tuple[Floats, Floats], labels: NDArray[np.float32], weights: NDArray[np.float32]
) -> tuple[Floats, Floats]:
    """The taught labels, but where a snippet of the data set says better."""
    known = weights > 0
    return (
        np.where(known, labels, taught[0]).astype(np.float32),
        np.where(known, np.maximum(taught[1], weights), taught[1]).astype(np.float32),
    )

"""Fit the weights of `wording.py`: logistic regression with an L2 penalty, over the blocks of all dumps.

The forest must learn from scores as good as it gets later, on sites never seen.
So a sample that is learned from has its scores from weights that were fitted
without its site. Needs SciPy, which the pipeline itself does not.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipelines.read.features import wording
from pipelines.read.features.wording import Wording
from pipelines.text.counts import Floats
from pipelines.training.pages import Sample, fold_of, site_of

#: The weight of the penalty where the weights of all blocks sum to one.
_PENALTY = 1e-5
#: A token counts when so many sites have it: others name what a page tells of.
_SITES = 6
_ITERATIONS = 60
#: Folds inside the training pages, cut by site as the outer ones are.
_INNER_FOLDS = 5


def scores(samples: Sequence[Sample], fold: int | None) -> list[Floats]:
    """The wording's score of each sample's blocks, for a forest that learns from all folds but `fold`.

    Samples of the fold are scored by weights fitted to all others, as at run
    time; the others by weights that never saw their site.
    """
    outside = [item for item in samples if fold_of(item.gold) != fold]
    by_inner = [fit([item for item in outside if _inner_fold(item) != inner]) for inner in range(_INNER_FOLDS)]
    whole = fit(outside) if fold is not None else None
    found = []
    for item in samples:
        is_outside = whole is None or fold_of(item.gold) != fold
        judge = by_inner[_inner_fold(item)] if is_outside else whole
        assert judge is not None
        found.append(judge.score(item.table.tokens, len(item.texts)))
    return found


def rows(samples: Sequence[Sample], found: Sequence[Floats]) -> list[Floats]:
    """What the first look sees of each sample, given the wording's scores."""
    return [np.hstack([item.table.values, wording.columns(own)]) for item, own in zip(samples, found, strict=True)]


def fit(samples: Sequence[Sample]) -> Wording:
    """The weights that tell the samples' labels best.

    A block weighs the root of what it weighs in the forest: short lines, which
    have most of the phrases of boilerplate, would teach too little.
    """
    from scipy.optimize import minimize  # type: ignore[import-untyped,unused-ignore]  # noqa: PLC0415 - training only

    tokens = _matrix(samples)
    transposed = tokens.T.tocsr()
    weights = np.sqrt(np.concatenate([item.weights for item in samples]).astype(np.float64))
    weights /= weights.sum()
    signs = 2.0 * np.concatenate([item.labels for item in samples]) - 1.0

    def loss(point: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        """The penalised log-loss and its gradient; the last entry of `point` is the bias."""
        margin = signs * (tokens @ point[:-1].astype(np.float32) + point[-1])
        pull = -weights * signs / (1.0 + np.exp(np.clip(margin, -50.0, 50.0)))
        value = float((weights * np.logaddexp(0.0, -margin)).sum() + 0.5 * _PENALTY * (point[:-1] ** 2).sum())
        slope = transposed @ pull.astype(np.float32) + _PENALTY * point[:-1]
        return value, np.append(slope, pull.sum())

    start = np.zeros(wording.N_BUCKETS + 1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _ITERATIONS}).x
    return Wording(found[:-1].astype(np.float32), float(found[-1]))


def save(fitted: Wording) -> None:
    """Write the weights beside the module that reads them."""
    target = Path(wording.__file__).with_name(wording.FILE)
    np.savez_compressed(target, **wording.quantised(fitted))
    print(f"  wrote {target.name}, {target.stat().st_size // 1024} KB", flush=True)


def _matrix(samples: Sequence[Sample]) -> Any:
    """The scaled tokens of all blocks as a sparse matrix, (n_blocks, N_BUCKETS)."""
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped,unused-ignore]  # noqa: PLC0415 - training only

    blocks, buckets, values, size = [], [], [], 0
    for item in samples:
        tokens, n_blocks = item.table.tokens, len(item.texts)
        blocks.append(tokens.block + size)
        buckets.append(tokens.bucket)
        values.append(wording.scale(tokens, n_blocks)[tokens.block])
        size += n_blocks
    block, bucket = np.concatenate(blocks), np.concatenate(buckets)
    known = _n_sites(samples, block, bucket)[bucket] >= _SITES
    places = (block[known], bucket[known])
    return csr_matrix((np.concatenate(values)[known], places), shape=(size, wording.N_BUCKETS))


def _n_sites(samples: Sequence[Sample], block: NDArray[Any], bucket: NDArray[Any]) -> NDArray[np.int64]:
    """On how many sites each bucket is met, (N_BUCKETS,)."""
    number: dict[str, int] = {}
    site = [number.setdefault(site_of(item.gold), len(number)) for item in samples]
    of_block = np.repeat(np.array(site, np.int64), [len(item.texts) for item in samples])
    met = np.unique(bucket.astype(np.int64) * len(number) + of_block[block])
    return np.bincount(met // len(number), minlength=wording.N_BUCKETS)


def _inner_fold(item: Sample) -> int:
    return int(hashlib.sha256(f"inner {site_of(item.gold)}".encode()).hexdigest(), 16) % _INNER_FOLDS

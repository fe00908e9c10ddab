"""Train the block classifiers: ``python -m pipelines.clean.train --data DIR``.

DIR holds ``gold.jsonl`` and the pages it names. Figures are printed out of
fold, the folds cut by site, so that no site is in training and test at once.
Needs LightGBM, which the pipeline itself does not.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import statistics
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines.clean import features, labels, trees
from pipelines.clean.html_blocks import read_html
from pipelines.clean.page import read_head
from pipelines.clean.text_blocks import read_text

#: Data sets whose licence does not allow shipped weights; kept for testing.
TEST_ONLY = frozenset({"daniel"})
RENDERINGS = {"html": ("html",), "text": ("blocks", "semi", "inscriptis")}
ROUNDS = 220
FOLDS = 5
PARAMETERS: dict[str, Any] = {
    "objective": "binary",
    "learning_rate": 0.05,
    "num_leaves": 31,
    "max_depth": 8,
    "min_data_in_leaf": 40,
    "min_sum_hessian_in_leaf": 3,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "max_bin": 127,
    "verbose": -1,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 2,
}


class Sample(NamedTuple):
    """One rendering of one page: its rows, labels and weights."""

    gold: dict[str, Any]
    rows: NDArray[np.float32]
    columns: tuple[str, ...]
    texts: list[str]
    labels: NDArray[np.float32]
    weights: NDArray[np.float32]


def sample(gold: dict[str, Any], folder: Path, rendering: str) -> Sample | None:
    """Read one page; None when it renders no text."""
    is_html = rendering == "html"
    name = gold["html_file"] if is_html else gold["text_files"][rendering]
    encoding = (gold.get("encoding") or "utf-8") if is_html else "utf-8"
    source = (folder / name).read_bytes().decode(encoding, "replace")
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    document = read_html(source) if is_html else read_text(source)
    if not document.drafts:
        return None
    head, _ = read_head(document, gold.get("url"), ())
    table = features.table(document, head, is_html)
    texts = [draft.text for draft in document.drafts]
    if gold.get("gold_text") is not None:
        marks, weights = labels.labels(texts, gold["gold_text"], gold.get("title"))
    else:
        marks, weights = labels.snippet_labels(texts, gold["with_snippets"], gold.get("without_snippets") or [])
    if not gold["is_news"]:
        weights = weights * 0.5
    return Sample(gold, table.values, table.names, texts, marks, weights)


def fold_of(gold: dict[str, Any]) -> int:
    """The fold of a page's site: stable, and the same for all pages of a site."""
    site = gold.get("site") or gold["id"]
    return int(hashlib.sha256(site.encode()).hexdigest(), 16) % FOLDS


def read_samples(folder: Path, renderings: tuple[str, ...]) -> list[Sample]:
    """All pages of the training sets in all renderings, in the order of the gold file."""
    with (folder / "gold.jsonl").open(encoding="utf-8") as lines:
        gold = [row for row in map(json.loads, lines) if row["dataset"] not in TEST_ONLY]
    found: list[Sample] = []
    with ProcessPoolExecutor(2) as pool:
        for rendering in renderings:
            work = partial(sample, folder=folder, rendering=rendering)
            found.extend(item for item in pool.map(work, gold, chunksize=20) if item is not None)
    return found


def fit(samples: list[Sample]) -> Any:
    """A LightGBM model of the samples."""
    import lightgbm

    rows = np.vstack([item.rows for item in samples])
    marks = np.concatenate([item.labels for item in samples])
    weights = np.concatenate([item.weights for item in samples])
    used = weights > 0
    data = lightgbm.Dataset(rows[used], marks[used], weight=weights[used])
    return lightgbm.train(PARAMETERS, data, ROUNDS)


def token_f1(text: str, gold_text: str) -> float:
    """Bag-of-words F1 of two texts."""
    found, wanted = Counter(labels.tokens(text)), Counter(labels.tokens(gold_text))
    shared = sum((found & wanted).values())
    total = sum(found.values()) + sum(wanted.values())
    return 2 * shared / total if total else 1.0


def out_of_fold(samples: list[Sample]) -> dict[str, float]:
    """Mean token F1 by kind of page, each page judged by a model that never saw its site."""
    scores: dict[str, list[float]] = {"news": [], "other": []}
    for fold in range(FOLDS):
        model = fit([item for item in samples if fold_of(item.gold) != fold])
        for item in samples:
            if fold_of(item.gold) == fold and item.gold.get("gold_text") is not None:
                kept = model.predict(item.rows) >= 0.5
                text = "\n".join(text for text, keep in zip(item.texts, kept, strict=True) if keep)
                kind = "news" if item.gold["is_news"] else "other"
                scores[kind].append(token_f1(text, item.gold["gold_text"]))
    return {kind: statistics.fmean(values) for kind, values in scores.items() if values}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds gold.jsonl")
    parser.add_argument("--variant", choices=sorted(RENDERINGS), action="append")
    parser.add_argument("--no-figures", action="store_true", help="skip the out-of-fold figures")
    arguments = parser.parse_args()
    for variant in arguments.variant or sorted(RENDERINGS):
        samples = read_samples(arguments.data, RENDERINGS[variant])
        print(f"{variant}: {len(samples)} renderings, {sum(len(s.texts) for s in samples)} blocks")
        if not arguments.no_figures:
            print(f"  out of fold, mean token F1: {out_of_fold(samples)}")
        model = fit(samples)
        arrays = trees.flatten(model.dump_model()["tree_info"], samples[0].columns)
        target = Path(__file__).with_name(f"{variant}.npz")
        np.savez_compressed(target, **arrays)
        print(f"  wrote {target.name}, {target.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()

"""Train the block classifiers: ``python -m pipelines.training.block_classifier --data DIR [--more DIR]``.

DIR holds ``gold.jsonl`` and the pages it names. Pages without a gold text, and
those of `--more`, are labelled by co-training: what a forest of the gold texts
and trafilatura agree on. Figures are printed out of fold, the folds cut by
site, so that no site is in training and test at once. Needs LightGBM, which
the pipeline itself does not.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines import forests
from pipelines.read.classifier import classify
from pipelines.read.classifier.classify import (
    CALIBRATION,
    DOUBT_BELOW,
    SECOND_WEIGHT,
    Verdict,
    calibrated,
    expected_f1,
    first_names,
    likely_blocks,
    second_names,
    second_parts,
    without_copies,
)
from pipelines.read.classifier.tokens import tokens
from pipelines.read.rules.context_rules import find_boilerplate
from pipelines.read.rules.line_context import LineContext
from pipelines.read.rules.line_rules import LineFacts
from pipelines.training import co_training, wording_weights
from pipelines.training.block_labels import token_f1, without_headline
from pipelines.training.pages import FOLDS, RENDERINGS, Sample, briefs, fold_of, read_gold, read_more, read_samples

#: A page of which we are less sure than this is flagged.
FLAGGED = 0.9
#: Trees, and the leaves and levels of each.
CAPACITY = {"html": (350, 63, 10), "text": (400, 63, 10)}
PARAMETERS: dict[str, Any] = {
    "objective": "binary",
    "learning_rate": 0.05,
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
    "num_threads": 1,
}


def fit(variant: str, samples: list[Sample], rows: list[NDArray[np.float32]]) -> Any:
    """A LightGBM model of the samples, whose rows are given beside them."""
    import lightgbm  # noqa: PLC0415 - training only; the pipeline runs without it

    marks = np.concatenate([item.labels for item in samples])
    weights = np.concatenate([item.weights for item in samples])
    used = weights > 0
    data = lightgbm.Dataset(np.vstack(rows)[used], marks[used], weight=weights[used])
    n_trees, leaves, levels = CAPACITY[variant]
    return lightgbm.train(PARAMETERS | {"num_leaves": leaves, "max_depth": levels}, data, n_trees)


def fit_co_trained(variant: str, samples: list[Sample], rows: list[NDArray[np.float32]]) -> Any:
    """A model that learned from pages without gold text too, labelled by one that did not."""
    first = fit(variant, samples, rows)
    labelled = [co_trained(item, first.predict(own)) for item, own in zip(samples, rows, strict=True)]
    return fit(variant, labelled, rows)


def co_trained(item: Sample, probability: NDArray[np.float32]) -> Sample:
    """A page with labels for all its blocks, if its own were for some or none."""
    if item.gold.get("gold_text") is not None:
        return item
    found = co_training.co_training_labels(item.texts, item.extracted, probability, item.table.n_words)
    marks, weights = co_training.with_known(found, item.labels, item.weights)
    return item._replace(labels=marks, weights=weights)


#: The rows of all samples, for a model that learns from all folds but one (None: from all).
RowsOf = Callable[[int | None], list[NDArray[np.float32]]]


def first_look(variant: str, samples: list[Sample]) -> RowsOf:
    """The rows of the first look; in dumps the wording was learned from the same folds as the forest will be."""
    if variant == "html":
        return lambda _fold: [item.table.values for item in samples]
    scores = {fold: wording_weights.scores(samples, fold) for fold in (None, *range(FOLDS))}
    return lambda fold: wording_weights.rows(samples, scores[fold])


def out_of_fold(samples: list[Sample], rows_of: RowsOf, fit: Callable[..., Any]) -> list[NDArray[np.float32]]:
    """The probabilities of each sample's blocks by a model that never saw its site."""
    found: list[NDArray[np.float32]] = [np.zeros(0, np.float32)] * len(samples)
    for fold in range(FOLDS):
        rows = rows_of(fold)
        inside = [at for at, item in enumerate(samples) if fold_of(item.gold) == fold]
        outside = [at for at, item in enumerate(samples) if fold_of(item.gold) != fold]
        model = fit([samples[at] for at in outside], [rows[at] for at in outside])
        for at in inside:
            found[at] = model.predict(rows[at]).astype(np.float32)
    return found


def second_look(samples: list[Sample], rows_of: RowsOf, found: list[NDArray[np.float32]], is_html: bool) -> RowsOf:
    """The rows of the second look, given those of the first and what it found out of fold."""

    def rows(fold: int | None) -> list[NDArray[np.float32]]:
        return [
            np.hstack(second_parts(first, item.table, item.texts, probability, item.extracted, is_html))
            for first, item, probability in zip(rows_of(fold), samples, found, strict=True)
        ]

    return rows


class PageFigure(NamedTuple):
    """How well one page was cleaned, and how well we think."""

    gold: dict[str, Any]
    f1: float
    confidence: float
    is_brief: bool


def page_figures(variant: str, samples: list[Sample], found: list[NDArray[np.float32]]) -> list[PageFigure]:
    """The token F1 of each page that has a gold text; blocks of its headline left out of both."""
    figures = []
    for item, probability in zip(samples, found, strict=True):
        if item.gold.get("gold_text") is None:
            continue
        kept = kept_rows(item, probability)
        title = item.gold.get("title") or ""
        text = without_headline("\n".join(t for t, keep in zip(item.texts, kept, strict=True) if keep), title)
        f1 = token_f1(tokens(text), tokens(without_headline(item.gold["gold_text"], title)))
        own = calibrated(probability, *CALIBRATION[variant])
        figures.append(PageFigure(item.gold, f1, expected_f1(own, kept, item.table.n_words), item.is_brief))
    return figures


def kept_rows(item: Sample, probability: NDArray[np.float32]) -> NDArray[np.bool_]:
    """What is kept at run time: all that words say is boilerplate removed, but not what only dumps lose."""
    kept, copies = without_copies(likely_blocks(probability, item.table), item.table, item.texts)
    unseen = np.zeros_like(kept)
    verdict = Verdict(probability, kept, copies, unseen, 0.0, 0.0, item.table.n_words, item.table.cues, "classifier")
    context = LineContext(tuple(map(LineFacts, item.texts)), verdict)
    return verdict.without(find_boilerplate(context, is_html=True)).kept


def calibration(
    samples: list[Sample], found: list[NDArray[np.float32]], figures: list[PageFigure]
) -> tuple[float, float]:
    """The slope and intercept with which the expected F1 comes nearest to that of the `figures` of the samples."""
    from scipy.optimize import minimize  # type: ignore[import-untyped,unused-ignore]  # noqa: PLC0415 - training only

    judged = [
        (probability, kept_rows(item, probability), item.table.n_words)
        for item, probability in zip(samples, found, strict=True)
        if item.gold.get("gold_text") is not None
    ]
    pages = [(*one, figure.f1) for one, figure in zip(judged, figures, strict=True) if not figure.is_brief]

    def error(point: NDArray[np.float64]) -> float:
        missed = [expected_f1(calibrated(p, *point), kept, n_words) - f1 for p, kept, n_words, f1 in pages]
        return float(np.square(missed).mean())

    slope, intercept = minimize(error, [1.0, 0.0], method="Nelder-Mead", options={"maxiter": 120}).x
    return float(slope), float(intercept)


def _mean(chosen: list[PageFigure]) -> str:
    return f"{statistics.fmean(item.f1 for item in chosen):.4f}" if chosen else "-"


def report(stage: str, figures: list[PageFigure]) -> None:
    """Print what a stage reaches on pages of sites it never saw."""
    briefs = [item for item in figures if item.is_brief]
    if briefs:
        print(f"  {stage}, out of fold: briefs {_mean(briefs)}")
    pages = [item for item in figures if not item.is_brief]
    news = [item for item in pages if item.gold["is_news"]]
    bad = [item for item in news if item.f1 < 0.5]
    flagged = sum(item.confidence < FLAGGED for item in bad)
    print(f"  {stage}, out of fold: news {_mean(news)}", end="")
    print(f", French {_mean([item for item in news if item.gold['lang'] == 'fr'])}", end="")
    print(f", other {_mean([item for item in pages if not item.gold['is_news']])}", end="")
    print(f"; news below 0.5: {len(bad) / len(news):.4f}, flagged {flagged} of {len(bad)}", flush=True)


def as_shipped(
    samples: list[Sample], first: list[NDArray[np.float32]], second: list[NDArray[np.float32]], variant: str
) -> list[NDArray[np.float32]]:
    """Both looks where the first leaves doubt, weighed as at run time."""
    found, share = [], SECOND_WEIGHT[variant]
    for item, ours, again in zip(samples, first, second, strict=True):
        kept, _ = without_copies(likely_blocks(ours, item.table), item.table, item.texts)
        is_doubtful = expected_f1(ours, kept, item.table.n_words) < DOUBT_BELOW[variant]
        found.append(np.asarray((1 - share) * ours + share * again, np.float32) if is_doubtful else ours)
    n_again = sum(one is not two for one, two in zip(found, first, strict=True))
    print(f"  {n_again} of {len(samples)} pages are looked at again")
    return found


def save(model: Any, name: str, columns: tuple[str, ...], rows: list[NDArray[np.float32]]) -> None:
    """Write a model beside this module; the `rows` it learned from tell what is hopeless early."""
    learned = np.vstack(rows)
    first = model.predict(learned, num_iteration=forests.FIRST_TREES, raw_score=True)
    bounds = forests.hopeless_below(first, model.predict(learned, raw_score=True))
    arrays: dict[str, Any] = forests.flatten(model.dump_model()["tree_info"], columns, *bounds)
    target = Path(classify.__file__).with_name(f"{name}.npz")
    np.savez_compressed(target, **arrays)
    print(f"  wrote {target.name}, {target.stat().st_size // 1024} KB", flush=True)


def train(variant: str, folder: Path, more: Path | None) -> None:
    """Train the two forests of one variant, the second on what the first says out of fold."""
    is_html = variant == "html"
    gold = read_gold(folder)
    samples = read_samples(gold, folder, RENDERINGS[variant])
    if more is not None:
        unlabelled = read_more(more, {row["url"] for row in gold if row.get("url")})
        samples += read_samples(unlabelled, more, RENDERINGS[variant] if is_html else ("blocks", "inscriptis"))
    if not is_html:
        samples += briefs(samples)
    print(f"{variant}: {len(samples)} renderings, {sum(len(item.texts) for item in samples)} blocks", flush=True)
    names = first_names(samples[0].table, is_html)
    if not is_html:
        wording_weights.save(wording_weights.fit(samples))
    rows_of = first_look(variant, samples)
    learn = partial(fit_co_trained if is_html else fit, variant)
    rows = rows_of(None)
    save(learn(samples, rows), variant, names, rows)
    first = out_of_fold(samples, rows_of, learn)
    report("first look", page_figures(variant, samples, first))
    seen_of = second_look(samples, rows_of, first, is_html)
    seen = seen_of(None)
    save(fit(variant, samples, seen), f"{variant}_second", (*names, *second_names(is_html)), seen)
    second = out_of_fold(samples, seen_of, partial(fit, variant))
    report("second look on every page", page_figures(variant, samples, second))
    shipped = as_shipped(samples, first, second, variant)
    figures = page_figures(variant, samples, shipped)
    report("as shipped", figures)
    slope, intercept = calibration(samples, shipped, figures)
    print(f"  for CALIBRATION in classify.py: {slope:.2f}, {intercept:.2f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds gold.jsonl")
    parser.add_argument("--more", type=Path, help="folder of pages without gold texts")
    parser.add_argument("--variant", choices=sorted(RENDERINGS), action="append")
    arguments = parser.parse_args()
    # Web pages first: their forests label the dumps of pages without a gold text.
    for variant in arguments.variant or sorted(RENDERINGS):
        train(variant, arguments.data, arguments.more)


if __name__ == "__main__":
    main()

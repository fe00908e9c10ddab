"""Train the block classifiers: ``python -m pipelines.clean.train --data DIR [--more DIR]``.

DIR holds ``gold.jsonl`` and the pages it names. Pages without a gold text, and
those of `--more`, are labelled by a teacher: what a forest of the gold texts
and trafilatura agree on. Figures are printed out of fold, the folds cut by
site, so that no site is in training and test at once. Needs LightGBM, which
the pipeline itself does not.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import statistics
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines.clean import features, labels, trees, voice
from pipelines.clean.classify import VOICE_BELOW, choose, expected_f1
from pipelines.clean.context import context, context_names
from pipelines.clean.html_blocks import read_html
from pipelines.clean.labels import token_f1, tokens, without_headline
from pipelines.clean.page import read_head
from pipelines.clean.text_blocks import read_text

#: Data sets whose licence does not allow shipped weights; kept for testing.
TEST_ONLY = frozenset({"daniel"})
RENDERINGS = {"html": ("html",), "text": ("blocks", "semi", "inscriptis")}
ROUNDS = 220
FOLDS = 4
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
    "num_threads": 1,
}


class Sample(NamedTuple):
    """One rendering of one page: its table, labels and weights."""

    gold: dict[str, Any]
    table: features.Table
    texts: list[str]
    labels: NDArray[np.float32]
    weights: NDArray[np.float32]
    said: str | None


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
    texts = [draft.text for draft in document.drafts]
    if gold.get("gold_text") is not None:
        marks, weights = labels.labels(texts, gold["gold_text"], gold.get("title"))
    else:
        marks, weights = labels.snippet_labels(texts, gold["with_snippets"], gold.get("without_snippets") or [])
    if not gold["is_news"]:
        weights = weights * 0.5
    said = voice.ask(source) if is_html else None
    return Sample(gold, features.table(document, head, is_html), texts, marks, weights, said)


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


def fit(samples: list[Sample], rows: list[NDArray[np.float32]]) -> Any:
    """A LightGBM model of the samples, whose rows are given beside them."""
    import lightgbm  # noqa: PLC0415 - training only; the pipeline runs without it

    marks = np.concatenate([item.labels for item in samples])
    weights = np.concatenate([item.weights for item in samples])
    used = weights > 0
    data = lightgbm.Dataset(np.vstack(rows)[used], marks[used], weight=weights[used])
    return lightgbm.train(PARAMETERS, data, ROUNDS)


def out_of_fold(samples: list[Sample], rows: list[NDArray[np.float32]]) -> list[NDArray[np.float32]]:
    """The probabilities of each sample's blocks by a model that never saw its site."""
    found: list[NDArray[np.float32]] = [np.zeros(0, np.float32)] * len(samples)
    for fold in range(FOLDS):
        inside = [at for at, item in enumerate(samples) if fold_of(item.gold) == fold]
        outside = [at for at, item in enumerate(samples) if fold_of(item.gold) != fold]
        model = fit([samples[at] for at in outside], [rows[at] for at in outside])
        for at in inside:
            found[at] = model.predict(rows[at]).astype(np.float32)
    return found


def with_context(samples: list[Sample], found: list[NDArray[np.float32]]) -> list[NDArray[np.float32]]:
    """The rows of the second look."""
    return [
        np.hstack((item.table.values, context(item.table, probability)))
        for item, probability in zip(samples, found, strict=True)
    ]


def with_voice(
    samples: list[Sample], seen: list[NDArray[np.float32]], found: list[NDArray[np.float32]]
) -> list[NDArray[np.float32]]:
    """The rows of the third look."""
    return [
        np.hstack((rows, voice.columns(item.texts, item.said or "", probability, item.table.n_words)))
        for item, rows, probability in zip(samples, seen, found, strict=True)
    ]


class PageFigure(NamedTuple):
    """How well one page was cleaned, and how well we think."""

    gold: dict[str, Any]
    f1: float
    expected_f1: float


def page_figures(samples: list[Sample], found: list[NDArray[np.float32]]) -> list[PageFigure]:
    """The token F1 of each page that has a gold text; blocks of its headline left out of both."""
    figures = []
    for item, probability in zip(samples, found, strict=True):
        if item.gold.get("gold_text") is None:
            continue
        kept = choose(probability, item.table.n_words)
        title = item.gold.get("title") or ""
        text = without_headline("\n".join(t for t, keep in zip(item.texts, kept, strict=True) if keep), title)
        f1 = token_f1(tokens(text), tokens(without_headline(item.gold["gold_text"], title)))
        figures.append(PageFigure(item.gold, f1, expected_f1(probability, kept, item.table.n_words)))
    return figures


def report(stage: str, figures: list[PageFigure]) -> None:
    """Print what a stage reaches on pages of sites it never saw."""

    def mean(chosen: list[PageFigure]) -> str:
        return f"{statistics.fmean(item.f1 for item in chosen):.4f}" if chosen else "-"

    news = [item for item in figures if item.gold["is_news"]]
    bad = [item for item in news if item.f1 < 0.5]
    flagged = sum(item.expected_f1 < VOICE_BELOW for item in bad)
    print(f"  {stage}, out of fold: news {mean(news)}", end="")
    print(f", French {mean([item for item in news if item.gold['lang'] == 'fr'])}", end="")
    print(f", other {mean([item for item in figures if not item.gold['is_news']])}", end="")
    print(f"; news below 0.5: {len(bad) / len(news):.4f}, flagged {flagged} of {len(bad)}", flush=True)


def with_doubtful(
    samples: list[Sample], second: list[NDArray[np.float32]], third: list[NDArray[np.float32]]
) -> list[NDArray[np.float32]]:
    """The third look where the second leaves doubt, as at run time."""
    found = []
    for item, ours, heard in zip(samples, second, third, strict=True):
        kept = choose(ours, item.table.n_words)
        doubtful = expected_f1(ours, kept, item.table.n_words) < VOICE_BELOW
        found.append(heard if doubtful else ours)
    asked = sum(one is two for one, two in zip(found, third, strict=True))
    print(f"  trafilatura is asked on {asked} of {len(samples)} pages")
    return found


def save(model: Any, name: str, columns: tuple[str, ...]) -> None:
    """Write a model beside this module."""
    arrays: dict[str, Any] = trees.flatten(model.dump_model()["tree_info"], columns)
    target = Path(__file__).with_name(f"{name}.npz")
    np.savez_compressed(target, **arrays)
    print(f"  wrote {target.name}, {target.stat().st_size // 1024} KB", flush=True)


def train(variant: str, folder: Path) -> None:
    """Train the forests of one variant, each on what those before it say out of fold."""
    samples = read_samples(folder, RENDERINGS[variant])
    print(f"{variant}: {len(samples)} renderings, {sum(len(item.texts) for item in samples)} blocks")
    is_html = variant == "html"
    columns = samples[0].table.names
    rows = [item.table.values for item in samples]
    save(fit(samples, rows), variant, columns)
    first = out_of_fold(samples, rows)
    report("first look", page_figures(samples, first))
    columns = (*columns, *context_names(is_html))
    seen = with_context(samples, first)
    save(fit(samples, seen), f"{variant}_context", columns)
    second = out_of_fold(samples, seen)
    report("second look", page_figures(samples, second))
    if is_html:
        heard = with_voice(samples, seen, second)
        save(fit(samples, heard), "html_voice", (*columns, *voice.COLUMNS))
        third = out_of_fold(samples, heard)
        report("third look on every page", page_figures(samples, third))
        shipped = with_doubtful(samples, second, third)
        report("third look where in doubt", page_figures(samples, shipped))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds gold.jsonl")
    parser.add_argument("--variant", choices=sorted(RENDERINGS), action="append")
    arguments = parser.parse_args()
    for variant in arguments.variant or sorted(RENDERINGS):
        train(variant, arguments.data)


if __name__ == "__main__":
    main()

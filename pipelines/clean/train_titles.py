"""Fit the score of headlines in dumps: ``python -m pipelines.clean.train_titles --data DIR``.

DIR holds ``gold.jsonl`` and the pages it names. A conditional logit over the
candidate lines of each dump, "no headline" among them; figures are printed out
of fold, the folds cut by site. Needs SciPy, as LightGBM does.
"""

from __future__ import annotations

import argparse
import json
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines.clean import dump_titles
from pipelines.clean.classify import classify
from pipelines.clean.page import read_head, read_page
from pipelines.clean.text_blocks import read_text
from pipelines.clean.text_counts import Floats
from pipelines.clean.titles import body_start
from pipelines.clean.train import FOLDS, RENDERINGS, TEST_ONLY, fold_of

_RIDGE, _NEWS_WEIGHT = 2.0, 2.0


class Choice(NamedTuple):
    """One dump: its candidates and which of them are right (none: the headline was lost)."""

    gold: dict[str, Any]
    rendering: str
    values: Floats
    is_right: NDArray[np.bool_]


#: The floor that names fewest wrong lines is higher (2.335), but a headline not found is lost to the text as well.
HIGHEST_FLOOR = 1.0


def choices(gold: dict[str, Any], folder: Path) -> list[Choice]:
    """The dumps of one page. Right is the gold headline, or the one its markup names."""
    encoding = gold.get("encoding") or "utf-8"
    page = read_page((folder / gold["html_file"]).read_bytes().decode(encoding, "replace"), "text/html")
    wanted = {dump_titles.normal(gold["title"])}
    if page.metadata.title is not None:
        wanted.add(dump_titles.normal(page.metadata.title.value))
    found = []
    for rendering in RENDERINGS["text"]:
        source = (folder / gold["text_files"][rendering]).read_bytes().decode("utf-8", "replace")
        source = source.replace("\r\n", "\n").replace("\r", "\n")
        document = read_text(source)
        head, _ = read_head(document, None, ())
        verdict = classify(document, head, False, source)
        rows, values = dump_titles.candidates(document, verdict, body_start(verdict))
        right = np.array([dump_titles.normal(document.drafts[row].text) in wanted for row in rows], bool)
        found.append(Choice(gold, rendering, values, right))
    return found


def fit(data: list[Choice]) -> Floats:
    """The weights of `dump_titles.COLUMNS`, and last the floor."""
    from scipy.optimize import minimize  # type: ignore[import-untyped,unused-ignore]  # noqa: PLC0415 - training only

    size, width = len(dump_titles.COLUMNS), max(len(item.values) for item in data) + 1
    values = np.zeros((len(data), width, size + 1))
    closed, right = np.full((len(data), width), -1e9), np.zeros((len(data), width))
    for at, item in enumerate(data):
        last = len(item.values) + 1
        values[at, 0, size] = 1.0
        values[at, 1:last, :size] = item.values
        closed[at, :last] = 0.0
        right[at, 1:last] = item.is_right
        right[at, 0] = not item.is_right.any()
    weights = np.array([_NEWS_WEIGHT if item.gold["is_news"] else 1.0 for item in data])

    def loss(guess: Floats) -> tuple[float, Floats]:
        scores = values @ guess + closed
        chance = np.exp(scores - scores.max(1, keepdims=True))
        chance /= chance.sum(1, keepdims=True)
        hit = (chance * right).sum(1, keepdims=True) + 1e-300
        slope = np.einsum("j,jm,jmp->p", weights, chance - chance * right / hit, values, optimize=True)
        total = -float((weights * np.log(hit[:, 0])).sum()) + _RIDGE / 2 * float(guess @ guess)
        return total, slope + _RIDGE * guess

    result = minimize(loss, np.zeros(size + 1), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return np.asarray(result.x, np.float64)


def is_right(item: Choice, weights: Floats) -> bool:
    """Whether the weights find the headline of a dump (a dump without one never counts)."""
    scores = item.values @ weights[:-1]
    return bool(len(scores) and scores.max() > weights[-1] and item.is_right[int(scores.argmax())])


def report(data: list[Choice]) -> None:
    """Print the share of news dumps whose headline is found by weights that never saw their site."""
    weights = [fit([item for item in data if fold_of(item.gold) != fold]) for fold in range(FOLDS)]
    for rendering in RENDERINGS["text"]:
        news = [item for item in data if item.rendering == rendering and item.gold["is_news"]]
        hits = [is_right(item, weights[fold_of(item.gold)]) for item in news]
        there = np.mean([bool(item.is_right.any()) for item in news])
        print(f"  {rendering:<12} headline found, out of fold: {np.mean(hits):.4f}; among the candidates: {there:.4f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds gold.jsonl")
    arguments = parser.parse_args()
    with (arguments.data / "gold.jsonl").open(encoding="utf-8") as lines:
        gold = [row for row in map(json.loads, lines) if row["dataset"] not in TEST_ONLY and row.get("title")]
    with ProcessPoolExecutor(2) as pool:
        work = partial(choices, folder=arguments.data)
        data = [item for found in pool.map(work, gold, chunksize=20) for item in found]
    report(data)
    weights = fit(data)
    target = Path(__file__).with_name("dump_titles.toml")
    named = [f"{name} = {weight:.3f}" for name, weight in zip(dump_titles.COLUMNS, weights, strict=False)]
    head = "# Weights of the columns of dump_titles.py, found by train_titles.py.\n"
    target.write_text(
        f"{head}\nfloor = {min(float(weights[-1]), HIGHEST_FLOOR):.3f}\n\n[weights]\n" + "\n".join(named) + "\n",
        encoding="utf-8",
    )
    print(f"  wrote {target.name}")


if __name__ == "__main__":
    main()

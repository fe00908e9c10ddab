"""Fit the forest of headlines of dumps by text browsers: ``python -m pipelines.training.layout_titles --data DIR``.

DIR holds ``gold.jsonl`` and the pages it names, which `text_browsers` dumps in columns of several widths. A
conditional logit, "no headline" among the choices of a dump, is boosted over the candidates of `layout_titles`;
figures are printed out of fold, the folds cut by site. Needs lightgbm and the browsers; the pipeline needs neither.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines.forests import flatten
from pipelines.read.classifier.classify import classify
from pipelines.read.front_matter import layout_titles
from pipelines.read.front_matter.titles import body_start
from pipelines.read.page import read_head, read_page
from pipelines.read.rules.context_rules import find_boilerplate
from pipelines.read.rules.line_context import LineContext
from pipelines.read.segmentation.plain_text import read_text
from pipelines.text.counts import Floats
from pipelines.text.normalise import plain_words
from pipelines.training import text_browsers
from pipelines.training.pages import FOLDS, fold_of, read_gold

N_TREES = 120
PARAMETERS = {
    "learning_rate": 0.12,
    "num_leaves": 15,
    "min_data_in_leaf": 20,
    "lambda_l2": 5.0,
    "max_bin": 63,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "seed": 1,
    "verbose": -1,
}
#: Dumps made of a page, one by each browser.
_DUMPS = 4
_LEAST_SLOPE = 1e-3


class Choice(NamedTuple):
    """A dump: who made it, the columns of its candidates, which are right, and whether any line of it is."""

    gold: dict[str, Any]
    browser: str
    values: Floats
    is_right: NDArray[np.bool_]
    is_shown: bool


def choices(gold: dict[str, Any], folder: Path) -> list[Choice]:
    """The dumps of a page. Right is the gold headline, or the one the page's markup names."""
    content = (folder / gold["html_file"]).read_bytes()
    page = content.decode(gold.get("encoding") or "utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    title = read_page(page, "text/html", gold.get("url")).metadata.title
    wanted = {plain_words(gold["title"]), *([plain_words(title.value)] if title else [])}
    dumps = text_browsers.dumps(page, gold["id"], _DUMPS)
    return [choice for browser, dump in dumps for choice in [_choice(gold, browser, dump, wanted)] if choice]


def _choice(gold: dict[str, Any], browser: str, dump: str, wanted: set[str]) -> Choice | None:
    document = read_text(dump)
    if not document.blocks:
        return None
    head, _, _ = read_head(document, None, ())
    context = LineContext.of(document.blocks, classify(document, head, False, dump))
    context = context.without(find_boilerplate(context, False))
    rows, values = layout_titles.candidates(context, body_start(context.verdict))
    right = np.array([context.lines[row].plain in wanted for row in rows], bool)
    return Choice(gold, browser, values, right, any(line.plain in wanted for line in context.lines)) if rows else None


def fit(data: Sequence[Choice]) -> Any:
    """The boosted logit of the choices."""
    import lightgbm  # noqa: PLC0415 - training only; the pipeline runs without it

    values, right = np.vstack([item.values for item in data]), np.concatenate([item.is_right for item in data])
    objective = _objective([len(item.values) for item in data], right)
    return lightgbm.train(PARAMETERS | {"objective": objective}, lightgbm.Dataset(values, right), N_TREES)


def _objective(sizes: Sequence[int], right: NDArray[np.bool_]) -> Callable[[Floats, Any], tuple[Floats, Floats]]:
    """The slopes of the log chance that one of a dump's right lines is chosen, of "none" where it has none."""
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(int)
    dump_of = np.repeat(np.arange(len(sizes)), sizes)

    def slopes(scores: Floats, _: Any) -> tuple[Floats, Floats]:
        highest = np.maximum(np.maximum.reduceat(scores, starts), 0.0)
        powers = np.exp(scores - highest[dump_of])
        chance = powers / (np.add.reduceat(powers, starts) + np.exp(-highest))[dump_of]
        of_right = np.add.reduceat(powers * right, starts)[dump_of]
        hit = np.where(of_right > 0, powers * right / np.maximum(of_right, 1e-30), 0.0)
        return chance - hit, np.maximum(chance * (1 - chance), _LEAST_SLOPE)

    return slopes


def report(data: Sequence[Choice]) -> None:
    """Print the share of headlines shown that forests find which never saw their site."""
    forests = [fit([item for item in data if fold_of(item.gold) != fold]) for fold in range(FOLDS)]
    for browser in dict.fromkeys(item.browser for item in data):
        shown = [item for item in data if item.browser == browser and item.is_shown]
        hits = [bool(item.is_right[int(forests[fold_of(item.gold)].predict(item.values).argmax())]) for item in shown]
        print(f"  {browser:<8} out of fold {np.mean(hits):.4f} of {len(hits)}")


def write(forest: Any) -> None:
    """Write the forest beside `layout_titles`."""
    trees = forest.dump_model()["tree_info"]
    arrays = flatten(trees, layout_titles.COLUMNS, -np.inf, 0.0)
    np.savez_compressed(Path(layout_titles.__file__).with_name(layout_titles.FILE), allow_pickle=False, **arrays)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds gold.jsonl")
    arguments = parser.parse_args()
    gold = [row for row in read_gold(arguments.data) if row.get("title")]
    with ProcessPoolExecutor(2) as pool:
        found = pool.map(partial(choices, folder=arguments.data), gold, chunksize=20)
        data = [item for items in found for item in items]
    report(data)
    write(fit(data))


if __name__ == "__main__":
    main()

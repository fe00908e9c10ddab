"""Fit the scores of headlines: ``python -m pipelines.training.title_weights --data DIR``.

DIR holds ``gold.jsonl`` and the pages it names. A conditional logit over the
candidates of each page (`title_candidates`), and one over the lines of each
dump (`dump_titles`), "no headline" among them; figures are printed out of
fold, the folds cut by site. Needs SciPy, as LightGBM does.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines.read.classifier.classify import Verdict, classify
from pipelines.read.front_matter import dump_titles, title_candidates, titles
from pipelines.read.front_matter.titles import body_start, find_title
from pipelines.read.metadata.page_metadata import StatedTitles, stated_titles
from pipelines.read.page import read_head
from pipelines.read.rules.line_context import LineContext
from pipelines.read.segmentation.html import read_html
from pipelines.read.segmentation.plain_text import read_text
from pipelines.read.segmentation.text_blocks import Document
from pipelines.text.counts import Floats
from pipelines.text.normalise import plain_words
from pipelines.training.pages import FOLDS, RENDERINGS, fold_of, read_gold

#: Ridge of the logit of pages and of dumps; the weight of news among dumps.
_RIDGE, _NEWS_WEIGHT = {False: 0.5, True: 2.0}, 2.0


class Choice(NamedTuple):
    """A page or a dump: its candidates and which of them are right (none: the headline was lost).

    `rendering` is ``html`` or a kind of dump. `is_contradicted` says that the
    gold headline stands nowhere above the text, where an ``<h1>`` stands: the
    set took what was written for search engines. No weight is learned of it.
    """

    gold: dict[str, Any]
    rendering: str
    values: Floats
    is_right: NDArray[np.bool_]
    is_contradicted: bool = False


#: A higher floor names fewer wrong lines where the headline was lost (at 1.0, 32 of 69 dumps of news, at 0.0, 48),
#: but the headline of a short dump falls under it, and one not found is lost to the text as well.
HIGHEST_FLOOR = 0.0
#: Rows above the body in which readers see the headline, and how near to it a heading is beyond doubt.
_ABOVE, _NEAR = 40, 15


def choices(gold: dict[str, Any], folder: Path) -> list[Choice]:
    """One page and its dumps. Right in a dump is the gold headline, or the one the page's markup names."""
    source = _read(folder / gold["html_file"], gold.get("encoding") or "utf-8")
    document = read_html(source)
    head, _, _ = read_head(document, None, ())
    verdict = classify(document, head, True, source)
    stated = stated_titles(document, ())
    page = _page_choice(gold, document, stated, verdict)
    title = find_title(document, stated, LineContext.of(document.blocks, verdict)).value
    wanted = {plain_words(gold["title"]), *([plain_words(title.value)] if title else [])}
    dumps = []
    for rendering in RENDERINGS["text"]:
        source = _read(folder / gold["text_files"][rendering], "utf-8")
        document = read_text(source)
        head, _, _ = read_head(document, None, ())
        verdict = classify(document, head, False, source)
        rows, values = dump_titles.candidates(LineContext.of(document.blocks, verdict), body_start(verdict))
        right = np.array([plain_words(document.blocks[row].text) in wanted for row in rows], bool)
        dumps.append(Choice(gold, rendering, values, right))
    return [page, *dumps]


def _read(path: Path, encoding: str) -> str:
    return path.read_bytes().decode(encoding, "replace").replace("\r\n", "\n").replace("\r", "\n")


def _page_choice(gold: dict[str, Any], document: Document, stated: StatedTitles, verdict: Verdict) -> Choice:
    start, wanted = body_start(verdict), plain_words(gold["title"])
    found, values = title_candidates.candidates(document, stated, verdict, start)
    above = document.blocks[max(start - _ABOVE, 0) : start + 1]
    is_seen = any(wanted in plain_words(block.text) for block in above)
    has_heading = any(block.tag == "h1" and block.link_chars < len(block.text) / 2 for block in above[-_NEAR:])
    return Choice(gold, "html", values, np.array([key == wanted for key in found], bool), has_heading and not is_seen)


def fit(data: list[Choice], may_lack: bool) -> Floats:
    """The weights of the columns of the choices; last, if a headline may be lacking, the floor."""
    from scipy.optimize import minimize  # type: ignore[import-untyped,unused-ignore]  # noqa: PLC0415 - training only

    n_columns, extra = data[0].values.shape[1], int(may_lack)
    width = max(len(item.values) for item in data) + extra
    values = np.zeros((len(data), width, n_columns + extra))
    closed, right = np.full((len(data), width), -1e9), np.zeros((len(data), width))
    for at, item in enumerate(data):
        last = len(item.values) + extra
        values[at, extra:last, :n_columns] = item.values
        closed[at, :last] = 0.0
        right[at, extra:last] = item.is_right
        if may_lack:
            values[at, 0, n_columns] = 1.0
            right[at, 0] = not item.is_right.any()
    weights = np.array([_NEWS_WEIGHT if may_lack and item.gold["is_news"] else 1.0 for item in data])
    ridge = _RIDGE[may_lack]

    def loss(guess: Floats) -> tuple[float, Floats]:
        scores = values @ guess + closed
        chance = np.exp(scores - scores.max(1, keepdims=True))
        chance /= chance.sum(1, keepdims=True)
        hit = (chance * right).sum(1, keepdims=True) + 1e-300
        slope = np.einsum("j,jm,jmp->p", weights, chance - chance * right / hit, values, optimize=True)
        total = -float((weights * np.log(hit[:, 0])).sum()) + ridge / 2 * float(guess @ guess)
        return total, slope + ridge * guess

    result = minimize(loss, np.zeros(n_columns + extra), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return np.asarray(result.x, np.float64)


def fit_pages(data: list[Choice]) -> Floats:
    """The weights of `title_candidates.COLUMNS`, learned where the sets do not contradict what readers saw."""
    return fit([item for item in data if item.is_right.any() and not item.is_contradicted], may_lack=False)


def fit_dumps(data: list[Choice]) -> Floats:
    """The weights of `dump_titles.COLUMNS`, and last the floor."""
    return fit(data, may_lack=True)


def is_right(item: Choice, weights: Floats) -> bool:
    """Whether the weights find the headline (one that is not there never counts)."""
    if not len(item.values):
        return False
    size = item.values.shape[1]
    scores = item.values @ weights[:size]
    is_above_floor = len(weights) == size or scores.max() > weights[-1]
    return bool(is_above_floor and item.is_right[int(scores.argmax())])


def report(data: list[Choice], fitting: Callable[[list[Choice]], Floats]) -> None:
    """Print the share of headlines found by weights that never saw their site."""
    weights = [fitting([item for item in data if fold_of(item.gold) != fold]) for fold in range(FOLDS)]
    for rendering in dict.fromkeys(item.rendering for item in data):
        for kind in ("news", "all pages"):
            items = [i for i in data if i.rendering == rendering and (i.gold["is_news"] or kind != "news")]
            hits = np.array([is_right(item, weights[fold_of(item.gold)]) for item in items])
            there = np.mean([bool(item.is_right.any()) for item in items])
            print(
                f"  {rendering:<10} {kind:<10} out of fold {np.mean(hits):.4f}; among the candidates {there:.4f}",
                end="",
            )
            agreed = np.array([not item.is_contradicted for item in items])
            print(f"; {int((~agreed).sum())} contradicted, the others {hits[agreed].mean():.4f}")


def write(name: str, module: ModuleType, weights: Floats) -> None:
    """Write a file of weights, with its floor where it has one."""
    columns: tuple[str, ...] = module.COLUMNS
    lines = [
        f"# Weights of the columns of {module.__name__.rpartition('.')[2]}.py, found by training.title_weights.",
        "",
    ]
    if len(weights) > len(columns):
        lines += [f"floor = {min(float(weights[-1]), HIGHEST_FLOOR):.3f}", ""]
    lines += ["[weights]", *(f"{key} = {weight:.3f}" for key, weight in zip(columns, weights, strict=False))]
    Path(titles.__file__).with_name(name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"  wrote {name}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds gold.jsonl")
    arguments = parser.parse_args()
    gold = [row for row in read_gold(arguments.data) if row.get("title")]
    with ProcessPoolExecutor(2) as pool:
        work = partial(choices, folder=arguments.data)
        data = [item for found in pool.map(work, gold, chunksize=20) for item in found]
    pages = [item for item in data if item.rendering == "html"]
    dumps = [item for item in data if item.rendering != "html"]
    report(pages, fit_pages)
    report(dumps, fit_dumps)
    write("titles.toml", title_candidates, fit_pages(pages))
    write("dump_titles.toml", dump_titles, fit_dumps(dumps))


if __name__ == "__main__":
    main()

"""Pages to learn from: gold texts, snippets, and pages without either, as rows with labels."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from trafilatura.utils import decode_file

from pipelines.read.classifier import trafilatura_vote
from pipelines.read.features import feature_table
from pipelines.read.page import article_text, read_head, read_page
from pipelines.read.segmentation.html import read_html
from pipelines.read.segmentation.plain_text import read_text
from pipelines.training import co_training
from pipelines.training.block_labels import gold_labels, snippet_labels

#: Data sets whose licence does not allow shipped weights; kept for testing.
TEST_ONLY = frozenset({"daniel"})
RENDERINGS = {"html": ("html",), "text": ("blocks", "semi", "inscriptis")}
FOLDS = 4
#: A dump labelled by the pipeline weighs this, if the pipeline is so sure.
LABELLED_DUMP_WEIGHT, SURE_PAGE = 0.4, 0.8
#: A page cut down to a brief weighs this beside the page itself.
BRIEF_WEIGHT = 0.5


class Sample(NamedTuple):
    """One rendering of one page: its table, labels and weights."""

    gold: dict[str, Any]
    table: feature_table.Table
    texts: list[str]
    labels: NDArray[np.float32]
    weights: NDArray[np.float32]
    extracted: str | None
    is_brief: bool = False


def sample(gold: dict[str, Any], folder: Path, rendering: str) -> Sample | None:
    """Read one page; None when it renders no text.

    A dump of a page without a gold text is labelled by what the pipeline keeps
    of the page itself.
    """
    is_html = rendering == "html"
    page = _plain(_content(folder / gold["html_file"]), gold.get("encoding"))
    source = page if is_html else _dump(gold, folder, rendering, page)
    document = read_html(source) if is_html else read_text(source)
    if not document.blocks:
        return None
    head, _, _ = read_head(document, gold.get("url"), ())
    texts = [block.text for block in document.blocks]
    wanted, unwanted = gold.get("with_snippets") or [], gold.get("without_snippets") or []
    if gold.get("gold_text") is not None:
        marks, weights = gold_labels(texts, gold["gold_text"], gold.get("title"))
    elif is_html:
        marks, weights = snippet_labels(texts, wanted, unwanted)
    else:
        found = read_page(page, "text/html", gold.get("url"))
        from_page = gold_labels(texts, article_text(found.blocks)[0], gold.get("title"))
        weight = LABELLED_DUMP_WEIGHT if found.confidence > SURE_PAGE else 0.0
        known = snippet_labels(texts, wanted, unwanted)
        marks, weights = co_training.with_known((from_page[0], from_page[1] * weight), *known)
    if not gold["is_news"]:
        weights = weights * 0.5
    extracted = trafilatura_vote.extract_text(source) if is_html else None
    return Sample(gold, feature_table.feature_table(document, head, is_html), texts, marks, weights, extracted)


def briefs(samples: Sequence[Sample]) -> list[Sample]:
    """The first rendering of each page as a brief: its article with a few lines around it, or a paragraph alone.

    Crawls hold such dumps too, and the sets have none. How much is cut follows from the page's name.
    """
    first = {item.gold["id"]: item for item in reversed(samples)}
    found = [_brief(item) for _, item in sorted(first.items())]
    return [item for item in found if item is not None]


def _brief(item: Sample) -> Sample | None:
    kept = np.flatnonzero(item.labels * item.weights)
    if not len(kept):
        return None
    number = int(hashlib.sha256(item.gold["id"].encode()).hexdigest(), 16)
    if number % 4 == 0:
        start = int(kept[np.argmax(item.table.n_words[kept])])
        end = start + 1
    else:
        start = max(int(kept[0]) - number // 4 % 6, 0)
        end = int(kept[-1]) + 1 + number // 24 % 8
    document = read_text("\n".join(item.texts[start:end]))
    if len(document.blocks) != len(item.texts[start:end]):
        return None
    head, _, _ = read_head(document, None, ())
    texts, marks = [block.text for block in document.blocks], item.labels[start:end]
    gold = dict(item.gold)
    if gold.get("gold_text") is not None:
        gold["gold_text"] = "\n".join(text for text, mark in zip(texts, marks, strict=True) if mark > 0)
    weights = item.weights[start:end] * BRIEF_WEIGHT
    return Sample(gold, feature_table.feature_table(document, head, False), texts, marks, weights, None, is_brief=True)


def _dump(gold: dict[str, Any], folder: Path, rendering: str, page: str) -> str:
    """A page as a dump; where the set has no such rendering, one block a line."""
    name = gold["text_files"].get(rendering)
    if name is None:
        return "\n".join(block.text for block in read_html(page).blocks)
    return _plain(_content(folder / name), "utf-8")


def _content(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def _plain(content: bytes, encoding: str | None) -> str:
    text = content.decode(encoding, "replace") if encoding else decode_file(content)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def fold_of(gold: dict[str, Any]) -> int:
    """The fold of a page's site: stable, and the same for all pages of a site."""
    return int(hashlib.sha256(site_of(gold).encode()).hexdigest(), 16) % FOLDS


def site_of(gold: dict[str, Any]) -> str:
    """The site of a page; one of no known site stands for itself."""
    site: str = gold.get("site") or gold["id"]
    return site


def read_gold(folder: Path) -> list[dict[str, Any]]:
    """The pages that may be trained on, in the order of the gold file."""
    with (folder / "gold.jsonl").open(encoding="utf-8") as lines:
        return [row for row in map(json.loads, lines) if row["dataset"] not in TEST_ONLY]


def read_more(folder: Path, known: set[str]) -> list[dict[str, Any]]:
    """Pages whose gold says nothing of their text: rows with ``html`` and ``text``, but those of `known` addresses."""
    with (folder / "gold.jsonl").open(encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["url"] not in known]
    return [
        {
            "id": row["id"],
            "site": row.get("site"),
            "url": row["url"],
            "lang": row.get("lang"),
            "is_news": True,
            "html_file": row["html"],
            "text_files": {"inscriptis": row["text"]},
        }
        for row in rows
    ]


def read_samples(pages: list[dict[str, Any]], folder: Path, renderings: tuple[str, ...]) -> list[Sample]:
    """The pages in all renderings."""
    found: list[Sample] = []
    with ProcessPoolExecutor(2) as pool:
        for rendering in renderings:
            work = partial(sample, folder=folder, rendering=rendering)
            found.extend(item for item in pool.map(work, pages, chunksize=20) if item is not None)
    return found

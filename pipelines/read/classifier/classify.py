"""From blocks to decisions: which blocks are the article, and how sure we are.

A forest judges each block by itself, its place and, in dumps, its wording. Pages on which that leaves
doubt are looked at again by a second one, which knows what the first said of
the company of each block and, for web pages, what trafilatura takes of the
page; for dumps, which passage is the likeliest. A text that then stands twice
is kept once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines import forests
from pipelines.read.classifier import trafilatura_vote
from pipelines.read.classifier.article_tables import OF_ARTICLE, article_tables, link_cells
from pipelines.read.classifier.in_page_duplicates import REPEATED_SHARE, find_in_page_duplicates
from pipelines.read.classifier.standfirsts import standfirsts
from pipelines.read.classifier.unseen_blocks import seen_copies, unseen_blocks
from pipelines.read.features import passages, wording
from pipelines.read.features.context import context, context_names
from pipelines.read.features.feature_table import Head, Table, feature_table
from pipelines.read.segmentation.text_blocks import Document
from pipelines.text.counts import Floats
from pipelines.text.units import PARAGRAPH_WORDS

#: The weights of the first and of the second look, for pages and for plain text.
FIRST_FORESTS = {"html": "html.npz", "text": "text.npz"}
SECOND_FORESTS = {"html": "html_second.npz", "text": "text_second.npz"}

#: Blocks below this at first sight are not looked at again.
_SECOND_LOOK = 0.02
#: Web pages whose expected F1 is below this are looked at again and put to
#: trafilatura: the lowest tenth of the training pages, judged out of fold.
#: Dumps have less to judge by: all are looked at again.
DOUBT_BELOW = {"html": 0.90, "text": 1.01}
#: How much the second look's word counts beside the first's; out of fold their
#: mean is best on web pages, anything from .7 to 1 on dumps, where the second
#: alone is too sure of the lines around a short text.
SECOND_WEIGHT = {"html": 0.5, "text": 0.8}
#: Slope and intercept on the log-odds of the blocks with which the expected F1 of
#: a page comes nearest to its F1 on sites never seen, where the forests are too
#: sure of themselves. Printed by `train.py`; after Platt, "Probabilistic outputs
#: for support vector machines" (1999).
CALIBRATION = {"html": (0.84, -0.65), "text": (0.87, -0.38)}
_SUREST = 1e-5
#: A block is kept from half the expected F1 on, which maximises the expected
#: F1 of the page; bounded, because on doubtful pages the expectation is low.
_LOWEST, _HIGHEST = 0.4, 0.5
#: Between two paragraphs so sure of themselves a short line, often their heading,
#: is kept from a lower probability on; out of fold the F1 is the same from .15 to .35.
_SURE, _ENCLOSED = 0.9, 0.15


class Verdict(NamedTuple):
    """``probability``, ``kept`` and ``copies`` have an entry a block; ``expected_f1`` is the page's.

    ``confidence`` is the F1 that pages of other sites had where the blocks looked as sure.
    ``copies`` are blocks left out because their text stands in the page twice,
    ``unseen`` those that no reader sees.
    ``method`` names who voted: ``classifier`` or ``classifier+trafilatura``.
    """

    probability: Floats
    kept: NDArray[np.bool_]
    copies: NDArray[np.bool_]
    unseen: NDArray[np.bool_]
    expected_f1: float
    confidence: float
    n_words: Floats
    cues: NDArray[np.int64]
    method: str

    def without(self, rows: Iterable[int]) -> Verdict:
        """The verdict that keeps none of these rows."""
        kept = self.kept.copy()
        kept[list(rows)] = False
        return self._replace(kept=kept)


def classify(document: Document, head: Head, is_html: bool, source: str) -> Verdict:
    """Judge all blocks of a document; one with no blocks gets empty arrays.

    `source` is the document itself, for trafilatura.
    """
    if not document.blocks:
        empty = np.zeros(0, np.float32)
        return Verdict(empty, empty > 0, empty > 0, empty > 0, 0.0, 0.0, empty, empty.astype(np.int64), "none")
    table = feature_table(document, head, is_html)
    variant = "html" if is_html else "text"
    forest = forests.load(__package__, FIRST_FORESTS[variant])
    forest.check(first_names(table, is_html))
    first = first_rows(table, is_html)
    probability = forest.probability(first)
    if document.is_cut:
        probability[-1] = 0.0
    verdict = _verdict(table, document, probability, variant, "classifier")
    rows = np.flatnonzero(probability > _SECOND_LOOK)
    if verdict.expected_f1 >= DOUBT_BELOW[variant] or not len(rows):
        return verdict
    extracted = trafilatura_vote.extract_text(source) if is_html else None
    second = forests.load(__package__, SECOND_FORESTS[variant])
    second.check((*first_names(table, is_html), *second_names(is_html)))
    texts = [block.text for block in document.blocks]
    parts = second_parts(first, table, texts, probability, extracted, is_html)
    seen = np.hstack([part[rows] for part in parts])
    probability = probability.copy()
    share = SECOND_WEIGHT[variant]
    probability[rows] = (1 - share) * probability[rows] + share * second.probability(seen)
    method = "classifier" if extracted is None else "classifier+trafilatura"
    return _verdict(table, document, probability, variant, method)


def first_names(table: Table, is_html: bool) -> tuple[str, ...]:
    """The names of the columns that the first look sees."""
    return table.names if is_html else (*table.names, *wording.COLUMNS)


def first_rows(table: Table, is_html: bool) -> Floats:
    """What the first look sees of each block; training makes the same with scores of its own."""
    if is_html:
        return table.values
    return np.hstack([table.values, wording.columns(wording.load().score(table.tokens, len(table.values)))])


def second_names(is_html: bool) -> tuple[str, ...]:
    """The names of the columns that the second look sees beside those of the first."""
    return (*context_names(is_html), *(trafilatura_vote.COLUMNS if is_html else passages.COLUMNS))


def second_parts(
    first: Floats, table: Table, texts: Sequence[str], probability: Floats, extracted: str | None, is_html: bool
) -> list[Floats]:
    """What the second look sees of each block, in parts to stand side by side: what the `first` saw, and more.

    `extracted` is trafilatura's text, None when it finds none.
    """
    parts = [first, context(table, probability)]
    if is_html:
        parts.append(trafilatura_vote.columns(texts, extracted or "", probability, table.n_words))
    else:
        parts.append(passages.columns(table.n_words, probability))
    return parts


def _verdict(table: Table, document: Document, probability: Floats, variant: str, method: str) -> Verdict:
    blocks = document.blocks
    cells = article_tables(document, probability, table.n_words)
    probability = np.where(cells, np.maximum(probability, OF_ARTICLE), probability).astype(np.float32)
    likely = likely_blocks(probability, table) & ~link_cells(blocks, probability)
    likely |= cells | standfirsts(blocks, probability, table.n_words)
    unseen = unseen_blocks(blocks, likely, table.n_words)
    likely |= seen_copies(blocks, likely, unseen)
    kept, copies = without_copies(likely & ~unseen, table, [block.text for block in blocks])
    expected = expected_f1(probability, kept, table.n_words)
    confidence = expected_f1(calibrated(probability, *CALIBRATION[variant]), kept, table.n_words)
    return Verdict(probability, kept, copies, unseen, expected, confidence, table.n_words, table.cues, method)


def likely_blocks(probability: Floats, table: Table) -> NDArray[np.bool_]:
    """Which blocks are likely enough to be of the article."""
    threshold = min(max(best_f1(probability, table.n_words) / 2, _LOWEST), _HIGHEST)
    return (probability >= threshold) | (is_enclosed(probability, table.n_words) & (probability >= _ENCLOSED))


def without_copies(
    likely: NDArray[np.bool_], table: Table, texts: Sequence[str]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which of the likely blocks to keep, and which to leave out only because the page has them twice."""
    repeats = table.values[:, table.names.index("said_before")] > REPEATED_SHARE
    if not (likely & repeats).any():
        return likely, np.zeros(len(likely), np.bool_)
    copies = find_in_page_duplicates(texts, likely, table.n_words)
    return likely & ~copies, copies


def is_enclosed(probability: Floats, n_words: Floats) -> NDArray[np.bool_]:
    """Which short blocks stand between two paragraphs that are surely of the article."""
    is_sure = (probability > _SURE) & (n_words >= PARAGRAPH_WORDS)
    found = np.zeros(len(probability), np.bool_)
    found[1:-1] = is_sure[:-2] & is_sure[2:] & (n_words[1:-1] < PARAGRAPH_WORDS)
    return found


def best_f1(probability: Floats, n_words: Floats) -> float:
    """The highest expected token F1 that any choice of blocks has."""
    order = np.argsort(-probability, kind="stable")
    mass = np.cumsum((probability * n_words)[order])
    return float(np.max(2 * mass / (np.cumsum(n_words[order]) + mass[-1] + 1e-9)))


def expected_f1(probability: Floats, kept: NDArray[np.bool_], n_words: Floats) -> float:
    """The token F1 to expect of a choice, if the probabilities are right."""
    mass = probability * n_words
    wanted, chosen = float(mass.sum()), float(n_words[kept].sum())
    return 2 * float(mass[kept].sum()) / (wanted + chosen) if wanted + chosen else 0.0


def calibrated(probability: Floats, slope: float, intercept: float) -> Floats:
    """The probabilities with their log-odds scaled and moved."""
    inside = np.clip(probability, _SUREST, 1 - _SUREST)
    scaled: Floats = 1 / (1 + np.exp(-slope * np.log(inside / (1 - inside)) - intercept))
    return scaled

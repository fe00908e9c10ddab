"""Which blocks of a page make up its gold text, as labels to learn from; and how near two texts are.

A block belongs when most of its word trigrams are in the gold text; short ones when a line of the gold text is
theirs alone. Copies beyond what the gold text holds are boilerplate: those farthest from the article are turned down.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipelines.read.classifier.tokens import tokens
from pipelines.text.counts import Floats
from pipelines.text.units import PARAGRAPH_WORDS

#: A block with this share of its trigrams in the gold text belongs to it.
_BELONGS = 0.6


def token_f1(found: Sequence[str], wanted: Sequence[str]) -> float:
    """Bag-of-words F1 of two token lists; of two empty ones 1."""
    if not found or not wanted:
        return float(not found and not wanted)
    shared = sum((Counter(found) & Counter(wanted)).values())
    return 2 * shared / (len(found) + len(wanted))


def without_headline(text: str, title: str | None) -> str:
    """The text without the line among its first five that is its headline.

    Data sets differ on whether the headline belongs to the text.
    """
    wanted = tokens(title or "")
    if not wanted:
        return text
    lines = text.split("\n")
    filled = [at for at, line in enumerate(lines) if line.strip()]
    for at in filled[:5]:
        if token_f1(tokens(lines[at]), wanted) >= 0.9:
            return "\n".join(lines[:at] + lines[at + 1 :])
    return text


def gold_labels(texts: Sequence[str], gold_text: str, title: str | None) -> tuple[Floats, Floats]:
    """Labels (1 kept, 0 removed) and weights of a page's blocks.

    The weight of a block is its share of the gold text's words, so that each
    page counts alike, as in a mean of F1 over pages. A headline weighs
    nothing: data sets differ on whether it belongs to the text.
    """
    gold = tokens(gold_text)
    gold_trigrams = Counter(zip(gold, gold[1:], gold[2:], strict=False))
    gold_lines = Counter(tuple(tokens(line)) for line in gold_text.split("\n"))
    blocks = [tokens(text) for text in texts]
    found = np.zeros(len(texts), np.float32)
    for row, words in enumerate(blocks):
        if len(words) < 4:
            found[row] = float(bool(words) and gold_lines[tuple(words)] > 0)
            continue
        grams = list(zip(words, words[1:], words[2:], strict=False))
        found[row] = sum(gram in gold_trigrams for gram in grams) / len(grams)
    kept = found >= _BELONGS
    _drop_surplus(blocks, kept, gold_trigrams, gold_lines)
    _drop_duplicates(blocks, kept, gold_trigrams)
    sizes = np.array([len(words) for words in blocks], np.float32)
    weights = np.minimum(sizes / max(len(gold), 60), 1.0) * 100 + 0.15
    headline = set(tokens(title or ""))
    for row, words in enumerate(blocks):
        if headline and len(words) < 60:
            shared = len(headline.intersection(words))
            if shared >= 0.8 * len(headline) and shared >= 0.7 * len(set(words)):
                weights[row] = 0.0
    return kept.astype(np.float32), weights.astype(np.float32)


def _drop_surplus(
    blocks: list[list[str]],
    kept: NDArray[np.bool_],
    gold_trigrams: Counter[tuple[str, str, str]],
    gold_lines: Counter[tuple[str, ...]],
) -> None:
    """Turn down copies that the gold text does not hold, those far from the article first."""
    rows_of: dict[tuple[str, ...], list[int]] = {}
    for row in np.flatnonzero(kept).tolist():
        rows_of.setdefault(tuple(blocks[row]), []).append(row)
    single = [(rows[0], len(words)) for words, rows in rows_of.items() if len(rows) == 1]
    if not single:
        return
    single.sort()
    middle = np.cumsum([size for _, size in single])
    centre = single[int(np.searchsorted(middle, middle[-1] / 2))][0]
    for words, rows in rows_of.items():
        if len(words) < 4:
            allowed = gold_lines[words]
        else:
            allowed = min(gold_trigrams[gram] or 1 for gram in zip(words, words[1:], words[2:], strict=False))
        rows.sort(key=lambda row: (abs(row - centre), row))
        for row in rows[allowed:]:
            kept[row] = False


def _drop_duplicates(
    blocks: list[list[str]], kept: NDArray[np.bool_], gold_trigrams: Counter[tuple[str, str, str]]
) -> None:
    """Turn down long blocks whose words the gold text has no second time: a text that stands twice.

    Blocks that hold most of the text are judged last: the copy in paragraphs is the article.
    """
    left = gold_trigrams.copy()
    rows = [row for row in np.flatnonzero(kept).tolist() if len(blocks[row]) >= PARAGRAPH_WORDS]
    half = sum(gold_trigrams.values()) / 2
    for row in sorted(rows, key=lambda row: (len(blocks[row]) > half, row)):
        words = blocks[row]
        grams = list(zip(words, words[1:], words[2:], strict=False))
        if sum(left[gram] > 0 for gram in grams) < 0.4 * sum(gram in gold_trigrams for gram in grams):
            kept[row] = False
        else:
            left.subtract(grams)


def snippet_labels(texts: Sequence[str], wanted: Sequence[str], unwanted: Sequence[str]) -> tuple[Floats, Floats]:
    """Labels and weights from snippets: only the blocks that hold one weigh anything."""
    flat = [" ".join(text.split()) for text in texts]
    kept = np.zeros(len(texts), np.float32)
    weights = np.zeros(len(texts), np.float32)
    for snippets, label in ((unwanted, 0.0), (wanted, 1.0)):
        for snippet in snippets:
            needle = " ".join(snippet.split())
            for row, text in enumerate(flat):
                if needle in text:
                    kept[row] = label
                    weights[row] = 12.0
    return kept, weights

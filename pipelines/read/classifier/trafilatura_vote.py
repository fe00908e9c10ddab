"""trafilatura's vote: the text it extracts from a page, laid over our blocks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import trafilatura

from pipelines.read.classifier.tokens import tokens
from pipelines.text.counts import Floats

COLUMNS = ("vote", "vote_before", "vote_after", "vote_words", "vote_agreement")
#: Longer pages (characters) have no vote: trafilatura's time grows with them.
_MAX_LENGTH = 1_000_000


def extract_text(source: str) -> str | None:
    """The article text that trafilatura finds in an HTML page, None when it finds none."""
    if len(source) > _MAX_LENGTH:
        return None
    try:
        return trafilatura.extract(source, include_comments=False, include_tables=True, fast=False)
    except Exception:  # whatever fails, there is no vote: the classifier has judged already
        return None


def columns(texts: Sequence[str], extracted: str, probability: Floats, n_words: Floats) -> Floats:
    """What the text that trafilatura `extracted` tells of each block, (n_blocks, 5).

    The share of the block's word trigrams in it (of itself and its neighbours),
    the length of the text and its agreement with our probabilities.
    """
    words = tokens(extracted)
    trigrams = set(zip(words, words[1:], words[2:], strict=False))
    lines = Counter(tuple(tokens(line)) for line in extracted.split("\n"))
    share = np.zeros(len(texts) + 2, np.float32)
    for row, text in enumerate(texts, start=1):
        block = tokens(text)
        if len(block) < 4:
            share[row] = float(bool(block) and lines[tuple(block)] > 0)
        else:
            grams = list(zip(block, block[1:], block[2:], strict=False))
            share[row] = sum(gram in trigrams for gram in grams) / len(grams)
    taken = share[1:-1] > 0.6
    mass = probability * n_words
    total = float(mass.sum() + n_words[taken].sum())
    agreement = 2 * float(mass[taken].sum()) / total if total else 0.0
    size = len(texts)
    return np.column_stack(
        (share[1:-1], share[:-2], share[2:], np.full(size, len(words)), np.full(size, agreement))
    ).astype(np.float32)

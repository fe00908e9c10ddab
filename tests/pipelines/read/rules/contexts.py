"""Contexts of lines that the classifier keeps, for tests of rules."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from pipelines.read.classifier.classify import Verdict
from pipelines.read.rules.line_context import LineContext
from pipelines.read.rules.line_rules import LineFacts


def context_of(*lines: str, removed: Collection[int] = (), probability: float = 0.9) -> LineContext:
    """The context of lines that are all kept but for some rows, each with one probability."""
    n_words = np.array([len(line.split()) for line in lines], np.float32)
    kept = np.array([row not in removed for row in range(len(lines))])
    sure = np.where(kept, probability, 0.0).astype(np.float32)
    verdict = Verdict(
        sure, kept, ~kept & False, ~kept & False, 0.9, 0.9, n_words, np.zeros(len(lines), np.int64), "classifier"
    )
    return LineContext(tuple(map(LineFacts, lines)), verdict)

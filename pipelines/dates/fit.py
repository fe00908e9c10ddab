"""Fit the weights of the clues: ``python -m pipelines.dates.fit --data DIR``.

DIR holds ``gold.jsonl`` with pages and their text (see ``tests/benchmarks``).
The model is a conditional logit: each day a document names is a choice, "none
of them" one more at score zero; the score of a day is the sum, over sources,
of its strongest clue's features. The gradient goes to the strongest clue. All
of it is deterministic: whole-batch steps from zero.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipelines.dates.evidence import Clue, find_clues, htmldate_clues

#: Strength of the pull towards zero for each hundred documents, chosen by
#: cross-validation among .01 … .5 (the figures hardly differ).
RIDGE = 0.2
STEPS = 60

_HEADER = """\
# How much each feature of a clue to the publication date counts, in log-odds.
# Written by `python -m pipelines.dates.fit`: a conditional logit over the days
# that a document names, fitted on the pages of the publication-date benchmark
# (test pages of htmldate, trafilatura, fundus, postlight and readability, all
# MIT or Apache-2). "html" is for pages, "text" for plain text.
"""

#: Kinds of clue too rare in those pages to be fitted; judged.
_JUDGED = {"marker:text": 4.0, "declared:published": 4.0}

#: The clues of one source to one day, each as the numbers of its features.
Choices = dict[date, dict[str, list[tuple[int, ...]]]]
Weights = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Document:
    """A document's right day and the clues to each day it names."""

    right: date
    choices: Choices


def read_documents(folder: Path, kind: str) -> list[tuple[date, list[Clue]]]:
    """Return the right day and the clues of each document, as ``html`` or as ``text``."""
    documents = []
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        if kind == "html":
            source = gzip.decompress((folder / gold["html"]).read_bytes()).decode("utf-8", "replace")
            clues = [*find_clues(source, True, gold["url"], ()), *htmldate_clues(source, gold["url"])]
        else:
            clues = find_clues((folder / gold["text"]).read_text(encoding="utf-8"), False, None, ())
        documents.append((date.fromisoformat(gold["date"]), clues))
    return documents


def number_features(documents: Iterable[tuple[date, list[Clue]]]) -> tuple[list[Document], dict[str, int]]:
    """Return the documents with their features as numbers, and the numbering."""
    numbers: dict[str, int] = {}
    numbered = []
    for right, clues in documents:
        choices: Choices = defaultdict(lambda: defaultdict(list))
        for clue in clues:
            if clue.interval and clue.precision in {"day", "minute"} and clue.source != "mention":
                choices[clue.interval.earliest][clue.source].append(_features(clue, numbers))
        for clue in clues:
            if clue.interval and clue.precision in {"month", "year"}:
                for day in list(choices):
                    if clue.interval.earliest <= day <= clue.interval.latest:
                        choices[day][f"{clue.source} {clue.precision}"].append(_features(clue, numbers))
        numbered.append(Document(right, {day: dict(sources) for day, sources in choices.items()}))
    return numbered, numbers


def _features(clue: Clue, numbers: dict[str, int]) -> tuple[int, ...]:
    return tuple(numbers.setdefault(f"{clue.source}:{feature}", len(numbers)) for feature in clue.features)


def score_day(weights: Weights, sources: dict[str, list[tuple[int, ...]]]) -> tuple[float, list[int]]:
    """Return the score of a day and the features that made it."""
    total = 0.0
    used: list[int] = []
    for clues in sources.values():
        sums = [float(weights[list(features)].sum()) for features in clues]
        best = int(np.argmax(sums))
        total += sums[best]
        used.extend(clues[best])
    return total, used


def fit(documents: Sequence[Document], n_features: int) -> Weights:
    """Return the weights that make the right days likeliest, RMSprop over the whole batch."""
    weights = np.zeros(n_features)
    scale = np.full(n_features, 1e-8)
    for step in range(STEPS):
        gradient = -RIDGE * len(documents) / 100 * weights
        for document in documents:
            scored = [(day, *score_day(weights, sources)) for day, sources in document.choices.items()]
            scores = np.array([score for _, score, _ in scored] + [0.0])
            chances = np.exp(scores - scores.max())
            chances /= chances.sum()
            for (day, _, used), chance in zip(scored, chances, strict=False):
                np.add.at(gradient, used, float(day == document.right) - chance)
        scale = 0.9 * scale + 0.1 * gradient**2
        rate = 0.08 if step < 0.6 * STEPS else 0.03
        weights += rate * gradient / np.sqrt(scale + 1e-6)
    return weights


def predict(weights: Weights, document: Document) -> tuple[date | None, float]:
    """Return the likeliest day of a document and its probability; None where it names none."""
    if not document.choices:
        return None, 1.0
    days = list(document.choices)
    scores = np.array([score_day(weights, document.choices[day])[0] for day in days] + [0.0])
    chances = np.exp(scores - scores.max())
    chances /= chances.sum()
    best = int(np.argmax(chances[:-1]))
    return days[best], float(chances[best])


def predict_out_of_fold(folder: Path, kind: str, n_folds: int = 6) -> list[tuple[date, date | None, float]]:
    """Return (right day, predicted day, probability), each predicted by weights that never saw it."""
    documents, numbers = number_features(read_documents(folder, kind))
    outcomes = []
    for fold in range(n_folds):
        seen = [document for index, document in enumerate(documents) if index % n_folds != fold]
        weights = fit(seen, len(numbers))
        outcomes += [(document.right, *predict(weights, document)) for document in documents[fold::n_folds]]
    return outcomes


def write_weights(folder: Path, target: Path) -> None:
    """Fit on all documents and write ``weights.toml``."""
    lines = [_HEADER]
    for kind in ("html", "text"):
        documents, numbers = number_features(read_documents(folder, kind))
        weights = fit(documents, len(numbers))
        table = {name: float(weights[number]) for name, number in numbers.items()} | _JUDGED
        lines.append(f"[{kind}]")
        lines += [f'"{name}" = {table[name]:.3f}' for name in sorted(table) if abs(table[name]) >= 0.005]
        lines.append("")
    target.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    write_weights(parser.parse_args().data, Path(__file__).with_name("weights.toml"))

"""Fit the weights of the clues to a date: ``python -m pipelines.training.date_weights --data DIR``.

DIR holds ``gold.jsonl`` with pages and their text (see ``tests/benchmarks``).
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np

from pipelines.read.page import read_page
from pipelines.read.publication_date.agreement import relate
from pipelines.read.publication_date.evidence import WEIGHTS, find_clues
from pipelines.read.publication_date.observations import htmldate_clues
from pipelines.training.date_fit import Choices, Document, fit, read_judged

_HEADER = """\
# How much each feature of a clue to the publication date counts, in log-odds.
# Written by `python -m pipelines.training.date_weights`: a conditional logit over the days
# that a document names, fitted on the pages of the publication-date benchmark
# (test pages of htmldate, trafilatura, fundus, postlight and readability, all
# MIT or Apache-2). "html" is for pages, "text" for plain text.
"""


def read_documents(folder: Path, kind: str) -> list[Document]:
    """Return the documents of the gold file, as ``html`` or as ``text``."""
    documents = []
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        if kind == "html":
            source = gzip.decompress((folder / gold["html"]).read_bytes()).decode("utf-8", "replace")
            clues = find_clues(source, read_page(source, "text/html", gold["url"]), gold["url"], ())
            clues += relate(list(htmldate_clues(source, gold["url"])), clues)
        else:
            source = (folder / gold["text"]).read_text(encoding="utf-8")
            clues = find_clues(source, read_page(source, "text/plain"), None, ())
        documents.append(Document(gold.get("site") or gold["id"], date.fromisoformat(gold["date"]), clues))
    return documents


def format_weights(kind: str, documents: Sequence[Document]) -> list[str]:
    """Return the lines of ``weights.toml`` fitted on all documents; judged weights stay where none has the feature."""
    choices = Choices.collect(documents)
    weights = fit(choices, np.ones(len(documents), dtype=bool))
    table = read_judged() | dict(zip(choices.names, weights.tolist(), strict=True))
    return [f"[{kind}]", *(f'"{name}" = {table[name]:.3f}' for name in sorted(table) if abs(table[name]) >= 0.005), ""]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    folder = parser.parse_args().data
    lines = [line for kind in ("html", "text") for line in format_weights(kind, read_documents(folder, kind))]
    WEIGHTS.write_text("\n".join([_HEADER, *lines]), encoding="utf-8")

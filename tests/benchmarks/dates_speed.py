"""What dates and language cost of all it takes to read a page."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from types import ModuleType
from typing import Any
from unittest.mock import patch

from dates_expressions import Row

from assets.articles import TEXTS_A_SHARD
from pipelines.analyse import article
from pipelines.read import document
from pipelines.read.language_id import detect
from pipelines.records.source import RawRecord

#: The parts of dates and language, by the module that calls them.
PARTS: tuple[tuple[str, ModuleType, str], ...] = (
    ("clues to the date", document, "find_date_evidence"),
    ("languages of the blocks", document, "detect_block_languages"),
    ("expressions of time", article, "find_timexes"),
    ("language of the article", detect, "detect_language"),
)


def measure_speed(rows: Sequence[Row]) -> None:
    """Print the processor time a page takes in dates and language, and of all it takes to read and analyse it."""
    spent: dict[str, float] = {}
    with ExitStack() as stack:
        for name, module, function in PARTS:
            stack.enter_context(patch.object(module, function, clocked(getattr(module, function), name, spent)))
        each_language = {row["lang"]: row for row in rows}.values()
        read_and_analyse(list(each_language))  # models and packs are loaded once
        spent.clear()
        started = time.process_time()
        read_and_analyse(rows)
        whole = time.process_time() - started
    n_signs = sum(len(row["body"]) for row in rows)
    print(f"\nprocessor time a page, {len(rows)} pages read and analysed")
    for name, _, _ in PARTS:
        print(f"  {name:28} {1000 * spent[name] / len(rows):6.2f} ms")
    print(f"  {'dates and language together':28} {1000 * sum(spent.values()) / len(rows):6.2f} ms")
    print(f"  {'all of reading and analysis':28} {1000 * whole / len(rows):6.2f} ms")
    print(f"  {'share of dates and language':28} {100 * sum(spent.values()) / whole:6.2f} %")
    print(f"  {'expressions, signs a second':28} {n_signs / spent['expressions of time']:9,.0f}")


def read_and_analyse(rows: Sequence[Row]) -> None:
    """Read all pages, then analyse all articles, shard by shard: two steps, as in a build."""
    for row in rows:
        content = row["source"].encode()
        record = RawRecord("a.html", content, hashlib.sha256(content).hexdigest(), "text/html", "utf-8", row["url"])
        document.read_document(record)
    for at in range(0, len(rows), TEXTS_A_SHARD):
        shard = rows[at : at + TEXTS_A_SHARD]
        verdicts = [detect.detect_language(row["body"]) for row in shard]
        for row, verdict in zip(shard, verdicts, strict=True):
            article.analyse_text(row["body"], verdict)


def clocked(function: Callable[..., Any], name: str, spent: dict[str, float]) -> Callable[..., Any]:
    """Return the function, its processor time added up under ``name``."""

    def run(*arguments: Any) -> Any:
        started = time.process_time()
        try:
            return function(*arguments)
        finally:
            spent[name] = spent.get(name, 0.0) + time.process_time() - started

    return run

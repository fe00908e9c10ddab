"""Temporal expressions, measured beside dateparser: spans strict and overlapping, and TIMEX3 values."""

from __future__ import annotations

import importlib
import importlib.util
import json
import re
import time
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pipelines.analyse.temporal.timexes import find_timexes
from pipelines.corpus.dating.timex_resolution import resolve_timexes
from pipelines.records.dates import PublicationDate

Row = dict[str, Any]
Span = tuple[int, int, str | None]


def read_rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def our_spans(document: Row) -> list[Span]:
    written = date.fromisoformat(document["dct"])
    published = PublicationDate(on=written, earliest=written, latest=written, precision="day")
    found = resolve_timexes(find_timexes(document["text"], document["lang"]), published)
    return [(timex.start, timex.end, timex.value) for timex in found]


def dateparser_spans(document: Row) -> list[Span]:
    search = importlib.import_module("dateparser.search")
    written = date.fromisoformat(document["dct"])
    settings = {"RELATIVE_BASE": datetime(written.year, written.month, written.day, 12), "PREFER_DATES_FROM": "past"}
    try:
        found = search.search_dates(document["text"], languages=[document["lang"]], settings=settings) or []
    except Exception:  # a peer that breaks has no answer
        return []
    spans: list[Span] = []
    position = 0
    for surface, moment in found:
        start = document["text"].find(surface, position)
        if start >= 0:
            position = start + len(surface)
            spans.append((start, position, str(moment.date())))
    return spans


def f1(n_right: int, n_found: int, n_gold: int) -> float:
    return 200 * n_right / (n_found + n_gold) if n_found + n_gold else 0.0


def measure_timexes(folder: Path) -> None:
    documents = read_rows(folder / "docs.jsonl")
    gold: dict[str, list[Row]] = {document["id"]: [] for document in documents}
    for row in read_rows(folder / "gold.jsonl"):
        gold[row["doc_id"]].append(row)
    print(f"\ntemporal expressions, {len(documents)} texts (F1; value over overlapping spans)")
    contenders: list[tuple[str, Callable[[Row], list[Span]]]] = [("annals", our_spans)]
    if importlib.util.find_spec("dateparser"):
        contenders.append(("dateparser", dateparser_spans))
    for name, find in contenders:
        for language in sorted({document["lang"] for document in documents}):
            chosen = [document for document in documents if document["lang"] == language]
            find(chosen[0])
            started = time.process_time()
            found = {document["id"]: find(document) for document in chosen}
            seconds = time.process_time() - started
            counts = [compare(gold[document["id"]], found[document["id"]]) for document in chosen]
            strict, relaxed, value, n_found, n_gold, n_valued = (sum(column) for column in zip(*counts, strict=True))
            print(
                f"  {name:12} {language}  strict {f1(strict, n_found, n_gold):5.1f}  "
                f"relaxed {f1(relaxed, n_found, n_gold):5.1f}  value {f1(value, n_found, n_valued):5.1f}  "
                f"{1000 * seconds / len(chosen):8.2f} ms a text"
            )


#: One length said in two units.
SAME_LENGTHS = {"P7D": "P1W", "P12M": "P1Y", "P10Y": "P1DE", "P100Y": "P1CE", "PT24H": "P1D", "PT60M": "PT1H"}


def same_value(wanted: str, found: str | None) -> bool:
    """Return whether two TIMEX3 values say the same, their time zones aside."""
    a, b = (re.sub(r"(T\d\d:\d\d)(?:Z|[+-]\d\d:?\d\d)$", r"\1", value or "") for value in (wanted, found))
    a, b = (re.sub(r"^P(T?)X+", r"P\1X", SAME_LENGTHS.get(value, value)) for value in (a, b))
    return a == b


def compare(gold: Sequence[Row], found: Sequence[Span]) -> tuple[int, int, int, int, int, int]:
    """Return strict, relaxed and value matches, and how many were found, wanted, wanted with a value."""
    free = set(range(len(found)))
    strict = relaxed = value = n_gold = n_valued = n_found = 0
    for row in gold:
        overlaps = {
            index: min(row["end"], found[index][1]) - max(row["start"], found[index][0]) for index in sorted(free)
        }
        best = max(overlaps, key=lambda index: overlaps[index], default=None)
        matched = best is not None and overlaps[best] > 0
        if best is not None and matched:
            free.discard(best)
        if row.get("optional"):
            n_found -= matched
            continue
        n_gold += 1
        n_valued += row["value"] is not None
        if best is not None and matched:
            relaxed += 1
            strict += found[best][:2] == (row["start"], row["end"])
            value += row["value"] is not None and same_value(row["value"], found[best][2])
    return strict, relaxed, value, n_found + len(found), n_gold, n_valued

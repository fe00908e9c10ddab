"""Dates, measured: ``python tests/benchmarks/dates.py --data DIR [--out-of-fold]``.

DIR holds ``pubdate/gold.jsonl`` with its pages and ``timex/docs.jsonl`` with
``timex/gold.jsonl``. Prints publication dates from pages and from their text
alone, and temporal expressions in French and English, beside the installed
peers (htmldate, newspaper4k, dateparser). The weights of the vote were fitted
on these pages: ``--out-of-fold`` prints the figures on pages each fit never saw.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import importlib.util
import json
import re
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from htmldate import find_date

from pipelines.dates import ArticleClues, date_corpus, find_date_evidence, find_timexes, resolve_timexes
from pipelines.dates.fit import predict_out_of_fold, read_documents
from pipelines.dates.names import months
from pipelines.language import detect_block_language, detect_language
from pipelines.records import PublicationDate

Row = dict[str, Any]


class Answer(NamedTuple):
    """A day, or None, and how sure; peers are always sure."""

    day: date | None
    confidence: float = 1.0


def read_rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


# --- publication dates --------------------------------------------------------


def publish(source: str, media_type: str, url: str | None, language: str, article: str) -> PublicationDate:
    evidence = find_date_evidence(source, media_type, url, None, ())
    clues = ArticleClues("a", None, "a", language, evidence, find_timexes(article, language))
    return date_corpus([clues])["a"]


def ours(source: str, media_type: str, url: str | None, language: str, article: str) -> Answer:
    published = publish(source, media_type, url, language, article)
    return Answer(published.on, published.confidence)


def htmldate_alone(source: str, url: str) -> Answer:
    try:
        found = find_date(source, url=url, original_date=True)
    except Exception:  # a peer that breaks has no answer
        return Answer(None)
    return Answer(date.fromisoformat(found) if found else None)


def newspaper_alone(source: str, url: str) -> Answer:
    newspaper = importlib.import_module("newspaper")
    page = newspaper.Article(url, fetch_images=False)
    try:
        page.download(input_html=source)
        page.parse()
    except Exception:  # a peer that breaks has no answer
        return Answer(None)
    return Answer(page.publish_date.date() if page.publish_date else None)


def print_days(name: str, right: Sequence[date], answers: Sequence[Answer], seconds: float | None) -> None:
    n_rows = len(right)
    pairs = list(zip(right, answers, strict=True))
    exact = sum(answer.day == day for day, answer in pairs)
    near = sum(answer.day is not None and abs((answer.day - day).days) <= 1 for day, answer in pairs)
    answered = sum(answer.day is not None for answer in answers)
    surest = sorted(pairs, key=lambda pair: -pair[1].confidence * (pair[1].day is not None))[: int(0.8 * n_rows)]
    top = sum(answer.day == day for day, answer in surest) / len(surest)
    speed = f"{1000 * seconds / n_rows:7.1f} ms" if seconds is not None else ""
    print(
        f"  {name:28} exact {100 * exact / n_rows:5.1f}  within a day {100 * near / n_rows:5.1f}  "
        f"answered {100 * answered / n_rows:5.1f}  right of the surest 80 % {100 * top:5.1f} {speed}"
    )


def timed(answer: Callable[[Row], Answer], rows: Sequence[Row]) -> tuple[list[Answer], float]:
    answer(rows[0])
    started = time.process_time()
    answers = [answer(row) for row in rows]
    return answers, time.process_time() - started


#: Every number that can be a day (and every number that holds one, 20210304).
_DAY_NUMBERS = re.compile(r"(?<!\d)\d{1,2}(?!\d)|\d{5,}")
_WORD = re.compile(r"[^\W\d_]{3,}")


def without_days(source: str) -> str:
    """Return a document whose days are gone; years and names of months stay."""
    return _DAY_NUMBERS.sub("", source)


def without_months(source: str) -> str:
    """Return a document whose days and months are gone; years stay."""
    return _WORD.sub(lambda word: "" if word[0].lower() in months() else word[0], without_days(source))


def without_numbers(source: str) -> str:
    """Return a document without any digit: it says no date at all."""
    return re.sub(r"\d", "", source)


def measure_invention(rows: Sequence[Row]) -> None:
    """Print how often a day or month is given that the document no longer says."""
    finer: list[tuple[str, Callable[[str], str], frozenset[str]]] = [
        ("days gone", without_days, frozenset({"day", "minute"})),
        ("days and months gone", without_months, frozenset({"day", "minute", "month"})),
        ("all digits gone", without_numbers, frozenset({"day", "minute", "month", "year"})),
    ]
    print(f"\nprecision invented, {len(rows)} pages stripped of what dates them (0 is right)")
    for name, strip, invented in finer:
        pages = [date_stripped(row, "source", "text/html", strip).precision in invented for row in rows]
        texts = [date_stripped(row, "words", "text/plain", strip).precision in invented for row in rows]
        print(f"  {name:28} pages {sum(pages)}  text alone {sum(texts)}")


def date_stripped(row: Row, part: str, media_type: str, strip: Callable[[str], str]) -> PublicationDate:
    stripped, article = strip(row[part]), strip(row["body" if part == "source" else part])
    return publish(stripped, media_type, None, row["lang"], article)


def measure_speed(rows: Sequence[Row]) -> None:
    """Print the processor time a page takes in each part of dates and language."""
    parts: list[tuple[str, Callable[[Row], object]]] = [
        ("clues to the date", lambda row: find_date_evidence(row["source"], "text/html", row["url"], None, ())),
        ("expressions of time", lambda row: find_timexes(row["body"], row["lang"])),
        ("language of the article", lambda row: detect_language(row["body"])),
        ("language of each line", lambda row: [detect_block_language(line) for line in row["words"].splitlines()]),
    ]
    print("\nprocessor time a page")
    total = 0.0
    for name, run in parts:
        run(rows[0])
        started = time.process_time()
        for row in rows:
            run(row)
        milliseconds = 1000 * (time.process_time() - started) / len(rows)
        total += milliseconds
        print(f"  {name:28} {milliseconds:6.2f} ms")
    print(f"  {'dates and language together':28} {total:6.2f} ms")


def measure_publication(folder: Path, out_of_fold: bool) -> None:
    rows = read_rows(folder / "gold.jsonl")
    right = [date.fromisoformat(row["date"]) for row in rows]
    for row in rows:
        row["source"] = gzip.decompress((folder / row["html"]).read_bytes()).decode("utf-8", "replace")
        row["words"] = (folder / row["text"]).read_text(encoding="utf-8")
        row["body"] = (folder / row["article"]).read_text(encoding="utf-8")
    print(f"\npublication date, {len(rows)} pages")
    contenders: list[tuple[str, Callable[[Row], Answer]]] = [
        ("annals", lambda row: ours(row["source"], "text/html", row["url"], row["lang"], row["body"])),
        ("htmldate", lambda row: htmldate_alone(row["source"], row["url"])),
    ]
    if importlib.util.find_spec("newspaper"):
        contenders.append(("newspaper4k", lambda row: newspaper_alone(row["source"], row["url"])))
    contenders.append(
        ("annals, text alone", lambda row: ours(row["words"], "text/plain", None, row["lang"], row["words"]))
    )
    contenders.append(("htmldate, text alone", lambda row: htmldate_alone(f"<html><body><p>{row['words']}", "")))
    for name, answer in contenders:
        answers, seconds = timed(answer, rows)
        print_days(name, right, answers, seconds)
    measure_invention(rows)
    measure_speed(rows)
    if out_of_fold:
        for kind in ("html", "text"):
            votes = predict_out_of_fold(read_documents(folder, kind))
            answers = [Answer(vote.day, vote.probability) for vote in votes]
            print_days(f"annals, {kind}, other sites", right, answers, None)


# --- temporal expressions -----------------------------------------------------

Span = tuple[int, int, str | None]


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


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds pubdate/ and timex/")
    parser.add_argument("--out-of-fold", action="store_true", help="also fit and measure in six folds cut by site")
    arguments = parser.parse_args()
    if not (arguments.data / "pubdate" / "gold.jsonl").is_file():
        print(f"skipped: expected pubdate/gold.jsonl in {arguments.data}, found none")
        return 0
    measure_publication(arguments.data / "pubdate", arguments.out_of_fold)
    measure_timexes(arguments.data / "timex")
    return 0


if __name__ == "__main__":
    sys.exit(main())

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
import re
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from dates_expressions import Row, measure_timexes, read_rows
from dates_speed import measure_speed
from htmldate import find_date

from pipelines.analyse.temporal.timexes import find_timexes
from pipelines.corpus.dating.clues import ArticleClues
from pipelines.corpus.dating.publication_dates import date_corpus
from pipelines.read.page import read_page
from pipelines.read.publication_date.evidence import find_date_evidence
from pipelines.read.publication_date.month_names import months
from pipelines.records.dates import PublicationDate
from pipelines.training.date_fit import predict_out_of_fold
from pipelines.training.date_weights import read_documents


class Answer(NamedTuple):
    """A day, or None, and how sure; peers are always sure."""

    day: date | None
    confidence: float = 1.0


def publish(source: str, media_type: str, url: str | None, language: str, article: str) -> PublicationDate:
    evidence = find_date_evidence(source, read_page(source, media_type, url), url, None)
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
    measure_speed(rows[::4])
    if out_of_fold:
        for kind in ("html", "text"):
            votes = predict_out_of_fold(read_documents(folder, kind))
            answers = [Answer(vote.day, vote.probability) for vote in votes]
            print_days(f"annals, {kind}, other sites", right, answers, None)


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

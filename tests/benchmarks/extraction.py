"""Cleaning, measured: ``python tests/benchmarks/extraction.py --data DIR``.

DIR holds ``gold.jsonl`` and the pages it names. Prints the project's figures
beside those of the installed peers, and the worst twenty pages. Pages the
classifier was trained on flatter it: figures out of fold are printed by
``python -m pipelines.training.block_classifier``.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import extraction_duplicates
from extraction_corpus import Blocks, texts_without_boilerplate, worded
from extraction_peers import Extract, peers
from extraction_scores import page_f1, same_title, snippet_counts

from pipelines.read.page import article_text, read_page
from pipelines.records.document import Page

#: The confidence under which a page counts as flagged.
FLAGGED = 0.9
RENDERINGS = ("blocks", "semi", "inscriptis")


class Outcome(NamedTuple):
    """What one tool made of one page."""

    gold: dict[str, Any]
    text: str
    title: str | None
    seconds: float
    confidence: float
    f1: float | None


def outcome(gold: dict[str, Any], text: str, title: str | None, seconds: float, confidence: float) -> Outcome:
    wanted = gold.get("gold_text")
    f1 = None if wanted is None else page_f1(text, wanted, gold.get("title"))
    return Outcome(gold, text, title, seconds, confidence, f1)


def tiles(page: Page, source: str) -> bool:
    """Whether the blocks tile the document and each run of equal lengths gives its raw text."""
    position = 0
    for block in page.blocks:
        if block.raw_start != position:
            return False
        position = block.raw_end
        written = 0
        for run in block.runs:
            if run.text_start != written or not block.raw_start <= run.raw_start <= run.raw_end <= block.raw_end:
                return False
            written = run.text_end
            raw, text = source[run.raw_start : run.raw_end], block.text[run.text_start : run.text_end]
            if len(raw) == len(text) and any(
                mine != its and mine not in " \n" for mine, its in zip(text, raw, strict=True)
            ):
                return False
        if block.runs and written != len(block.text):
            return False
    return position == len(source)


class Ours(NamedTuple):
    """What the project made of one page: whether its blocks tile it, and those with words."""

    outcome: Outcome
    tiles: bool
    blocks: Blocks


def ours(gold: dict[str, Any], folder: Path, rendering: str) -> Ours:
    """The project on one rendering of a page; the text without its title block, like the gold."""
    is_html = rendering == "html"
    name = gold["html_file"] if is_html else gold["text_files"][rendering]
    encoding = (gold.get("encoding") or "utf-8") if is_html else "utf-8"
    source = (folder / name).read_bytes().decode(encoding, "replace")
    began = time.process_time()
    page = read_page(source, "text/html" if is_html else "text/plain", gold.get("url") if is_html else None)
    seconds = time.process_time() - began
    text, _ = article_text([block for block in page.blocks if block.role != "title"])
    title = page.metadata.title.value if page.metadata.title else None
    return Ours(outcome(gold, text, title, seconds, page.confidence), tiles(page, source), worded(page))


def theirs(extract: Extract, gold: dict[str, Any], folder: Path) -> Outcome:
    """A peer on the HTML of a page; a failure is the empty text."""
    content = (folder / gold["html_file"]).read_bytes()
    began = time.process_time()
    try:
        text, title = extract(content, gold.get("url"))
    except Exception:
        text, title = "", None
    return outcome(gold, text, title, time.process_time() - began, 1.0)


def mean_f1(outcomes: Iterable[Outcome]) -> str:
    values = [item.f1 for item in outcomes if item.f1 is not None]
    return f"{statistics.fmean(values):.4f} ({len(values)})" if values else "-"


def below_half(outcomes: Sequence[Outcome]) -> str:
    """The share of pages below 0.5, and how many of them the confidence flags."""
    scored = [item for item in outcomes if item.f1 is not None]
    bad = [item for item in scored if item.f1 is not None and item.f1 < 0.5]
    flagged = sum(item.confidence < FLAGGED for item in bad)
    alarms = sum(item.confidence < FLAGGED for item in scored)
    if not scored:
        return "-"
    return f"{len(bad) / len(scored):.4f}, flagged {flagged} of {len(bad)} (all flags: {alarms})"


def snippet_f1(outcomes: Iterable[Outcome]) -> str:
    hits = alarms = misses = 0
    for item in outcomes:
        if item.gold["dataset"] == "trafilatura":
            wanted, unwanted = item.gold["with_snippets"], item.gold.get("without_snippets") or []
            found = snippet_counts(item.text, wanted, unwanted)
            hits, alarms, misses = hits + found[0], alarms + found[1], misses + found[2]
    return f"{2 * hits / (2 * hits + alarms + misses):.4f}" if hits else "-"


def titles(outcomes: Iterable[Outcome]) -> str:
    judged = [same_title(item.title, item.gold["title"]) for item in outcomes if item.gold.get("title")]
    return f"{statistics.fmean(judged):.4f} ({len(judged)})" if judged else "-"


def table(name: str, outcomes: Sequence[Outcome]) -> None:
    """Print the figures of one tool."""
    news = [item for item in outcomes if item.gold["is_news"]]
    apart = [item for item in news if item.gold["dataset"] != "daniel"]
    print(f"\n{name}")
    print("  news, token F1             ", mean_f1(apart))
    print("  news in French             ", mean_f1(item for item in apart if item.gold["lang"] == "fr"))
    print("  daniel                     ", mean_f1(i for i in news if i.gold["dataset"] == "daniel"))
    print("  other pages                ", mean_f1(i for i in outcomes if not i.gold["is_news"]))
    print("  pages below 0.5, all news  ", below_half(news))
    print("  … daniel apart             ", below_half(apart))
    print("  snippet pages, F1          ", snippet_f1(outcomes))
    print("  titles equal, news         ", titles(news))
    print("  titles equal, all          ", titles(outcomes))
    print(f"  CPU ms a page, median       {1000 * statistics.median(i.seconds for i in outcomes):.2f}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds gold.jsonl")
    parser.add_argument("--every", type=int, default=1, help="take one page in so many")
    parser.add_argument("--no-peers", action="store_true")
    arguments = parser.parse_args()
    if not (arguments.data / "gold.jsonl").is_file():
        print(f"skipped: no gold.jsonl in {arguments.data}")
        return 0
    with (arguments.data / "gold.jsonl").open(encoding="utf-8") as lines:
        gold = [json.loads(line) for line in lines][:: arguments.every]
    html = [ours(row, arguments.data, "html") for row in gold]
    ours_html = [item.outcome for item in html]
    table("Annals, HTML", ours_html)
    whole = sum(item.tiles for item in html)
    print(f"  blocks tile, runs give back {whole} of {len(html)}")
    pages = {item.outcome.gold["id"]: item.blocks for item in html}
    texts = texts_without_boilerplate(pages, {row["id"]: row.get("url") for row in gold})
    table(
        "Annals, HTML, without the boilerplate of the corpus",
        [outcome(item.gold, texts[item.gold["id"]], item.title, item.seconds, item.confidence) for item in ours_html],
    )
    news = [row for row in gold if row["is_news"] and row["dataset"] != "daniel"]
    print("\nAnnals, dumps of the news pages, token F1")
    means = []
    for rendering in RENDERINGS:
        dumps = [ours(row, arguments.data, rendering) for row in news]
        means.append(statistics.fmean(item.outcome.f1 for item in dumps if item.outcome.f1 is not None))
        french = mean_f1(item.outcome for item in dumps if item.outcome.gold["lang"] == "fr")
        whole = sum(item.tiles for item in dumps)
        print(f"  {rendering:<12} {means[-1]:.4f}  French {french}  tile {whole} of {len(dumps)}")
    print(f"  mean         {statistics.fmean(means):.4f}")
    originals = [(row["gold_text"], row.get("url")) for row in news if row.get("gold_text")]
    print("\nPlanted copies", extraction_duplicates.measure(originals))
    if not arguments.no_peers:
        for name, extract in peers().items():
            found = [theirs(extract, row, arguments.data) for row in gold]
            table(name, found)
            ratio = statistics.median(
                theirs_.seconds / max(ours_.seconds, 1e-9) for theirs_, ours_ in zip(found, ours_html, strict=True)
            )
            print(f"  our speed against it, median of pages: {ratio:.1f}x")
    print("\nWorst twenty news pages of Annals, HTML")
    scored = [item for item in ours_html if item.f1 is not None and item.gold["is_news"]]
    for item in sorted(scored, key=lambda item: (item.f1 or 0.0, item.gold["id"]))[:20]:
        print(f"  {item.f1:.3f} confidence {item.confidence:.2f} {item.gold['id']} {item.gold.get('site')}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

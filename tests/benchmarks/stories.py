"""Events that several articles tell, one row each: ``python tests/benchmarks/stories.py [--verbose]``.

``stories/`` beside this file holds 60 made-up stories, each told by three articles of outlets of their own, most in two
languages, with neighbouring events that are others (a second call, another town's strike). No weight has learned from
them. In its gold an event has one id in all articles of its story. Counted are, of events that the rows find in
several articles, those in one row, and of pairs of articles that a row joins, those of different events.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

STORIES = Path(__file__).with_name("stories")
ANNALS = Path(sys.executable).with_name("annals")
MENTIONS = """
    SELECT parse_filename(path, true), event_id, event_type, trigger_start, trigger_end, text
    FROM event_mentions JOIN articles USING (article_id) ORDER BY ALL
"""


#: A story and the id of an event of it.
Event = tuple[str, str]
#: Rows of a warehouse, each with how often it tells which event in which article.
Rows = Mapping[str, Counter[tuple[Event, str]]]


class Told(NamedTuple):
    """An event of the gold as one article tells it: its story and id, the types that are right, its words' places."""

    event: Event
    types: frozenset[str]
    places: tuple[tuple[int, int], ...]
    is_core: bool


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--verbose", action="store_true", help="list pairs joined wrongly and events left apart")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        warehouse = build(Path(folder))
        with duckdb.connect(warehouse, read_only=True) as connection:
            mentions = connection.execute(MENTIONS).fetchall()
    print_figures(rows_of(mentions), list(core_events()), verbose=arguments.verbose)
    return 0


def build(folder: Path) -> Path:
    """The warehouse of all articles, each a text file."""
    raw, warehouse = folder / "raw", folder / "stories.duckdb"
    raw.mkdir()
    for document in read_lines("docs"):
        (raw / f"{document['id']}.txt").write_text(document["text"], encoding="utf-8")
    subprocess.run([ANNALS, "build", raw, "--warehouse", warehouse], check=True, capture_output=True)
    return warehouse


def read_lines(name: str) -> list[dict[str, Any]]:
    """The records of a file of the stories."""
    return [json.loads(line) for line in (STORIES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def story_of(document: str) -> str:
    """The story of a document: story-07-b-en is of story-07."""
    return re.sub(r"-\w+-\w+$", "", document)


def gold_of(record: dict[str, Any], text: str) -> Iterator[Told]:
    """The events of an article, their words found in its text."""
    for event in record["events"]:
        places = []
        for mention in event["mentions"]:
            at = text.find(mention["sentence"]) - 1
            for _ in range(mention.get("n", 1)):
                at = text.find(mention["trigger"], at + 1)
            if at >= 0:
                places.append((at, at + len(mention["trigger"])))
        types = frozenset({event["type"], *event.get("type_alt", ())})
        yield Told((story_of(record["doc"]), event["id"]), types, tuple(places), event["core"])


def core_events() -> Iterator[tuple[Event, set[str]]]:
    """The events that are core, with the articles that tell them, where these are several."""
    articles: defaultdict[Event, set[str]] = defaultdict(set)
    core = set()
    for record in read_lines("gold"):
        for event in record["events"]:
            articles[story_of(record["doc"]), event["id"]].add(record["doc"])
            if event["core"]:
                core.add((story_of(record["doc"]), event["id"]))
    yield from ((event, told) for event, told in sorted(articles.items()) if event in core and len(told) > 1)


def rows_of(mentions: list[tuple[Any, ...]]) -> Rows:
    """What each row tells, by the gold: how often which event in which article; what is no event of it is left out."""
    gold = {record["doc"]: record for record in read_lines("gold")}
    rows: defaultdict[str, Counter[tuple[Event, str]]] = defaultdict(Counter)
    for document, row, kind, start, end, text in mentions:
        for told in gold_of(gold[document], text):
            if kind in told.types and any(first < end and start < last for first, last in told.places):
                rows[row][told.event, document] += 1
    return dict(rows)


def b_cubed(rows: Rows) -> tuple[float, float]:
    """Precision and recall of mentions by B³ (Bagga and Baldwin 1998)."""
    by_row = {row: Counter(event for event, _ in told.elements()) for row, told in rows.items()}
    in_all = sum(by_row.values(), Counter[Event]())
    n = in_all.total()
    precision = sum(times**2 / told.total() for told in by_row.values() for times in told.values()) / n
    recall = sum(times**2 / in_all[event] for told in by_row.values() for event, times in told.items()) / n
    return precision, recall


def print_figures(rows: Rows, core: list[tuple[Event, set[str]]], *, verbose: bool) -> None:
    """Events in one row, pairs of articles joined, and joined wrongly."""
    homes: defaultdict[Event, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row, told in rows.items():
        for event, document in told:
            homes[event][document].add(row)
    found = [event for event, _ in core if len(homes[event]) > 1]
    whole = [event for event in found if set.intersection(*homes[event].values())]
    pairs = [(event, *two) for event in found for two in combinations(sorted(homes[event]), 2)]
    joined = [(event, a, b) for event, a, b in pairs if homes[event][a] & homes[event][b]]
    across = [
        (one, other) for told in rows.values() for one, other in combinations(sorted(told), 2) if one[1] != other[1]
    ]
    wrong = [(one, other) for one, other in across if one[0] != other[0]]
    precision, recall = b_cubed(rows)
    print(f"B³ of mentions: precision {precision:.3f}, recall {recall:.3f}")
    stories = {event[0] for event, _ in core}
    print(
        f"core events that several articles tell: {len(core)}, found in several: {len(found)}, in one row: {len(whole)}"
    )
    print(f"pairs of articles that tell such an event: {len(pairs)}, joined: {len(joined)}")
    print(f"pairs that a row joins: {len(across)}, of different events: {len(wrong)}")
    print(
        f"stories with an event of several articles in one row: {len({event[0] for event in whole})} of {len(stories)}"
    )
    if verbose:
        for pair in wrong:
            print("WRONG", *pair)
        for event in found:
            if event not in whole:
                print("APART", event, {document: sorted(mine) for document, mine in homes[event].items()})


if __name__ == "__main__":
    sys.exit(main())

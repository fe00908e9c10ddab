"""Events, measured: ``python tests/benchmarks/events.py --data DIR``.

DIR (or its folder ``events``) holds ``events_sentences.jsonl``,
``events_en_plover_gsr.jsonl`` (one gold event a sentence: read its recall) and
``merge_ecb.jsonl``. Merging is set beside one cluster a mention and one a
lemma; ECB gives neither dates nor types, so each lemma stands for a type there
and all documents for one day's.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from entity_scores import add_up
from event_scores import b_cubed, cluster_scores, sentence_counts

from pipelines.analyse.events.clauses import find_clauses
from pipelines.analyse.mentions.mentions import find_mentions
from pipelines.analyse.parsing import parse
from pipelines.analyse.temporal.timexes import find_timexes
from pipelines.corpus.events.coreference import cluster_clauses
from pipelines.corpus.events.dated_clauses import DatedClause, Party
from pipelines.records.analysis import EventClause, Participant

SENTENCES = ("events_sentences.jsonl", "events_en_plover_gsr.jsonl")
ONE_DAY = date(2020, 1, 1)


def read(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def our_events(text: str, language: str) -> list[dict[str, Any]]:
    doc = parse(text, language)
    mentions = find_mentions(text, doc, language)
    clauses = find_clauses(text, doc, language, mentions, find_timexes(text, language))
    return [
        {
            "type": clause.event_type,
            "trigger": (clause.trigger_start, clause.trigger_end),
            "actors": [_party(party) for party in clause.actors],
            "recipients": [_party(party) for party in clause.recipients],
        }
        for clause in clauses
    ]


def _party(party: Participant) -> dict[str, Any]:
    return {"text": party.surface, "start": party.start, "end": party.end}


def measure_sentences(path: Path) -> None:
    records = read(path)
    counted = [(r["lang"], sentence_counts(r["events"], our_events(r["text"], r["lang"]))) for r in records]
    for language in ("all", *sorted({lang for lang, _ in counted})):
        total = add_up(counts for lang, counts in counted if language in {"all", lang})
        print(f"{path.stem} [{language}] " + " | ".join(f"{name} {count}" for name, count in total.items()))


def our_clusters(records: list[dict[str, Any]]) -> dict[str, object]:
    """The event each mention is merged into, found by its document and its place in the list."""
    clauses = []
    places: dict[tuple[str, int], str] = {}
    for at, record in enumerate(records):
        clause = EventClause(record["lemma"], None, "01", at, at + 1, record["trigger"], 0, 1, "reported", 0.5)
        parties = tuple(Party(name) for name in sorted({*record["participants"], *record["locations"]}))
        clauses.append(
            DatedClause(record["doc"], clause, "", parties, published_earliest=ONE_DAY, published_latest=ONE_DAY)
        )
        places[record["doc"], at] = record["id"]
    return {
        places[member.article_id, member.clause.trigger_start]: number
        for number, cluster in enumerate(cluster_clauses(clauses))
        for member in cluster.members
    }


def measure_merging(path: Path) -> None:
    records = read(path)
    gold = {record["id"]: record["cluster"] for record in records}
    rivals: dict[str, Mapping[str, object]] = {
        "one a mention": {key: key for key in gold},
        "one a lemma": {record["id"]: record["lemma"] for record in records},
        "ours": our_clusters(records),
    }
    for name, found in rivals.items():
        precision, recall, f1 = b_cubed(gold, found)
        pairs = cluster_scores(gold, found)["pairs"]
        print(f"{path.stem} [{name}] pairs {pairs} | b3 P={precision:.3f} R={recall:.3f} F1={f1:.3f}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    arguments = parser.parse_args()
    data = arguments.data / "events" if (arguments.data / "events").is_dir() else arguments.data
    if not (data / SENTENCES[0]).is_file():
        print(f"skipped: no annotated events in {arguments.data} (expected events/{SENTENCES[0]})")
        return 0
    for name in SENTENCES:
        measure_sentences(data / name)
    measure_merging(data / "merge_ecb.jsonl")
    return 0


if __name__ == "__main__":
    sys.exit(main())

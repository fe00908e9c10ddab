"""Event rows of whole documents, measured: ``python tests/benchmarks/event_documents.py --data DIR``.

DIR (or its folder ``events``) holds ``documents/docs.jsonl``,
``documents/gold.jsonl`` and the scorer ``score_documents.py``. The documents are
built into a warehouse as the user would build them; its rows are written in the
scorer's form (``--rows FILE`` keeps them).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

ANNALS = Path(sys.executable).with_name("annals")
PARTICIPANTS = """
    SELECT event_id, role, list_distinct(list_concat([surface], coalesce(aliases, []))) AS names,
        event_participants.country AS iso3, coalesce(type, 'ORG') AS kind
    FROM event_participants
    LEFT JOIN entities USING (entity_id)
    LEFT JOIN (SELECT entity_id, list(DISTINCT alias ORDER BY alias) AS aliases FROM entity_aliases GROUP BY ALL)
        USING (entity_id)
    ORDER BY ALL
"""
MENTIONS = """
    SELECT parse_filename(path, true) AS doc, event_id, events.event_type AS type, mention.modality,
        events.event_date::VARCHAR AS earliest, coalesce(events.event_date_end, events.event_date)::VARCHAR AS latest,
        evidence, "trigger"
    FROM event_mentions AS mention JOIN articles USING (article_id) JOIN events USING (event_id)
    ORDER BY ALL
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--rows", type=Path, help="keep the rows here")
    parser.add_argument("--details", action="store_true", help="list what is missed and what is wrong")
    arguments = parser.parse_args()
    data = arguments.data / "events" if (arguments.data / "events").is_dir() else arguments.data
    docs, gold = data / "documents" / "docs.jsonl", data / "documents" / "gold.jsonl"
    scorer = data / "score_documents.py"
    if not (docs.is_file() and scorer.is_file()):
        print(f"skipped: no annotated documents in {data} (expected documents/docs.jsonl and score_documents.py)")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        rows = arguments.rows or Path(folder) / "rows.jsonl"
        warehouse = build(docs, Path(folder))
        lines = [json.dumps(row, ensure_ascii=False) for row in event_rows(warehouse)]
        rows.write_text("\n".join(lines) + "\n", encoding="utf-8")
        command = [sys.executable, scorer, docs, gold, rows, *(["--details"] if arguments.details else [])]
        return subprocess.run(command, check=False).returncode


def build(docs: Path, folder: Path) -> Path:
    """The warehouse of the documents, each a text file of its own."""
    raw = folder / "raw"
    raw.mkdir()
    for line in docs.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        (raw / f"{record['id']}.txt").write_text(record["text"], encoding="utf-8")
    warehouse = folder / "documents.duckdb"
    subprocess.run([ANNALS, "build", raw, "--warehouse", warehouse], check=True, stdout=subprocess.DEVNULL)
    return warehouse


def event_rows(warehouse: Path) -> Iterator[dict[str, Any]]:
    """The event rows of a warehouse, one a document that tells the event."""
    with duckdb.connect(warehouse, read_only=True) as connection:
        sides: defaultdict[str, dict[str, list[dict[str, Any]]]] = defaultdict(lambda: {"actor": [], "recipient": []})
        for event, role, names, iso3, kind in connection.execute(PARTICIPANTS).fetchall():
            sides[event][role].append({"names": names, "iso3": iso3, "kind": kind})
        rows: dict[tuple[str, str], dict[str, Any]] = {}
        for doc, event, kind, modality, earliest, latest, evidence, trigger in connection.execute(MENTIONS).fetchall():
            row = {"doc": doc, "event_id": event, "type": kind, "modality": modality, "mentions": []}
            row |= {"actors": sides[event]["actor"], "recipients": sides[event]["recipient"]}
            row["date"] = [earliest, latest] if earliest else None
            kept = rows.setdefault((doc, event), row)
            kept["mentions"].append({"evidence": evidence, "trigger": trigger})
        yield from rows.values()


if __name__ == "__main__":
    sys.exit(main())

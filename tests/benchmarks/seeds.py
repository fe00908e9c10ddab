"""Event rows of a build beside rows annotated by hand: ``python tests/benchmarks/seeds.py --data DIR``.

DIR holds ``seeds/*.txt`` and ``gold/seeds_gold.json``. The seeds are built into
a warehouse of their own; only the annotated ones are scored. A mention is right
when its type is accepted and it overlaps the trigger or lies in its sentence.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
from event_scores import fold

ANNALS = Path(sys.executable).with_name("annals")
MENTIONS = """
    SELECT event_id, mention.event_type, path, raw_start + trigger_start - text_start AS start,
        raw_start + trigger_end - text_start AS "end"
    FROM event_mentions AS mention JOIN articles USING (article_id) JOIN blocks USING (article_id)
    WHERE text_start <= trigger_start AND trigger_start < text_end
    ORDER BY ALL
"""
PARTICIPANTS = """
    SELECT event_id, alias FROM event_participants JOIN entity_aliases USING (entity_id)
    UNION SELECT event_id, name FROM event_participants JOIN entities USING (entity_id)
    UNION SELECT event_id, surface FROM event_participants ORDER BY ALL
"""
ROWS = "SELECT event_id, event_date::VARCHAR, modality FROM events ORDER BY ALL"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    path = data / "gold" / "seeds_gold.json"
    if not path.is_file() or not any((data / "seeds").glob("*.txt")):
        print(f"skipped: no annotated seeds in {data} (expected seeds/*.txt and gold/seeds_gold.json)")
        return 0
    gold = json.loads(path.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        warehouse = Path(folder) / "seeds.duckdb"
        command = [ANNALS, "build", data / "seeds", "--warehouse", warehouse]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        with duckdb.connect(str(warehouse), read_only=True) as connection:
            report(gold, connection)
    return 0


def report(gold: Mapping[str, Any], connection: duckdb.DuckDBPyConnection) -> None:
    files = {document["file"] for document in gold["documents"]}
    found = [row for row in connection.execute(MENTIONS).fetchall() if row[2] in files]
    participants = defaultdict(set)
    for event_id, name in connection.execute(PARTICIPANTS).fetchall():
        participants[event_id].add(fold(name))
    rows = {event_id: (day, modality) for event_id, day, modality in connection.execute(ROWS).fetchall()}
    names = {
        e["id"]: {fold(name) for name in (e["name_fr"], e["name_en"], *e["aliases_seen"])} for e in gold["entities"]
    }
    matched, met = match(gold["events"], found, participants, names)
    core = [at for at, event in enumerate(gold["events"]) if event["core"]]
    wanted = {(at, n) for at in core for n, m in enumerate(gold["events"][at]["mentions"]) if not m["flag"]}
    votes: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for event_id, at, _ in matched:
        votes[at][event_id] += 1
    hit = [at for at in core if votes[at]]
    print(f"seeds: {len({row[0] for row in found})} rows, {len(found)} mentions")
    print(f"mention precision {share(len(matched), len(found))} recall {share(len(wanted & met), len(wanted))}")
    print(
        f"core events found {len(hit)} of {len(core)}, rows an event {sum(len(votes[at]) for at in hit) / len(hit):.2f}"
    )
    best = {at: min(votes[at], key=lambda event_id: (-votes[at][event_id], event_id)) for at in hit}
    events = gold["events"]
    complete = sum(all(names[who] & participants[best[at]] for who in events[at]["actors"]) for at in hit)
    print(
        f"date {share(sum(same_day(rows[best[at]][0], events[at]['date']) for at in hit), len(hit))}"
        f" actors {share(complete, len(hit))}"
        f" modality {share(sum(rows[best[at]][1] == events[at]['status'] for at in hit), len(hit))}"
    )


def match(
    events: Sequence[Mapping[str, Any]],
    found: Iterable[tuple[Any, ...]],
    participants: Mapping[str, set[str]],
    names: Mapping[str, set[str]],
) -> tuple[list[tuple[str, int, int]], set[tuple[int, int]]]:
    """(event row, gold event, gold mention) of each mention that is right, and the gold mentions met."""
    matched = []
    for event_id, kind, path, start, end in found:
        best = None
        for at, event in enumerate(events):
            if kind not in {event["plover"], *event["plover_alt"]}:
                continue
            people = sum(bool(names[who] & participants[event_id]) for who in event["actors"] + event["recipients"])
            for n, mention in enumerate(event["mentions"]):
                overlaps = min(end, mention["trigger_end"]) > max(start, mention["trigger_start"])
                inside = mention["sent_start"] <= start < mention["sent_end"]
                if mention["file"] == path and (overlaps or inside):
                    likeness = (overlaps, people, -len(event["actors"]), -at, -n)
                    best = max(best, (likeness, at, n)) if best else (likeness, at, n)
        if best is not None:
            matched.append((event_id, best[1], best[2]))
    return matched, {(at, n) for _, at, n in matched}


def same_day(day: str | None, gold: str | None) -> bool:
    return (day or "")[: len(gold or "")] == (gold or "")


def share(part: int, whole: int) -> str:
    return f"{part / max(whole, 1):.3f}"


if __name__ == "__main__":
    sys.exit(main())

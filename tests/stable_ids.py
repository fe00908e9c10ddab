"""How many ids stay from one build to the next, told without the code that writes ``id_history``."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from pipelines.ingest.containers import read_file
from pipelines.ingest.walk import FoundFile, walk
from pipelines.records.source import RawRecord
from tests.assets.conftest import CORPUS
from warehouse.workspace import Workspace

#: Where the places stand on which the rows of a table rest.
PLACES = {
    "entities": 'SELECT entity_id, article_id, start, "end", surface FROM entity_mentions',
    "events": "SELECT event_id, article_id, trigger_start, trigger_end, event_type FROM event_mentions",
}
SUFFIXES = {"text/html": ".html", "application/xhtml+xml": ".html"}

Evidence = frozenset[tuple[object, ...]]
Ids = dict[str, Evidence]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The ids of a published build, by table, with the places each rests on, and what ``id_history`` tells of it."""

    ids: dict[str, Ids]
    told: set[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Stability:
    """Of the ids whose evidence did not change, how many stayed; of those that went, how many are in ``id_history``."""

    n_unchanged: int
    n_kept: int
    n_lost: int
    n_told: int

    def __add__(self, other: Stability) -> Stability:
        return Stability(
            self.n_unchanged + other.n_unchanged,
            self.n_kept + other.n_kept,
            self.n_lost + other.n_lost,
            self.n_told + other.n_told,
        )


def documents() -> list[tuple[str, bytes]]:
    """A file name and the bytes of every document of the sample corpus, out of its container."""
    found = {}
    for file in walk(CORPUS):
        for item in read_file(file) if isinstance(file, FoundFile) else ():
            if isinstance(item, RawRecord):
                found[item.sha256] = (item.sha256[:12] + SUFFIXES.get(item.media_type, ".txt"), item.content)
    return sorted(found.values())


def put(folder: Path, chosen: list[tuple[str, bytes]]) -> None:
    """Have the folder hold these documents and no others."""
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for name, content in chosen:
        (folder / name).write_bytes(content)


def snapshot(workspace: Workspace) -> Snapshot:
    """What the published build holds."""
    ids = {}
    with workspace.reading() as connection:
        for table, query in PLACES.items():
            places: dict[str, set[tuple[object, ...]]] = defaultdict(set)
            for row_id, *place in connection.execute(query).fetchall():
                places[row_id].add(tuple(place))
            ids[table] = {row_id: frozenset(found) for row_id, found in places.items()}
        last = "SELECT build_id FROM builds ORDER BY started_at DESC LIMIT 1"
        told = connection.execute(f"SELECT table_name, old_id FROM id_history WHERE build_id = ({last})").fetchall()
    return Snapshot(ids, {(table, row_id) for table, row_id in told})


def compare(before: Snapshot, now: Snapshot, table: str) -> Stability:
    """What became of the ids of a table."""
    old, new = before.ids[table], now.ids[table]
    still = set(new.values())
    unchanged = {row_id for row_id, evidence in old.items() if evidence in still}
    kept = {row_id for row_id in unchanged if new.get(row_id) == old[row_id]}
    lost = (old.keys() - new.keys()) | (unchanged - kept)
    told = {row_id for row_id in lost if (table, row_id) in now.told}
    return Stability(len(unchanged), len(kept), len(lost), len(told))

"""The step that lists what input files hold: a shard of files in, Parquet out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assets.runner.shard_work import OverBudgetError, refusal_of, shard_name, within_budget
from pipelines.ingest.containers import read_file
from pipelines.ingest.json_fields import JsonFields, json_fields
from pipelines.ingest.walk import FoundFile
from pipelines.records.source import RawRecord
from warehouse.segments import Segments, key_of
from warehouse.shards.inventory import inventory_frames, inventory_row
from warehouse.shards.records import Row

#: A container may take a second more for every this many bytes.
BYTES_A_SECOND = 2**20


@dataclass(frozen=True, slots=True)
class FileTask:
    """An input file to look into."""

    key: str
    found: FoundFile
    n_bytes: int


@dataclass(frozen=True, slots=True)
class ListShard:
    """Lists what is in a shard of input files."""

    segments: Segments
    document_seconds: int
    fields: JsonFields = field(default_factory=json_fields)

    def __call__(self, shard: Sequence[FileTask]) -> None:
        self._write(shard, [row for task in shard for row in self._list(task)])

    def seconds(self, task: FileTask) -> int:
        return self.document_seconds + task.n_bytes // BYTES_A_SECOND

    def is_finished(self, shard: Sequence[FileTask]) -> bool:
        return self.segments.has(shard_name(shard))

    def give_up(self, task: FileTask, error: BaseException) -> None:
        self._write([task], [self._refused(task, error)])

    def _write(self, shard: Sequence[FileTask], rows: list[Row]) -> None:
        self.segments.write(shard_name(shard), inventory_frames(rows))

    def _list(self, task: FileTask) -> list[Row]:
        rows: list[Row] = []
        try:
            within_budget(self.seconds(task), lambda: rows.extend(_rows(task, self.fields)))
        except (Exception, OverBudgetError) as error:
            rows.append(self._refused(task, error))
        return rows

    def _refused(self, task: FileTask, error: BaseException) -> Row:
        refusal = refusal_of(error, task.found.path, "ingest")
        return inventory_row(task.key, task.found.path, refusal, None)


def _rows(task: FileTask, fields: JsonFields) -> Iterator[Row]:
    for item in read_file(task.found, fields=fields):
        yield inventory_row(task.key, task.found.path, item, read_key(item) if isinstance(item, RawRecord) else None)


def read_key(record: RawRecord) -> str:
    """The key of all that reading a document depends on."""
    retrieved_at = record.retrieved_at.isoformat() if record.retrieved_at else None
    declared = json.dumps(record.declared, ensure_ascii=False)
    return key_of(record.sha256, record.media_type, record.charset, record.url, retrieved_at, declared)

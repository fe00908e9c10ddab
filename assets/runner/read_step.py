"""The step that reads documents: a shard of records in, Parquet out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assets.runner.shard_work import guarded, refusal_of, shard_name
from pipelines.read.document import read_document
from pipelines.records.document import ReadDocument
from pipelines.records.source import RawRecord, Refusal
from pipelines.text.addresses import address_of
from warehouse.segments import Segments
from warehouse.shards.documents import document_frames


@dataclass(frozen=True, slots=True)
class ReadTask:
    """A document to read."""

    key: str
    record: RawRecord


@dataclass(frozen=True, slots=True)
class ReadShard:
    """Reads a shard of documents; one whose address is kept out leaves nothing in the cache."""

    segments: Segments
    document_seconds: int
    kept_out: frozenset[str] = frozenset()

    def __call__(self, shard: Sequence[ReadTask]) -> None:
        self._write(shard, [self._read(task) for task in shard])

    def seconds(self, _task: ReadTask) -> int:
        return self.document_seconds

    def is_finished(self, shard: Sequence[ReadTask]) -> bool:
        return self.segments.has(shard_name(shard))

    def give_up(self, task: ReadTask, error: BaseException) -> None:
        self._write([task], [refusal_of(error, task.record.path, "read")])

    def _write(self, shard: Sequence[ReadTask], results: Sequence[ReadDocument | Refusal]) -> None:
        keys = [task.key for task in shard]
        self.segments.write(shard_name(shard), document_frames(zip(keys, results, strict=True)))

    def _read(self, task: ReadTask) -> ReadDocument | Refusal:
        read = guarded(self.seconds(task), task.record.path, "read", lambda: read_document(task.record))
        url = read.page.metadata.url if isinstance(read, ReadDocument) else None
        if url and address_of(url.value) in self.kept_out:
            return Refusal(task.record.path, "read", "erased", "erased on request")
        return read

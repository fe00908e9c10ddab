"""The per-document steps, as the workers run them: a shard of tasks in, Parquet out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from assets.runner.workers import OverBudgetError, refusal_of, within_budget
from pipelines.analyse.article import analyse_text
from pipelines.ingest import FoundFile, read_file
from pipelines.read.document import read_document
from pipelines.read.language_id.detect import detect_language
from pipelines.records import Analysis, LanguageVerdict, RawRecord, ReadDocument, Refusal
from warehouse.segments import Segments, key_of
from warehouse.shards import Row, analysis_frames, document_frames, inventory_frames, inventory_row

Result = TypeVar("Result")

#: A container may take a second more for every this many bytes.
BYTES_A_SECOND = 2**20


@dataclass(frozen=True, slots=True)
class FileTask:
    """An input file to look into."""

    key: str
    found: FoundFile
    n_bytes: int


@dataclass(frozen=True, slots=True)
class ReadTask:
    """A document to read."""

    key: str
    record: RawRecord


@dataclass(frozen=True, slots=True)
class AnalyseTask:
    """A text to analyse; ``path`` only names it to the user."""

    key: str
    path: str
    text: str


def read_key(record: RawRecord) -> str:
    """The key of all that reading a document depends on."""
    retrieved_at = record.retrieved_at.isoformat() if record.retrieved_at else None
    declared = json.dumps(record.declared, ensure_ascii=False)
    return key_of(record.sha256, record.media_type, record.charset, record.url, retrieved_at, declared)


@dataclass(frozen=True, slots=True)
class ListShard:
    """Lists what is in a shard of input files."""

    segments: Segments
    document_seconds: int

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
            within_budget(self.seconds(task), lambda: rows.extend(_rows(task)))
        except (Exception, OverBudgetError) as error:
            rows.append(self._refused(task, error))
        return rows

    def _refused(self, task: FileTask, error: BaseException) -> Row:
        refusal = refusal_of(error, task.found.path, "ingest")
        return inventory_row(task.key, task.found.path, refusal, None)


@dataclass(frozen=True, slots=True)
class ReadShard:
    """Reads a shard of documents."""

    segments: Segments
    document_seconds: int

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
        return _guarded(self.seconds(task), task.record.path, "read", lambda: read_document(task.record))


@dataclass(frozen=True, slots=True)
class AnalyseShard:
    """Analyses a shard of texts."""

    segments: Segments
    document_seconds: int

    def __call__(self, shard: Sequence[AnalyseTask]) -> None:
        # All languages first: the identifiers' tables fill the processor's caches, and each parse empties them.
        verdicts = [self._identify(task) for task in shard]
        self._write(shard, [self._analyse(task, verdict) for task, verdict in zip(shard, verdicts, strict=True)])

    def seconds(self, _task: AnalyseTask) -> int:
        return self.document_seconds

    def is_finished(self, shard: Sequence[AnalyseTask]) -> bool:
        return self.segments.has(shard_name(shard))

    def give_up(self, task: AnalyseTask, error: BaseException) -> None:
        self._write([task], [refusal_of(error, task.path, "analyse")])

    def _write(self, shard: Sequence[AnalyseTask], results: Sequence[Analysis | Refusal]) -> None:
        keys = [task.key for task in shard]
        self.segments.write(shard_name(shard), analysis_frames(zip(keys, results, strict=True)))

    def _identify(self, task: AnalyseTask) -> LanguageVerdict | Refusal:
        return _guarded(self.seconds(task), task.path, "analyse", lambda: detect_language(task.text))

    def _analyse(self, task: AnalyseTask, verdict: LanguageVerdict | Refusal) -> Analysis | Refusal:
        if isinstance(verdict, Refusal):
            return verdict
        return _guarded(self.seconds(task), task.path, "analyse", lambda: analyse_text(task.text, verdict))


def shard_name(shard: Sequence[FileTask] | Sequence[ReadTask] | Sequence[AnalyseTask]) -> str:
    """A shard is named for the work in it."""
    return key_of(*sorted(task.key for task in shard))


def _rows(task: FileTask) -> Iterator[Row]:
    for item in read_file(task.found):
        yield inventory_row(task.key, task.found.path, item, read_key(item) if isinstance(item, RawRecord) else None)


def _guarded(seconds: int, path: str, stage: str, work: Callable[[], Result]) -> Result | Refusal:
    """Whatever a document does, it costs that document alone."""
    try:
        return within_budget(seconds, work)
    except (Exception, OverBudgetError) as error:
        return refusal_of(error, path, stage)

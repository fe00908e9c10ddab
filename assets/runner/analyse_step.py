"""The step that analyses texts: a shard of texts in, Parquet out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assets.runner.shard_work import guarded, refusal_of, shard_name
from pipelines.analyse.article import analyse_text
from pipelines.read.language_id.detect import detect_language
from pipelines.records.analysis import Analysis
from pipelines.records.language import LanguageVerdict
from pipelines.records.source import Refusal
from warehouse.segments import Segments
from warehouse.shards.analyses import analysis_frames


@dataclass(frozen=True, slots=True)
class AnalyseTask:
    """A text to analyse; ``path`` only names it to the user."""

    key: str
    path: str
    text: str


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
        return guarded(self.seconds(task), task.path, "analyse", lambda: detect_language(task.text))

    def _analyse(self, task: AnalyseTask, verdict: LanguageVerdict | Refusal) -> Analysis | Refusal:
        if isinstance(verdict, Refusal):
            return verdict
        return guarded(self.seconds(task), task.path, "analyse", lambda: analyse_text(task.text, verdict))

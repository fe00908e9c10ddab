"""Texts that were analysed: language, temporal expressions, mentions, event clauses, quotations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from pipelines.records.analysis import Analysis, EventClause, Mention, Quotation, Timex
from pipelines.records.source import Refusal
from warehouse.shards.records import Row, Schema, columns_of, frame, row_of
from warehouse.shards.refusals import REFUSAL, refusal_row


@dataclass(frozen=True, slots=True)
class AnalysisRow:
    """What is kept of a text beside what stands in it."""

    language: str | None
    language_confidence: float
    language_agreement: str
    n_words: int
    sketch: tuple[int, ...]
    n_analysed: int


#: The tables with a row for each thing that stands in a text, by the field of the analysis that holds them.
_PARTS = {"timexes": Timex, "mentions": Mention, "clauses": EventClause, "quotations": Quotation}

ANALYSES_SCHEMA: Schema = {
    "analyses": {"key": pl.String(), **columns_of(AnalysisRow), **REFUSAL},
    **{table: {"key": pl.String(), **columns_of(record)} for table, record in _PARTS.items()},
}


def analysis_frames(done: Iterable[tuple[str, Analysis | Refusal]]) -> dict[str, pl.DataFrame]:
    """The frames of one shard of analysed texts."""
    rows: dict[str, list[Row]] = {table: [] for table in ANALYSES_SCHEMA}
    for key, analysis in done:
        if isinstance(analysis, Refusal):
            rows["analyses"].append({"key": key, **refusal_row(analysis)})
            continue
        rows["analyses"].append({"key": key, **row_of(_analysis(analysis))})
        for table in _PARTS:
            rows[table] += [{"key": key, **row_of(part)} for part in getattr(analysis, table)]
    return {table: frame(rows[table], columns) for table, columns in ANALYSES_SCHEMA.items()}


def _analysis(analysis: Analysis) -> AnalysisRow:
    verdict = analysis.language
    return AnalysisRow(
        verdict.language,
        verdict.confidence,
        verdict.agreement,
        analysis.n_words,
        analysis.sketch,
        analysis.n_analysed,
    )

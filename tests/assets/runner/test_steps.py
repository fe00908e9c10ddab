"""The per-document steps: what one document does costs that document alone."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from assets.resources import Build
from assets.runner import analyse_step
from assets.runner.analyse_step import AnalyseShard, AnalyseTask
from pipelines.records.language import LanguageVerdict


def test_a_text_whose_language_cannot_be_read_costs_that_text_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(text: str) -> LanguageVerdict:
        if "bombe" in text:
            raise RecursionError("too deep")
        return LanguageVerdict("pl", 0.9, "both")

    monkeypatch.setattr(analyse_step, "detect_language", read)
    segments = Build(raw=str(tmp_path), warehouse=str(tmp_path / "annals.duckdb")).analysis_segments
    # Polish has no model to wait for.
    tasks = [AnalyseTask("a", "a.txt", "Une bombe."), AnalyseTask("b", "b.txt", "Most w mieście jest znowu otwarty.")]
    AnalyseShard(segments, document_seconds=60)(tasks)
    (file,) = segments.folder.rglob("analyses*.parquet")
    rows = {row["key"]: row for row in pl.read_parquet(file).iter_rows(named=True)}
    assert rows["b"]["language"] == "pl"
    assert rows["a"]["language"] is None
    assert "RecursionError: too deep" in rows["a"].values()

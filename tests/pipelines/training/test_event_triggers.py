"""Learning which words tell events: honest confidence, labels from annotated documents."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from pipelines.training.annotated_events import read_documents
from pipelines.training.event_trigger_figures import reliability
from pipelines.training.event_trigger_folds import calibrate


def test_calibration_rises_and_ends_where_it_is_right() -> None:
    said = np.linspace(0.0, 1.0, 400, dtype=np.float32)
    right = np.random.default_rng(0).random(400) < said * 0.6
    raised, honest = calibrate(said, right, np.ones(400, np.float32))
    assert (np.diff(honest) >= 0).all()
    assert abs(float(np.interp(0.5, raised, honest)) - 0.3) < 0.1


def test_reliability_compares_what_was_said_with_what_was_true() -> None:
    confidence, right = np.full(10, 0.75), np.array([True] * 5 + [False] * 5)
    assert reliability(confidence, right)["error"] == 0.25


def test_triggers_of_a_document_are_found_behind_odd_blanks(tmp_path: Path) -> None:
    text = "Titre\nL’armée  a\u00a0bombardé la ville, puis bombardé le port."
    mention = {"trigger": "bombardé", "n": 2, "sentence": "L'armée a bombardé la ville"}
    event = {"id": "e1", "type": "ASSAULT", "core": True, "modality": "reported", "mentions": [mention]}
    (tmp_path / "docs.jsonl").write_text(json.dumps({"id": "d", "text": text}), encoding="utf-8")
    (tmp_path / "gold.jsonl").write_text(json.dumps({"doc": "d", "lang": "fr", "events": [event]}), encoding="utf-8")
    (found,) = read_documents(tmp_path, "own")
    ((start, end),) = found.events[0].spans
    assert (text[start:end], start) == ("bombardé", text.rindex("bombardé"))

"""What judges of triggers reach on texts they never saw."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipelines.networks import Floats
from pipelines.training.event_trigger_folds import Learner, curve_of, is_right, out_of_fold
from pipelines.training.event_trigger_rows import ParsedExample

#: Least confidence of a report: nine in ten rows of French news are true from here on; F1 out of fold is as for .5.
LEAST = 0.6


def print_figures(
    examples: Sequence[ParsedExample],
    learner: Learner,
    types: Floats,
    modalities: Floats,
    judged: NDArray[np.bool_],
) -> dict[str, Any]:
    """Precision and recall of triggers by source, modality, and how honest the confidence is; returns them.

    Only texts whose rows are ``judged`` count.
    """
    rows = learner.rows
    texts = set(rows.text[judged].tolist())
    figures: dict[str, Any] = {}
    kinds = types[:, :-1].argmax(axis=1)
    right, counts = is_right(learner, types)
    counts &= judged
    curve = curve_of(learner, types, judged)
    confidence = np.interp(1.0 - types[:, -1], *curve)
    sources = np.array([examples[at].given.source for at in rows.text])
    for source in sorted(set(sources)):
        mine = (sources == source) & counts
        said = mine & (confidence >= LEAST)
        wanted = {
            (at, event.event_id)
            for at, example in enumerate(examples)
            for event in example.given.events
            if event.is_core and example.given.source == source and at in texts
        }
        found = {key for at in np.flatnonzero(said & right) for key in learner.found_by(int(at), int(kinds[at]))}
        precision = float(right[said].mean()) if said.any() else 0.0
        recall = len(found & wanted) / max(len(wanted), 1)
        figures[source] = {"precision": round(precision, 3), "recall": round(recall, 3), "events": len(wanted)}
        print(f"  {source:<20} triggers right {precision:.3f}, events found {recall:.3f} of {len(wanted)}")
    telling = np.flatnonzero((learner.by_modality.sum(axis=1) > 0) & judged)
    best = learner.by_modality[telling].argmax(axis=1) == modalities[telling].argmax(axis=1)
    figures["modality"] = {"right": round(float(best.mean()), 3), "events": len(best)}
    print(f"  modality right {best.mean():.3f} of {len(best)}")
    figures["reliability"] = reliability(confidence[counts & ~rows.is_own], right[counts & ~rows.is_own])
    for low, high, said_, true, n in figures["reliability"]["bins"]:
        print(f"  confidence {low:.1f} to {high:.1f}: said {said_:.3f}, true {true:.3f} of {n}")
    print(f"  expected calibration error {figures['reliability']['error']:.3f}")
    return figures


def reliability(confidence: NDArray[Any], right: NDArray[np.bool_], least: float = 0.3) -> dict[str, Any]:
    """What was said and what was true, by tenths of confidence from ``least`` on, and the mean difference."""
    bins, total = [], 0.0
    for low in np.arange(least, 1.0, 0.1):
        chosen = (confidence >= low) & (confidence < low + 0.1 + 1e-6)
        n = int(chosen.sum())
        if n:
            said, true = float(confidence[chosen].mean()), float(right[chosen].mean())
            bins.append([round(float(low), 1), round(float(low) + 0.1, 1), round(said, 3), round(true, 3), n])
            total += abs(said - true) * n
    return {"bins": bins, "error": round(total / max(sum(b[4] for b in bins), 1), 4)}


def print_learning_curve(examples: Sequence[ParsedExample], learner: Learner) -> None:
    """What judges reach that learned from a part of the texts."""
    for share in (0.25, 0.5, 0.75, 1.0):
        print(f"{share:.0%} of the texts")
        types, modalities, _ = out_of_fold(learner, share)
        print_figures(examples, learner, types, modalities, np.ones(len(types), bool))

"""Judges of events that never saw a fold: ``python -m pipelines.training.event_folds --data DIR --write FOLDER``.

DIR is as for `pipelines.training.event_triggers`. Writes for each of the five folds of texts the weights learned from
the other four (``FOLDER/0/triggers.npz`` …), and the encoder of each half (``FOLDER/encoder0.npz``,
``FOLDER/encoder1.npz``, with ``FOLDER/verdicts0.npz`` …: see `pipelines.training.event_encoder`) with the network of
chains over it (``FOLDER/chains0.npz`` …).
``tests/benchmarks/event_folds.py`` builds the annotated documents with them. Takes two hours of one core.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipelines.analyse.events import event_times, participants, trigger_judge
from pipelines.analyse.events.sentence_reader import reader_of
from pipelines.training import event_arguments, event_chains
from pipelines.training.annotated_events import read_annotated
from pipelines.training.event_encoder import N_HALVES, is_left_out, train_without
from pipelines.training.event_trigger_folds import Learner, curve_of, out_of_fold
from pipelines.training.event_trigger_rows import ParsedExample, analyse, rows_of
from pipelines.training.event_triggers import join_verdicts, judge_arrays
from pipelines.training.judge_fitting import Fitted
from pipelines.training.pair_network import Settings


def write_triggers(examples: Sequence[ParsedExample], folder: Path) -> None:
    """The networks of each fold, and the calibration of their probabilities joined to the encoder's."""
    rows = rows_of(examples)
    learner = Learner(examples, rows)
    types, modalities, networks = out_of_fold(learner)
    judged = join_verdicts(examples, rows, types, modalities, sorted(folder.glob("verdicts*.npz")))
    curve = curve_of(learner, types, judged)
    for fold, pair in enumerate(networks):
        _save(folder / str(fold) / trigger_judge.FILE, judge_arrays(learner, pair, curve))


def write_chains(examples: Sequence[ParsedExample], half: int, encoder: Mapping[str, NDArray[Any]], path: Path) -> None:
    """The network that says which reports tell one event, learned with the encoder of a half from what that read."""
    kept = [e for e in examples if e.given.is_document and not is_left_out(e.given, half)]
    _save(path, event_chains.train(event_chains.pairs_of(kept, reader_of(encoder)), Settings()))


def write_arguments(data: Path, folder: Path) -> None:
    """The judges of participants and of times of each fold."""
    texts = event_arguments.read_texts(data)
    _save_folds(event_arguments.fit_participants(texts), folder, participants.FILE)
    dated, recent = event_arguments.fit_times(texts)
    _save_folds(dated, folder, event_times.TIMES_FILE)
    _save_folds(recent, folder, event_times.NEWS_FILE)


def _save_folds(fitted: Fitted, folder: Path, name: str) -> None:
    for fold, arrays in fitted.folds.items():
        _save(folder / str(fold) / name, arrays)


def _save(path: Path, arrays: dict[str, NDArray[Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]
    print(path, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--write", type=Path, required=True)
    arguments = parser.parse_args()
    data = arguments.data / "events" if (arguments.data / "events").is_dir() else arguments.data
    examples = [analyse(text) for text in read_annotated(data)]
    for half in range(N_HALVES):
        arrays, verdicts = train_without(examples, data, half)
        _save(arguments.write / f"encoder{half}.npz", arrays)
        _save(arguments.write / f"verdicts{half}.npz", verdicts)
        write_chains(examples, half, arrays, arguments.write / f"chains{half}.npz")
    write_triggers(examples, arguments.write)
    write_arguments(data, arguments.write)


if __name__ == "__main__":
    main()

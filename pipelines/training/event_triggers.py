"""Learn which words tell an event: ``python -m pipelines.training.event_triggers --data DIR``.

DIR (or its folder ``events``) holds ``train/`` and ``documents/``; our own documents lie in
``event_documents/``. Writes ``triggers.npz`` and its manifest beside `trigger_judge` and prints
what judges reach that never saw the document. Needs scipy; the pipeline does not.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipelines.analyse.events import trigger_judge
from pipelines.networks import Floats, Network, pooled
from pipelines.records.analysis import MODALITIES
from pipelines.training.annotated_events import data_files, read_annotated
from pipelines.training.event_trigger_figures import LEAST, print_figures, print_learning_curve
from pipelines.training.event_trigger_folds import MODALITY, TRIGGERS, Learner, curve_of, out_of_fold
from pipelines.training.event_trigger_rows import LANGUAGES, N_FOLDS, ParsedExample, Rows, analyse, rows_of
from pipelines.training.manifest import manifest_of, write_weights
from pipelines.training.network_fit import small_arrays


def judge_arrays(
    learner: Learner, networks: tuple[Network, Network], curve: tuple[Floats, Floats]
) -> dict[str, NDArray[Any]]:
    """The arrays of the file."""
    arrays: dict[str, NDArray[Any]] = {
        "languages": np.array(LANGUAGES),
        "types": np.array(learner.types),
        "modalities": np.array(MODALITIES),
        "raised": curve[0],
        "honest": curve[1],
        "least": np.array([LEAST], np.float32),
    }
    for prefix, network in zip(("trigger_", "modality_"), networks, strict=True):
        arrays |= small_arrays(network, prefix)
    return arrays


def join_verdicts(
    examples: Sequence[ParsedExample], rows: Rows, types: Floats, modalities: Floats, files: Sequence[Path]
) -> NDArray[np.bool_]:
    """Join what the encoder made of texts left out of its training to probabilities, in place.

    Returns which rows are judged as at run time: those of texts in ``files``, or all where there are none.
    """
    if not files:
        return np.ones(len(types), bool)
    texts = {example.given.text_id: at for at, example in enumerate(examples)}
    places = {place: row for row, place in enumerate(zip(rows.text.tolist(), rows.token.tolist(), strict=True))}
    is_read = np.zeros(len(examples), bool)
    for file in files:
        with np.load(file) as verdicts:
            numbers = [texts[str(name)] for name in verdicts["text"]]
            found = [places.get(place, -1) for place in zip(numbers, verdicts["token"].tolist(), strict=True)]
            # What is no candidate any more, since expressions of time are read otherwise, has no row.
            known = np.array(found) >= 0
            mine = np.array(found)[known]
            types[mine] = pooled(types[mine], verdicts["types"][known].astype(np.float32))
            modalities[mine] = pooled(modalities[mine], verdicts["modalities"][known].astype(np.float32))
            is_read[numbers] = True
    return is_read[rows.text]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--write", type=Path, default=Path(trigger_judge.__file__).with_name(trigger_judge.FILE))
    parser.add_argument("--curve", action="store_true", help="only print what parts of the texts reach")
    parser.add_argument("--verdicts", type=Path, nargs="*", default=[], help="what `event_encoder --left-out` wrote")
    arguments = parser.parse_args()
    data = arguments.data / "events" if (arguments.data / "events").is_dir() else arguments.data
    examples = [analyse(text) for text in read_annotated(data)]
    rows = rows_of(examples)
    learner = Learner(examples, rows)
    print(f"{len(examples)} texts, {len(rows.events)} candidates, {len(learner.features.names)} features")
    if arguments.curve:
        print_learning_curve(examples, learner)
        return
    types, modalities, _ = out_of_fold(learner)
    judged = join_verdicts(examples, rows, types, modalities, arguments.verdicts)
    figures = print_figures(examples, learner, types, modalities, judged)
    curve = curve_of(learner, types, judged)
    arrays = judge_arrays(learner, learner.networks([]), curve)
    settings = {"triggers": asdict(TRIGGERS), "modality": asdict(MODALITY), "folds": N_FOLDS}
    manifest = manifest_of(data_files(data), settings, ("numpy", "scipy", "spacy"), out_of_fold=figures)
    write_weights(arguments.write, arrays, manifest)


if __name__ == "__main__":
    main()

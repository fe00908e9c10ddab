"""Learn which candidates are names: ``python -m pipelines.training.name_classifier --data DIR --told FOLDER``.

DIR (or its folder ``events``) holds ``ner_fr.jsonl``, ``ner_en.jsonl`` and, in ``ntrex``, the press (`name_texts`);
FOLDER what the encoders of `name_encoder` told of each fold. Writes ``names.npz`` beside `candidate_classifier` and
prints what models reach that never saw the document, by source; those that `LEARNED` leaves out none saw at all.
Needs lightgbm (which brings scipy); the pipeline does not.
"""

from __future__ import annotations

import argparse
import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipelines.analyse.mentions import candidate_classifier
from pipelines.analyse.mentions.candidate_classifier import (
    ALL_COLUMNS,
    CLASSES,
    FILE,
    FIRST,
    LEAST_SURE,
    SECOND,
    pick,
)
from pipelines.analyse.mentions.candidate_features import COLUMNS
from pipelines.analyse.mentions.name import Name
from pipelines.analyse.mentions.name_reader import cut_windows, load_name_reader, spans_by_window
from pipelines.forests import Floats, flatten
from pipelines.training.name_texts import N_FOLDS, NEVER_LEARNED, Rows, Text, read_texts, told_by

_N_TREES = 80
PARAMETERS = {
    "objective": "multiclass",
    "num_class": len(CLASSES),
    "learning_rate": 0.08,
    "num_leaves": 12,
    "max_depth": 6,
    "min_data_in_leaf": 25,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 3.0,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "seed": 7,
    "verbose": -1,
}


def told_of(texts: Sequence[Text], folder: Path) -> Floats:
    """The encoder's columns of all candidates, each from one that never saw its text."""
    by_fold = {fold: iter(np.load(folder / f"{fold}.npy")) for fold in range(N_FOLDS)}
    parts = []
    for text in texts:
        if text.fold == NEVER_LEARNED:
            parts.append(told_by(load_name_reader(), text))
        else:
            rows = list(itertools.islice(by_fold[text.fold], len(text.label)))
            parts.append(np.array(rows, np.float32).reshape(-1, len(CLASSES)))
    return np.concatenate(parts)


def fit_forests(columns: Floats, label: NDArray[np.intp]) -> Any:
    import lightgbm  # noqa: PLC0415 - training only; the pipeline runs without it

    return lightgbm.train(PARAMETERS, lightgbm.Dataset(columns, label), _N_TREES)


def out_of_fold(rows: Rows, columns: Floats) -> Floats:
    """The probabilities of all rows by models that never saw their document."""
    probability = np.zeros((len(rows.label), len(CLASSES)), np.float32)
    for fold in (*range(N_FOLDS), NEVER_LEARNED):
        learned = rows.outside([] if fold == NEVER_LEARNED else [fold])
        booster = fit_forests(columns[learned], rows.label[learned])
        judged = np.flatnonzero(rows.fold == fold)
        if len(judged):
            probability[judged] = booster.predict(columns[judged], num_threads=1)
    return probability


def both_looks(texts: Sequence[Text], first: Floats, second: Floats) -> Floats:
    """The probabilities of all candidates when those in windows without doubt are looked at once."""
    probability, at = first.copy(), 0
    for text in texts:
        mine = slice(at, at + len(text.label))
        at = mine.stop
        sure = first[mine].max(axis=1)
        for _, places in spans_by_window(cut_windows(text.text, text.sentences), text.candidates.spans):
            rows = [number for number, _ in places]
            if (sure[rows] < LEAST_SURE).any():
                probability[mine][rows] = second[mine][rows]
    return probability


def _counts(text: Text, found: Iterable[Name]) -> tuple[int, int, int]:
    """The names found that are right, those found, and those wanted, within what was annotated."""
    inside = [n for n in found if not text.zones or any(a <= n.start and n.end <= b for a, b in text.zones)]
    given = {(name.start, name.end, name.type) for name in inside if name.type != "MISC"}
    wanted = {name for name in text.gold if name[2] != "MISC"}
    return len(given & wanted), len(given), len(wanted)


def print_scores(texts: Sequence[Text], *looks: Floats) -> None:
    """Strict F1 by source, of rules and model and of some judges' probabilities, headed by all texts of a language."""
    right: defaultdict[str, NDArray[np.int64]] = defaultdict(lambda: np.zeros((1 + len(looks), 3), np.int64))
    at = 0
    for text in texts:
        mine = slice(at, at + len(text.label))
        at = mine.stop
        picked = [pick(text.text, text.candidates, probability[mine], text.ruled) for probability in looks]
        for row, found in enumerate((text.ruled, *picked)):
            right[text.source][row] += _counts(text, found)
    sources = sorted(right)
    languages = {"all French": r"(?!en_|re3d)", "all English": r"en_|re3d"}
    for label, pattern in languages.items():
        right[label] = sum(right[source] for source in sources if re.match(pattern, source))  # type: ignore[assignment]
    for source in (*languages, *sources):
        scores = "   ".join(f"{2 * hit / max(given + wanted, 1):.3f}" for hit, given, wanted in right[source])
        print(f"  {source:<46} {scores}")


def arrays_of(booster: Any, look: str, names: tuple[str, ...]) -> dict[str, NDArray[Any]]:
    """The arrays of a look in the file."""
    trees = booster.dump_model()["tree_info"]
    arrays: dict[str, NDArray[Any]] = {}
    for at, kind in enumerate(CLASSES):
        # The trees of the classes take turns.
        of_kind = flatten(list(itertools.islice(trees, at, None, len(CLASSES))), names, -np.inf, 0.0)
        arrays[f"{look}_columns"] = of_kind.pop("columns")
        arrays |= {f"{look}_{kind}_{name}": values for name, values in of_kind.items()}
    return arrays


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--told", type=Path, required=True)
    parser.add_argument("--write", type=Path, default=Path(candidate_classifier.__file__).with_name(FILE))
    arguments = parser.parse_args()
    data = arguments.data / "events" if (arguments.data / "events").is_dir() else arguments.data
    texts = list(read_texts(data))
    rows = Rows.of(texts)
    print(f"{len(texts)} texts, {len(rows.label)} candidates, {int((rows.label < len(CLASSES) - 1).sum())} names")
    looks = {FIRST: rows.columns, SECOND: np.concatenate([rows.columns, told_of(texts, arguments.told)], axis=1)}
    first, second = (out_of_fold(rows, columns) for columns in looks.values())
    print("strict F1 of rules and model, the first look, both, the second everywhere")
    print_scores(texts, first, both_looks(texts, first, second), second)
    learned = rows.outside([])
    arrays: dict[str, NDArray[Any]] = {}
    for (look, columns), names in zip(looks.items(), (COLUMNS, ALL_COLUMNS), strict=True):
        arrays |= arrays_of(fit_forests(columns[learned], rows.label[learned]), look, names)
    np.savez_compressed(arguments.write, **arrays)  # type: ignore[arg-type]
    print(f"{arguments.write}: {arguments.write.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()

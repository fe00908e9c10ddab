"""Learn which candidates are names: ``python -m pipelines.training.name_classifier --data DIR``.

DIR (or its folder ``events``) holds ``ner_fr.jsonl`` and ``ner_en.jsonl``.
Writes ``names.npz`` beside this module and prints what models reach that never
saw the document, by source; those that `LEARNED` leaves out none saw at all.
Needs lightgbm (which brings scipy); the pipeline does not.
"""

from __future__ import annotations

import argparse
import itertools
import json
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipelines.analyse.mentions import candidate_classifier
from pipelines.analyse.mentions.candidate_classifier import (
    ALL_COLUMNS,
    CLASSES,
    FILE,
    pick,
    project,
    vector_scores,
)
from pipelines.analyse.mentions.candidate_features import VECTOR_PLACES, Candidates, describe_candidates
from pipelines.analyse.mentions.name import Name
from pipelines.analyse.mentions.names import model_names, propose_names
from pipelines.analyse.mentions.word_facts import Floats, vectors
from pipelines.analyse.parsing import parse
from pipelines.forests import flatten
from pipelines.languages.names import load_pack
from pipelines.networks import softmax

LANGUAGES = ("fr", "en")
#: Sources whose texts may be learned from and redistributed as weights (`names.md`).
LEARNED = re.compile(r"sequoia|fr_pud|en_uner|en_crossner|en_wikigold")
N_FOLDS = 5
#: Records without a document's name are taken for one document in runs of so many.
_RUN = 40
_NEVER_LEARNED = -1
_N_TREES = 80
_PENALTY, _STEPS, _VECTOR_LENGTH = 3.0, 40, 2.0
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


@dataclass(frozen=True)
class Text:
    """A text with its candidates, what each is, and the names found without a second look."""

    source: str
    text: str
    gold: set[tuple[int, int, str]]
    zones: list[list[int]]
    fold: int
    candidates: Candidates
    label: NDArray[np.intp]
    ruled: list[Name]


@dataclass(frozen=True)
class Rows:
    """All candidates of all texts in one."""

    columns: Floats
    vector_rows: NDArray[np.intp]
    label: NDArray[np.intp]
    fold: NDArray[np.intp]

    @classmethod
    def of(cls, texts: Sequence[Text]) -> Rows:
        """The candidates of the texts, in order."""
        return cls(
            np.concatenate([text.candidates.columns for text in texts]),
            np.concatenate([text.candidates.vector_rows for text in texts]),
            np.concatenate([text.label for text in texts]),
            np.concatenate([np.full(len(text.label), text.fold) for text in texts]),
        )

    def outside(self, folds: Sequence[int]) -> NDArray[np.intp]:
        """The rows learned from when these folds are not."""
        return np.flatnonzero((self.fold != _NEVER_LEARNED) & ~np.isin(self.fold, folds))


def read_texts(data: Path) -> Iterator[Text]:
    """The texts of the dev sets, parsed."""
    for language in LANGUAGES:
        pack = load_pack(language)
        assert pack is not None
        with (data / f"ner_{language}.jsonl").open(encoding="utf-8") as lines:
            for record in map(json.loads, lines):
                text = record["text"]
                doc = parse(text, language)
                assert doc is not None
                ruled = propose_names(text, doc, pack)
                candidates = describe_candidates(text, doc, pack, ruled, model_names(doc))
                gold = {(start, end): kind for start, end, kind in (span[:3] for span in record["spans"])}
                yield Text(
                    record["source"],
                    text,
                    {(*span, kind) for span, kind in gold.items()},
                    record.get("zones", []),
                    _fold(record),
                    candidates,
                    np.array([CLASSES.index(gold.get(span, "none")) for span in candidates.spans], np.intp),
                    ruled,
                )


def _fold(record: dict[str, Any]) -> int:
    """The fold of a record's document; the English and the French of a parallel text share it."""
    if not LEARNED.match(record["source"]):
        return _NEVER_LEARNED
    parallel = re.search(r"pud\w*:([nw]\d{5})", record["id"])
    numbered = re.fullmatch(r"(.*\D)(\d+)", record["id"])
    if parallel:
        document = parallel.group(1)
    else:
        document = f"{numbered.group(1)}{int(numbered.group(2)) // _RUN}" if numbered else record["id"]
    return zlib.crc32(document.encode()) % N_FOLDS


def fit_vectors(rows: Rows, chosen: NDArray[np.intp]) -> tuple[Floats, Floats]:
    """Weights of the vectors at the four places, (dimensions, places * classes), and the bias of each class."""
    from scipy.optimize import minimize  # noqa: PLC0415 - training only

    table = vectors()
    seen = np.concatenate(
        [
            _VECTOR_LENGTH * table[rows.vector_rows[chosen]].reshape(len(chosen), -1),
            np.ones((len(chosen), 1), np.float32),
        ],
        axis=1,
    )
    wanted = np.eye(len(CLASSES), dtype=np.float32)[rows.label[chosen]]

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weight = flat.reshape(-1, len(CLASSES)).astype(np.float32)
        probability = softmax(seen @ weight)
        error = -np.log(np.maximum((probability * wanted).sum(axis=1), 1e-9)).sum()
        slope = seen.T @ (probability - wanted) + _PENALTY * weight
        return float(error + _PENALTY / 2 * (weight**2).sum()), slope.ravel().astype(np.float64)

    start = np.zeros(seen.shape[1] * len(CLASSES))
    weight = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS}).x
    weight = weight.reshape(-1, len(CLASSES)).astype(np.float32)
    by_place = _VECTOR_LENGTH * weight[:-1].reshape(VECTOR_PLACES, -1, len(CLASSES))
    # As kept in the file, so that the forests learn from the scores they will see.
    kept = by_place.transpose(1, 0, 2).reshape(table.shape[1], -1).astype(np.float16).astype(np.float32)
    return kept, weight[-1]


def told_by_vectors(
    rows: Rows, left_out: Sequence[int], models: dict[tuple[int, ...], tuple[Floats, Floats]]
) -> Floats:
    """The vectors' columns of all rows, each from a model that saw neither its fold nor those left out."""
    told = np.zeros((len(rows.label), len(CLASSES)), np.float32)
    for fold in (*range(N_FOLDS), _NEVER_LEARNED):
        key = tuple(sorted({*left_out, fold} - {_NEVER_LEARNED}))
        if key not in models:
            models[key] = fit_vectors(rows, rows.outside(key))
        weight, bias = models[key]
        of_fold = np.flatnonzero(rows.fold == fold)
        told[of_fold] = vector_scores(project(weight), bias, rows.vector_rows[of_fold])
    return told


def fit_forests(columns: Floats, label: NDArray[np.intp]) -> Any:
    import lightgbm  # noqa: PLC0415 - training only; the pipeline runs without it

    return lightgbm.train(PARAMETERS, lightgbm.Dataset(columns, label), _N_TREES)


def out_of_fold(rows: Rows, models: dict[tuple[int, ...], tuple[Floats, Floats]]) -> Floats:
    """The probabilities of all rows by models that never saw their document."""
    probability = np.zeros((len(rows.label), len(CLASSES)), np.float32)
    for fold in (*range(N_FOLDS), _NEVER_LEARNED):
        left_out = [] if fold == _NEVER_LEARNED else [fold]
        columns = np.concatenate([rows.columns, told_by_vectors(rows, left_out, models)], axis=1)
        learned = rows.outside(left_out)
        booster = fit_forests(columns[learned], rows.label[learned])
        judged = np.flatnonzero(rows.fold == fold)
        if len(judged):
            probability[judged] = booster.predict(columns[judged], num_threads=1)
    return probability


def _counts(text: Text, found: Iterable[Name]) -> tuple[int, int, int]:
    """The names found that are right, those found, and those wanted, within what was annotated."""
    inside = [n for n in found if not text.zones or any(a <= n.start and n.end <= b for a, b in text.zones)]
    given = {(name.start, name.end, name.type) for name in inside if name.type != "MISC"}
    wanted = {name for name in text.gold if name[2] != "MISC"}
    return len(given & wanted), len(given), len(wanted)


def print_scores(texts: Sequence[Text], probability: Floats) -> None:
    """Strict F1 by source, before and after, headed by all texts of a language."""
    right: defaultdict[str, NDArray[np.int64]] = defaultdict(lambda: np.zeros((2, 3), np.int64))
    at = 0
    for text in texts:
        mine = probability[at : at + len(text.label)]
        at += len(text.label)
        for row, found in enumerate((text.ruled, pick(text.text, text.candidates, mine, text.ruled))):
            right[text.source][row] += _counts(text, found)
    sources = sorted(right)
    languages = {"all French": r"(?!en_|re3d)", "all English": r"en_|re3d"}
    for label, pattern in languages.items():
        right[label] = sum(right[source] for source in sources if re.match(pattern, source))  # type: ignore[assignment]
    for source in (*languages, *sources):
        rules, forests = (2 * hit / max(given + wanted, 1) for hit, given, wanted in right[source])
        print(f"  {source:<46} rules and model {rules:.3f}   second look {forests:.3f}")


def arrays_of(booster: Any, weight: Floats, bias: Floats) -> dict[str, NDArray[Any]]:
    """The arrays of the file."""
    trees = booster.dump_model()["tree_info"]
    arrays: dict[str, NDArray[Any]] = {"vector_weight": weight.astype(np.float16), "vector_bias": bias}
    for at, kind in enumerate(CLASSES):
        # The trees of the classes take turns.
        of_kind = flatten(list(itertools.islice(trees, at, None, len(CLASSES))), ALL_COLUMNS, -np.inf, 0.0)
        arrays["columns"] = of_kind.pop("columns")
        arrays |= {f"{kind}_{name}": values for name, values in of_kind.items()}
    return arrays


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--write", type=Path, default=Path(candidate_classifier.__file__).with_name(FILE))
    arguments = parser.parse_args()
    data = arguments.data / "events" if (arguments.data / "events").is_dir() else arguments.data
    texts = list(read_texts(data))
    rows = Rows.of(texts)
    print(f"{len(texts)} texts, {len(rows.label)} candidates, {int((rows.label < len(CLASSES) - 1).sum())} names")
    models: dict[tuple[int, ...], tuple[Floats, Floats]] = {}
    print_scores(texts, out_of_fold(rows, models))
    learned = rows.outside([])
    columns = np.concatenate([rows.columns, told_by_vectors(rows, [], models)], axis=1)
    booster = fit_forests(columns[learned], rows.label[learned])
    np.savez_compressed(arguments.write, **arrays_of(booster, *models[()]))  # type: ignore[arg-type]
    print(f"{arguments.write}: {arguments.write.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()

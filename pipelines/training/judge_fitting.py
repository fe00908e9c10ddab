"""Fitting the judges of `analyse.events.judging`: linear weights by regression, forests by LightGBM.

Needs lightgbm and scipy; the pipeline does not.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipelines.analyse.events.judging import Linear
from pipelines.forests import Floats, flatten
from pipelines.networks import softmax

#: Words seen in fewer rows are left out.
LEAST_SEEN = 3
_STEPS = 60
PARAMETERS = {
    "objective": "multiclass",
    "learning_rate": 0.05,
    "min_data_in_leaf": 20,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 3.0,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "seed": 7,
    "verbose": -1,
}
#: The columns of all rows, given what the linear model makes of each.
Columns = Callable[[Floats], Floats]


@dataclass(frozen=True)
class Settings:
    """How a judge is fitted: its classes, penalty of the linear weights, trees and leaves of the forests."""

    n_classes: int
    penalty: float
    n_trees: int
    n_leaves: int
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Rows:
    """What is learned from: the words of each row, its label (negative: not learned from), weight and fold."""

    words: Sequence[Sequence[str]]
    label: NDArray[np.intp]
    weight: NDArray[np.float64]
    fold: NDArray[np.intp]

    @property
    def learned(self) -> NDArray[np.bool_]:
        return (self.label >= 0) & (self.weight > 0)


@dataclass(frozen=True)
class Fitted:
    """What models that never saw a row make of it, (n_rows, n_classes), and the arrays of the judge of all rows.

    ``folds`` are the arrays of the judges that never saw a fold's rows.
    """

    rows: Rows
    judged: Floats
    arrays: dict[str, NDArray[Any]]
    folds: dict[int, dict[str, NDArray[Any]]]


def fit(rows: Rows, columns: Columns, settings: Settings) -> Fitted:
    """A judge of all rows; its forests learn from verdicts of linear models that never saw the row."""
    table = columns(_told_out_of_fold(rows, settings))
    judged = np.zeros((len(rows.label), settings.n_classes), np.float32)
    folds = {}
    for fold in np.unique(rows.fold).tolist():
        others, mine = rows.learned & (rows.fold != fold), rows.fold == fold
        booster = _fit_forests(table, rows, others, settings)
        judged[mine] = booster.predict(table[mine], num_threads=1)
        folds[fold] = arrays_of(fit_linear(rows, others, settings), booster, settings)
    booster = _fit_forests(table, rows, rows.learned, settings)
    return Fitted(rows, judged, arrays_of(fit_linear(rows, rows.learned, settings), booster, settings), folds)


def arrays_of(linear: Linear, booster: Any, settings: Settings) -> dict[str, NDArray[Any]]:
    """The arrays of a judge's file."""
    words = sorted(linear.places, key=lambda word: linear.places[word])
    arrays: dict[str, NDArray[Any]] = {
        "words": np.array("\n".join(words)),
        "weight": linear.weight.astype(np.float16),
        "bias": linear.bias,
    }
    trees = booster.dump_model()["tree_info"]
    for number in range(settings.n_classes):
        # The trees of the classes take turns.
        mine = list(itertools.islice(trees, number, None, settings.n_classes))
        flat = flatten(mine, settings.columns, -np.inf, 0.0)
        arrays["columns"] = flat.pop("columns")
        arrays |= {f"forest{number}_{name}": values for name, values in flat.items()}
    return arrays


def _told_out_of_fold(rows: Rows, settings: Settings) -> Floats:
    told = np.zeros((len(rows.label), settings.n_classes), np.float32)
    for fold in np.unique(rows.fold):
        linear = fit_linear(rows, rows.learned & (rows.fold != fold), settings)
        mine = np.flatnonzero(rows.fold == fold).tolist()
        told[mine] = linear.probabilities([rows.words[at] for at in mine])
    return told


def fit_linear(rows: Rows, chosen: NDArray[np.bool_], settings: Settings) -> Linear:
    """The weights of a multinomial logistic regression over the words of the chosen rows."""
    from scipy.optimize import minimize  # noqa: PLC0415 - training only
    from scipy.sparse import csr_matrix  # noqa: PLC0415 - training only

    at = np.flatnonzero(chosen).tolist()
    seen = Counter(word for row in at for word in set(rows.words[row]))
    places = {
        word: place for place, word in enumerate(sorted(w for w, n in seen.items() if n >= LEAST_SEEN and _is_line(w)))
    }
    known = [sorted({places[word] for word in rows.words[row] if word in places}) for row in at]
    ends = np.cumsum([0, *map(len, known)])
    ones = np.ones(ends[-1], np.float32)
    matrix = csr_matrix((ones, np.fromiter(itertools.chain(*known), np.int32), ends), shape=(len(at), len(places)))
    wanted, weight = np.eye(settings.n_classes)[rows.label[at]], rows.weight[at]

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        table = flat.reshape(-1, settings.n_classes)
        probability = softmax(matrix @ table[:-1] + table[-1])
        missed = -(weight * np.log(np.maximum((probability * wanted).sum(axis=1), 1e-9))).sum()
        error = (probability - wanted) * weight[:, None]
        slope = np.concatenate([matrix.T @ error + settings.penalty * table[:-1], error.sum(axis=0)[None]])
        return float(missed + settings.penalty / 2 * (table[:-1] ** 2).sum()), slope.ravel()

    start = np.zeros((len(places) + 1) * settings.n_classes)
    table = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS}).x
    table = table.reshape(-1, settings.n_classes).astype(np.float32)
    # As kept in the file, so that the forests learn from the verdicts they will see.
    return Linear(places, table[:-1].astype(np.float16).astype(np.float32), table[-1])


def _is_line(word: str) -> bool:
    """Whether a word can stand in the file, one a line."""
    return "\n" not in word


def _fit_forests(table: Floats, rows: Rows, chosen: NDArray[np.bool_], settings: Settings) -> Any:
    import lightgbm  # noqa: PLC0415 - training only

    parameters = PARAMETERS | {"num_class": settings.n_classes, "num_leaves": settings.n_leaves}
    data = lightgbm.Dataset(table[chosen], rows.label[chosen], weight=rows.weight[chosen])
    return lightgbm.train(parameters, data, settings.n_trees)

"""Learn which reports of an article tell one event: ``python -m pipelines.training.event_chains --data DIR``.

DIR is as for `pipelines.training.event_triggers`; only documents are learned from. Writes
``chains.npz`` beside `chains` and prints what trees reach that never saw the document.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipelines.analyse.events import chains
from pipelines.analyse.events.chain_columns import COLUMNS, ChainColumns
from pipelines.analyse.events.lexicon import load_pack
from pipelines.analyse.events.mention_tree import mention_tree
from pipelines.forests import flatten
from pipelines.networks import Floats
from pipelines.training.annotated_events import read_annotated
from pipelines.training.event_trigger_rows import N_FOLDS, ParsedExample, analyse

N_TREES = 80
#: Pairs of real news count as so many of our own.
REAL_WEIGHT = 2.0
PARAMETERS = {
    "objective": "binary",
    "learning_rate": 0.06,
    "num_leaves": 8,
    "max_depth": 4,
    "min_data_in_leaf": 30,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "seed": 7,
    "verbose": -1,
}


@dataclass(frozen=True)
class Pairs:
    """All pairs of reports: columns, whether both tell one event, the fold of their document, whether it is ours."""

    columns: Floats
    is_one: NDArray[np.bool_]
    fold: NDArray[np.intp]
    is_own: NDArray[np.bool_]

    @property
    def weight(self) -> NDArray[np.float64]:
        return np.where(self.is_own, 1.0, REAL_WEIGHT)


def pairs_of(examples: Sequence[ParsedExample]) -> Pairs:
    """The pairs of reports of the documents' events."""
    found: list[tuple[bool, int, bool]] = []
    columns = [np.zeros((0, len(COLUMNS)), np.float32)]
    for example in examples:
        pack = load_pack(example.given.language)
        assert pack is not None
        told: dict[int, tuple[str, str]] = {}
        for event in example.given.events:
            for start, end in event.spans:
                top = example.tree.root_of(example.tree.tokens_over(start, end))
                told.setdefault(top, (event.event_type, event.event_id))
        tokens = sorted(told)
        tree = mention_tree(example.tree, example.mentions, pack.forms)
        reports = [(at, told[at][0]) for at in tokens]
        agents = pack.words["agent_words"]
        pairs, rows = ChainColumns(tree, reports, example.timexes, agents).pairs()
        columns.append(rows)
        for left, right in pairs:
            is_one = told[tokens[left]][1] == told[tokens[right]][1]
            found.append((is_one, example.given.fold(N_FOLDS), example.given.source == "own"))
    one, fold, own = (np.array(values) for values in zip(*found, strict=True))
    return Pairs(np.concatenate(columns), one, fold, own)


def grow(pairs: Pairs, chosen: NDArray[np.bool_]) -> Any:
    """The trees learned from the chosen pairs."""
    import lightgbm  # noqa: PLC0415 - training only; the pipeline runs without it

    data = lightgbm.Dataset(pairs.columns[chosen], pairs.is_one[chosen], weight=pairs.weight[chosen])
    return lightgbm.train(PARAMETERS, data, N_TREES)


def print_figures(pairs: Pairs) -> None:
    """Precision and recall of pairs that the trees never saw the document of."""
    likely = np.zeros(len(pairs.is_one))
    for fold in range(N_FOLDS):
        held = pairs.fold == fold
        likely[held] = grow(pairs, ~held).predict(pairs.columns[held], num_threads=1)
    for name, mine in (("news", ~pairs.is_own), ("our own", pairs.is_own)):
        said, one = likely[mine] >= chains.LEAST, pairs.is_one[mine]
        hits = int((said & one).sum())
        print(f"  {name}: pairs P {hits / max(said.sum(), 1):.3f} R {hits / one.sum():.3f} of {one.sum()}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--write", type=Path, default=Path(chains.__file__).with_name(chains.FILE))
    arguments = parser.parse_args()
    data = arguments.data / "events" if (arguments.data / "events").is_dir() else arguments.data
    pairs = pairs_of([analyse(text) for text in read_annotated(data) if text.is_document])
    print_figures(pairs)
    trees = grow(pairs, np.ones(len(pairs.is_one), bool)).dump_model()["tree_info"]
    np.savez_compressed(arguments.write, **flatten(trees, COLUMNS, -np.inf, 0.0))  # type: ignore[arg-type]


if __name__ == "__main__":
    main()

"""Which reports of an article tell one event: trees over pairs of reports, and a clustering by their mean.

Learned by `pipelines.training.event_chains`; `triggers.md` says what it reaches.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files

import numpy as np

from pipelines.analyse.events.chain_columns import COLUMNS, ChainColumns
from pipelines.analyse.events.mention_tree import MentionTree
from pipelines.forests import Forest, forest_of
from pipelines.networks import Floats
from pipelines.records.analysis import Timex

FILE = "chains.npz"
#: Reports are one event's when pairs of them are so likely to be, on the mean.
LEAST = 0.5


def find_chains(
    tree: MentionTree,
    told: Sequence[tuple[int, str]],
    timexes: Sequence[Timex],
    agents: frozenset[str],
) -> list[int]:
    """The number of the event that each report tells; reports are given by token and type, in order.

    All are compared with all; `trigger_judge.MOST_TOLD_IN_ALL` bounds how many they are.
    """
    pairs, columns = ChainColumns(tree, told, timexes, agents).pairs()
    likely = np.zeros((len(told), len(told)), np.float32)
    if pairs:
        left, right = zip(*pairs, strict=True)
        likely[left, right] = likely[right, left] = load_forest().probability(columns)
    return cluster(likely)


def cluster(likely: Floats) -> list[int]:
    """The cluster of each item, by mean linkage: the two likeliest are joined until none are likely enough."""
    home = np.arange(len(likely))
    total, size = likely.astype(np.float64), np.ones(len(likely))
    while len(likely) > 1:
        mean = total / np.outer(size, size)
        left, right = sorted(int(at) for at in np.unravel_index(mean.argmax(), mean.shape))
        if mean[left, right] < LEAST:
            break
        total[left] += total[right]
        total[:, left] += total[:, right]
        total[left, left] = 0.0
        total[right] = total[:, right] = 0.0
        size[left] += size[right]
        home[home == right] = left
    return [int(at) for at in home]


@cache
def load_forest() -> Forest:
    """The trees that lie beside this module; read once a process."""
    with as_file(files(__package__).joinpath(FILE)) as path, np.load(path) as data:
        forest = forest_of(data)
    forest.check(COLUMNS)
    return forest

"""Which reports of an article tell one event: a network over pairs of reports, and a clustering by their mean.

Learned by `pipelines.training.event_chains`; `triggers.md` says what it reaches.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

from pipelines.analyse.events.chain_columns import COLUMNS, ChainColumns, Report
from pipelines.analyse.events.passages import sentence_of, word_of
from pipelines.analyse.events.sentence_reader import ReadText
from pipelines.analyse.universal_tree import Tree
from pipelines.networks import Floats, Perceptron
from pipelines.records.analysis import Timex

FILE = "chains.npz"
HEAD = "chains"
#: Vectors of a pair that the network sees: products and distances, of words and of sentences.
N_VECTORS = 4
#: Reports are one event's when pairs of them are so likely to be, on the mean.
LEAST = 0.5
#: Vectors of reports are made so long: the products of two are then as large as the other columns.
_LENGTH = 8.0
#: Pairs that are judged at once, for memory.
_AT_ONCE = 2_000


def find_chains(tree: Tree, reports: Sequence[Report], timexes: Sequence[Timex], read: ReadText) -> list[int]:
    """The number of the event that each report tells; reports are in order, ``read`` is what the encoder read.

    All are compared with all; `trigger_judge.MOST_TOLD_IN_ALL` bounds how many they are.
    """
    pairs, columns = ChainColumns(tree, reports, timexes).pairs()
    likely = np.zeros((len(reports), len(reports)), np.float32)
    if pairs:
        judge = load_judge()
        left, right = np.array(pairs, np.intp).T
        vectors = vectors_of(reports, read, (len(judge.hidden_weight) - len(COLUMNS)) // N_VECTORS)
        for start in range(0, len(pairs), _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            rows = np.concatenate([vectors_of_pairs(vectors, left[part], right[part]), columns[part]], axis=1)
            likely[left[part], right[part]] = judge.probabilities(rows)[:, 1]
        likely = np.maximum(likely, likely.T)
    return cluster(likely)


def vectors_of(reports: Sequence[Report], read: ReadText, width: int) -> Floats:
    """What the encoder makes of each report's word and of its sentence, (n, 2, width); zeros where it read neither."""
    rows = np.zeros((len(reports), 2, width), np.float32)
    for at, report in enumerate(reports):
        token = report.trigger.token
        sentence = read.get(sentence_of(token))
        pieces = None if sentence is None else sentence.passage.pieces_of(word_of(token))
        if sentence is not None and pieces is not None:
            rows[at] = sentence.vectors[pieces[0]], sentence.mean
    lengths = np.linalg.norm(rows, axis=2, keepdims=True)
    scaled: Floats = np.divide(_LENGTH * rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    return scaled


def vectors_of_pairs(vectors: Floats, left: NDArray[np.intp], right: NDArray[np.intp]) -> Floats:
    """What the network sees of pairs of reports before their columns: products and distances of their vectors."""
    one, other = vectors[left], vectors[right]
    return np.concatenate([*np.moveaxis(one * other, 1, 0), *np.moveaxis(np.abs(one - other), 1, 0)], axis=1)


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
def load_judge() -> Perceptron:
    """The network that lies beside this module; read once a process."""
    with as_file(files(__package__).joinpath(FILE)) as path, np.load(path) as data:
        return Perceptron.over(data, HEAD, COLUMNS)

"""Whether reports of two articles tell one event: a small network over who takes part, when it was and who is named.

Learned by `pipelines.training.event_identity` from stories that several articles tell; `identity.md` says what it
reaches.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files

import numpy as np

from pipelines.corpus.events.telling import COLUMNS, Telling, columns_of
from pipelines.networks import Floats, Perceptron

FILE = "identity.npz"
HEAD = "identity"
#: Pairs that are judged at once, for memory.
_AT_ONCE = 50_000


def likely(pairs: Sequence[tuple[Telling, Telling]]) -> Floats:
    """How probable it is of each pair of tellings that both are of one event."""
    judge = load_judge()
    found = [np.zeros(0, np.float32)]
    for start in range(0, len(pairs), _AT_ONCE):
        rows = [columns_of(left, right) for left, right in pairs[start : start + _AT_ONCE]]
        found.append(judge.probabilities(np.array(rows, np.float32))[:, 1])
    return np.concatenate(found)


@cache
def load_judge() -> Perceptron:
    """The network that lies beside this module; read once a process."""
    with as_file(files(__package__).joinpath(FILE)) as path, np.load(path) as data:
        return Perceptron.over(data, HEAD, COLUMNS)

"""Which of a text's candidates are names, and of what: forests over all of them at once.

Vectors of the words at a candidate's edges are read by a logistic regression,
whose scores are columns of the forests beside those of `name_columns`. Learned
by `train_names.py`; `names.md` says from what, and what it reaches.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipelines.analyse.mentions.candidate_features import COLUMNS, TYPES, VECTOR_PLACES, Candidates, describe_candidates
from pipelines.analyse.mentions.gazetteer import look_up
from pipelines.analyse.mentions.known_name import KnownName
from pipelines.analyse.mentions.name import Name, Taken
from pipelines.analyse.mentions.word_facts import Floats, vectors
from pipelines.analyse.universal_tree import Tree
from pipelines.forests import Forest, forest_of
from pipelines.languages.names import Pack
from pipelines.networks import softmax

FILE = "names.npz"
CLASSES = (*TYPES, "none")
ALL_COLUMNS = (*COLUMNS, *(f"vectors_{kind}" for kind in CLASSES))
#: A candidate is a name from this probability on. Out of fold .3 to .4 give the same F1.
LEAST_PROBABILITY = 0.35
#: How far the occurrences of one surface in a text agree on its type: half its own, half theirs.
_VOTE = 0.5
_NEVER = 1e-6


@dataclass(frozen=True, slots=True)
class SecondLook:
    """A forest a class, and the scores of each vector at each of the four places, (n_vectors, places, classes)."""

    forests: tuple[Forest, ...]
    scores: Floats
    bias: Floats

    def probabilities(self, candidates: Candidates) -> Floats:
        """The probability of each class for each candidate, (n, len(CLASSES))."""
        told = vector_scores(self.scores, self.bias, candidates.vector_rows)
        rows = np.concatenate([candidates.columns, told], axis=1)
        return softmax(np.stack([forest.score(rows) for forest in self.forests], axis=1))


def vector_scores(scores: Floats, bias: Floats, rows: NDArray[np.intp]) -> Floats:
    """What the vectors of the four words say: the logarithm of each class's probability."""
    summed = bias + sum(scores[rows[:, place], place] for place in range(VECTOR_PLACES))
    told: Floats = np.log(softmax(summed) + _NEVER).astype(np.float32)
    return told


def look_again(text: str, tree: Tree, pack: Pack, ruled: list[Name], modelled: list[Name]) -> list[Name]:
    """The likeliest names of a text without overlap, in order; ``confidence`` is the probability.

    ``ruled`` are the names that rules and model propose together, ``modelled`` the model's own.
    """
    candidates = describe_candidates(text, tree, pack, ruled, modelled)
    if not candidates.spans:
        return []
    return pick(text, candidates, load().probabilities(candidates), ruled)


def pick(text: str, candidates: Candidates, probability: Floats, ruled: list[Name]) -> list[Name]:
    """The names of a text whose candidates have these probabilities."""
    probability = vote(text, candidates.spans, probability)
    proposed = {(name.start, name.end): name for name in ruled}
    places = {span: at for at, span in enumerate(candidates.spans)}
    names = []
    for at in choose(candidates.spans, 1.0 - probability[:, -1] - LEAST_PROBABILITY):
        span = candidates.spans[at]
        kind = TYPES[int(probability[at, :-1].argmax())]
        known = look_up(text[span[0] : span[1]])
        # A cup and a league are games to the gazetteers, and bodies to the forests.
        if kind == "ORG" and known is not None and known.type == "MISC":
            kind = "MISC"
        # "Ernst & Young": no person is two.
        if kind == "PER" and "&" in text[span[0] : span[1]]:
            kind = "ORG"
        sure = round(float(probability[at, :-1].max()), 3)
        names.append(Name(*span, kind, sure, _known(text, span, kind, proposed.get(span))))
    names = _without_parts_of_bodies(names, ruled)
    taken = Taken((name.start, name.end) for name in names)
    for name in ruled:
        if _is_sure(name, places.get((name.start, name.end)), candidates) and taken.is_free(name.start, name.end):
            names.append(name)
            taken.add(name.start, name.end)
    return sorted(names, key=lambda name: name.start)


def _without_parts_of_bodies(names: list[Name], ruled: list[Name]) -> list[Name]:
    """The names but those that the gazetteers know as a body, or as part of one: "Morgan Stanley" is no person."""
    spans = {at: name for name in ruled if _is_body(name) for at in range(name.start, name.end)}

    def is_part(name: Name) -> bool:
        body = spans.get(name.start)
        return body is not None and body.start <= name.start and name.end <= body.end and name.type != "ORG"

    return [name for name in names if not is_part(name)]


def _is_body(name: Name) -> bool:
    return name.known is not None and name.known.type == "ORG"


def _known(text: str, span: tuple[int, int], kind: str, proposed: Name | None) -> KnownName | None:
    """What is known of a name, if it is of this type."""
    known = proposed.known if proposed is not None else None
    known = known or look_up(text[span[0] : span[1]])
    # "Autorité palestinienne" reads as a body and is a country's name all the same.
    is_state = known is not None and known.is_country and kind == "ORG"
    return known if known is not None and (known.type == kind or is_state) else None


def _is_sure(name: Name, place: int | None, candidates: Candidates) -> bool:
    """A name of the gazetteers, or a person after a title ("Mme …", "le président polonais …"):
    that its words are rare, or common elsewhere, is no reason against it."""
    return name.known is not None or (name.type == "PER" and place is not None and candidates.is_titled(place))


def vote(text: str, spans: list[tuple[int, int]], probability: Floats) -> Floats:
    """Probabilities whose types agree more among the occurrences of a surface."""
    same: defaultdict[str, list[int]] = defaultdict(list)
    for at, (start, end) in enumerate(spans):
        same[text[start:end]].append(at)
    voted = probability.copy()
    for rows in same.values():
        if len(rows) > 1:
            is_name = 1.0 - probability[rows, -1:]
            own = np.log(probability[rows, :-1] / np.maximum(is_name, _NEVER) + 1e-3)
            all_of_them = (own * is_name).sum(axis=0) / np.maximum(is_name.sum(), _NEVER)
            voted[rows, :-1] = softmax((1 - _VOTE) * own + _VOTE * all_of_them) * is_name
    return voted


def choose(spans: list[tuple[int, int]], gain: Floats) -> list[int]:
    """The candidates without overlap whose gains sum up to the most, in order; those without gain never."""
    ends, best, taken = [-1], [0.0], [(-1, -1)]
    for at in sorted(np.flatnonzero(gain > 0).tolist(), key=lambda at: (spans[at][1], spans[at][0])):
        before = bisect_right(ends, spans[at][0]) - 1
        total = best[before] + float(gain[at])
        if total > best[-1]:
            ends.append(spans[at][1])
            best.append(total)
            taken.append((at, before))
    chosen = []
    step = len(taken) - 1
    while step > 0:
        at, step = taken[step]
        chosen.append(at)
    return chosen[::-1]


@cache
def load() -> SecondLook:
    """The weights that lie beside this module; read once a process."""
    with as_file(files(__package__).joinpath(FILE)) as path, np.load(path) as data:
        return read_arrays(data)


def read_arrays(data: Mapping[str, NDArray[Any]]) -> SecondLook:
    """The model of a file's arrays."""
    forests = []
    for kind in CLASSES:
        names = [name for name in data if name.startswith(f"{kind}_")]
        arrays = {name.removeprefix(f"{kind}_"): data[name] for name in names}
        forests.append(forest_of(arrays | {"columns": data["columns"]}))
        forests[-1].check(ALL_COLUMNS)
    weight = data["vector_weight"].astype(np.float32)
    return SecondLook(tuple(forests), project(weight), data["vector_bias"].astype(np.float32))


def project(weight: Floats) -> Floats:
    """What each vector scores at each place: no library of matrices, whose last digits change with its threads."""
    table = vectors()
    scores: Floats = np.einsum("vd,dk->vk", table, weight, optimize=False)
    return scores.reshape(len(table), VECTOR_PLACES, len(CLASSES))

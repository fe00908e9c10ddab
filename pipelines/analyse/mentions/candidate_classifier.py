"""Which of a text's candidates are names, and of what: forests over all of them at once.

A first look goes by `candidate_features`; where it leaves a candidate in doubt, an encoder reads the sentences around
it (`name_reader`), and a second look goes by what it makes of all candidates there as well. Learned by
`pipelines.training.name_classifier`; ``names.md`` says from what, and what it reaches.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipelines.analyse.mentions.candidate_features import COLUMNS, TYPES, Candidates, describe_candidates
from pipelines.analyse.mentions.gazetteer import look_up
from pipelines.analyse.mentions.known_name import KnownName
from pipelines.analyse.mentions.name import Name, Taken
from pipelines.analyse.mentions.name_reader import NameReader, load_name_reader
from pipelines.analyse.mentions.owners import without_owners
from pipelines.analyse.universal_tree import Tree
from pipelines.forests import Floats, Forest, forest_of
from pipelines.languages.names import Pack
from pipelines.networks import softmax
from pipelines.records.analysis import MentionType

FILE = "names.npz"
CLASSES = (*TYPES, "none")
ALL_COLUMNS = (*COLUMNS, *(f"read_{kind}" for kind in CLASSES))
#: Names of the two looks in the file.
FIRST, SECOND = "first", "second"
#: Below this probability of its likeliest class a candidate is in doubt: three fifths of the press are read then, and
#: F1 is .004 less than by reading it all, out of fold; at .7 half of it and .008.
LEAST_SURE = 0.8
#: A candidate is a name from this probability on. Out of fold .3 to .4 give the same F1.
LEAST_PROBABILITY = 0.35
#: How far the occurrences of one surface in a text agree on its type. Out of fold .7 to 1 give the press the same F1,
#: .5 gives it .002 less.
_VOTE = 0.8
_LIKELY = 0.5
#: From here on a person may be called like a state or a capital; out of fold .8 to .95 are alike.
_SURE_PERSON = 0.8
_NEVER = 1e-6


@dataclass(frozen=True, slots=True)
class Looks:
    """A forest a class for each look."""

    first: tuple[Forest, ...]
    second: tuple[Forest, ...]

    def probabilities(self, text: str, tree: Tree, candidates: Candidates, reader: NameReader) -> Floats:
        """The probability of each class for each candidate of a text, (n, len(CLASSES))."""
        probability = _score(self.first, candidates.columns)
        in_doubt = probability.max(axis=1) < LEAST_SURE
        read, told = reader.read(text, tree.sentence_spans(), candidates.spans, in_doubt)
        if len(read):
            probability[read] = _score(self.second, np.concatenate([candidates.columns[read], told], axis=1))
        return probability


def _score(forests: Sequence[Forest], columns: Floats) -> Floats:
    return softmax(np.stack([forest.score(columns) for forest in forests], axis=1))


def look_again(text: str, tree: Tree, pack: Pack, ruled: list[Name], modelled: list[Name]) -> list[Name]:
    """The likeliest names of a text without overlap, in order; ``confidence`` is the probability.

    ``ruled`` are the names that rules and model propose together, ``modelled`` the model's own.
    """
    candidates = describe_candidates(text, tree, pack, ruled, modelled)
    if not candidates.spans:
        return []
    names = pick(text, candidates, load().probabilities(text, tree, candidates, load_name_reader()), ruled)
    return without_owners(text, names, ruled, pack)


def pick(text: str, candidates: Candidates, probability: Floats, ruled: list[Name]) -> list[Name]:
    """The names of a text whose candidates have these probabilities."""
    probability = vote(text, candidates.spans, probability)
    proposed = {(name.start, name.end): name for name in ruled}
    places = {span: at for at, span in enumerate(candidates.spans)}
    names = []
    for at in choose(candidates.spans, 1.0 - probability[:, -1] - LEAST_PROBABILITY):
        span = candidates.spans[at]
        sure = round(float(probability[at, :-1].max()), 3)
        kind = _type_of(text[slice(*span)], TYPES[int(probability[at, :-1].argmax())], sure)
        names.append(Name(*span, kind, sure, _known(text, span, kind, proposed.get(span))))
    names = _without_parts_of_known(names, ruled)
    taken = Taken((name.start, name.end) for name in names)
    for name in ruled:
        if _is_sure(name, places.get((name.start, name.end)), candidates) and taken.is_free(name.start, name.end):
            names.append(name)
            taken.add(name.start, name.end)
    return sorted(names, key=lambda name: name.start)


def _type_of(surface: str, kind: MentionType, sure: float) -> MentionType:
    """The type of a name whose likeliest type is ``kind``, as far as its words decide."""
    # "Ernst & Young": no person is two.
    if kind == "PER" and "&" in surface:
        return "ORG"
    known = look_up(surface)
    if known is None:
        return kind
    # A cup and a league are games to the gazetteers, and bodies to the forests.
    if kind == "ORG" and known.type == "MISC":
        return "MISC"
    # "Bakou dit": a state that acts is no body, and nobody's name where that is not sure.
    acts = kind == "ORG" or (kind == "PER" and sure < _SURE_PERSON)
    return "LOC" if acts and known.type == "LOC" and (known.is_country or known.is_capital) else kind


def _without_parts_of_known(names: list[Name], ruled: list[Name]) -> list[Name]:
    """The names but those that the gazetteers know as a body or as part of one, or as part of a place: "Morgan Stanley"
    is no person, "Gaza" of "bande de Gaza" no town."""
    spans = {at: name for name in ruled if name.known is not None for at in range(name.start, name.end)}

    def is_part(name: Name) -> bool:
        known = spans.get(name.start)
        if known is None or not (known.start <= name.start and name.end <= known.end):
            return False
        is_inner = (name.start, name.end) != (known.start, known.end)
        return name.type != "ORG" if _is_body(known) else is_inner and name.type == known.type == "LOC"

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
    """Probabilities whose types agree more among the occurrences of a surface, and with who bears it as a surname."""
    same: defaultdict[str, list[int]] = defaultdict(list)
    for at, (start, end) in enumerate(spans):
        same[text[start:end]].append(at)
    bearers = _bearers(same, probability)
    is_name = 1.0 - probability[:, -1:]
    own = np.log(probability[:, :-1] / np.maximum(is_name, _NEVER) + 1e-3)
    voted = probability.copy()
    for surface, rows in same.items():
        heard = rows + bearers.get(surface, [])
        if len(heard) > 1:
            all_of_them = (own[heard] * is_name[heard]).sum(axis=0) / np.maximum(is_name[heard].sum(), _NEVER)
            voted[rows, :-1] = softmax((1 - _VOTE) * own[rows] + _VOTE * all_of_them) * is_name[rows]
    return voted


def _bearers(same: Mapping[str, list[int]], probability: Floats) -> dict[str, list[int]]:
    """For each surname the candidates that are likely a person's whole name with it."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for surface, rows in same.items():
        given, _, surname = surface.rpartition(" ")
        if given:
            found[surname] += [row for row in rows if probability[row, CLASSES.index("PER")] > _LIKELY]
    return found


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
def load() -> Looks:
    """The weights that lie beside this module; read once a process."""
    with as_file(files(__package__).joinpath(FILE)) as path, np.load(path) as data:
        return Looks(_forests_of(data, FIRST, COLUMNS), _forests_of(data, SECOND, ALL_COLUMNS))


def _forests_of(data: Mapping[str, NDArray[Any]], look: str, columns: tuple[str, ...]) -> tuple[Forest, ...]:
    """The forests of a look in a file's arrays."""
    forests = []
    for kind in CLASSES:
        head = f"{look}_{kind}_"
        arrays = {name.removeprefix(head): data[name] for name in data if name.startswith(head)}
        forests.append(forest_of(arrays | {"columns": data[f"{look}_columns"]}))
        forests[-1].check(columns)
    return tuple(forests)

"""What is said of a candidate name: its edges and neighbours, its inside, who proposed it.

All is looked up in arrays over the words of the text, so that one candidate
more costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipelines.analyse.mentions import word_facts
from pipelines.analyse.mentions.acronyms import told_in_brackets
from pipelines.analyse.mentions.candidates import Pair, find_candidates, find_gaps
from pipelines.analyse.mentions.gazetteer import look_up
from pipelines.analyse.mentions.name import Name
from pipelines.analyse.mentions.trimming import may_be_name
from pipelines.analyse.mentions.word_facts import Floats
from pipelines.analyse.universal_tree import Tree
from pipelines.languages.names import Pack
from pipelines.records.analysis import MentionType
from pipelines.text.words import Word, find_words

TYPES: tuple[MentionType, ...] = ("PER", "LOC", "ORG", "MISC")
_KINDS = ("PROPN", "NOUN", "ADJ", "VERB", "AUX", "ADP", "DET", "PRON", "PUNCT")
_WORD = (*word_facts.COLUMNS, *_KINDS, "opens_sentence")
#: Where the words whose columns are asked stand: from the first word on, from the last on.
_FROM_FIRST, _FROM_LAST = (-2, -1, 0), (0, 1, 2)
_SHAPE = ("words", "characters", "gap_before", "gap_after", "titled", "first_has_vector", "last_has_vector")
_PROPOSED = (
    *(f"inside_{kind}" for kind in TYPES),
    *(f"before_{kind}" for kind in TYPES),
    *(f"after_{kind}" for kind in TYPES),
    "starts",
    "ends",
    *(f"is_{kind}" for kind in TYPES),
    "is_sure",
)
_WHOLE = ("known_LOC", "known_ORG", "known_country", "last_name", "acronym", "upper_around")
COLUMNS = (
    *(f"{name}@first{step:+d}" for step in _FROM_FIRST for name in _WORD),
    *(f"{name}@last{step:+d}" for step in _FROM_LAST for name in _WORD),
    *(f"{name}_inside" for name in _WORD),
    *_SHAPE,
    *(f"rules_{name}" for name in _PROPOSED),
    *(f"model_{name}" for name in _PROPOSED),
    *_WHOLE,
)
_AROUND, _MOST_UPPER, _MOST_BETWEEN = 4, 6, 2


@dataclass(frozen=True, slots=True)
class Candidates:
    """The candidate names of a text: their offsets and what is said of them."""

    spans: list[tuple[int, int]]
    columns: Floats

    def is_titled(self, at: int) -> bool:
        """Whether a civility or a person's role stands before a candidate."""
        return bool(self.columns[at, COLUMNS.index("titled")])


def describe_candidates(
    text: str, tree: Tree, pack: Pack, ruled: Sequence[Name], modelled: Sequence[Name]
) -> Candidates:
    """All candidates of a text; ``ruled`` are the names of rules and model together, ``modelled`` the model's own."""
    words = find_words(text)
    starts = np.array([word.start for word in words], np.int64)
    ends = np.array([word.end for word in words], np.int64)
    kind, opens = _parts_of_speech(tree, starts)
    gaps = find_gaps(text, words)
    by_rules, by_model = _as_pairs(words, ruled), _as_pairs(words, modelled)
    found = {*_find(words, gaps, kind, pack), *told_in_brackets(text, words), *by_rules, *by_model}
    pairs = sorted((a, b) for a, b in found if may_be_name(text[starts[a] : ends[b - 1]], words[a:b], pack))
    if not pairs:
        return Candidates([], np.zeros((0, len(COLUMNS)), np.float32))
    first, end = np.array(pairs, np.intp).T
    known, vector_rows = word_facts.lexicon(pack.language).look_up(words)
    kinds = np.stack([kind == name for name in _KINDS], axis=1)
    table = np.concatenate([known, kinds, opens[:, None]], axis=1, dtype=np.float32)
    has_vector = vector_rows >= 0
    gap = np.array(gaps)
    shape = (
        end - first,
        ends[end - 1] - starts[first],
        gap[first],
        gap[end],
        _titled(words, known, pack)[first],
        has_vector[first],
        has_vector[end - 1],
    )
    spans = [(int(starts[a]), int(ends[b - 1])) for a, b in pairs]
    parts = [
        _at_edges(table, first, end),
        _sums(table, first, end),
        np.stack(shape, axis=1),
        _proposed(by_rules, pairs, first, end, len(words)),
        _proposed(by_model, pairs, first, end, len(words)),
        _whole(text, words, pairs, spans, ruled),
    ]
    return Candidates(spans, np.concatenate(parts, axis=1, dtype=np.float32))


def _parts_of_speech(tree: Tree, starts: NDArray[np.int64]) -> tuple[NDArray[np.str_], NDArray[np.bool_]]:
    """The part of speech of the token each word begins in, and whether it opens a sentence."""
    token = np.clip(np.searchsorted(tree.start, starts, side="right") - 1, 0, len(tree) - 1)
    return np.array(tree.pos, np.str_)[token], np.isin(token, [first for first, _ in tree.sentences])


def _find(words: Sequence[Word], gaps: list[int], kind: NDArray[np.str_], pack: Pack) -> set[Pair]:
    is_low = np.array([word.surface.islower() for word in words], np.bool_)
    is_adjective = ((kind == "ADJ") | (kind == "VERB")) & is_low
    is_noun = (kind == "NOUN") | (kind == "PROPN")
    return find_candidates(words, gaps, is_adjective.tolist(), is_noun.tolist(), pack)


def _as_pairs(words: Sequence[Word], names: Sequence[Name]) -> dict[Pair, Name]:
    """The names that begin and end with a word."""
    start_of = {word.start: at for at, word in enumerate(words)}
    end_of = {word.end: at + 1 for at, word in enumerate(words)}
    return {
        (start_of[name.start], end_of[name.end]): name
        for name in names
        if name.start in start_of and name.end in end_of
    }


def _titled(words: Sequence[Word], known: Floats, pack: Pack) -> NDArray[np.bool_]:
    """Whether a civility or a person's role stands before each word, demonyms and a point between them or not."""
    column = word_facts.COLUMNS.index
    titled = np.zeros(len(words) + 1, np.bool_)
    titled[1:] = known[:, column("civility")] > 0
    for at in np.flatnonzero(known[:, column("opens_role")]).tolist():
        match = pack.roles.match_at(words, at)
        if match is not None and match[1].is_person:
            titled[match[0]] = True
    goes_on = (known[:, column("demonym")] > 0) | (known[:, column("stop")] > 0)
    for _ in range(_MOST_BETWEEN):
        titled[1:] |= titled[:-1] & goes_on
    return titled


def _at_edges(table: Floats, first: NDArray[np.intp], end: NDArray[np.intp]) -> Floats:
    reach = 2
    padding = np.zeros((reach, table.shape[1]), np.float32)
    padded = np.concatenate([padding, table, padding])
    places = [first + step for step in _FROM_FIRST] + [end - 1 + step for step in _FROM_LAST]
    return np.concatenate([padded[place + reach] for place in places], axis=1)


def _sums(table: Floats, first: NDArray[np.intp], end: NDArray[np.intp]) -> Floats:
    """The sum of each column over the words of each candidate."""
    running = np.concatenate([np.zeros((1, table.shape[1]), np.float32), np.cumsum(table, axis=0, dtype=np.float32)])
    summed: Floats = running[end] - running[first]
    return summed


def _proposed(
    names: Mapping[Pair, Name], pairs: list[Pair], first: NDArray[np.intp], end: NDArray[np.intp], n_words: int
) -> Floats:
    """How the names that were proposed lie to each candidate."""
    # A row before the first word and one after the last.
    covered = np.zeros((n_words + 2, len(TYPES)), np.float32)
    begins = np.zeros(n_words + 1, np.float32)
    stops = np.zeros(n_words + 1, np.float32)
    for (a, b), name in names.items():
        covered[a + 1 : b + 1, TYPES.index(name.type)] = 1
        begins[a] = stops[b] = 1
    same = np.zeros((len(pairs), len(TYPES) + 1), np.float32)
    for row, pair in enumerate(pairs):
        if pair in names:
            same[row, TYPES.index(names[pair].type)] = 1
            same[row, -1] = names[pair].confidence
    share = _sums(covered[1:-1], first, end) / (end - first)[:, None]
    return np.concatenate(
        [share, covered[first], covered[end + 1], begins[first][:, None], stops[end][:, None], same], axis=1
    )


def _whole(
    text: str, words: Sequence[Word], pairs: list[Pair], spans: list[tuple[int, int]], ruled: Sequence[Name]
) -> Floats:
    """What the gazetteers and longer names of the text know of each surface, and how much is in capitals around it."""
    last_names: dict[str, int] = {}
    for name in ruled:
        before, _, last = text[name.start : name.end].rpartition(" ")
        if before:
            last_names.setdefault(last, 1 + TYPES.index(name.type))
    running = np.concatenate([[0], np.cumsum([word.surface.isupper() for word in words])])
    rows = []
    for (first, end), (start, stop) in zip(pairs, spans, strict=True):
        surface = text[start:stop]
        known = look_up(surface)
        upper = running[min(end + _AROUND, len(words))] - running[max(first - _AROUND, 0)]
        rows.append(
            (
                known is not None and known.type == "LOC",
                known is not None and known.type == "ORG",
                known is not None and known.is_country,
                last_names.get(surface, 0),
                2 <= len(surface) <= _MOST_UPPER and surface.isupper() and surface.isalpha(),
                upper / (end - first + 2 * _AROUND),
            )
        )
    return np.array(rows, np.float32)

"""Who does it and to whom: a learned judge of each noun phrase near a trigger.

A phrase of the trigger's sentence, or one that the sentences before speak of,
is an actor, a recipient or neither; `judging.md` says from what this was
learned and what it reaches. Words come first: "des manifestants" take part
without being an entity.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import NamedTuple

import numpy as np

from pipelines.analyse.events import judging
from pipelines.analyse.events import sentence_reader as reading
from pipelines.analyse.events.between import as_listed
from pipelines.analyse.events.participant_columns import NUMBERS, Pair, describe, measure_all, pairs_of
from pipelines.analyse.events.passages import sentence_of, word_of
from pipelines.analyse.events.phrases import Phrase, bounds
from pipelines.analyse.events.titles import bearer_of, is_set_off_title
from pipelines.analyse.events.triggers import Trigger
from pipelines.analyse.universal_tree import Tree
from pipelines.forests import Floats
from pipelines.networks import pooled
from pipelines.records.analysis import Mention, Participant

FILE = "participants.npz"
CLASSES = ("none", "actor", "recipient")
_ACTOR, _RECIPIENT = 1, 2
_RIVALS = (
    "rival_actor", "rival_recipient", "rank_actor", "rank_recipient", "head_actor", "head_recipient",
    "part_actor", "part_recipient", "sum_actor", "sum_recipient",
    "inside_actor", "inside_recipient", "pronoun_actor", "pronoun_recipient",
)  # fmt: skip
COLUMNS = (*NUMBERS, *(f"told_{name}" for name in CLASSES), *_RIVALS)
#: From these probabilities on a phrase takes part: what gets most events wholly right, out of fold.
LEAST_ACTOR, LEAST_RECIPIENT = 0.45, 0.35
#: Whoever takes part beside another must be surer, where no list and no meeting makes him expected: out of fold three
#: events in a hundred more have all parties right.
LEAST_FURTHER = 0.6
#: A phrase of another type than a mention's: a group, or somebody, without a name.
GROUP = "GRP"
_LISTED = frozenset({"conj", "appos", "flat"})
_NOUNS = frozenset({"NOUN", "PROPN"})


class Sides(NamedTuple):
    """Who takes part in one report of an event."""

    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A trigger's pairs with their words and numbers."""

    pairs: Sequence[Pair]
    words: Sequence[Sequence[str]]
    numbers: Sequence[Sequence[float]]


def group_of(tree: Tree, trigger: Trigger, phrases: Sequence[Phrase], named: Counter[str]) -> Group:
    """All that may take part in what a trigger tells; ``named`` counts the heads of the text's phrases."""
    pairs = pairs_of(tree, trigger, phrases)
    return Group(pairs, [describe(tree, pair) for pair in pairs], measure_all(tree, pairs, named))


def heads_of(tree: Tree, phrases: Sequence[Phrase]) -> Counter[str]:
    """How often a text has each noun as the head of a phrase."""
    return Counter(tree.lemma[phrase.head] for phrase in phrases)


def columns_of(tree: Tree, group: Group, told: Floats) -> Floats:
    """The columns of a trigger's pairs, (n_pairs, len(COLUMNS)), given what the linear model makes of each."""
    numbers = np.array(group.numbers, np.float32).reshape(len(group.pairs), len(NUMBERS))
    return np.concatenate([numbers, judging.log(told), _rivals(tree, group.pairs, told)], axis=1)


def _rivals(tree: Tree, pairs: Sequence[Pair], told: Floats) -> Floats:
    """What each pair is up against, and what the members of its list and its apposition are taken for."""
    places = {pair.phrase.head: at for at, pair in enumerate(pairs)}
    nobody = np.zeros(len(CLASSES), np.float32)
    inside = [at for at, pair in enumerate(pairs) if pair.path is not None and not pair.phrase.is_pronoun]
    pronouns = [at for at, pair in enumerate(pairs) if pair.path is not None and pair.phrase.is_pronoun]
    best_inside = told[inside].max(axis=0) if inside else nobody
    best_pronoun = told[pronouns].max(axis=0) if pronouns else nobody
    rivals, ranks, total = *_best_of_others(told), told.sum(axis=0)
    rows = np.zeros((len(pairs), len(_RIVALS)), np.float32)
    for at, pair in enumerate(pairs):
        listed, parts = _listed_with(tree, pair.phrase.head, places, told)
        rows[at] = [
            *rivals[at, 1:], *ranks[at, 1:], *listed[1:], *parts[1:], *total[1:], *best_inside[1:], *best_pronoun[1:],
        ]  # fmt: skip
    return rows


def _best_of_others(told: Floats) -> tuple[Floats, Floats]:
    """For each row and class the largest value of the other rows, 0 where there are none, and how many are larger."""
    ordered = np.sort(told, axis=0)
    larger = [len(told) - np.searchsorted(*columns, "right") for columns in zip(ordered.T, told.T, strict=True)]
    ranks = np.stack(larger, axis=1).astype(np.float32)
    if len(told) < 2:
        return np.zeros_like(told), ranks
    rivals: Floats = np.where(told == ordered[-1], ordered[-2], ordered[-1])
    return rivals, ranks


def _listed_with(tree: Tree, head: int, places: Mapping[int, int], told: Floats) -> tuple[Floats, Floats]:
    """What the phrase is taken for that a phrase is listed with or in apposition to, and what those listed after it."""
    nobody = np.zeros(len(CLASSES), np.float32)
    above = places.get(tree.head[head]) if tree.label[head] in _LISTED else None
    below = [places[c] for c in tree.children[head] if c in places and tree.label[c] in _LISTED]
    return nobody if above is None else told[above], told[below].max(axis=0) if below else nobody


def find_participants(
    text: str,
    tree: Tree,
    triggers: Sequence[Trigger],
    phrases: Sequence[Phrase],
    mentions: Sequence[Mention],
    read: reading.ReadText,
    words: Mapping[str, frozenset[str]],
) -> list[Sides]:
    """Actors and recipients of each trigger, in the order of the text.

    ``read`` are the sentences the encoder read; of a pack's ``words`` those of sources ("selon") tell who is no party.
    """
    named = heads_of(tree, phrases)
    groups = [group_of(tree, trigger, phrases, named) for trigger in triggers]
    rows = [row for group in groups for row in group.words]
    if not rows:
        return [Sides((), ()) for _ in triggers]
    judge = judging.load(FILE)
    told = _split(judge.linear.probabilities(rows), groups)
    columns = [columns_of(tree, group, mine) for group, mine in zip(groups, told, strict=True)]
    probability = _split(judge.probabilities(np.concatenate(columns)), groups)
    probability = [with_reading(tree, group.pairs, mine, read) for group, mine in zip(groups, probability, strict=True)]
    for group, mine in zip(groups, probability, strict=True):
        is_source = [p.path is not None and _is_source(tree, p.phrase.head, words["source_words"]) for p in group.pairs]
        mine[is_source] = 0.0
    return [
        sides_of(text, tree, group.pairs, as_listed(tree, group.pairs, mine, words["between_words"]), mentions)
        for group, mine in zip(groups, probability, strict=True)
    ]


def _is_source(tree: Tree, head: int, source_words: frozenset[str]) -> bool:
    """Whether a noun follows a word that names it as the source, another preposition between them at most."""
    above = [tree.head[head], tree.head[tree.head[head]]]
    before = [child for child in tree.children[head] if child < head and tree.label[child] == "case"]
    markers = before + [at for at in above if tree.pos[at] not in _NOUNS and at < head]
    return any(tree.word[at] in source_words for at in markers)


def with_reading(tree: Tree, pairs: Sequence[Pair], probability: Floats, read: reading.ReadText) -> Floats:
    """Probabilities of a trigger's pairs joined to what the encoder makes of those that it read with the trigger."""
    if not pairs:
        return probability
    trigger = pairs[0].trigger.token
    sentence = read.get(sentence_of(trigger))
    if sentence is None:
        return probability
    asked = [
        reading.Pair(word_of(trigger), tree.bounds(p.phrase.head, p.phrase.head), bounds(tree, p.phrase)) for p in pairs
    ]
    judged, rows = sentence.rows_of_pairs(asked)
    joined = probability.copy()
    joined[judged] = pooled(probability[judged], reading.load_reader().participants.probabilities(rows))
    return joined


def _split(rows: Floats, groups: Sequence[Group]) -> list[Floats]:
    return np.split(rows, np.cumsum([len(group.pairs) for group in groups])[:-1])


def sides_of(text: str, tree: Tree, pairs: Sequence[Pair], probability: Floats, mentions: Sequence[Mention]) -> Sides:
    """Those of a trigger's pairs that take part, (n_pairs, classes) being how probable that is."""
    chosen = choose(tree, pairs, probability)
    found = sorted((pair.phrase.head, role, sure, pair.phrase) for pair, role, sure in chosen)
    sides = [
        tuple(_participant(text, tree, phrase, sure, mentions) for _, side, sure, phrase in found if side == role)
        for role in (_ACTOR, _RECIPIENT)
    ]
    return Sides(*sides)


def choose(tree: Tree, pairs: Sequence[Pair], probability: Floats) -> list[tuple[Pair, int, float]]:
    """The pairs that take part, on which side, and how probably: no phrase within another, nobody twice."""
    least = (1.0, LEAST_ACTOR, LEAST_RECIPIENT)
    wanted = []
    for pair, (_, actor, recipient) in zip(pairs, probability.tolist(), strict=True):
        # Whoever is the subject of a passive is acted on, where the judges find both likely.
        acts = actor >= recipient and not (_is_passive_subject(tree, pair) and recipient >= LEAST_RECIPIENT)
        role, sure = (_ACTOR, actor) if acts else (_RECIPIENT, recipient)
        if sure >= least[role] and not pair.phrase.is_pronoun:
            wanted.append((sure, role, pair))
    kept: list[tuple[Pair, int, float]] = []
    for sure, role, pair in sorted(wanted, key=lambda item: (-item[0], item[2].phrase.head)):
        rivals = [other.phrase for other, side, _ in kept if side == role]
        may_join = sure >= LEAST_FURTHER or _is_expected(tree, pair, rivals)
        if may_join and not any(_is_one(tree, pair.phrase, rival) for rival in rivals):
            kept.append((pair, role, sure))
    return kept


def _is_expected(tree: Tree, pair: Pair, others: Sequence[Phrase]) -> bool:
    """Whether a party is no surprise: the first, the second of those who meet, one listed with another."""
    if len(others) < 1 + pair.trigger.sense.is_symmetric:
        return True
    return any(_are_listed(tree, *heads) for other in others for heads in permutations((pair.phrase.head, other.head)))


def _are_listed(tree: Tree, first: int, second: int) -> bool:
    return tree.head[second] == first and tree.label[second] == "conj"


def _is_passive_subject(tree: Tree, pair: Pair) -> bool:
    head = pair.phrase.head
    return tree.head[head] == pair.trigger.token.i and tree.label[head] == "nsubj:pass"


def _is_one(tree: Tree, phrase: Phrase, other: Phrase) -> bool:
    """Whether one of two phrases lies within the other, is its apposition or title, or has the same words."""
    if phrase.first <= other.last and other.first <= phrase.last:
        return True
    for below, above in ((phrase, other), (other, phrase)):
        if tree.label[below.head] == "appos" and tree.head[below.head] == above.head:
            return True
        if above.mention is not None and is_set_off_title(tree, below, above.mention):
            return True
    mine, theirs = (tree.text[slice(*tree.bounds(p.head, p.last))].casefold() for p in (phrase, other))
    return mine == theirs


def _participant(text: str, tree: Tree, phrase: Phrase, sure: float, mentions: Sequence[Mention]) -> Participant:
    start, end = bounds(tree, phrase)
    mention = phrase.mention
    if mention is None or mention.kind == "nominal":
        named = _between(mentions, *sentence_of(tree[phrase.head]))
        person = bearer_of(tree, phrase, named)
        if person is not None:
            # "le président azerbaïdjanais Ilham Aliev": the title is his who is named after it.
            mention, start, end = person, person.start, person.end
        else:
            # No phrase ends within a name: "journaliste de France 24".
            end = max([end, *(m.end for m in named if start <= m.start < end)])
    country = _country_within(start, end, mentions)
    words, sure = text[start:end], round(sure, 3)
    if mention is None:
        return Participant(start, end, words, GROUP, sure, country)
    span = (mention.start, mention.end)
    return Participant(start, end, words, mention.type, sure, mention.country or country, mention.sector, span)


def _between(mentions: Sequence[Mention], start: int, end: int) -> Sequence[Mention]:
    """The mentions, in order of the text, that begin at a character from ``start`` on and before ``end``."""
    first, last = (bisect_left(mentions, at, key=lambda mention: mention.start) for at in (start, end))
    return mentions[first:last]


def _country_within(start: int, end: int, mentions: Sequence[Mention]) -> str | None:
    """The one country that words name."""
    countries = {m.country for m in _between(mentions, start, end) if m.end <= end and m.country is not None}
    return next(iter(countries)) if len(countries) == 1 else None

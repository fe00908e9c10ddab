"""What a word hangs on: the verb that carries a noun, the verbs above a token."""

from __future__ import annotations

from pipelines.analyse.events.lexicon import EventPack
from pipelines.analyse.universal_tree import VERBAL, Tree

NOMINAL = frozenset({"NOUN", "PROPN"})
#: How a clause hangs on the verb that it is a complement of.
_COMPLEMENT = frozenset({"xcomp", "ccomp", "advcl", "acl", "pcomp", "obl:arg"})


def carrier_of(tree: Tree, noun: int, pack: EventPack) -> int | None:
    """The verb a noun is subject, object or complement of, through prepositions, conjunction and
    nouns of phase ("la deuxième phase de leurs négociations")."""
    through = pack.words["aspect_nouns"] | pack.words["target_nouns"]
    below = noun
    for _ in range(6):
        head = tree.head[below]
        if head == below:
            return None
        if tree.pos[head] in VERBAL:
            return head
        if tree.pos[head] != "ADP" and tree.relation[below] != "conj" and tree.lemma[head] not in through:
            return None
        below = head
    return None


def governing_verbs(tree: Tree, at: int) -> list[int]:
    """The verbs above a token, nearest first."""
    return [above for above in tree.ancestors(at) if above != at and tree.pos[above] in VERBAL]


def is_complement_of(tree: Tree, at: int, verb: int) -> bool:
    """Whether a token lies in a clause that is the verb's complement."""
    below = next((below for below in tree.ancestors(at) if tree.head[below] == verb and below != verb), None)
    return below is not None and tree.relation[below] in _COMPLEMENT

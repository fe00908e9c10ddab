"""What a word hangs on: the verb that carries a noun, the verbs above a token."""

from __future__ import annotations

from spacy.tokens import Token

from pipelines.analyse.events.lexicon import EventPack
from pipelines.analyse.events.syntax import CLAUSAL

NOMINAL = frozenset({"NOUN", "PROPN"})


def carrier_of(token: Token, pack: EventPack) -> Token | None:
    """The verb a noun is subject, object or complement of, through prepositions, conjunction and
    nouns of phase ("la deuxième phase de leurs négociations")."""
    below = token
    for _ in range(6):
        head = below.head
        if head.i == below.i:
            return None
        if head.pos_ in {"VERB", "AUX"}:
            return head
        through = pack.words["aspect_nouns"] | pack.words["target_nouns"]
        if head.pos_ != "ADP" and below.dep_ != "conj" and head.lemma_.casefold() not in through:
            return None
        below = head
    return None


def governing_verbs(token: Token) -> list[Token]:
    """The verbs above a token, nearest first."""
    found = []
    current = token
    while current.head.i != current.i:
        current = current.head
        if current.pos_ in {"VERB", "AUX"}:
            found.append(current)
    return found


def is_complement_of(token: Token, verb: Token) -> bool:
    """Whether a token lies in a clause that is the verb's complement."""
    current = token
    while current.head.i != current.i:
        if current.head.i == verb.i:
            return current.dep_ in CLAUSAL - {"conj", "parataxis", "relcl", "acl:relcl"} or current.dep_ in {"obl:arg"}
        current = current.head
    return False

"""Subjects the parser does not give: of fronted infinitives, beside the verb, meant by a pronoun."""

from __future__ import annotations

from spacy.tokens import Token

from pipelines.events.addressees import can_act
from pipelines.events.syntax import PASSIVE_SUBJECT, SUBJECT, Syntax, features
from pipelines.records import Mention


def antecedent(pronoun: Token, syntax: Syntax) -> list[Mention]:
    """Whom a personal pronoun most likely means: the subject before it, in its sentence or the last one."""
    doc = pronoun.doc
    start = doc[max(pronoun.sent.start - 1, 0)].sent.start
    for at in range(pronoun.i - 1, start - 1, -1):
        token = doc[at]
        if token.dep_ in SUBJECT | PASSIVE_SUBJECT or (token.dep_ == "ROOT" and token.pos_ == "PROPN"):
            found = [m for m in syntax.own_actors(token) if can_act(m)]
            if found:
                return found
    return []


def left_neighbour(verb: Token, syntax: Syntax) -> list[Mention]:
    """The nearest mention before a finite verb the parser gave no subject, within its clause."""
    if "Fin" not in features(verb, "VerbForm") and not any(c.dep_.startswith("aux") for c in verb.children):
        return []
    for at in range(verb.i - 1, max(verb.sent.start - 1, verb.i - 12), -1):
        token = verb.doc[at]
        if token.pos_ == "VERB" or token.text in {";", ":"}:
            return []
        mentions = [m for m in syntax.mentions_at(token) if m.type != "LOC" or m.country is not None]
        if mentions and not any(child.dep_ == "case" for child in token.children):
            return mentions[:1]
    return []

"""Participants of any trigger: who can act, and to whom prepositions address a deed."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from pipelines.analyse.events.lexicon import EventPack
from pipelines.analyse.events.syntax import Syntax
from pipelines.records.analysis import Mention

#: Deeds a place can only be the scene of, unless it is their object.
PLACED = frozenset({"CONSULT", "PROTEST", "ASSAULT", "MOBILIZE", "AGREE"})


@dataclass(frozen=True, slots=True)
class Arguments:
    """Participants of an event; ``has_pronoun`` when its subject is a personal pronoun."""

    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    has_pronoun: bool = False


def can_act(mention: Mention) -> bool:
    """A place acts as its state; a region without one is only a scene."""
    return mention.type != "LOC" or mention.kind == "nominal" or mention.role in {"country", "capital"}


def is_seat(mention: Mention) -> bool:
    """A capital: what is "de Paris" by way of meeting or treaty was held or signed there."""
    return mention.type == "LOC" and mention.role == "capital"


def is_thing(mention: Mention) -> bool:
    """Works, treaties, holidays: nothing is addressed to them. As subjects they are often misread people."""
    return mention.type == "MISC" and mention.kind == "name"


def targets_of(
    token: Token, syntax: Syntax, pack: EventPack, have: bool, partners: bool = False, placed: bool = False
) -> list[Mention]:
    """Those a deed is addressed to: "à", "contre", "avec" and the like before an actor, not a place."""
    found: list[Mention] = []
    for word, noun in syntax.obliques(token):
        if word not in pack.words["partner_words" if partners else "target_words"]:
            continue
        if have and word in pack.words["partner_words"] and not partners:
            # "a frappé la ville avec des missiles": the means.
            continue
        deep = word in pack.words["addressing_words"]
        for mention in syntax.actors_in(noun) if deep else syntax.own_actors(noun):
            is_scene = mention.type == "LOC" and word in pack.words["place_words"]
            if is_scene and (have or found or placed or mention.country is None or not deep):
                continue
            titled = bool(found) and found[-1].kind == "nominal" and found[-1].type == "PER"
            if mention not in found and (titled or not is_thing(mention)):
                found.append(mention)
    return found


def all_in(syntax: Syntax, nouns: list[Token]) -> list[Mention]:
    return [mention for noun in nouns for mention in syntax.actors_in(noun)]

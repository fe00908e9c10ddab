"""Who did it to whom: the participants of a trigger, from its syntax."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from pipelines.events.lexicon import EventPack
from pipelines.events.syntax import PASSIVE_SUBJECT, SUBJECT, Syntax, features
from pipelines.events.triggers import Trigger, has_reflexive, is_targeted
from pipelines.records import Mention

#: Deeds a place can only be the scene of, unless it is their object.
_PLACED = frozenset({"CONSULT", "PROTEST", "ASSAULT", "MOBILIZE", "AGREE"})
#: Types whose object is the actor's own troops: "withdrew its forces", "deployed soldiers".
_OWN_TROOPS = frozenset({"MOBILIZE", "RETREAT"})
_POSSESSIVE = frozenset({"amod", "poss", "compound", "nmod"})
#: Parts of a sentence that say nothing of whom a deed is done to.
_ASIDE = frozenset({"relcl", "acl:relcl", "parataxis", "npadvmod", "conj", "punct", "advmod", "prt", "obl:mod"})


@dataclass(frozen=True, slots=True)
class Arguments:
    """Participants of an event; ``has_pronoun`` when its subject is a personal pronoun."""

    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    has_pronoun: bool = False


def find_arguments(trigger: Trigger, syntax: Syntax, pack: EventPack) -> Arguments:
    """The participants of a trigger; of a symmetric event all are actors."""
    found = _of_noun(trigger, syntax, pack) if trigger.is_noun else _of_verb(trigger, syntax, pack)
    actors, recipients = _distinct(found.actors), _distinct(found.recipients)
    if trigger.sense.is_symmetric:
        return Arguments(_distinct(actors + recipients), (), found.has_pronoun)
    recipients = tuple(mention for mention in recipients if mention not in actors)
    return Arguments(actors, recipients, found.has_pronoun)


def _distinct(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    kept: list[Mention] = []
    for mention in mentions:
        if mention not in kept:
            kept.append(mention)
    return tuple(kept)


def _of_verb(trigger: Trigger, syntax: Syntax, pack: EventPack) -> Arguments:
    verb = trigger.token
    placed = trigger.sense.event_type in _PLACED
    subjects = syntax.subjects(verb)
    # A reflexive ("s'en est pris") takes the passive's auxiliary and is none.
    stative = verb.lemma_.casefold() in pack.words["stative_participles"] or has_reflexive(verb)
    passive = syntax.is_passive(verb) and not stative
    if stative:
        subjects = subjects or syntax.passive_subjects(verb)
    agents = [noun for word, noun in syntax.obliques(verb) if word in pack.words["agent_words"]]
    if passive:
        patients = syntax.passive_subjects(verb) or subjects
        actors = _all(syntax, agents)
        recipients = _all(syntax, patients)
    else:
        actors = _all(syntax, subjects)
        recipients = _all(syntax, syntax.objects(verb))
    if not subjects and not passive:
        actors = _left_neighbour(verb, syntax)
    symmetric = trigger.sense.is_symmetric
    recipients += _targets(verb, syntax, pack, have=bool(recipients), partners=symmetric, placed=placed)
    if trigger.object_head is not None:
        inner = _targets(trigger.object_head, syntax, pack, have=False, placed=placed)
        recipients = inner or [m for m in recipients if not _is_compatriot(m, actors)]
    pronoun = next((token for token in subjects if token.text.casefold() in pack.words["personal_pronouns"]), None)
    if pronoun is not None and not actors and not passive:
        actors = _antecedent(pronoun, syntax)
    if not recipients and not symmetric and not passive:
        recipients = _deep_recipients(verb, syntax, pack, actors)
    if trigger.sense.event_type in _OWN_TROOPS:
        troops = [m for m in recipients if m.kind == "nominal" and m.sector == "MIL"]
        recipients = [m for m in recipients if m not in troops]
        actors = actors or troops
    actors = [m for m in actors if _can_act(m)]
    return Arguments(tuple(actors), tuple(m for m in recipients if m not in actors), pronoun is not None)


def _can_act(mention: Mention) -> bool:
    """A place acts as its state; a region without one is only a scene."""
    return mention.type != "LOC" or mention.kind == "nominal" or mention.role in {"country", "capital"}


def _is_compatriot(mention: Mention, actors: list[Mention]) -> bool:
    return mention.country is not None and any(actor.country == mention.country for actor in actors)


def _antecedent(pronoun: Token, syntax: Syntax) -> list[Mention]:
    """Whom a personal pronoun most likely means: the subject before it, in its sentence or the last one."""
    doc = pronoun.doc
    start = doc[max(pronoun.sent.start - 1, 0)].sent.start
    for at in range(pronoun.i - 1, start - 1, -1):
        token = doc[at]
        if token.dep_ in SUBJECT | PASSIVE_SUBJECT or (token.dep_ == "ROOT" and token.pos_ == "PROPN"):
            found = [m for m in syntax.own_actors(token) if _can_act(m)]
            if found:
                return found
    return []


def _deep_recipients(verb: Token, syntax: Syntax, pack: EventPack, actors: list[Mention]) -> list[Mention]:
    """The first actors named in what a verb governs: "demanded that X …", "rejected calls by X"."""
    level = [child for child in verb.children if child.i > verb.i]
    for depth in range(5):
        below: list[Token] = []
        for token in level:
            if token.dep_ in _ASIDE or (token.dep_ == "advcl" and token.pos_ == "VERB"):
                continue
            if token.pos_ in {"NOUN", "PROPN", "PRON"} and not _is_scene(token, pack):
                found = [m for m in syntax.own_actors(token) if m not in actors and _can_act(m)]
                if found and not all(_is_compatriot(m, actors) for m in found):
                    return found
            if depth or not (token.pos_ == "ADP" and token.text.casefold() in pack.words["scene_words"]):
                below += list(token.children)
        level = below
    return []


def _is_scene(noun: Token, pack: EventPack) -> bool:
    case = [child.text.casefold() for child in noun.children if child.dep_ == "case" and child.i < noun.i]
    return bool(case) and case[0] in pack.words["scene_words"]


def _left_neighbour(verb: Token, syntax: Syntax) -> list[Mention]:
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


def _targets(
    token: Token, syntax: Syntax, pack: EventPack, have: bool, partners: bool = False, placed: bool = False
) -> list[Mention]:
    """Those a deed is addressed to: "à", "contre", "avec" and the like before an actor, not a place."""
    found: list[Mention] = []
    for word, noun in syntax.obliques(token):
        if word not in pack.words["partner_words" if partners else "target_words"]:
            continue
        deep = word in pack.words["addressing_words"]
        for mention in syntax.actors_in(noun) if deep else syntax.own_actors(noun):
            is_scene = mention.type == "LOC" and word in pack.words["place_words"]
            if is_scene and (have or found or placed or mention.country is None or not deep):
                continue
            if mention not in found:
                found.append(mention)
    return found


def _of_noun(trigger: Trigger, syntax: Syntax, pack: EventPack) -> Arguments:
    actors, recipients = _complements(trigger, syntax, pack)
    actors += [m for m in _possessors(trigger.token, syntax) if m not in actors]
    symmetric = trigger.sense.is_symmetric
    if symmetric and not actors:
        actors = _neighbours(trigger, syntax, pack)
    if not actors and not symmetric:
        actors = [m for m in _following_agent(trigger, syntax, pack) if m not in recipients]
    carried = _from_carrier(trigger, syntax, pack)
    if symmetric and not actors and not carried.actors:
        carried = _of_occasion(trigger, syntax, pack)
    if symmetric or not actors:
        actors += [m for m in carried.actors if m not in actors and m not in recipients]
    recipients += [m for m in carried.recipients if m not in actors]
    return Arguments(tuple(m for m in actors if _can_act(m)), tuple(recipients), carried.has_pronoun)


def _complements(trigger: Trigger, syntax: Syntax, pack: EventPack) -> tuple[list[Mention], list[Mention]]:
    """Actors and recipients that prepositions give a noun: "entre X et Y", "par X", "contre Y"."""
    noun, words = trigger.token, pack.words
    actors: list[Mention] = []
    recipients: list[Mention] = []
    patient = bool({noun.lemma_.casefold(), noun.text.casefold()} & words["patient_nouns"])
    for word, inner in syntax.obliques(noun):
        if word in words["agent_words"] | words["between_words"]:
            actors = syntax.actors_in(inner) + actors
        elif word in words["partner_words"]:
            recipients += syntax.actors_in(inner)
        elif word in words["of_words"] and not trigger.first <= inner.i <= trigger.last:
            (recipients if patient else actors).extend(syntax.actors_in(inner))
    placed = trigger.sense.event_type in _PLACED - {"ASSAULT"}
    if not trigger.sense.is_symmetric:
        recipients += _targets(noun, syntax, pack, have=bool(recipients), placed=placed)
    for child in noun.children:
        if child.dep_ == "acl" and syntax.is_passive(child):
            agents = [inner for word, inner in syntax.obliques(child) if word in words["agent_words"]]
            recipients += [m for m in _targets(child, syntax, pack, have=False) if m not in recipients]
            actors += [m for m in _all(syntax, agents) if m not in actors]
    return actors, recipients


def _possessors(noun: Token, syntax: Syntax) -> list[Mention]:
    """Whose deed it is by adjective, possessive or compound: "frappes russes", "Iran's attack"."""
    children = [child for child in noun.children if child.dep_ in _POSSESSIVE and not _has_case(child)]
    return [mention for child in children for mention in syntax.own_actors(child)]


def _following_agent(trigger: Trigger, syntax: Syntax, pack: EventPack) -> list[Mention]:
    """Who is named by "par" after a deed, before the next verb, wherever the parser hung it."""
    doc = syntax.doc
    for token in doc[trigger.last + 1 : min(trigger.last + 9, trigger.token.sent.end)]:
        if token.pos_ in {"VERB", "AUX"}:
            return []
        if token.text.casefold() in pack.words["agent_words"]:
            found = [m for after in doc[token.i + 1 : token.i + 4] for m in syntax.mentions_at(after)]
            return syntax.coordinated(found[:1])
    return []


def _neighbours(trigger: Trigger, syntax: Syntax, pack: EventPack) -> list[Mention]:
    """Those named right after a meeting ("rencontre tripartite des dirigeants …") that the parser hung elsewhere."""
    doc = syntax.doc
    for at in range(trigger.last + 1, min(trigger.last + 4, len(doc) - 1)):
        if doc[at].text.casefold() in pack.words["of_words"] | pack.words["partner_words"]:
            following = [m for token in doc[at + 1 : at + 3] for m in syntax.mentions_at(token)]
            return [m for m in syntax.coordinated(following[:1]) if _can_act(m)]
    return []


def _of_occasion(trigger: Trigger, syntax: Syntax, pack: EventPack) -> Arguments:
    """The subjects of what was done on the occasion met there: "Lors d'un entretien, X et Y ont …"."""
    current = trigger.token
    said = {child.text.casefold() for child in current.children if child.dep_ == "case"}
    for _ in range(4):
        if current.head.i == current.i:
            return Arguments((), ())
        current = current.head
        said.add(current.text.casefold())
        if current.pos_ in {"VERB", "AUX"}:
            break
    if not said & pack.words["occasion_words"]:
        return Arguments((), ())
    subjects = [m for m in _all(syntax, syntax.subjects(current)) if _can_act(m)]
    return Arguments(tuple(subjects), ()) if len(subjects) > 1 else Arguments((), ())


def _has_case(token: Token) -> bool:
    return any(child.dep_ == "case" and child.text.casefold() not in {"'s", "'", "’s"} for child in token.children)


def _from_carrier(trigger: Trigger, syntax: Syntax, pack: EventPack) -> Arguments:
    """Participants the noun's light verb gives: its subject acts, its complement is addressed."""
    verb = trigger.carrier
    if verb is None or not (verb.lemma_.casefold() in pack.words["light_verbs"] or is_targeted(trigger.token, pack)):
        return Arguments((), ())
    if any(token.i == trigger.token.i for token in syntax.subjects(verb) + syntax.passive_subjects(verb)):
        agents = [noun for word, noun in syntax.obliques(verb) if word in pack.words["agent_words"]]
        return Arguments(tuple(_all(syntax, agents)), ())
    subjects = syntax.subjects(verb)
    actors = _all(syntax, subjects)
    symmetric = trigger.sense.is_symmetric
    placed = trigger.sense.event_type in _PLACED
    found = _targets(verb, syntax, pack, have=False, partners=symmetric, placed=placed)
    targets = [m for m in found if m not in actors]
    pronoun = any(token.text.casefold() in pack.words["personal_pronouns"] for token in subjects)
    if verb.lemma_.casefold() in pack.words["recipient_verbs"] or is_targeted(trigger.token, pack):
        return Arguments((), tuple(actors), pronoun)
    return Arguments(tuple(actors), tuple(targets), pronoun)


def _all(syntax: Syntax, nouns: list[Token]) -> list[Mention]:
    return [mention for noun in nouns for mention in syntax.actors_in(noun)]

"""Participants of a deed told by a noun: complements, possessors, those its light verb gives."""

from __future__ import annotations

from spacy.tokens import Token

from pipelines.analyse.events.addressees import PLACED, Arguments, all_in, can_act, is_seat, targets_of
from pipelines.analyse.events.lexicon import EventPack
from pipelines.analyse.events.syntax import OBJECT, Syntax
from pipelines.analyse.events.triggers import Trigger, is_targeted, target_of
from pipelines.records.analysis import Mention

_POSSESSIVE = frozenset({"amod", "poss", "compound", "nmod"})


def of_noun(trigger: Trigger, syntax: Syntax, pack: EventPack) -> Arguments:
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
    return Arguments(tuple(m for m in actors if can_act(m)), tuple(recipients), carried.has_pronoun)


def _complements(trigger: Trigger, syntax: Syntax, pack: EventPack) -> tuple[list[Mention], list[Mention]]:
    """Actors and recipients that prepositions give a noun: "entre X et Y", "par X", "contre Y"."""
    noun, words = trigger.token, pack.words
    actors: list[Mention] = []
    recipients: list[Mention] = []
    obliques = list(syntax.obliques(noun))
    below = [word for _, inner in obliques for word, _ in syntax.obliques(inner)]
    # Where "par" names who did it, "de" names to whom: "l'attaque de X par Y".
    patient = bool({noun.lemma_.casefold(), noun.text.casefold()} & words["patient_nouns"]) or (
        not trigger.sense.is_symmetric and bool(words["agent_words"] & {*below, *(word for word, _ in obliques)})
    )
    for word, inner in obliques:
        if word in words["agent_words"] | words["between_words"]:
            actors = syntax.actors_in(inner) + actors
        elif word in words["partner_words"]:
            recipients += syntax.actors_in(inner)
        elif word in words["of_words"] and not trigger.first <= inner.i <= trigger.last:
            named_after = trigger.sense.is_symmetric
            whose = [m for m in syntax.actors_in(inner) if not (named_after and is_seat(m))]
            (recipients if patient else actors).extend(whose)
    placed = trigger.sense.event_type in PLACED - {"ASSAULT"}
    if not trigger.sense.is_symmetric:
        recipients += targets_of(noun, syntax, pack, have=bool(recipients), placed=placed)
    for child in noun.children:
        if child.dep_ == "acl" and syntax.is_passive(child):
            agents = [inner for word, inner in syntax.obliques(child) if word in words["agent_words"]]
            recipients += [m for m in targets_of(child, syntax, pack, have=False) if m not in recipients]
            actors += [m for m in all_in(syntax, agents) if m not in actors]
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
            named = [after for after in doc[token.i + 1 : token.i + 6] if syntax.mentions_at(after)]
            return syntax.own_actors(named[0]) if named else []
    return []


def _neighbours(trigger: Trigger, syntax: Syntax, pack: EventPack) -> list[Mention]:
    """Those named right after a meeting ("rencontre tripartite des dirigeants …") that the parser hung elsewhere."""
    doc = syntax.doc
    for at in range(trigger.last + 1, min(trigger.last + 4, len(doc) - 1)):
        if doc[at].text.casefold() in pack.words["of_words"] | pack.words["partner_words"]:
            following = [m for token in doc[at + 1 : at + 3] for m in syntax.mentions_at(token)]
            return [m for m in syntax.coordinated(following[:1]) if can_act(m)]
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
    subjects = [m for m in all_in(syntax, syntax.subjects(current)) if can_act(m)]
    return Arguments(tuple(subjects), ()) if len(subjects) > 1 else Arguments((), ())


def _has_case(token: Token) -> bool:
    return any(child.dep_ == "case" and child.text.casefold() not in {"'s", "'", "’s"} for child in token.children)


def _is_only_told(verb: Token, pack: EventPack) -> bool:
    """Whether a light verb only speaks of the deed: "font état d'exactions"."""
    return any(child.dep_ in OBJECT and child.text.casefold() in pack.words["telling_nouns"] for child in verb.children)


def _from_carrier(trigger: Trigger, syntax: Syntax, pack: EventPack) -> Arguments:
    """Participants the noun's light verb gives: its subject acts, its complement is addressed."""
    verb = trigger.carrier
    if verb is None and is_targeted(trigger.token, pack):
        # "X est la cible de l'attaque": the noun itself is the predicate.
        return Arguments((), tuple(all_in(syntax, syntax.subjects(target_of(trigger.token)))))
    if (
        verb is None
        or _is_only_told(verb, pack)
        or not (verb.lemma_.casefold() in pack.words["light_verbs"] or is_targeted(trigger.token, pack))
    ):
        return Arguments((), ())
    if any(token.i == trigger.token.i for token in syntax.subjects(verb) + syntax.passive_subjects(verb)):
        agents = [noun for word, noun in syntax.obliques(verb) if word in pack.words["agent_words"]]
        return Arguments(tuple(all_in(syntax, agents)), ())
    subjects = syntax.subjects(verb)
    actors = all_in(syntax, subjects)
    symmetric = trigger.sense.is_symmetric
    placed = trigger.sense.event_type in PLACED
    found = targets_of(verb, syntax, pack, have=False, partners=symmetric, placed=placed)
    targets = [m for m in found if m not in actors]
    pronoun = any(token.text.casefold() in pack.words["personal_pronouns"] for token in subjects)
    if verb.lemma_.casefold() in pack.words["recipient_verbs"] or is_targeted(trigger.token, pack):
        return Arguments((), tuple(actors), pronoun)
    return Arguments(tuple(actors), tuple(targets), pronoun)

"""Who did it to whom: the participants of a trigger, from its syntax."""

from __future__ import annotations

from spacy.tokens import Token

from pipelines.analyse.events.addressees import PLACED, Arguments, all_in, can_act, is_seat, is_thing, targets_of
from pipelines.analyse.events.lexicon import EventPack
from pipelines.analyse.events.noun_arguments import of_noun
from pipelines.analyse.events.subjects import antecedent, beside, fronted_subject, left_neighbour
from pipelines.analyse.events.syntax import Syntax
from pipelines.analyse.events.triggers import Trigger, has_reflexive
from pipelines.records.analysis import Mention

#: Types whose object is the actor's own troops: "withdrew its forces", "deployed soldiers".
_OWN_TROOPS = frozenset({"MOBILIZE", "RETREAT"})
#: Parts of a sentence that say nothing of whom a deed is done to.
_ASIDE = frozenset({"relcl", "acl:relcl", "parataxis", "npadvmod", "conj", "punct", "advmod", "prt", "obl:mod"})


def find_arguments(trigger: Trigger, syntax: Syntax, pack: EventPack) -> Arguments:
    """The participants of a trigger; of a symmetric event all are actors."""
    found = of_noun(trigger, syntax, pack) if trigger.is_noun else _of_verb(trigger, syntax, pack)
    outside = (trigger, syntax)
    actors, recipients = _distinct(found.actors, *outside), _distinct(found.recipients, *outside)
    if trigger.sense.is_symmetric:
        met = actors + tuple(mention for mention in recipients if can_act(mention))
        return Arguments(_distinct(met, *outside), (), found.has_pronoun)
    recipients = tuple(mention for mention in recipients if mention not in actors)
    if trigger.sense.event_type == "ASSAULT" and actors and not recipients:
        recipients = _land_of_others(trigger, actors, syntax, pack)
    return Arguments(actors, recipients, found.has_pronoun)


def _land_of_others(
    trigger: Trigger, actors: tuple[Mention, ...], syntax: Syntax, pack: EventPack
) -> tuple[Mention, ...]:
    """Whom an attack abroad is done to: "frappes russes en Ukraine", "the army's raid in Lebanon"."""
    own = {actor.country for actor in actors}
    near = list(syntax.obliques(trigger.token))
    below = [oblique for _, noun in near for oblique in syntax.obliques(noun)]
    for word, noun in near + below:
        if word in pack.words["place_words"] and None not in own:
            lands = [m for m in syntax.own_actors(noun) if m.type == "LOC" and m.country and m.country not in own]
            if lands:
                return tuple(lands[:1])
    return ()


def _distinct(mentions: tuple[Mention, ...], trigger: Trigger, syntax: Syntax) -> tuple[Mention, ...]:
    """Mentions once each, without words of the trigger ("placé en garde à vue") and titles of a person named too."""
    own = [trigger.token] if trigger.is_noun else []
    if trigger.object_head is not None and trigger.object_head.dep_.startswith("obl"):
        own.append(trigger.object_head)
    kept: list[Mention] = []
    for mention in mentions:
        inside = any(mention.start <= token.idx < mention.end for token in own)
        if not (mention in kept or inside or syntax.is_title_of_one(mention, mentions)):
            kept.append(mention)
    return tuple(kept)


def _of_verb(trigger: Trigger, syntax: Syntax, pack: EventPack) -> Arguments:
    verb = trigger.token
    placed = trigger.sense.event_type in PLACED or syntax.is_passive(verb)
    subjects = syntax.subjects(verb)
    # A reflexive ("s'en est pris") takes the passive's auxiliary and is none.
    stative = verb.lemma_.casefold() in pack.words["stative_participles"] or has_reflexive(verb)
    passive = syntax.is_passive(verb) and not stative
    if stative:
        subjects = subjects or syntax.passive_subjects(verb)
    if not subjects and not passive:
        subjects = fronted_subject(verb)
    near = [] if syntax.has_subject(verb) else beside(verb, syntax)
    agents = [noun for word, noun in syntax.obliques(verb) if word in pack.words["agent_words"]]
    if passive:
        patients = syntax.passive_subjects(verb) or subjects
        actors = all_in(syntax, agents)
        recipients = near or all_in(syntax, patients)
    else:
        actors = near or all_in(syntax, subjects)
        has_topic = verb.lemma_.casefold() in pack.words["topic_verbs"]
        recipients = [] if has_topic else all_in(syntax, syntax.objects(verb))
    if trigger.sense.is_symmetric:
        met = [m for noun in (*syntax.objects(verb), *syntax.passive_subjects(verb)) for m in syntax.own_actors(noun)]
        recipients = [m for m in recipients if m in met or not is_seat(m)]
    if not subjects and not near and not passive:
        actors = left_neighbour(verb, syntax)
    symmetric = trigger.sense.is_symmetric
    recipients += targets_of(verb, syntax, pack, have=bool(recipients), partners=symmetric, placed=placed)
    if trigger.object_head is not None:
        own = syntax.mentions_at(trigger.object_head)
        inner = [m for m in targets_of(trigger.object_head, syntax, pack, have=False, placed=placed) if m not in own]
        recipients = inner or [m for m in recipients if not _is_compatriot(m, actors)]
    pronoun = next((token for token in subjects if token.text.casefold() in pack.words["personal_pronouns"]), None)
    if pronoun is not None and not actors and not passive:
        actors = antecedent(pronoun, syntax)
    if not recipients and not symmetric and not passive:
        recipients = _deep_recipients(trigger, syntax, pack, actors)
    if trigger.sense.event_type in _OWN_TROOPS:
        troops = [m for m in recipients if m.kind == "nominal" and m.sector == "MIL"]
        recipients = [m for m in recipients if m not in troops]
        actors = actors or troops
    actors = [m for m in actors if can_act(m)]
    return Arguments(tuple(actors), tuple(m for m in recipients if m not in actors), pronoun is not None)


def _is_compatriot(mention: Mention, actors: list[Mention]) -> bool:
    return mention.country is not None and any(actor.country == mention.country for actor in actors)


def _deep_recipients(trigger: Trigger, syntax: Syntax, pack: EventPack, actors: list[Mention]) -> list[Mention]:
    """The first actors named in what a verb governs: "demanded that X …", "rejected calls by X".

    Of what is condemned those are passed over against whom it was done.
    """
    verb, accuses = trigger.token, trigger.sense.event_type == "ACCUSE"
    level = [child for child in verb.children if child.i > verb.i]
    for depth in range(5):
        below: list[Token] = []
        for token in level:
            if token.dep_ in _ASIDE or (token.dep_ == "advcl" and token.pos_ == "VERB"):
                continue
            if _case_of(token) & pack.words["source_words"]:
                continue
            if accuses and _case_of(token) & pack.words["victim_words"]:
                continue
            if token.pos_ in {"NOUN", "PROPN", "PRON"} and not _case_of(token) & pack.words["scene_words"]:
                found = [m for m in syntax.own_actors(token) if m not in actors and can_act(m) and not is_thing(m)]
                if found and not all(_is_compatriot(m, actors) for m in found):
                    return found
            if depth or not (token.pos_ == "ADP" and token.text.casefold() in pack.words["scene_words"]):
                below += list(token.children)
        level = below
    return []


def _case_of(noun: Token) -> set[str]:
    """The preposition before a noun."""
    case = [child.text.casefold() for child in noun.children if child.dep_ == "case" and child.i < noun.i]
    return set(case[:1])

"""Where it happened: the place that a trigger's complement, its object or its sentence names."""

from __future__ import annotations

from pipelines.analyse.events.lexicon import EventPack
from pipelines.analyse.events.participants import Sides
from pipelines.analyse.events.syntax import Syntax
from pipelines.analyse.events.triggers import Trigger
from pipelines.records.analysis import Mention

#: A place named more words after its trigger belongs to something else.
_REACH = 15


def find_place(trigger: Trigger, syntax: Syntax, pack: EventPack, sides: Sides) -> Mention | None:
    """A place named by a complement of the trigger or of the verb that carries it."""
    taken = {party.mention for party in sides.actors + sides.recipients}
    for at in [trigger.token.i, *([trigger.carrier] if trigger.carrier is not None else [])]:
        for word, noun in syntax.obliques(at):
            if word in pack.words["place_words"]:
                for mention in syntax.own_actors(noun):
                    if mention.type == "LOC" and (
                        _span_of(mention) not in taken or trigger.sense.event_mode == "visit"
                    ):
                        return mention
    return _scene(trigger, syntax, pack, taken) or _object_place(trigger, sides, syntax)


def _span_of(mention: Mention) -> tuple[int, int]:
    return mention.start, mention.end


def _object_place(trigger: Trigger, sides: Sides, syntax: Syntax) -> Mention | None:
    """The place that was visited or attacked is where it happened."""
    if trigger.sense.event_mode != "visit" and trigger.sense.event_type != "ASSAULT":
        return None
    people = {party.mention for party in sides.recipients or sides.actors[1:]}
    return next((m for m in syntax.mentions if m.type == "LOC" and m.kind == "name" and _span_of(m) in people), None)


def _scene(trigger: Trigger, syntax: Syntax, pack: EventPack, taken: set[tuple[int, int] | None]) -> Mention | None:
    """A place after the trigger with its preposition, or one that opens the sentence ("Au Yémen, …")."""
    tree, told = syntax.tree, trigger.token.i
    first, end = tree.sentence_of(told)
    near = [at for at in range(first, end) if at == first or told < at <= told + _REACH]
    for at in near:
        if tree.word[at] not in pack.words["place_words"] or tree.pos[at] != "ADP":
            continue
        after = next((t for t in range(at + 1, min(at + 3, len(tree))) if tree.pos[t] != "DET"), None)
        if after is not None:
            for mention in syntax.mentions_at(after):
                if mention.type == "LOC" and mention.kind == "name" and _span_of(mention) not in taken:
                    return mention
    return None

"""When and where: the expression of time and the place that belong to a trigger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from pipelines.analyse.events.addressees import Arguments
from pipelines.analyse.events.lexicon import EventPack
from pipelines.analyse.events.syntax import RELATIVE, Syntax, features
from pipelines.analyse.events.triggers import Trigger
from pipelines.analyse.parsing import span_over
from pipelines.records.analysis import EventClause, Mention, Timex

#: A place named more words after its trigger belongs to something else.
REACH = 15
#: A time farther up or down the tree than this many steps is another verb's.
MOST_STEPS = 4
_CLAUSES = frozenset({"conj", "xcomp", "advcl"})
_ADJECTIVAL_CLAUSES = frozenset({"acl", "acl:relcl", "relcl"})
#: Words about another deed.
_TOLD_OF = frozenset({"REQUEST", "ACCUSE", "THREATEN", "REJECT"})


def find_place(trigger: Trigger, syntax: Syntax, pack: EventPack, arguments: Arguments) -> Mention | None:
    """A place named by a complement of the trigger or of the verb that carries it."""
    taken = arguments.actors + arguments.recipients
    tokens = [trigger.token, *([trigger.carrier] if trigger.carrier is not None else [])]
    for token in tokens:
        for word, noun in syntax.obliques(token):
            if word in pack.words["place_words"]:
                for mention in syntax.own_actors(noun):
                    if mention.type == "LOC" and (mention not in taken or trigger.sense.event_mode == "visit"):
                        return mention
    return _scene(trigger, syntax, pack, taken) or _object_place(trigger, arguments)


def _object_place(trigger: Trigger, arguments: Arguments) -> Mention | None:
    """The place that was visited or attacked is where it happened."""
    if trigger.sense.event_mode != "visit" and trigger.sense.event_type != "ASSAULT":
        return None
    people = arguments.recipients or arguments.actors[1:]
    return next((m for m in people if m.type == "LOC" and m.kind == "name"), None)


def _scene(trigger: Trigger, syntax: Syntax, pack: EventPack, taken: tuple[Mention, ...]) -> Mention | None:
    """A place after the trigger with its preposition, or one that opens the sentence ("Au Yémen, …")."""
    sentence = trigger.token.sent
    for token in sentence:
        opens = token.i == sentence.start
        follows = trigger.token.i < token.i <= trigger.token.i + REACH
        if not (opens or follows) or token.text.casefold() not in pack.words["place_words"] or token.pos_ != "ADP":
            continue
        after = next((t for t in sentence.doc[token.i + 1 : token.i + 3] if t.pos_ != "DET"), None)
        if after is not None:
            for mention in syntax.mentions_at(after):
                if mention.type == "LOC" and mention.kind == "name" and mention not in taken:
                    return mention
    return None


def find_time(trigger: Trigger, modality: str, syntax: Syntax, pack: EventPack, timexes: Sequence[Timex]) -> int | None:
    """The start of the date or time that stands nearest to the trigger in the tree, None when none does."""
    sentence = trigger.token.sent
    scored = []
    for timex in timexes:
        if timex.type not in {"DATE", "TIME"} or not sentence.start_char <= timex.start < sentence.end_char:
            continue
        if _is_bound(timex, syntax, pack):
            continue
        steps = _steps_to(timex, trigger, modality, syntax, pack)
        if steps is not None:
            scored.append((steps, abs(timex.start - trigger.token.idx), timex.start))
    return min(scored)[2] if scored else _right_behind(trigger, syntax, pack, timexes)


def _right_behind(trigger: Trigger, syntax: Syntax, pack: EventPack, timexes: Sequence[Timex]) -> int | None:
    """A time that follows the trigger at once, wherever the parser hung it: "se réunir, jeudi 9 mai"."""
    doc, last = syntax.doc, trigger.last
    ahead = doc[last + 1 : min(last + 4, trigger.token.sent.end)]
    for timex in timexes:
        after = next((token for token in ahead if token.idx >= timex.start), None)
        if timex.type in {"DATE", "TIME"} and after is not None and after.idx < timex.end:
            between = doc[last + 1 : after.i]
            if all(token.pos_ in {"DET", "PUNCT", "ADV"} for token in between) and not _is_bound(timex, syntax, pack):
                return timex.start
    return None


def _is_bound(timex: Timex, syntax: Syntax, pack: EventPack) -> bool:
    """A time that only says until or since when, or that counts from another event ("au lendemain d'une visite")."""
    span = span_over(syntax.doc, timex.start, timex.end)
    if span is None:
        return False
    at = span.start
    while at > span.sent.start and span.start - at < 3 and syntax.doc[at - 1].pos_ in {"ADP", "DET", "ADV", "SCONJ"}:
        at -= 1
    return any(token.text.casefold() in pack.words["bound_words"] for token in syntax.doc[at : span.start + 1])


def _steps_to(timex: Timex, trigger: Trigger, modality: str, syntax: Syntax, pack: EventPack) -> int | None:
    """Steps up the tree from a time to the trigger or its carrier; None when it belongs to something else."""
    span = span_over(syntax.doc, timex.start, timex.end)
    if span is None:
        return None
    wanted = {trigger.token.i: 0}
    if trigger.carrier is not None:
        wanted[trigger.carrier.i] = 1
    current, steps = span.root, 0
    while current.i not in wanted:
        head = current.head
        if head.i == current.i or steps > MOST_STEPS:
            return _loose(span.root, trigger)
        if head.pos_ == "NOUN" and head.i not in wanted and current.i == span.root.i and _belongs(current, pack):
            return None
        if head.pos_ == "VERB" and head.i not in wanted:
            return _across(span.root, head, trigger, modality, steps)
        current, steps = head, steps + 1
    return steps + wanted[current.i]


def _belongs(token: Token, pack: EventPack) -> bool:
    """Whether a time only says which thing is meant: "le traité de 1997"."""
    case = [child.text.casefold() for child in token.children if child.dep_ == "case"]
    return bool(set(case) & pack.words["of_words"]) or token.text.casefold() in pack.words["of_words"]


def _across(time: Token, verb: Token, trigger: Trigger, modality: str, steps: int) -> int | None:
    """A time of another verb counts when that verb lies below the trigger, or governs it.

    The time of what was said of a meeting still to come is not the meeting's,
    and a clause that describes a participant ("rappelés au printemps") dates
    something else.
    """
    if any(above.i == verb.i for above in trigger.token.ancestors):
        if trigger.is_noun and modality == "planned":
            return None
        # Within the aside, before the verb goes on, it is the aside's own.
        is_own = trigger.token.i < time.i < verb.i
        return steps + 4 if is_own or not _is_aside(trigger.token, verb) else None
    if verb.dep_ in _ADJECTIVAL_CLAUSES:
        return steps + 2 if verb.head.i == trigger.token.i else None
    if trigger.sense.event_type in _TOLD_OF and verb.dep_ in {"xcomp", "ccomp"}:
        # When to do what is asked or threatened is not when it was asked.
        return None
    governs = any(above.i in {trigger.token.i, trigger.token.head.i} for above in verb.ancestors)
    return steps + 2 if governs and verb.dep_ in _CLAUSES else None


def _is_aside(token: Token, verb: Token) -> bool:
    """Whether a past participle, or a relative clause told as earlier ("qui avait …"), parts a word from a verb."""
    while token.i not in {verb.i, token.head.i}:
        is_past = token.tag_ != "VBG" and "Pres" not in features(token, "Tense")
        if (token.dep_ == "acl" and is_past) or (token.dep_ in RELATIVE and _is_earlier(token)):
            return True
        token = token.head
    return False


def _is_earlier(verb: Token) -> bool:
    """Whether a verb is in the pluperfect: its auxiliary stands in a past tense."""
    auxiliaries = [child for child in verb.children if child.dep_.startswith("aux")]
    return any({"Imp", "Past"} & set(features(child, "Tense")) for child in auxiliaries)


def _loose(root: Token, trigger: Trigger) -> int | None:
    """A time the parser hung on the top of the sentence."""
    return MOST_STEPS if root.sent.root.i in {trigger.token.i, root.i} else None


def distribute(clause: EventClause, text: str, pack: EventPack, timexes: Sequence[Timex]) -> list[EventClause]:
    """One clause a partner, each with its date: "with X and Y on the 1st and the 2nd, respectively"."""
    sentence = text[clause.sentence_start : clause.sentence_end].casefold()
    if not any(word in sentence for word in pack.words["distributive"]):
        return [clause]
    dates = [t.start for t in timexes if t.type == "DATE" and clause.trigger_end <= t.start < clause.sentence_end]
    after = [span for span in clause.actors if span[0] > clause.trigger_start]
    before = tuple(span for span in clause.actors if span not in after)
    if len(dates) < 2 or len(dates) != len(after):
        return [clause]
    return [
        replace(clause, actors=(*before, partner), timex_start=start, chain=None)
        for partner, start in zip(after, dates, strict=True)
    ]

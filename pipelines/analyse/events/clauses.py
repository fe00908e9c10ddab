"""Event clauses of an article: what each sentence reports, by whom, to whom, when and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from pipelines.analyse.events.addressees import Arguments
from pipelines.analyse.events.arguments import find_arguments
from pipelines.analyse.events.circumstances import distribute, find_place, find_time
from pipelines.analyse.events.lexicon import EventPack, Sense, load_pack, roots
from pipelines.analyse.events.modality import find_attribution, find_modality
from pipelines.analyse.events.newsworthy import Context, is_news
from pipelines.analyse.events.syntax import RELATIVE, Syntax, features
from pipelines.analyse.events.triggers import Trigger, find_triggers
from pipelines.records.analysis import EventClause, Mention, Timex

#: Types whose complements are what is asked, refused or held against someone: no events of their own.
_OPAQUE = frozenset({"REQUEST", "ACCUSE", "THREATEN", "REJECT"})
#: Types whose complements are what is still to be done.
_PROMISING = frozenset({"AGREE"})
VERB_CONFIDENCE = 0.8
NOUN_CONFIDENCE = 0.65


def find_clauses(
    text: str,
    doc: Doc | None,
    language: str | None,
    mentions: Sequence[Mention],
    timexes: Sequence[Timex],
) -> tuple[EventClause, ...]:
    """Reports of events in order of their trigger; () without a parse or an event pack.

    Actors, recipients, place and attribution are spans of ``mentions``;
    ``timex_start`` is the start of one of ``timexes``.
    """
    pack = load_pack(language)
    if doc is None or pack is None:
        return ()
    syntax = Syntax(doc, mentions, pack.words)
    context = Context.of(syntax, pack, mentions)
    triggers = list(find_triggers(syntax, pack, [(t.start, t.end) for t in timexes]))
    clauses = []
    for trigger in triggers:
        clause = _read_clause(text, trigger, triggers, context, timexes)
        if clause is not None:
            clauses.append(clause)
    told = [part for clause in _without_echoes(clauses) for part in distribute(clause, text, pack, timexes)]
    return tuple(told)


def _read_clause(
    text: str,
    trigger: Trigger,
    triggers: list[Trigger],
    context: Context,
    timexes: Sequence[Timex],
) -> EventClause | None:
    syntax, pack = context.syntax, context.pack
    if _is_content(trigger, triggers):
        return None
    if trigger.sense.only_occurring and not _occurs(trigger, syntax, pack):
        return None
    modality = find_modality(trigger, pack)
    if modality is None:
        return None
    arguments = find_arguments(trigger, syntax, pack)
    is_topic = trigger.is_noun and _is_topic(trigger, arguments, pack)
    if is_topic or not is_news(trigger, arguments, context):
        return None
    sense = _as_protest(trigger, arguments)
    sentence = trigger.token.sent
    first, last = trigger.first, trigger.last
    start, end = _sentence_bounds(text, sentence)
    begin, stop = syntax.doc[first].idx, syntax.doc[last].idx + len(syntax.doc[last])
    place = find_place(trigger, syntax, pack, arguments)
    named = arguments.actors or arguments.recipients
    time = find_time(trigger, modality, syntax, pack, timexes)
    if sense.event_type != "PROTEST" and trigger.is_noun and not (place or time is not None or named):
        # Neither who nor where nor when: a manner of speaking.
        return None
    source = find_attribution(trigger, syntax, pack)
    return EventClause(
        event_type=sense.event_type,
        event_mode=sense.event_mode,
        cameo_root=sense.cameo_root,
        trigger_start=begin,
        trigger_end=stop,
        trigger=text[begin:stop],
        sentence_start=start,
        sentence_end=end,
        modality=modality,
        confidence=_confidence(trigger, arguments),
        actors=tuple((m.start, m.end) for m in arguments.actors),
        recipients=tuple((m.start, m.end) for m in arguments.recipients),
        timex_start=time,
        place=None if place is None else (place.start, place.end),
        attributed_to=None if source is None else (source.start, source.end),
        is_anaphor=trigger.is_noun and _is_anaphoric(trigger.token, pack),
    )


def _is_content(trigger: Trigger, triggers: list[Trigger]) -> bool:
    """Inside what another trigger asks, promises, refuses, threatens or holds against someone."""
    by_token = {other.token.i: other for other in triggers}
    below = trigger.token
    current = below.head
    while current.i != below.i:
        if below.dep_ in RELATIVE:
            # A relative clause is told, not asked.
            return False
        other = by_token.get(current.i)
        if other is not None and _encloses(other, below, trigger.sense.event_type):
            return True
        below, current = current, current.head
    return False


def _encloses(other: Trigger, child: Token, mine: str) -> bool:
    """Whether what hangs on this child of a trigger is its content."""
    kind = other.sense.event_type
    if other.is_noun:
        if kind not in _OPAQUE | _PROMISING or kind == mine:
            return False
        return child.dep_ in {"nmod", "prep", "acl", "obl:arg", "compound", "amod", "xcomp"}
    if child.dep_ in {"xcomp", "ccomp", "pcomp", "obl:arg", "obl:mod", "prep"}:
        return kind in _OPAQUE or kind in _PROMISING
    return child.dep_ in {"obj", "dobj"} and kind in _OPAQUE - {"ACCUSE"}


def _is_topic(trigger: Trigger, arguments: Arguments, pack: EventPack) -> bool:
    """Named as a topic, not told as a happening: "au sujet du conflit", "crimes de guerre".

    A meeting or an agreement that names its parties is an event wherever it is mentioned.
    """
    if (trigger.sense.is_symmetric and len(arguments.actors) > 1) or (arguments.actors and arguments.recipients):
        return False
    head = trigger.token.head
    if head.pos_ == "ADP":
        head = head.head
    if head.i == trigger.token.i:
        return False
    if head.pos_ != "NOUN":
        return False
    return head.lemma_.casefold() in pack.words["topic_words"] or _qualifies(trigger.token, head, pack)


def _qualifies(noun: Token, head: Token, pack: EventPack) -> bool:
    """A bare noun that says of what kind another thing is: "une allocution de combat", "des avions de chasse"."""
    before = [child.text.casefold() for child in noun.children if child.i < noun.i and child.dep_ in {"case", "det"}]
    counted = pack.words["aspect_nouns"] | pack.words["target_nouns"]
    is_bare = "Sing" in features(noun, "Number") and len(before) == 1 and before[0] in pack.words["bare_of"]
    return is_bare and head.lemma_.casefold() not in counted


def _occurs(trigger: Trigger, syntax: Syntax, pack: EventPack) -> bool:
    verb = trigger.carrier
    if verb is None or verb.lemma_.casefold() not in pack.words["occurrence_verbs"]:
        return False
    subjects = syntax.subjects(verb) + syntax.passive_subjects(verb)
    return any(token.i == trigger.token.i for token in subjects)


def _as_protest(trigger: Trigger, arguments: Arguments) -> Sense:
    """What protesters take by storm they occupy in protest; the strikes of an army are no protest."""
    if trigger.sense.event_mode == "strike" and any(m.sector == "MIL" for m in arguments.actors):
        return Sense("ASSAULT", "heavy-weapons", roots()["ASSAULT"], False)
    crowd = bool(arguments.actors) and all(m.role == "protesters" for m in arguments.actors)
    if crowd and trigger.sense.event_type in {"ASSAULT", "COERCE"} and trigger.sense.event_mode != "kill":
        return Sense("PROTEST", "obstruct", roots()["PROTEST"], False)
    return trigger.sense


def _sentence_bounds(text: str, sentence: Span) -> tuple[int, int]:
    start, end = sentence.start_char, sentence.end_char
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _is_anaphoric(noun: Token, pack: EventPack) -> bool:
    return any(child.dep_ == "det" and child.text.casefold() in pack.words["anaphors"] for child in noun.children)


def _confidence(trigger: Trigger, arguments: Arguments) -> float:
    base = NOUN_CONFIDENCE if trigger.is_noun else VERB_CONFIDENCE
    full = bool(arguments.actors) and (bool(arguments.recipients) or trigger.sense.is_symmetric)
    return round(base + (0.1 if full else -0.1), 2)


def _without_echoes(clauses: list[EventClause]) -> list[EventClause]:
    """One clause where several words of a sentence tell one event ("visited … and met …")."""
    kept: list[EventClause] = []
    for clause in sorted(clauses, key=lambda c: (c.trigger_start, c.trigger_end)):
        at = next((at for at, other in enumerate(kept) if _is_echo(clause, other)), None)
        if at is None:
            kept.append(clause)
        else:
            kept[at] = _absorb(kept[at], clause)
    return kept


def _is_echo(clause: EventClause, other: EventClause) -> bool:
    if clause.sentence_start != other.sentence_start:
        return False
    if other.trigger_start < clause.trigger_end and clause.trigger_start < other.trigger_end:
        return True
    if clause.event_type != other.event_type or clause.modality != other.modality:
        return False
    if None not in {clause.timex_start, other.timex_start} and clause.timex_start != other.timex_start:
        return False
    mine, theirs = set(clause.actors + clause.recipients), set(other.actors + other.recipients)
    if clause.event_type == "CONSULT" and mine and theirs and clause.actors[:1] == other.actors[:1]:
        return "visit" in {clause.event_mode, other.event_mode} or mine <= theirs or theirs <= mine
    return mine <= theirs or theirs <= mine


def _absorb(clause: EventClause, echo: EventClause) -> EventClause:
    """The clause with what its echo adds."""
    if clause.event_type != echo.event_type:
        return clause
    actors = clause.actors + tuple(span for span in echo.actors if span not in clause.actors + clause.recipients)
    recipients = clause.recipients + tuple(s for s in echo.recipients if s not in clause.recipients + actors)
    return replace(
        clause,
        actors=actors,
        recipients=recipients,
        timex_start=clause.timex_start if clause.timex_start is not None else echo.timex_start,
        place=clause.place or echo.place,
        attributed_to=clause.attributed_to or echo.attributed_to,
        confidence=max(clause.confidence, echo.confidence),
    )

"""Event clauses of an article: what each sentence reports, by whom, to whom, when and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from pipelines.analyse.events.arguments import find_arguments
from pipelines.analyse.events.chains import find_chains
from pipelines.analyse.events.circumstances import distribute, find_place, find_time
from pipelines.analyse.events.lexicon import EventPack, load_pack
from pipelines.analyse.events.modality import find_attribution
from pipelines.analyse.events.syntax import Syntax
from pipelines.analyse.events.trigger_features import TriggerFeatures
from pipelines.analyse.events.trigger_judge import TriggerJudge, load_judge
from pipelines.analyse.events.triggers import Trigger, trigger_of
from pipelines.records.analysis import EventClause, Mention, Timex


def find_clauses(
    text: str,
    doc: Doc | None,
    language: str | None,
    mentions: Sequence[Mention],
    timexes: Sequence[Timex],
    judge: TriggerJudge | None = None,
) -> tuple[EventClause, ...]:
    """Reports of events in order of their trigger; () without a parse or an event pack.

    Actors, recipients, place and attribution are spans of ``mentions``;
    ``timex_start`` is the start of one of ``timexes``. ``judge`` is the one
    that comes with the package unless another is given.
    """
    pack = load_pack(language)
    if doc is None or pack is None:
        return ()
    syntax = Syntax(doc, mentions, pack.words)
    features = TriggerFeatures(doc, mentions, pack)
    verdicts = (judge or load_judge()).judge(doc, features, [(t.start, t.end) for t in timexes])
    reports = [(verdict.at, verdict.event_type) for verdict in verdicts]
    chains = find_chains(doc, features.parsed, reports, timexes, pack.words["agent_words"])
    clauses = [
        replace(_read_clause(text, trigger_of(verdict, syntax, pack), syntax, pack, timexes), chain=chain)
        for verdict, chain in zip(verdicts, chains, strict=True)
    ]
    told = [part for clause in _without_echoes(clauses) for part in distribute(clause, text, pack, timexes)]
    return tuple(told)


def _read_clause(text: str, trigger: Trigger, syntax: Syntax, pack: EventPack, timexes: Sequence[Timex]) -> EventClause:
    arguments = find_arguments(trigger, syntax, pack)
    sentence = trigger.token.sent
    first, last = trigger.first, trigger.last
    start, end = _sentence_bounds(text, sentence)
    begin, stop = syntax.doc[first].idx, syntax.doc[last].idx + len(syntax.doc[last])
    place = find_place(trigger, syntax, pack, arguments)
    time = find_time(trigger, trigger.modality, syntax, pack, timexes)
    source = find_attribution(trigger.token, syntax, pack)
    return EventClause(
        event_type=trigger.sense.event_type,
        event_mode=trigger.sense.event_mode,
        cameo_root=trigger.sense.cameo_root,
        trigger_start=begin,
        trigger_end=stop,
        trigger=text[begin:stop],
        sentence_start=start,
        sentence_end=end,
        modality=trigger.modality,
        confidence=trigger.confidence,
        actors=tuple((m.start, m.end) for m in arguments.actors),
        recipients=tuple((m.start, m.end) for m in arguments.recipients),
        timex_start=time,
        place=None if place is None else (place.start, place.end),
        attributed_to=None if source is None else (source.start, source.end),
        is_anaphor=trigger.is_noun and _is_anaphoric(trigger.token, pack),
    )


def _sentence_bounds(text: str, sentence: Span) -> tuple[int, int]:
    start, end = sentence.start_char, sentence.end_char
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _is_anaphoric(noun: Token, pack: EventPack) -> bool:
    return any(child.dep_ == "det" and child.text.casefold() in pack.words["anaphors"] for child in noun.children)


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
    is_overlapping = other.trigger_start < clause.trigger_end and clause.trigger_start < other.trigger_end
    return is_overlapping or (clause.chain == other.chain and clause.modality == other.modality)


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

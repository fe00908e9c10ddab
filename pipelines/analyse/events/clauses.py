"""Event clauses of an article: what each sentence reports, by whom, to whom, when and where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from pipelines.analyse.events.chain_columns import Report
from pipelines.analyse.events.chains import find_chains
from pipelines.analyse.events.day_offsets import count_days
from pipelines.analyse.events.distributed_clauses import distribute
from pipelines.analyse.events.event_places import find_place
from pipelines.analyse.events.event_times import find_event_times
from pipelines.analyse.events.lexicon import EventPack, default_sense, load_pack
from pipelines.analyse.events.modality import find_attribution
from pipelines.analyse.events.participants import find_participants
from pipelines.analyse.events.passages import sentence_of
from pipelines.analyse.events.phrases import find_phrases
from pipelines.analyse.events.sentence_reader import ReadText
from pipelines.analyse.events.syntax import Syntax
from pipelines.analyse.events.time_columns import find_times
from pipelines.analyse.events.trigger_features import TriggerFeatures
from pipelines.analyse.events.trigger_judge import Verdict, load_judge
from pipelines.analyse.events.triggers import trigger_of
from pipelines.analyse.universal_tree import Token, Tree
from pipelines.records.analysis import EventClause, Mention, Timex


def find_clauses(
    text: str,
    tree: Tree | None,
    language: str | None,
    mentions: Sequence[Mention],
    timexes: Sequence[Timex],
) -> tuple[EventClause, ...]:
    """Reports of events in order of their trigger; () without a parse or an event pack.

    Place and attribution are spans of ``mentions``; ``timex_start`` is the start
    of one of ``timexes``.
    """
    pack = load_pack(language)
    if tree is None or pack is None:
        return ()
    syntax = Syntax(tree, mentions, pack.words)
    features = TriggerFeatures(tree, mentions, pack)
    verdicts, read = load_judge().judge(text, features, [(t.start, t.end) for t in timexes])
    reports = read_reports(text, verdicts, syntax, mentions, timexes, read, pack)
    chains = find_chains(features.tree, reports, timexes, read)
    clauses = [
        replace(_read_clause(text, report, syntax, pack), chain=chain)
        for report, chain in zip(reports, chains, strict=True)
    ]
    told = [part for clause in _without_echoes(clauses) for part in distribute(clause, text, pack, timexes)]
    return tuple(told)


def read_reports(
    text: str,
    verdicts: Sequence[Verdict],
    syntax: Syntax,
    mentions: Sequence[Mention],
    timexes: Sequence[Timex],
    read: ReadText,
    pack: EventPack,
) -> list[Report]:
    """What words that tell events report, in their order: who takes part, and when it was."""
    tree, words = syntax.tree, pack.words
    triggers = [trigger_of(verdict, syntax, pack) for verdict in verdicts]
    phrases = find_phrases(tree, mentions, timexes, words["of_words"])
    sides = find_participants(text, tree, triggers, phrases, mentions, read, words)
    times = find_times(tree, timexes, words["bound_words"])
    whens = find_event_times(tree, triggers, times, read)
    return list(map(Report, triggers, sides, count_days(tree, triggers, whens, times, timexes, words)))


def _read_clause(text: str, report: Report, syntax: Syntax, pack: EventPack) -> EventClause:
    trigger, side, when = report
    start, end = _sentence_bounds(text, *sentence_of(trigger.token))
    begin, stop = syntax.tree.bounds(trigger.first, trigger.last)
    place = find_place(trigger, syntax, pack, side)
    source = find_attribution(trigger.token.i, syntax, pack)
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
        actors=side.actors,
        recipients=side.recipients,
        timex_start=when.timex_start,
        days_from_timex=when.n_days,
        time_basis=when.basis,
        place=None if place is None else (place.start, place.end),
        attributed_to=None if source is None else (source.start, source.end),
        is_anaphor=trigger.is_noun and _is_anaphoric(trigger.token, pack),
    )


def _sentence_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """A sentence without the space around it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _is_anaphoric(noun: Token, pack: EventPack) -> bool:
    tree, anaphors = noun.tree, pack.words["anaphors"]
    return any(tree.relation[c] == "det" and tree.word[c] in anaphors for c in tree.children[noun.i])


def _without_echoes(clauses: list[EventClause]) -> list[EventClause]:
    """One clause where several words of a sentence tell one event ("visited … and met …")."""
    sentences: defaultdict[int, list[EventClause]] = defaultdict(list)
    for clause in sorted(clauses, key=lambda c: (c.trigger_start, c.trigger_end)):
        kept = sentences[clause.sentence_start]
        at = next((at for at, other in enumerate(kept) if _is_echo(clause, other)), None)
        if at is None:
            kept.append(clause)
        else:
            kept[at] = _absorb(kept[at], clause)
    return [clause for kept in sentences.values() for clause in kept]


def _is_echo(clause: EventClause, other: EventClause) -> bool:
    """Whether two clauses of a sentence tell one event."""
    is_overlapping = other.trigger_start < clause.trigger_end and clause.trigger_start < other.trigger_end
    return is_overlapping or (clause.chain == other.chain and clause.modality == other.modality)


def _absorb(clause: EventClause, echo: EventClause) -> EventClause:
    """The clause with what its echo adds."""
    if clause.event_type != echo.event_type:
        return clause
    mine = {(party.start, party.end) for party in clause.actors + clause.recipients}
    others = tuple(p for p in echo.actors if (p.start, p.end) not in mine)
    # Who "visited Germany and met Hitler" met both.
    meets_all = default_sense(clause.event_type).is_symmetric
    first = clause if clause.time_basis == "text" or echo.time_basis != "text" else echo
    return replace(
        clause,
        actors=clause.actors + others if meets_all else clause.actors or others,
        recipients=clause.recipients or tuple(p for p in echo.recipients if (p.start, p.end) not in mine),
        timex_start=first.timex_start,
        days_from_timex=first.days_from_timex,
        time_basis=first.time_basis,
        place=clause.place or echo.place,
        attributed_to=clause.attributed_to or echo.attributed_to,
        confidence=max(clause.confidence, echo.confidence),
    )

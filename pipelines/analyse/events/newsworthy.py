"""Whether a trigger reports news of politics: enough is said, and somebody in it acts in politics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.analyse.events.addressees import Arguments
from pipelines.analyse.events.lexicon import EventPack
from pipelines.analyse.events.syntax import Syntax
from pipelines.analyse.events.triggers import Trigger
from pipelines.records.analysis import Mention

#: Deeds whose noun tells them with a single participant.
_DEEDS = frozenset({"ASSAULT", "PROTEST", "COERCE", "RETREAT", "SANCTION", "MOBILIZE"})
#: Words that need somebody who says them.
_SPOKEN = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AGREE"})
#: Deeds that are news without a named actor.
_STANDS_ALONE = frozenset({"PROTEST", "ASSAULT"})
#: Sectors of those who are in the news for other reasons than politics.
_PRIVATE_SECTORS = frozenset({None, "CVL", "MED"})
#: A text of fewer sentences does not say who its persons are.
LEAST_SENTENCES = 4


@dataclass(frozen=True, slots=True)
class Context:
    """An article as its clauses are read in it; ``public`` are the names it calls public figures."""

    syntax: Syntax
    pack: EventPack
    public: frozenset[str]
    is_short: bool

    @classmethod
    def of(cls, syntax: Syntax, pack: EventPack, mentions: Sequence[Mention]) -> Context:
        public = {_last_word(m) for m in mentions if m.kind == "name" and _is_public(m)}
        # "la présidente de la Commission européenne, Anna Berg": another name may stand within the title.
        titled = [(title, m) for apart in (1, 2) for title, m in zip(mentions, mentions[apart:], strict=False)]
        public |= {_last_word(m) for title, m in titled if _is_public(title) and syntax.is_title_of_one(title, [m])}
        n_sentences = sum(1 for _ in syntax.doc.sents)
        return cls(syntax, pack, frozenset(public), n_sentences < LEAST_SENTENCES)

    def is_political(self, mention: Mention) -> bool:
        """A state, a body or office of one, an armed or political group, or a person called so in the article."""
        return _is_public(mention) or _last_word(mention) in self.public


def _is_public(mention: Mention) -> bool:
    if mention.type == "LOC":
        return mention.kind == "nominal" or mention.role in {"country", "capital"}
    return mention.country is not None or mention.sector not in _PRIVATE_SECTORS or mention.role == "protesters"


def _last_word(mention: Mention) -> str:
    return mention.surface.split()[-1]


def is_news(trigger: Trigger, arguments: Arguments, context: Context) -> bool:
    """Whether a trigger with these participants is an event to report."""
    people = arguments.actors + arguments.recipients
    words = context.pack.words
    if people and all(mention.type == "MISC" and mention.kind == "name" for mention in people):
        return False
    if people and not context.is_short and not any(context.is_political(mention) for mention in people):
        return False
    if _is_accident(trigger, arguments, words["accident_words"]) or _is_idle(trigger, words["idle_complements"]):
        return False
    if trigger.is_noun:
        return _noun_is_news(trigger, len(people), context.pack)
    return _verb_is_news(trigger, arguments, context.syntax)


def _verb_is_news(trigger: Trigger, arguments: Arguments, syntax: Syntax) -> bool:
    people = arguments.actors + arguments.recipients
    passive = syntax.is_passive(trigger.token)
    if not people:
        return arguments.has_pronoun and passive
    if trigger.sense.event_type in _SPOKEN and not arguments.actors and not passive:
        return arguments.has_pronoun
    if trigger.sense.event_mode == "heavy-weapons" and trigger.token.dep_ == "acl" and not arguments.actors:
        # "le territoire occupé" says what a place is, not what was done.
        return False
    if trigger.sense.event_mode == "visit" and all(mention.sector == "MIL" for mention in arguments.actors):
        return False
    is_lone = trigger.sense.event_type == "CONSULT" and len(people) == 1
    if is_lone and people[0].type != "PER" and people[0].sector is None and people[0].country is None:
        return False
    return not _is_private(arguments)


def _noun_is_news(trigger: Trigger, n_people: int, pack: EventPack) -> bool:
    lemma = trigger.carrier.lemma_.casefold() if trigger.carrier is not None else ""
    carried = lemma in pack.words["light_verbs"] | pack.words["occurrence_verbs"]
    kind = trigger.sense.event_type
    if n_people == 0:
        return carried and kind in _STANDS_ALONE
    return carried or n_people > 1 or kind in _DEEDS


def _is_private(arguments: Arguments) -> bool:
    """Civilians among themselves: a crime report, no politics."""
    people = arguments.actors + arguments.recipients
    civil = all(m.kind == "nominal" and m.role == "civilians" and m.country is None for m in people)
    return civil and bool(arguments.actors)


def _is_accident(trigger: Trigger, arguments: Arguments, accidents: frozenset[str]) -> bool:
    """Nobody killed those who died in an earthquake, and a heart attack attacks nobody."""
    if trigger.sense.event_type != "ASSAULT":
        return False
    beside = {child.lemma_.casefold() for child in trigger.token.children}
    if beside & accidents:
        return True
    sentence = {token.lemma_.casefold() for token in trigger.token.sent}
    return trigger.sense.event_mode == "kill" and not arguments.actors and bool(sentence & accidents)


def _is_idle(trigger: Trigger, idle: frozenset[str]) -> bool:
    """Who declines to comment rejects nothing."""
    below = [child for child in trigger.token.children if child.dep_ in {"xcomp", "obj", "dobj", "obl:arg"}]
    return trigger.sense.event_type == "REJECT" and any(child.lemma_.casefold() in idle for child in below)

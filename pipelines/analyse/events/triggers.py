"""A word that tells an event as a trigger: its sense, the words it takes with it, the verb that carries it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from spacy.tokens import Token

from pipelines.analyse.events.governors import NOMINAL, carrier_of
from pipelines.analyse.events.lexicon import EventPack, NounTrigger, Sense, VerbTrigger, default_sense
from pipelines.analyse.events.syntax import PASSIVE_SUBJECT, Syntax
from pipelines.analyse.events.trigger_judge import Verdict
from pipelines.records.analysis import Modality


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that reports an event; ``carrier`` is the light verb a noun hangs on, if any."""

    token: Token
    sense: Sense
    first: int
    last: int
    carrier: Token | None = None
    object_head: Token | None = None
    modality: Modality = "reported"
    confidence: float = 1.0

    @property
    def is_noun(self) -> bool:
        return self.token.pos_ in NOMINAL


#: A verb's object farther off than this is no part of its trigger's span.
MOST_SPAN = 6


def trigger_of(verdict: Verdict, syntax: Syntax, pack: EventPack) -> Trigger:
    """The trigger of a word judged to tell an event, in the sense that the lexicon's words support."""
    token = syntax.doc[verdict.at]
    told = (cast(Modality, verdict.modality), verdict.confidence)
    if token.pos_ in NOMINAL:
        return _noun_trigger(token, verdict.event_type, pack, told)
    return _verb_trigger(token, verdict.event_type, syntax, pack, told)


def _verb_trigger(
    token: Token, event_type: str, syntax: Syntax, pack: EventPack, told: tuple[Modality, float]
) -> Trigger:
    first, last = _verb_span(token, syntax.words["reflexives"])
    lemma = pack.lemma_of(token.lemma_.casefold(), token.text.casefold())
    table = pack.adjectives if token.pos_ == "ADJ" else pack.verbs
    for verb in table.get(lemma, ()):
        held = _condition(token, verb, syntax) if verb.sense.event_type == event_type else None
        if held is None:
            continue
        if held and token.i < held[0].i <= token.i + MOST_SPAN:
            last = max(last, held[0].i)
        elif held and token.i - MOST_SPAN <= held[0].i < first:
            first = held[0].i
        return Trigger(token, verb.sense, first, last, None, held[0] if held else None, *told)
    return Trigger(token, default_sense(event_type), first, last, None, None, *told)


def _condition(token: Token, verb: VerbTrigger, syntax: Syntax) -> list[Token] | None:
    """The object that a trigger asks for ([] when it asks for none), or None when something is missing."""
    if not _voice_fits(token, verb, syntax):
        return None
    if verb.complement_words and not _has_complement(token, verb.complement_words, syntax):
        return None
    if not verb.objects:
        return []
    direct = {noun.i for noun in _suffering(token, syntax)}
    for word in _complements(token, syntax):
        # Where something happened is not whom it was done to: "receiving treatment in Britain".
        is_scene = word.i not in direct and all(m.type == "LOC" for m in syntax.own_actors(word))
        if not is_scene and _is_of_kind(word, verb.objects, syntax):
            return []
        if word.lemma_.casefold() in verb.objects or word.text.casefold() in verb.objects:
            return [word]
    return None


def _voice_fits(token: Token, verb: VerbTrigger, syntax: Syntax) -> bool:
    """Reflexive triggers need the pronoun, others exclude it: "se défendre de" is not "défendre"."""
    if verb.is_reflexive:
        return _is_reflexive(token, syntax)
    return not _has_reflexive(token, syntax) or _is_mutual(token, syntax)


def _is_of_kind(word: Token, wanted: frozenset[str], syntax: Syntax) -> bool:
    """Whether an object is what "@actor" or "@place" asks for."""
    mentions = syntax.own_actors(word)
    if "@place" in wanted:
        return any(mention.type == "LOC" for mention in mentions)
    if "@civil" in wanted:
        return any(mention.sector == "CVL" for mention in mentions)
    return "@actor" in wanted and (bool(mentions) or word.pos_ == "PRON")


def _is_reflexive(token: Token, syntax: Syntax) -> bool:
    pronouns = syntax.words["reflexives"]
    return any(
        child.text.casefold() in pronouns or child.dep_ in {"expl:comp", "expl:pass", "expl:pv"}
        for child in token.children
    )


def _has_reflexive(token: Token, syntax: Syntax) -> bool:
    """Whether a verb has the reflexive pronoun before it."""
    pronouns = syntax.words["reflexives"]
    return any(child.text.casefold() in pronouns and child.i < token.i for child in token.children)


def _is_mutual(token: Token, syntax: Syntax) -> bool:
    """Whether a reflexive means each other: "s'accuser mutuellement"."""
    sentence = token.sent.text.casefold()
    return any(word in sentence for word in syntax.words["each_other"])


def _has_complement(token: Token, words: frozenset[str], syntax: Syntax) -> bool:
    if any(word in words for word, _ in syntax.obliques(token)):
        return True
    for child in token.children:
        if child.dep_ in {"xcomp", "ccomp", "obl:arg", "advcl"} and any(
            c.text.casefold() in words and c.i < child.i for c in child.children
        ):
            return True
        if child.i > token.i and child.text.casefold() in words:
            return True
    return False


def _complements(token: Token, syntax: Syntax) -> list[Token]:
    agents = syntax.words["agent_words"]
    found = [*syntax.objects(token), *(noun for word, noun in syntax.obliques(token) if word not in agents)]
    found += [child for child in token.children if child.dep_ in {"prt", "advmod", "nsubj:pass", "nsubjpass", "xcomp"}]
    return found + _suffering(token, syntax)


def _suffering(token: Token, syntax: Syntax) -> list[Token]:
    """Those to whom a verb is done: its objects, in the passive its subjects, what a participle describes."""
    passive = syntax.passive_subjects(token) if syntax.is_passive(token) else []
    described = [token.head] if token.dep_ == "acl" else []
    own = [child for child in token.children if child.dep_ in PASSIVE_SUBJECT]
    return [*syntax.objects(token), *passive, *own, *described]


def _verb_span(token: Token, reflexives: frozenset[str]) -> tuple[int, int]:
    """A verb with its auxiliaries and reflexive before it, its particle after."""
    first = last = token.i
    for child in token.children:
        before = child.dep_.startswith(("aux", "expl")) or child.text.casefold() in reflexives
        if before and token.i - 5 < child.i < token.i:
            first = min(first, child.i)
        if child.dep_ == "prt":
            last = max(last, child.i)
    return first, last


def _noun_trigger(token: Token, event_type: str, pack: EventPack, told: tuple[Modality, float]) -> Trigger:
    carrier = carrier_of(token, pack)
    for key in (token.lemma_.casefold(), token.text.casefold()):
        for noun in pack.nouns.get(key, ()):
            span = _noun_span(token, noun) if noun.sense.event_type == event_type else None
            if span is not None:
                return Trigger(token, noun.sense, *span, carrier, None, *told)
    return Trigger(token, default_sense(event_type), token.i, token.i, carrier, None, *told)


def _noun_span(token: Token, noun: NounTrigger) -> tuple[int, int] | None:
    first = token.i - noun.head
    last = first + len(noun.words) - 1
    if first < 0 or last >= len(token.doc):
        return None
    for offset, word in enumerate(noun.words):
        there = token.doc[first + offset]
        if offset != noun.head and word not in {there.lemma_.casefold(), there.text.casefold()}:
            return None
    return first, last

"""A word that tells an event as a trigger: its sense, the words it takes with it, the verb that carries it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from pipelines.analyse.events.governors import NOMINAL, carrier_of
from pipelines.analyse.events.lexicon import EventPack, NounTrigger, Sense, VerbTrigger, default_sense
from pipelines.analyse.events.syntax import Syntax
from pipelines.analyse.events.trigger_judge import Verdict
from pipelines.analyse.relations import PASSIVE_SUBJECT
from pipelines.analyse.universal_tree import Token, Tree
from pipelines.records.analysis import Modality


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that reports an event; ``carrier`` is the light verb a noun hangs on, if any."""

    token: Token
    sense: Sense
    first: int
    last: int
    carrier: int | None = None
    modality: Modality = "reported"
    confidence: float = 1.0

    @property
    def is_noun(self) -> bool:
        """Whether a noun or a name tells it: "the strike"."""
        return self.token.tree.pos[self.token.i] in NOMINAL


#: A verb's object farther off than this is no part of its trigger's span.
MOST_SPAN = 6
#: So many words before its verb an auxiliary or a reflexive is no part of it.
_TOO_FAR_BEFORE = 5
#: What may stand for the object that a trigger asks for, beside objects and complements.
_COMPLEMENTS = frozenset({"compound:prt", "advmod", "nsubj:pass", "xcomp"})
_REFLEXIVE = frozenset({"expl:comp", "expl:pass", "expl:pv"})
_CLAUSES = frozenset({"xcomp", "ccomp", "obl:arg", "advcl"})


def trigger_of(verdict: Verdict, syntax: Syntax, pack: EventPack) -> Trigger:
    """The trigger of a word judged to tell an event, in the sense that the lexicon's words support."""
    told = (cast(Modality, verdict.modality), verdict.confidence)
    if syntax.tree.pos[verdict.at] in NOMINAL:
        return _noun_trigger(syntax.tree, verdict.at, verdict.event_type, pack, told)
    return _verb_trigger(verdict.at, verdict.event_type, syntax, pack, told)


def _verb_trigger(at: int, event_type: str, syntax: Syntax, pack: EventPack, told: tuple[Modality, float]) -> Trigger:
    tree = syntax.tree
    first, last = _verb_span(tree, at, syntax.words["reflexives"])
    lemma = pack.lemma_of(tree.lemma[at], tree.word[at])
    table = pack.adjectives if tree.pos[at] == "ADJ" else pack.verbs
    for verb in table.get(lemma, ()):
        held = _condition(at, verb, syntax) if verb.sense.event_type == event_type else None
        if held is None:
            continue
        if held and at < held[0] <= at + MOST_SPAN:
            last = max(last, held[0])
        elif held and at - MOST_SPAN <= held[0] < first:
            first = held[0]
        return Trigger(tree[at], verb.sense, first, last, None, *told)
    return Trigger(tree[at], default_sense(event_type), first, last, None, *told)


def _condition(at: int, verb: VerbTrigger, syntax: Syntax) -> list[int] | None:
    """The object that a trigger asks for ([] when it asks for none), or None when something is missing."""
    if not _voice_fits(at, verb, syntax):
        return None
    if verb.complement_words and not _has_complement(at, verb.complement_words, syntax):
        return None
    if not verb.objects:
        return []
    direct = _suffering(at, syntax)
    for word in _complements(at, syntax):
        # Where something happened is not whom it was done to: "receiving treatment in Britain".
        is_scene = word not in direct and all(m.type == "LOC" for m in syntax.own_actors(word))
        if not is_scene and _is_of_kind(word, verb.objects, syntax):
            return []
        if syntax.tree.lemma[word] in verb.objects or syntax.tree.word[word] in verb.objects:
            return [word]
    return None


def _voice_fits(at: int, verb: VerbTrigger, syntax: Syntax) -> bool:
    """Reflexive triggers need the pronoun, others exclude it: "se défendre de" is not "défendre"."""
    if verb.is_reflexive:
        return _is_reflexive(at, syntax)
    return not _has_reflexive(at, syntax) or _is_mutual(at, syntax)


def _is_of_kind(word: int, wanted: frozenset[str], syntax: Syntax) -> bool:
    """Whether an object is what "@actor" or "@place" asks for."""
    mentions = syntax.own_actors(word)
    if "@place" in wanted:
        return any(mention.type == "LOC" for mention in mentions)
    if "@civil" in wanted:
        return any(mention.sector == "CVL" for mention in mentions)
    return "@actor" in wanted and (bool(mentions) or syntax.tree.pos[word] == "PRON")


def _is_reflexive(at: int, syntax: Syntax) -> bool:
    tree, pronouns = syntax.tree, syntax.words["reflexives"]
    return any(tree.word[child] in pronouns or tree.relation[child] in _REFLEXIVE for child in tree.children[at])


def _has_reflexive(at: int, syntax: Syntax) -> bool:
    """Whether a verb has the reflexive pronoun before it."""
    pronouns = syntax.words["reflexives"]
    return any(syntax.tree.word[child] in pronouns for child in syntax.tree.children[at] if child < at)


def _is_mutual(at: int, syntax: Syntax) -> bool:
    """Whether a reflexive means each other: "s'accuser mutuellement"."""
    first, end = syntax.tree.sentence_of(at)
    sentence = syntax.tree.text[slice(*syntax.tree.bounds(first, end - 1))].casefold()
    return any(word in sentence for word in syntax.words["each_other"])


def _has_complement(at: int, words: frozenset[str], syntax: Syntax) -> bool:
    tree = syntax.tree
    if any(word in words for word, _ in syntax.obliques(at)):
        return True
    clauses = syntax.below(at, _CLAUSES)
    opening = [word for clause in clauses for word in tree.children[clause] if word < clause]
    behind = [child for child in tree.children[at] if child > at]
    return any(tree.word[word] in words for word in opening + behind)


def _complements(at: int, syntax: Syntax) -> list[int]:
    agents = syntax.words["agent_words"]
    found = [*syntax.objects(at), *(noun for word, noun in syntax.obliques(at) if word not in agents)]
    return found + syntax.below(at, _COMPLEMENTS) + _suffering(at, syntax)


def _suffering(at: int, syntax: Syntax) -> list[int]:
    """Those to whom a verb is done: its objects, in the passive its subjects, what a participle describes."""
    tree = syntax.tree
    passive = syntax.passive_subjects(at) if syntax.is_passive(at) else []
    described = [tree.head[at]] if tree.relation[at] == "acl" else []
    return [*syntax.objects(at), *passive, *syntax.below(at, PASSIVE_SUBJECT), *described]


def _verb_span(tree: Tree, at: int, reflexives: frozenset[str]) -> tuple[int, int]:
    """A verb with its auxiliaries and reflexive before it, its particle after."""
    near = [child for child in tree.children[at] if at - _TOO_FAR_BEFORE < child < at]
    before = [c for c in near if tree.relation[c].startswith(("aux", "expl")) or tree.word[c] in reflexives]
    particles = [child for child in tree.children[at] if tree.relation[child] == "compound:prt"]
    return min([at, *before]), max([at, *particles])


def _noun_trigger(tree: Tree, at: int, event_type: str, pack: EventPack, told: tuple[Modality, float]) -> Trigger:
    carrier = carrier_of(tree, at, pack)
    for key in (tree.lemma[at], tree.word[at]):
        for noun in pack.nouns.get(key, ()):
            span = _noun_span(tree, at, noun) if noun.sense.event_type == event_type else None
            if span is not None:
                return Trigger(tree[at], noun.sense, *span, carrier, *told)
    return Trigger(tree[at], default_sense(event_type), at, at, carrier, *told)


def _noun_span(tree: Tree, at: int, noun: NounTrigger) -> tuple[int, int] | None:
    first = at - noun.head
    last = first + len(noun.words) - 1
    if first < 0 or last >= len(tree):
        return None
    for there, word in enumerate(noun.words, first):
        if there != at and word not in {tree.lemma[there], tree.word[there]}:
            return None
    return first, last

"""Whether an event is reported, planned, denied or only imagined, and who says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from pipelines.analyse.events.governors import NOMINAL, carrier_of, governing_verbs, is_complement_of
from pipelines.analyse.events.lexicon import EventPack
from pipelines.analyse.events.syntax import Syntax, is_purpose
from pipelines.analyse.relations import OBJECT, PASSIVE_SUBJECT, RELATIVE, SUBJECT
from pipelines.analyse.universal_tree import VERBAL, Tree
from pipelines.records.analysis import Mention

HYPOTHETICAL = None
_GOVERNED = frozenset({"xcomp", "ccomp", "pcomp", "advcl", "obl:arg"})
_NEGATING = frozenset({"advmod", "det", "case", "mark"})
#: A word of "only" stands so many words behind its verb at most, whom a source word names so many behind that.
_TO_RESTRICTION, _TO_SOURCE = 8, 6
Words = Mapping[str, frozenset[str]]


def ruled_modality(tree: Tree, at: int, pack: EventPack) -> str | None:
    """What the words around a verb or noun make of it: ``reported``, ``planned``, ``denied`` or ``alleged``; None
    for what is only imagined. The judge of modality weighs it."""
    if tree.pos[at] not in NOMINAL:
        return _of_verb(tree, at, pack.words)
    if _is_negated(tree, at, pack.words):
        return "denied"
    if _is_announced(tree, at, pack.words):
        return "planned"
    carrier = carrier_of(tree, at, pack)
    return "reported" if carrier is None else _of_noun(tree, at, carrier, pack)


def _of_noun(tree: Tree, noun: int, carrier: int, pack: EventPack) -> str | None:
    """What the verb that carries a noun makes of it."""
    if _is_foreseen(tree, noun, carrier, pack.words):
        return "planned"
    if tree.lemma[carrier] in pack.words["failure_verbs"]:
        return "denied"
    found = _of_verb(tree, carrier, pack.words)
    return "reported" if found == "denied" and not _shares_negation(tree, noun, carrier, pack) else found


def _shares_negation(tree: Tree, noun: int, carrier: int, pack: EventPack) -> bool:
    """Whether what a verb denies did not happen: unlike what was only judged ("sans condamner l'invasion")."""
    lemma = tree.lemma[carrier]
    if lemma in pack.words["light_verbs"] or lemma in pack.words["occurrence_verbs"]:
        return True
    return lemma not in pack.verbs and tree.relation[noun] in SUBJECT | PASSIVE_SUBJECT | OBJECT


def _is_foreseen(tree: Tree, noun: int, carrier: int, words: Words) -> bool:
    """What must or will take place ("doit avoir lieu"), and the object of a plan ("prévoit une grève")."""
    lemma = tree.lemma[carrier]
    if lemma not in words["planned_verbs"] or _mood(tree, carrier) == "Cnd":
        return False
    if any(tree.relation[child] == "xcomp" for child in tree.children[carrier]):
        return tree.relation[noun] in SUBJECT | PASSIVE_SUBJECT
    return tree.relation[noun] in OBJECT and lemma not in words["speech_verbs"]


def _of_verb(tree: Tree, verb: int, words: Words) -> str | None:
    if _is_conditional(tree, verb, words) or _is_imagined(tree, verb, words):
        return HYPOTHETICAL
    if _is_negated(tree, verb, words):
        return "denied"
    if _mood(tree, verb) == "Cnd":
        return "alleged" if _has_source(tree, verb, words) else HYPOTHETICAL
    return "planned" if _is_future(tree, verb, words) else _governed(tree, verb, words)


def _governed(tree: Tree, verb: int, words: Words) -> str | None:
    """What the verb above an infinitive or conjunct makes of it: "doit rencontrer", "a refusé de signer"."""
    if tree.relation[verb] == "conj" and tree.pos[tree.head[verb]] == "VERB" and _is_infinitive(tree, verb):
        return _governed(tree, tree.head[verb], words)
    governor = _governor_of(tree, verb)
    if governor is None:
        return "reported"
    lemma = tree.lemma[governor]
    if lemma in words["failure_verbs"]:
        return "denied"
    if lemma in words["hypothetical_verbs"]:
        return "planned" if lemma in words["planned_verbs"] and _mood(tree, governor) == "Ind" else HYPOTHETICAL
    if lemma in words["planned_verbs"]:
        # "a annoncé: « J'ai signé … »" tells what was done; futures were told before.
        return "reported" if _mood(tree, verb) == "Ind" else "planned"
    # "doit se rendre à Oslo afin de discuter": what is planned has its purpose still before it.
    return _governed(tree, governor, words) if _is_infinitive(tree, governor) else "reported"


def _governor_of(tree: Tree, verb: int) -> int | None:
    """The word that governs a verb, through an object or an adverb of purpose; None where none does."""
    above = tree.head[verb]
    # "oblige les États à fournir": parsers hang the infinitive on the object.
    if tree.relation[verb] == "acl" and tree.relation[above] in OBJECT and _is_infinitive(tree, verb):
        return tree.head[above]
    governor = tree.head[above] if is_purpose(tree, verb) else above
    return governor if tree.relation[verb] in _GOVERNED or tree.pos[governor] == "ADP" else None


def _is_infinitive(tree: Tree, verb: int) -> bool:
    return "Inf" in tree.features(verb, "VerbForm")


def _is_imagined(tree: Tree, verb: int, words: Words) -> bool:
    """Below a conditional without a source ("pourrait-il …, en refusant"), or feared: "le risque qu'elle frappe"."""
    current = verb
    for _ in range(3):
        above = tree.head[current]
        if above == current:
            return False
        if tree.lemma[above] in words["fear_words"]:
            return True
        if _mood(tree, current) == "Ind" and tree.relation[current] != "conj":
            return False
        if tree.pos[above] in VERBAL and _mood(tree, above) == "Cnd" and not _has_source(tree, verb, words):
            return True
        current = above
    return False


def _auxiliaries(tree: Tree, verb: int) -> list[int]:
    return [child for child in tree.children[verb] if tree.relation[child].startswith("aux")]


def _mood(tree: Tree, verb: int) -> str | None:
    for at in (verb, *_auxiliaries(tree, verb)):
        moods = tree.features(at, "Mood")
        if moods:
            return moods[0]
    return None


def _is_conditional(tree: Tree, verb: int, words: Words) -> bool:
    marks, modals = words["hypothetical_marks"], words["hypothetical_verbs"]
    for at in (verb, *governing_verbs(tree, verb)):
        before = (c for c in tree.children[at] if c < at and tree.relation[c] in {"mark", "advmod"})
        if any(tree.word[child] in marks for child in before):
            return True
        if tree.relation[at] in {"ROOT", "ccomp", "parataxis"}:
            break
    # Only the English models call a modal so.
    return any(
        tree.relation[child] == "aux" and tree.tag[child] == "MD" and tree.lemma[child] in modals
        for child in tree.children[verb]
        if tree.pos[child] == "AUX"
    )


def _is_negated(tree: Tree, at: int, words: Words) -> bool:
    below = {tree.word[child] for child in tree.children[at] if tree.relation[child] in _NEGATING}
    said = below & words["negations"]
    if said:
        return not (said <= words["half_negations"] and _is_restricted(tree, at, words))
    # "loin de condamner", "instead of attacking": the word of denial, a preposition, the verb.
    if not _is_infinitive(tree, at) and tree.relation[at] != "pcomp":
        return False
    first, _ = tree.sentence_of(at)
    return not words["denying_words"].isdisjoint(tree.word[max(at - 3, first) : max(at - 1, first)])


def _is_restricted(tree: Tree, at: int, words: Words) -> bool:
    """Half a negation whose other half makes it "only": "ne … que"."""
    _, end = tree.sentence_of(at)
    behind = tree.word[at + 1 : min(at + _TO_RESTRICTION, end)]
    below = {tree.word[child] for child in tree.subtree(at)}
    return not words["restrictions"].isdisjoint(behind) and below & words["negations"] <= words["half_negations"]


def _is_future(tree: Tree, verb: int, words: Words) -> bool:
    endings, auxiliaries = tuple(words["future_endings"]), words["future_auxiliaries"]
    return _reads_as_future(tree, verb, endings) or any(
        _reads_as_future(tree, child, endings) or not auxiliaries.isdisjoint((tree.lemma[child], tree.word[child]))
        for child in _auxiliaries(tree, verb)
    )


def _reads_as_future(tree: Tree, at: int, endings: tuple[str, ...]) -> bool:
    """Both the model and the form say future: models take some presents for futures."""
    return "Fut" in tree.features(at, "Tense") and tree.word[at].endswith(endings)


def _is_announced(tree: Tree, noun: int, words: Words) -> bool:
    """A noun whose own relative clause or adjective puts it in the future."""
    above = tree.head[noun] if tree.pos[tree.head[noun]] == "ADP" else noun
    if tree.head[above] != above and tree.lemma[tree.head[above]] in words["eve_words"]:
        return True
    return any(
        tree.word[child] in words["planned_words"] or _puts_in_future(tree, child, words)
        for child in tree.children[noun]
    )


def _puts_in_future(tree: Tree, clause: int, words: Words) -> bool:
    """Whether a relative clause says that its noun will take place, or must."""
    if tree.relation[clause] not in {RELATIVE, "acl"} or tree.pos[clause] not in VERBAL:
        return False
    takes_place = tree.lemma[clause] in words["occurrence_verbs"] or tree.lemma[clause] in words["light_verbs"]
    if takes_place and _is_future(tree, clause, words):
        return True
    parts = (clause, *tree.children[clause])
    return any(tree.lemma[part] in words["duty_verbs"] and _mood(tree, part) == "Ind" for part in parts)


def _has_source(tree: Tree, at: int, words: Words) -> bool:
    return not words["source_words"].isdisjoint(tree.word[slice(*tree.sentence_of(at))])


def find_attribution(at: int, syntax: Syntax, pack: EventPack) -> Mention | None:
    """Who says that it happened: the subject of a verb of speech above, or the one named by "selon"."""
    tree, speech = syntax.tree, pack.words["speech_verbs"]
    sentence = range(*tree.sentence_of(at))
    above = (verb for verb in governing_verbs(tree, at) if is_complement_of(tree, at, verb))
    beside = (verb for verb in sentence if tree.pos[verb] == "VERB" and tree.relation[verb] == "parataxis")
    told = chain(
        _speakers((verb for verb in above if tree.lemma[verb] in speech), syntax),
        _sources(sentence, syntax, pack.words["source_words"]),
        _speakers((verb for verb in beside if tree.lemma[verb] in speech), syntax),
    )
    return next(told, None)


def _speakers(verbs: Iterable[int], syntax: Syntax) -> Iterator[Mention]:
    """Who the subjects of verbs are."""
    for verb in verbs:
        for noun in syntax.subjects(verb):
            yield from syntax.own_actors(noun)


def _sources(sentence: range, syntax: Syntax, source_words: frozenset[str]) -> Iterator[Mention]:
    """Who is named right behind a word that names a source."""
    for at in sentence:
        if syntax.tree.word[at] in source_words:
            for behind in range(at + 1, min(at + _TO_SOURCE, sentence.stop)):
                yield from syntax.mentions_at(behind)

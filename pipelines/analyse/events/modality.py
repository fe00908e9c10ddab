"""Whether an event is reported, planned, denied or only imagined, and who says so."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Token

from pipelines.analyse.events.governors import NOMINAL, carrier_of, governing_verbs, is_complement_of
from pipelines.analyse.events.lexicon import EventPack
from pipelines.analyse.events.syntax import OBJECT, PASSIVE_SUBJECT, SUBJECT, Syntax, features, is_purpose
from pipelines.records.analysis import Mention

HYPOTHETICAL = None
_GOVERNED = frozenset({"xcomp", "ccomp", "pcomp", "advcl", "obl:arg"})


def ruled_modality(token: Token, pack: EventPack) -> str | None:
    """What the words around a verb or noun make of it: ``reported``, ``planned``, ``denied`` or ``alleged``; None
    for what is only imagined. The judge of modality weighs it."""
    if token.pos_ not in NOMINAL:
        return _of_verb(token, pack.words)
    if _is_negated(token, pack.words):
        return "denied"
    if _is_announced(token, pack.words):
        return "planned"
    carrier = carrier_of(token, pack)
    return "reported" if carrier is None else _of_noun(token, carrier, pack)


def _of_noun(noun: Token, carrier: Token, pack: EventPack) -> str | None:
    """What the verb that carries a noun makes of it."""
    if _is_foreseen(noun, carrier, pack.words):
        return "planned"
    if carrier.lemma_.casefold() in pack.words["failure_verbs"]:
        return "denied"
    found = _of_verb(carrier, pack.words)
    return "reported" if found == "denied" and not _shares_negation(noun, carrier, pack) else found


def _shares_negation(noun: Token, carrier: Token, pack: EventPack) -> bool:
    """Whether what a verb denies did not happen: unlike what was only judged ("sans condamner l'invasion")."""
    lemma = carrier.lemma_.casefold()
    if lemma in pack.words["light_verbs"] | pack.words["occurrence_verbs"]:
        return True
    return lemma not in pack.verbs and noun.dep_ in SUBJECT | PASSIVE_SUBJECT | OBJECT


def _is_foreseen(noun: Token, carrier: Token, words: Mapping[str, frozenset[str]]) -> bool:
    """What must or will take place ("doit avoir lieu"), and the object of a plan ("prévoit une grève")."""
    lemma = carrier.lemma_.casefold()
    if lemma not in words["planned_verbs"] or _mood(carrier) == "Cnd":
        return False
    if any(child.dep_ == "xcomp" for child in carrier.children):
        return noun.dep_ in SUBJECT | PASSIVE_SUBJECT
    return noun.dep_ in OBJECT and lemma not in words["speech_verbs"]


def _of_verb(verb: Token, words: Mapping[str, frozenset[str]]) -> str | None:
    if _is_conditional(verb, words) or _is_imagined(verb, words):
        return HYPOTHETICAL
    if _is_negated(verb, words):
        return "denied"
    if _mood(verb) == "Cnd":
        return "alleged" if _has_source(verb, words) else HYPOTHETICAL
    return "planned" if _is_future(verb, words) else _governed(verb, words)


def _governed(verb: Token, words: Mapping[str, frozenset[str]]) -> str | None:
    """What the verb above an infinitive or conjunct makes of it: "doit rencontrer", "a refusé de signer"."""
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and "Inf" in features(verb, "VerbForm"):
        return _governed(verb.head, words)
    # "oblige les États à fournir": parsers hang the infinitive on the object.
    is_objects = verb.dep_ == "acl" and verb.head.dep_ in OBJECT and "Inf" in features(verb, "VerbForm")
    governor = verb.head.head if is_objects or is_purpose(verb) else verb.head
    if not is_objects and verb.dep_ not in _GOVERNED and governor.pos_ != "ADP":
        return "reported"
    lemma = governor.lemma_.casefold()
    if lemma in words["failure_verbs"]:
        return "denied"
    if lemma in words["hypothetical_verbs"]:
        return "planned" if lemma in words["planned_verbs"] and _mood(governor) == "Ind" else HYPOTHETICAL
    if lemma in words["planned_verbs"]:
        # "a annoncé: « J'ai signé … »" tells what was done; futures were told before.
        return "reported" if _mood(verb) == "Ind" else "planned"
    # "doit se rendre à Oslo afin de discuter": what is planned has its purpose still before it.
    return _governed(governor, words) if "Inf" in features(governor, "VerbForm") else "reported"


def _is_imagined(verb: Token, words: Mapping[str, frozenset[str]]) -> bool:
    """Below a conditional without a source ("pourrait-il …, en refusant"), or feared: "le risque qu'elle frappe"."""
    current = verb
    for _ in range(3):
        above = current.head
        if above.i == current.i:
            return False
        if above.lemma_.casefold() in words["fear_words"]:
            return True
        if _mood(current) == "Ind" and current.dep_ != "conj":
            return False
        if above.pos_ in {"VERB", "AUX"} and _mood(above) == "Cnd" and not _has_source(verb, words):
            return True
        current = above
    return False


def _mood(verb: Token) -> str | None:
    for token in (verb, *(child for child in verb.children if child.dep_.startswith("aux"))):
        moods = features(token, "Mood")
        if moods:
            return str(moods[0])
    return None


def _is_conditional(verb: Token, words: Mapping[str, frozenset[str]]) -> bool:
    marks = words["hypothetical_marks"]
    for token in (verb, *governing_verbs(verb)):
        if any(c.dep_ in {"mark", "advmod"} and c.text.casefold() in marks for c in token.children if c.i < token.i):
            return True
        if token.dep_ in {"conj", "ROOT", "ccomp", "parataxis"} and token.dep_ != "conj":
            break
    modals = words["hypothetical_verbs"]
    return any(
        child.dep_ == "aux" and child.pos_ == "AUX" and child.lemma_.casefold() in modals and child.tag_ == "MD"
        for child in verb.children
    )


def _is_negated(token: Token, words: Mapping[str, frozenset[str]]) -> bool:
    said = {
        child.text.casefold() for child in token.children if child.dep_ in {"neg", "advmod", "det", "case", "mark"}
    } & words["negations"]
    if said:
        return not (said <= words["half_negations"] and _is_restricted(token, words))
    # "loin de condamner", "instead of attacking": the word of denial, a preposition, the verb.
    is_infinitive = "Inf" in features(token, "VerbForm") or token.dep_ == "pcomp"
    before = token.doc[max(token.i - 3, token.sent.start) : max(token.i - 1, token.sent.start)]
    return is_infinitive and any(other.text.casefold() in words["denying_words"] for other in before)


def _is_restricted(token: Token, words: Mapping[str, frozenset[str]]) -> bool:
    """Half a negation whose other half makes it "only": "ne … que"."""
    rest = [other.text.casefold() for other in token.doc[token.i + 1 : min(token.i + 8, token.sent.end)]]
    below = {child.text.casefold() for child in token.subtree}
    return bool(set(rest) & words["restrictions"]) and below & words["negations"] <= words["half_negations"]


def _is_future(verb: Token, words: Mapping[str, frozenset[str]]) -> bool:
    endings = tuple(words["future_endings"])
    if _reads_as_future(verb, endings):
        return True
    for child in verb.children:
        if child.dep_.startswith("aux"):
            if _reads_as_future(child, endings):
                return True
            if not words["future_auxiliaries"].isdisjoint((child.lemma_.casefold(), child.text.casefold())):
                return True
    return False


def _reads_as_future(token: Token, endings: tuple[str, ...]) -> bool:
    """Both the model and the form say future: models take some presents for futures."""
    return "Fut" in features(token, "Tense") and token.text.casefold().endswith(endings)


def _is_announced(noun: Token, words: Mapping[str, frozenset[str]]) -> bool:
    """A noun whose own relative clause or adjective puts it in the future."""
    planned = words["planned_words"]
    above = noun.head if noun.head.pos_ == "ADP" else noun
    if above.head.i != above.i and above.head.lemma_.casefold() in words["eve_words"]:
        return True
    for child in noun.children:
        if child.text.casefold() in planned:
            return True
        if child.dep_ in {"acl:relcl", "relcl", "acl"} and child.pos_ in {"VERB", "AUX"}:
            takes_place = child.lemma_.casefold() in words["occurrence_verbs"] | words["light_verbs"]
            if (takes_place and _is_future(child, words)) or child.text.casefold() in planned:
                return True
            for part in (child, *child.children):
                if part.lemma_.casefold() in words["duty_verbs"] and _mood(part) == "Ind":
                    return True
    return False


def _has_source(verb: Token, words: Mapping[str, frozenset[str]]) -> bool:
    sources = words["source_words"]
    return any(token.text.casefold() in sources for token in verb.sent)


def find_attribution(token: Token, syntax: Syntax, pack: EventPack) -> Mention | None:
    """Who says that it happened: the subject of a verb of speech above, or the one named by "selon"."""
    for verb in governing_verbs(token):
        if verb.lemma_.casefold() in pack.words["speech_verbs"] and is_complement_of(token, verb):
            speakers = [mention for noun in syntax.subjects(verb) for mention in syntax.own_actors(noun)]
            if speakers:
                return speakers[0]
    sentence = token.sent
    for other in sentence:
        if other.text.casefold() in pack.words["source_words"]:
            for after in sentence.doc[other.i + 1 : min(other.i + 6, sentence.end)]:
                if found := syntax.mentions_at(after):
                    return found[0]
    for other in sentence:
        speaks = other.pos_ == "VERB" and other.lemma_.casefold() in pack.words["speech_verbs"]
        if speaks and other.dep_ == "parataxis":
            speakers = [m for noun in syntax.subjects(other) for m in syntax.own_actors(noun)]
            if speakers:
                return speakers[0]
    return None

"""Questions asked of a parse: who is a verb's subject, what stands with it, what a noun phrase names.

Two schemes of dependency labels are read, that of Universal Dependencies
(the French models) and that of ClearNLP (the English ones).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc, Token

from pipelines.analyse.events.datelines import dateline_spans
from pipelines.analyse.parsing import span_over
from pipelines.records.analysis import Mention

SUBJECT = frozenset({"nsubj", "nsubj:caus", "csubj"})
PASSIVE_SUBJECT = frozenset({"nsubj:pass", "nsubjpass"})
OBJECT = frozenset({"obj", "dobj", "iobj", "dative"})
OBLIQUE = frozenset({"obl", "obl:arg", "obl:mod", "obl:agent", "nmod", "obl:tmod"})
PREPOSITION = frozenset({"prep", "agent", "dative"})
NAME_PART = frozenset({"flat", "flat:name", "flat:foreign", "appos", "compound", "nmod:appos", "name"})
RELATIVE = frozenset({"acl:relcl", "relcl"})
CLAUSAL = frozenset({"xcomp", "ccomp", "advcl", "acl", "acl:relcl", "relcl", "conj", "pcomp", "parataxis"})

_SHARES_SUBJECT = frozenset({"conj", "xcomp", "advcl", "pcomp", "ccomp", "acl", "parataxis"})
#: Types of mentions that stand in one list.
_LISTED = ({"PER"}, {"ORG"}, {"LOC"}, {"MISC"}, {"PER", "ORG"})


def features(token: Token, name: str) -> list[str]:
    """The values of a morphological feature, [] where the model gives none."""
    return list(token.morph.get(name, []))


def is_purpose(verb: Token) -> bool:
    """Whether an infinitive hangs on an adverb: "afin de discuter"."""
    return verb.head.pos_ == "ADV" and verb.dep_.startswith("obl") and "Inf" in features(verb, "VerbForm")


class Syntax:
    """A parsed text with its mentions laid over the tokens."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention], words: Mapping[str, frozenset[str]]) -> None:
        self.doc = doc
        self.words = words
        self.mentions = mentions
        self._at: dict[int, list[Mention]] = {}
        datelines = dateline_spans(doc.text, ())
        for mention in mentions:
            if any(start <= mention.start < end for start, end in datelines):
                continue
            span = span_over(doc, mention.start, mention.end)
            for token in span if span is not None else ():
                self._at.setdefault(token.i, []).append(mention)

    def mentions_at(self, token: Token) -> list[Mention]:
        return self._at.get(token.i, [])

    def subjects(self, verb: Token) -> list[Token]:
        """Active subjects of a verb, those of governing verbs for infinitives, participles and conjuncts."""
        return self._subjects(verb, SUBJECT, 0)

    def has_subject(self, verb: Token) -> bool:
        """Whether the parser gives the verb a subject of its own."""
        return any(child.dep_ in SUBJECT | PASSIVE_SUBJECT for child in verb.children)

    def passive_subjects(self, verb: Token) -> list[Token]:
        return self._subjects(verb, PASSIVE_SUBJECT, 0)

    def _subjects(self, verb: Token, labels: frozenset[str], depth: int) -> list[Token]:
        own = [self._antecedent(child) for child in verb.children if child.dep_ in labels]
        if own or self.has_subject(verb) or depth > 3 or verb.head.i == verb.i:
            return own
        if verb.dep_ in RELATIVE | {"acl"} and verb.head.pos_ in {"NOUN", "PROPN", "PRON"}:
            return [verb.head]
        return self._subjects_above(verb, labels, depth)

    def _subjects_above(self, verb: Token, labels: frozenset[str], depth: int) -> list[Token]:
        """Subjects of the verb that governs this one, or its object where that is who acts ("asked X to go")."""
        above = verb.head
        if above.pos_ == "ADP" or above.dep_ == "prep" or is_purpose(verb):
            above = above.head
        elif verb.dep_ not in _SHARES_SUBJECT and not (verb.dep_.startswith("obl") and verb.pos_ == "VERB"):
            return []
        if above.pos_ not in {"VERB", "AUX"}:
            return []
        if verb.dep_ == "xcomp" and labels is SUBJECT:
            controlled = [child for child in above.children if child.dep_ in {"dobj", "obj", "iobj"}]
            if any(self.actors_in(child) for child in controlled):
                return controlled
        found = self._subjects(above, SUBJECT, depth + 1)
        return found or self._subjects(above, PASSIVE_SUBJECT, depth + 1)

    def _antecedent(self, token: Token) -> Token:
        if token.text.casefold() in self.words["relative_pronouns"] and token.head.dep_ in RELATIVE:
            return token.head.head
        return token

    def objects(self, verb: Token) -> list[Token]:
        own = [self._antecedent(child) for child in verb.children if child.dep_ in OBJECT and child.pos_ != "ADP"]
        if not own and verb.dep_ == "conj" and verb.head.pos_ == "VERB" and self._shares_object(verb):
            own = [child for child in verb.head.children if child.dep_ in OBJECT and child.pos_ != "ADP"]
        return own

    def _shares_object(self, verb: Token) -> bool:
        return not any(child.dep_ in OBLIQUE | PREPOSITION | {"xcomp", "ccomp"} for child in verb.children)

    def obliques(self, token: Token) -> Iterator[tuple[str, Token]]:
        """(preposition, noun) of complements of a verb or noun."""
        for child in token.children:
            if child.dep_ == "prep" or (child.dep_ in PREPOSITION and child.pos_ in {"ADP", "SCONJ", "PART"}):
                for noun in child.children:
                    if noun.dep_ in {"pobj", "obj"}:
                        yield child.text.casefold(), noun
            elif child.dep_ in OBLIQUE or child.dep_ in {"iobj", "appos", "conj"}:
                case = [c.text.casefold() for c in child.children if c.dep_ in {"case", "mark"} and c.i < child.i]
                if case:
                    yield case[0], child

    def is_passive(self, verb: Token) -> bool:
        if any(child.dep_ in {"nsubj:pass", "nsubjpass", "aux:pass", "auxpass"} for child in verb.children):
            return True
        if any(child.dep_.startswith("aux") for child in verb.children):
            return False
        if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and "Part" in features(verb, "VerbForm"):
            return self.is_passive(verb.head)
        return (verb.dep_ == "acl" and verb.tag_ == "VBN") or self._is_past_participle_modifier(verb)

    def _is_past_participle_modifier(self, verb: Token) -> bool:
        return verb.dep_ == "acl" and verb.text.endswith(tuple(sorted(self.words["participle_endings"])))

    def actors_in(self, noun: Token) -> list[Mention]:
        """Mentions a noun phrase stands for: its own and its conjuncts', else those it belongs to."""
        own = self._own(noun)
        for conjunct in _conjuncts(noun):
            own += [mention for mention in self._own(conjunct) if mention not in own]
        if own and all(m.kind == "nominal" and m.country is None and m.type == "PER" for m in own):
            # "les dirigeants de l'Union européenne": the union is who acts.
            bodies = [m for m in self._owners(noun, 0) if m.kind == "name" and m.type in {"ORG", "LOC"}]
            own = bodies or own
        return self.coordinated(own) or self._owners(noun, 0)

    def own_actors(self, noun: Token) -> list[Mention]:
        """Mentions a noun phrase is, not those it belongs to."""
        own = self._own(noun)
        for conjunct in _conjuncts(noun):
            own += [mention for mention in self._own(conjunct) if mention not in own]
        return self.coordinated(own)

    def coordinated(self, mentions: list[Mention]) -> list[Mention]:
        """The mentions, and those a conjunction or comma strings to the last of them.

        Parsers lose the later members of a list ("avec X, Y et le président Z"); the words between tell.
        """
        strung = list(mentions)
        while strung:
            following = self._strung_to(strung[-1], strung)
            if following is None:
                break
            strung.append(following)
        return strung

    def _strung_to(self, mention: Mention, already: list[Mention]) -> Mention | None:
        for other in self.mentions:
            if other.start < mention.end or other in already or other.role == "demonym":
                continue
            if other.start - mention.end > 60:
                return None
            gap = span_over(self.doc, mention.end, other.start)
            if gap is None or {other.type, mention.type} not in _LISTED:
                return None
            inside = [token for token in gap if mention.end <= token.idx < other.start and not token.is_space]
            return other if self._is_list_gap(inside, mention, other) else None
        return None

    def _is_list_gap(self, gap: list[Token], mention: Mention, following: Mention) -> bool:
        if not gap or gap[0].text.casefold() not in self.words["listing_words"]:
            return False
        if gap[0].text == "," and following.kind == "nominal":
            # "dirigeants russe, azerbaïdjanais" are two, "Lord Halifax, président du conseil" is one.
            return mention.kind == "nominal" and mention.role == following.role and len(gap) == 1
        if gap[0].text == "," and any(token.dep_ in SUBJECT | PASSIVE_SUBJECT for token in self._tokens(following)):
            return False
        allowed = {"CCONJ", "PUNCT", "DET"} | ({"NOUN", "ADJ", "PROPN"} if following.role else set())
        return all(token.pos_ in allowed for token in gap)

    def _tokens(self, mention: Mention) -> list[Token]:
        span = span_over(self.doc, mention.start, mention.end)
        return list(span) if span is not None else []

    def _own(self, noun: Token) -> list[Mention]:
        tokens = [noun, *(t for child in noun.children for t in _name_parts(child))]
        found: list[Mention] = []
        for token in tokens:
            found += [mention for mention in self.mentions_at(token) if mention not in found]
        # "dirigeants russe, azerbaïdjanais et arménien": each demonym is a mention of its own.
        if any(mention.kind == "nominal" for mention in found):
            for child in noun.subtree:
                if child.pos_ in {"ADJ", "NOUN", "PROPN"} and abs(child.i - noun.i) < 8:
                    found += [
                        m
                        for m in self.mentions_at(child)
                        if m.kind == "nominal" and m.role == found[0].role and m not in found and m.start > noun.idx
                    ]
        return _one_a_person(_prefer_names(found))

    def _owners(self, noun: Token, depth: int) -> list[Mention]:
        if depth > 2:
            return []
        for child in noun.children:
            if child.dep_ in {"poss", "nmod", "amod", "compound", "obl:arg", "nmod:poss", "appos"}:
                case = [c.text.casefold() for c in child.children if c.dep_ == "case" and c.i < child.i]
                if case and case[0] not in self.words["of_words"]:
                    continue
                found = self.own_actors(child) or self._owners(child, depth + 1)
                if found:
                    return found
            elif child.dep_ == "prep" and child.text.casefold() in self.words["of_words"]:
                for inner in child.children:
                    found = self.own_actors(inner) or self._owners(inner, depth + 1)
                    if found:
                        return found
        return []


def _name_parts(token: Token) -> list[Token]:
    if token.dep_ not in NAME_PART:
        return []
    return [token, *(part for child in token.children for part in _name_parts(child))]


def _conjuncts(noun: Token) -> list[Token]:
    found = []
    for child in noun.children:
        if child.dep_ == "conj":
            found += [child, *_conjuncts(child)]
        elif child.dep_ in NAME_PART:
            found += _conjuncts(child)
    return found


def _one_a_person(mentions: list[Mention]) -> list[Mention]:
    """A person's name and the office in apposition to it are one: "Lord Halifax, président du conseil"."""
    if not any(mention.kind == "name" and mention.type == "PER" for mention in mentions):
        return mentions
    return [m for m in mentions if m.kind == "name" and m.type == "PER"]


def _prefer_names(mentions: list[Mention]) -> list[Mention]:
    """Of overlapping mentions the name; a nominal that holds a place's name stays itself."""
    kept = []
    for mention in mentions:
        rivals = [m for m in mentions if m is not mention and m.start < mention.end and mention.start < m.end]
        if any(m.end - m.start > mention.end - mention.start for m in rivals):
            continue
        kept.append(mention)
    return kept

"""Subjects the parser does not give: of fronted infinitives, beside the verb, meant by a pronoun."""

from __future__ import annotations

from spacy.tokens import Token

from pipelines.analyse.events.addressees import can_act
from pipelines.analyse.events.syntax import PASSIVE_SUBJECT, SUBJECT, Syntax, features
from pipelines.analyse.parsing import span_over
from pipelines.records.analysis import Mention

#: Sentences before its own in which a pronoun's noun is looked for.
SENTENCES_BACK = 2
#: A verb farther from the start of its sentence does not open it.
MOST_BEFORE = 4


def antecedent(pronoun: Token, syntax: Syntax) -> list[Mention]:
    """Whom a personal pronoun most likely means: the subject before it, in its sentence or one of the last."""
    doc = pronoun.doc
    start = pronoun.sent.start
    for _ in range(SENTENCES_BACK):
        start = doc[max(start - 1, 0)].sent.start
    for at in range(pronoun.i - 1, start - 1, -1):
        token = doc[at]
        if _disagrees(token, pronoun):
            continue
        if token.dep_ in SUBJECT | PASSIVE_SUBJECT or (token.dep_ == "ROOT" and token.pos_ == "PROPN"):
            found = [m for m in syntax.own_actors(token) if can_act(m)]
            if found:
                return found
    return []


def _disagrees(noun: Token, pronoun: Token) -> bool:
    """Whether a noun's article says another gender or number than the pronoun's: "elle" is not "le ministre"."""
    articles = [child for child in noun.children if child.dep_ == "det"]
    for name in ("Gender", "Number"):
        said = {value for article in articles for value in features(article, name)}
        meant = set(features(pronoun, name))
        if said and meant and not said & meant:
            return True
    return False


def fronted_subject(verb: Token) -> list[Token]:
    """The subject after an infinitive or participle that opens its sentence: "Après avoir consulté X, Y a …"."""
    is_finite = any(
        "Fin" in features(part, "VerbForm") for part in (verb, *verb.children) if part.pos_ in {"VERB", "AUX"}
    )
    opening = verb.doc[verb.sent.start : verb.i]
    if is_finite or len(opening) > MOST_BEFORE or not any(token.pos_ in {"ADP", "SCONJ"} for token in opening):
        return []
    comma = next((token.i for token in verb.doc[verb.i : verb.sent.end] if token.text == ","), None)
    for token in verb.doc[comma + 1 : verb.sent.end] if comma is not None else ():
        if token.dep_ in SUBJECT | PASSIVE_SUBJECT and token.pos_ in {"NOUN", "PROPN"}:
            return [token]
        if token.pos_ in {"VERB", "AUX"}:
            break
    return []


def beside(verb: Token, syntax: Syntax) -> list[Mention]:
    """The mention right before a finite verb and its auxiliaries, where no preposition governs it."""
    parts = [child.i for child in verb.children if child.dep_.startswith("aux") and child.i < verb.i]
    finite = any("Fin" in features(verb.doc[at], "VerbForm") for at in (*parts, verb.i))
    at = min([*parts, verb.i]) - 1
    while at > verb.sent.start and verb.doc[at].dep_ in {"advmod", "expl:comp", "expl:pass", "neg", "iobj"}:
        at -= 1
    if not finite or at < verb.sent.start or verb.dep_ in {"xcomp", "acl", "pcomp"}:
        return []
    for mention in syntax.mentions_at(verb.doc[at]):
        span = span_over(syntax.doc, mention.start, mention.end)
        governed = span is None or any(
            c.dep_ == "case" or c.pos_ == "ADP" for c in span.root.children if c.i < span.start
        )
        before = syntax.doc[span.start - 1] if span is not None and span.start > verb.sent.start else None
        if not governed and (before is None or before.pos_ not in {"ADP", "VERB"}):
            return [mention] if can_act(mention) else []
    return []


def left_neighbour(verb: Token, syntax: Syntax) -> list[Mention]:
    """The nearest mention before a finite verb the parser gave no subject, within its clause."""
    if "Fin" not in features(verb, "VerbForm") and not any(c.dep_.startswith("aux") for c in verb.children):
        return []
    for at in range(verb.i - 1, max(verb.sent.start - 1, verb.i - 12), -1):
        token = verb.doc[at]
        if token.pos_ == "VERB" or token.text in {";", ":"}:
            return []
        mentions = [m for m in syntax.mentions_at(token) if m.type != "LOC" or m.country is not None]
        if mentions and not any(child.dep_ == "case" for child in token.children):
            return mentions[:1]
    return []

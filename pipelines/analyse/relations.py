"""Relations between words under one set of labels, that of Universal Dependencies.

The English models speak ClearNLP's. What both tell alike has the universal name; where ClearNLP builds another tree (a
preposition is the head of its noun, a copula of its predicate) its own name stays.
"""

from __future__ import annotations

#: ClearNLP's label by the universal one of the same relation.
_UNIVERSAL = {
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "dobj": "obj",
    "poss": "nmod:poss",
    "relcl": "acl:relcl",
    "dative": "iobj",
    "npadvmod": "obl",
    "neg": "advmod",
    "prt": "compound:prt",
}
#: What the other labels of ClearNLP come to when no more is asked than the kind of an argument.
_KINDS = {
    "csubj:pass": "nsubj:pass",
    "agent": "obl:agent",
    "pobj": "obl",
    "pcomp": "advcl",
    "oprd": "xcomp",
    "acomp": "xcomp",
    "attr": "xcomp",
}
#: Subtypes that say who does and who suffers.
_TELLING = frozenset({"nsubj:pass", "aux:pass", "obl:agent", "acl:relcl", "nmod:poss"})

SUBJECT = frozenset({"nsubj", "nsubj:caus", "csubj"})
PASSIVE_SUBJECT = frozenset({"nsubj:pass"})
OBJECT = frozenset({"obj", "iobj"})
OBLIQUE = frozenset({"obl", "obl:arg", "obl:mod", "obl:agent", "nmod", "obl:tmod"})
#: How a preposition hangs that is the head of its noun; a pronoun may hang so too (`Tree.heads_its_noun`).
PREPOSITION = frozenset({"prep", "agent", "iobj"})
NAME_PART = frozenset({"flat", "flat:name", "flat:foreign", "appos", "compound", "nmod:appos", "name"})
RELATIVE = "acl:relcl"


def universal(label: str) -> str:
    """A model's label as Universal Dependencies names it."""
    return _UNIVERSAL.get(label, label)


def kind_of(relation: str) -> str:
    """A universal relation without the subtypes that tell nothing of who does and who suffers."""
    kind = _KINDS.get(relation, relation)
    return kind if kind in _TELLING else kind.split(":", 1)[0]

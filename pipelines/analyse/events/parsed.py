"""A parse as plain lists: one scheme of relations for all models, prepositions joined to what they govern."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc

from pipelines.records.analysis import Mention

#: ClearNLP's labels (the English models) by those of Universal Dependencies.
_RELATIONS = {
    "dobj": "obj",
    "dative": "iobj",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "relcl": "acl:relcl",
    "poss": "nmod:poss",
    "prt": "compound:prt",
    "npadvmod": "obl",
    "neg": "advmod",
    "nn": "compound",
}
_VERBAL = frozenset({"VERB", "AUX"})
_INFLECTED = frozenset({"VERB", "ADJ"})


@dataclass(frozen=True)
class ParsedText:
    """Tokens of a text, each list one entry a token; ``first`` and ``last`` bound the token's sentence."""

    words: list[str]
    lemmas: list[str]
    tags: list[str]
    relations: list[str]
    heads: list[int]
    forms: list[str]
    children: list[list[int]]
    first: list[int]
    last: list[int]
    offsets: list[int]
    mentions: list[Mention | None]

    @classmethod
    def of(cls, doc: Doc, mentions: Sequence[Mention], forms: Mapping[str, str]) -> ParsedText:
        """The lists of a parse; ``forms`` corrects lemmas of verbs that the model does not know."""
        heads = [token.head.i for token in doc]
        children: list[list[int]] = [[] for _ in heads]
        for at, head in enumerate(heads):
            if head != at:
                children[head].append(at)
        first, last = [0] * len(heads), [0] * len(heads)
        for sentence in doc.sents:
            for at in range(sentence.start, sentence.end):
                first[at], last[at] = sentence.start, sentence.end
        words = [token.lower_ for token in doc]
        return cls(
            words=words,
            lemmas=[
                forms.get(word, token.lemma_.casefold()) if token.pos_ in _INFLECTED else token.lemma_.casefold()
                for word, token in zip(words, doc, strict=True)
            ],
            tags=[token.pos_ for token in doc],
            relations=[_RELATIONS.get(token.dep_, token.dep_) for token in doc],
            heads=heads,
            forms=[str(token.morph) for token in doc],
            children=children,
            first=first,
            last=last,
            offsets=[token.idx for token in doc],
            mentions=_mentions_at(doc, mentions),
        )

    def __len__(self) -> int:
        return len(self.words)

    def is_verb(self, at: int) -> bool:
        return self.tags[at] in _VERBAL

    def token_at(self, offset: int) -> int:
        """The token that a character belongs to."""
        return max(bisect_right(self.offsets, offset) - 1, 0)

    def arguments(self, at: int) -> Iterator[tuple[str, int]]:
        """(relation, token) of what hangs on a token; a preposition is named in the relation ("obl:contre")."""
        for child in self.children[at]:
            relation = self.relations[child]
            if relation in {"prep", "agent"} or (relation == "iobj" and self.tags[child] == "ADP"):
                kind = "obl" if self.is_verb(at) else "nmod"
                for inner in self.children[child]:
                    yield f"{kind}:{self.words[child]}", inner
            elif relation.startswith(("obl", "nmod", "advcl", "acl", "xcomp", "ccomp", "iobj", "conj")):
                case = next(
                    (c for c in self.children[child] if self.relations[c] in {"case", "mark"} and c < child), -1
                )
                yield f"{relation.split(':')[0]}:{self.words[case] if case >= 0 else ''}", child
            else:
                yield relation, child

    @cached_property
    def is_quoted(self) -> list[bool]:
        """Whether each token stands between quotation marks of its paragraph."""
        inside, found = False, []
        for word in self.words:
            if word in "«“":
                inside = True
            elif word in "»”" or "\n" in word:
                inside = False
            elif word == '"':
                inside = not inside
            found.append(inside)
        return found


def _mentions_at(doc: Doc, mentions: Sequence[Mention]) -> list[Mention | None]:
    """The widest mention over each token; a name before a description."""
    found: list[Mention | None] = [None] * len(doc)
    offsets = [token.idx for token in doc]
    for mention in sorted(mentions, key=lambda m: (m.kind != "name", m.start - m.end), reverse=True):
        at = max(bisect_right(offsets, mention.start) - 1, 0)
        while at < len(doc) and offsets[at] < mention.end:
            found[at] = mention
            at += 1
    return found

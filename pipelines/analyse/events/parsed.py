"""A parse as the judges of triggers have learned it: its mentions laid over, lemmas corrected, prepositions joined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipelines.analyse.relations import as_learned
from pipelines.analyse.universal_tree import VERBAL, Tree
from pipelines.records.analysis import Mention

_INFLECTED = frozenset({"VERB", "ADJ"})


@dataclass(frozen=True)
class ParsedText:
    """The lists of a `Tree` and those made of them; ``first`` and ``last`` bound the token's sentence."""

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
    def of(cls, tree: Tree, mentions: Sequence[Mention], forms: Mapping[str, str]) -> ParsedText:
        """A parse with its mentions; ``forms`` corrects lemmas of verbs that the model does not know."""
        lemmas = [lemma.casefold() for lemma in tree.lemma]
        for at, (word, tag) in enumerate(zip(tree.word, tree.pos, strict=True)):
            if tag in _INFLECTED:
                lemmas[at] = forms.get(word, lemmas[at])
        bounds = [tree.sentences[number] for number in tree.sentence]
        return cls(
            words=tree.word,
            lemmas=lemmas,
            tags=tree.pos,
            relations=[as_learned(relation) for relation in tree.relation],
            heads=tree.head,
            forms=tree.morphology,
            children=tree.children,
            first=[first for first, _ in bounds],
            last=[last for _, last in bounds],
            offsets=tree.start,
            mentions=_mentions_at(tree, mentions),
        )

    def __len__(self) -> int:
        return len(self.words)

    def is_verb(self, at: int) -> bool:
        return self.tags[at] in VERBAL

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


def _mentions_at(tree: Tree, mentions: Sequence[Mention]) -> list[Mention | None]:
    """The widest mention over each token; a name before a description."""
    found: list[Mention | None] = [None] * len(tree)
    for mention in sorted(mentions, key=lambda m: (m.kind != "name", m.start - m.end), reverse=True):
        at = tree.token_at(mention.start)
        while at < len(tree) and tree.start[at] < mention.end:
            found[at] = mention
            at += 1
    return found

"""A parse with the mentions of the text laid over it and the lemmas of verbs corrected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields

from pipelines.analyse.universal_tree import VERBAL, Tree
from pipelines.records.analysis import Mention

_INFLECTED = frozenset({"VERB", "ADJ"})
_JOINED = ("obl", "nmod", "advcl", "acl", "xcomp", "ccomp", "iobj", "conj")


@dataclass(frozen=True, slots=True, eq=False)
class MentionTree(Tree):
    """A `Tree` with the ``mention`` over each token, and whether a token stands between quotation marks."""

    mention: list[Mention | None]
    is_quoted: list[bool] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        Tree.__post_init__(self)
        object.__setattr__(self, "is_quoted", _quoted(self.word))

    def is_verb(self, at: int) -> bool:
        """Whether a token is a verb or an auxiliary."""
        return self.pos[at] in VERBAL

    def arguments(self, at: int) -> Iterator[tuple[str, int]]:
        """(relation, token) of what hangs on a token; a preposition is named in the relation ("obl:contre")."""
        for child in self.children[at]:
            relation = self.relation[child]
            if self.heads_its_noun(child):
                kind = "obl" if self.is_verb(at) else "nmod"
                for inner in self.children[child]:
                    yield f"{kind}:{self.word[child]}", inner
            elif relation.startswith(_JOINED):
                case = next((c for c in self.children[child] if self.relation[c] in {"case", "mark"} and c < child), -1)
                yield f"{relation.split(':')[0]}:{self.word[case] if case >= 0 else ''}", child
            else:
                yield relation, child


def mention_tree(tree: Tree, mentions: Sequence[Mention], forms: Mapping[str, str]) -> MentionTree:
    """A parse with its mentions; ``forms`` corrects lemmas of verbs that the model does not know."""
    given = {part.name: getattr(tree, part.name) for part in fields(tree) if part.init}
    lemma = [
        forms.get(word, lemma) if pos in _INFLECTED else lemma
        for word, lemma, pos in zip(tree.word, tree.lemma, tree.pos, strict=True)
    ]
    return MentionTree(**given | {"lemma": lemma}, mention=_mentions_at(tree, mentions))


def _quoted(words: Sequence[str]) -> list[bool]:
    """Whether each word stands between quotation marks of its paragraph."""
    inside, found = False, []
    for word in words:
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

"""The noun phrases of a text: names, descriptions, pronouns and common nouns that may take part in something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.analyse.events.datelines import dateline_spans
from pipelines.analyse.universal_tree import Tree
from pipelines.records.analysis import Mention, Timex

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_BEFORE = frozenset({"det", "amod", "nummod", "compound", "nmod:poss", "advmod", "flat", "nmod"})
_AFTER = frozenset({"flat", "amod", "fixed", "compound", "nummod"})
#: Relative pronouns and the "there" of "there is", in the English models.
_EMPTY_TAGS = frozenset({"WP", "WDT", "EX"})
_DEEPEST = 2


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: its head word and first and last token by number, and the mention it holds, if any."""

    head: int
    first: int
    last: int
    mention: Mention | None = None
    is_pronoun: bool = False


def find_phrases(
    tree: Tree, mentions: Sequence[Mention], timexes: Sequence[Timex], of_words: frozenset[str]
) -> list[Phrase]:
    """The noun phrases of a text in order of their heads; one of several words of a name stands for all.

    Expressions of time and datelines hold none. ``of_words`` are the prepositions that tie a noun to its complement.
    """
    inside = _outside_of_text(tree, timexes)
    heads: dict[int, Mention | None] = {}
    for mention in _outermost(mentions):
        tokens = tree.tokens_over(mention.start, mention.end)
        if not tokens:
            continue
        root = tree.root_of(tokens)
        if root not in heads and root not in inside:
            heads[root] = mention
        inside.update(tokens)
    for at, pos in enumerate(tree.pos):
        if at not in inside and pos in _NOMINAL and not _is_empty(tree, at):
            heads[at] = None
    return [_phrase(tree, head, heads[head], of_words) for head in sorted(heads)]


def bounds(tree: Tree, phrase: Phrase) -> tuple[int, int]:
    """First character of a phrase, its article left out, and the one after its last."""
    first = phrase.first
    while first < phrase.head and tree.pos[first] in {"DET", "ADP"} and tree.head[first] != first:
        first += 1
    return tree.bounds(first, phrase.last)


def _outside_of_text(tree: Tree, timexes: Sequence[Timex]) -> set[int]:
    """The tokens of expressions of time and of datelines."""
    found: set[int] = set()
    spans = [(timex.start, timex.end) for timex in timexes] + dateline_spans(tree.text, timexes)
    for start, end in spans:
        found.update(tree.tokens_over(start, end))
    return found


def _outermost(mentions: Sequence[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _is_empty(tree: Tree, at: int) -> bool:
    """A pronoun that stands for nobody: "il y a", "s'est", "y", "there"; a relative one, whose noun stands for it."""
    if tree.pos[at] != "PRON":
        return False
    kind = tree.features(at, "PronType")
    is_reflexive = tree.features(at, "Reflex") == ["Yes"]
    return tree.label[at] == "expl" or "Rel" in kind or is_reflexive or tree.tag[at] in _EMPTY_TAGS


def _phrase(tree: Tree, head: int, mention: Mention | None, of_words: frozenset[str]) -> Phrase:
    first, last = _extent(tree, head, 0, of_words)
    if mention is not None:
        tokens = tree.tokens_over(mention.start, mention.end)
        first, last = min(first, tokens.start), max(last, tokens.stop - 1)
    return Phrase(head, first, last, mention, mention is None and tree.pos[head] == "PRON")


def _extent(tree: Tree, head: int, depth: int, of_words: frozenset[str]) -> tuple[int, int]:
    """The tokens of a noun with its adjectives, numbers and nouns of "of", without clauses and other complements."""
    return _first_of(tree, head), _last_of(tree, head, depth, of_words)


def _first_of(tree: Tree, head: int) -> int:
    first = head
    for child in reversed([c for c in tree.children[head] if c < head]):
        if child < first - 1 or tree.label[child] not in _BEFORE:
            break
        first = _begin(tree, child)
    return first


def _last_of(tree: Tree, head: int, depth: int, of_words: frozenset[str]) -> int:
    last = head
    for child in [c for c in tree.children[head] if c > head]:
        if tree.label[child] in _AFTER and child <= last + 2:
            last = max(last, child, *[c for c in tree.children[child] if tree.label[c] in _AFTER])
        elif depth < _DEEPEST and _is_of(tree, child, of_words) and _begin(tree, child) == last + 1:
            noun = child if tree.pos[child] != "ADP" else next(iter(tree.children[child]), child)
            last = max(last, _last_of(tree, noun, depth + 1, of_words))
        else:
            break
    return last


def _is_of(tree: Tree, at: int, of_words: frozenset[str]) -> bool:
    if tree.pos[at] == "ADP":
        return tree.word[at] in of_words
    return tree.label[at] in {"nmod", "obl"} and tree.preposition(at) in of_words


def _begin(tree: Tree, at: int) -> int:
    return min(at, *tree.children[at]) if tree.children[at] else at

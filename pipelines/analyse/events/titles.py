"""Who bears a title: the person whose name hangs on it, follows it, or is set off from it by commas."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.analyse.events.phrases import Phrase, bounds
from pipelines.analyse.universal_tree import VERBAL, Tree
from pipelines.records.analysis import Mention

#: How a name hangs on the title of its bearer.
_NAMING = frozenset({"appos", "flat"})
_NOUNS = frozenset({"NOUN", "PROPN"})
#: Between a title and its name stand a comma and articles at most.
_FARTHEST = 4
#: What ends a name or title that a comma opened.
_CLOSING = frozenset({",", ".", ";", ":", "(", "»"})


def bearer_of(tree: Tree, phrase: Phrase, mentions: Sequence[Mention]) -> Mention | None:
    """The person among a sentence's mentions who bears the title that a phrase is."""
    start, end = bounds(tree, phrase)
    after = (m for m in mentions if m.start >= start and _is_person(m) and _follows(tree, phrase, m, end))
    beside = (m for m in mentions if is_set_off_title(tree, phrase, m))
    return next(after, None) or next(beside, None)


def _is_person(mention: Mention | None) -> bool:
    return mention is not None and mention.kind == "name" and mention.type == "PER"


def _follows(tree: Tree, phrase: Phrase, person: Mention, end: int) -> bool:
    """Whether a person's name is part of a title or stands right behind it.

    It hangs on the title ("M. Macron"), is cut through by where the phrase ends, or follows right after; of
    "l'avocat de la famille Hruza" the name is the family's.
    """
    tokens = tree.tokens_over(person.start, person.end)
    root = tree.root_of(tokens)
    above = tree.head[root]
    if above == phrase.head and tree.label[root] in _NAMING:
        return not _is_listed(tree, phrase, tokens)
    if person.role is not None and tokens.start == phrase.head + 1:
        # The name took the title before it for its bearer's office, whatever the parser makes of the name.
        return True
    if person.start <= end:
        return person.start < end < person.end
    is_within = phrase.first <= above <= phrase.last
    is_of_inner_noun = is_within and above != phrase.head and tree.pos[above] in _NOUNS
    return person.start == end + 1 and (phrase.mention is not None or not is_of_inner_noun)


def _is_listed(tree: Tree, phrase: Phrase, name: range) -> bool:
    """Whether a name behind a comma goes on with "and": "the minister, Anna Berg and the envoy"."""
    has_comma = any(tree.word[at] == "," for at in range(phrase.last + 1, name.start))
    return has_comma and name.stop < len(tree) and tree.label[name.stop] == "cc"


def is_set_off_title(tree: Tree, phrase: Phrase, mention: Mention) -> bool:
    """Whether a phrase is one person's title, set off by commas from the name: "Lagarde, directrice du FMI,".

    Of an enumeration ("the minister, Anna Berg and the envoy") it is none.
    """
    if not _is_person(mention) or _is_person(phrase.mention) or tree.features(phrase.head, "Number") == ["Plur"]:
        return False
    tokens = tree.tokens_over(mention.start, mention.end)
    if not tokens or tree.sentence[tokens.start] != tree.sentence[phrase.head]:
        return False
    first, second = sorted(((phrase.first, phrase.last), (tokens.start, tokens.stop - 1)))
    if second[0] - first[1] > _FARTHEST:
        return False
    between = [tree.word[at] for at in range(first[1] + 1, second[0]) if tree.pos[at] != "DET"]
    end = second[1] + 1
    is_closed = end == len(tree) or tree.word[end] in _CLOSING or tree.pos[end] in VERBAL
    return between == [","] and is_closed

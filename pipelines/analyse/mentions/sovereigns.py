"""Persons behind the title of a sovereign or a pope, called by a given name: "Emperor Meiji", "le pape François"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from pipelines.analyse.mentions.known_name import fold_name
from pipelines.analyse.mentions.name import NOUN_CONFIDENCE, REPEATED_CONFIDENCE, Name, names_beside
from pipelines.analyse.universal_tree import Tree
from pipelines.languages.names import Pack
from pipelines.languages.world import read_world
from pipelines.text.words import Word, find_words, match_phrase

_MONARCH = "monarch"


@cache
def _titled_names() -> frozenset[str]:
    """Folded names by which languages call a person, titles and lands among their words."""
    called = read_world()["people_in_languages"]
    return frozenset(fold_name(form) for name, forms in called.items() for form in (name, *forms))


def persons_behind_titles(text: str, tree: Tree, names: Sequence[Name], pack: Pack) -> list[Name]:
    """The names, with those behind such titles; a title that a person goes by is of the name."""
    words = find_words(text)
    starts = [word.start for word in words]
    read = _with_lands(text, words, starts, [_with_title(text, words, starts, name) for name in names], pack)
    found = [name for name in _sovereigns(text, tree, words, pack) if name.end > name.start]
    return sorted([*read, *names_beside(found, read)], key=lambda name: name.start)


def _with_title(text: str, words: Sequence[Word], starts: Sequence[int], name: Name) -> Name:
    """A name with the word before it, where languages call the person so: "[pape] François"."""
    at = bisect_left(starts, name.start) - 1
    if name.type != "PER" or at < 0 or text[words[at].end : name.start] != " ":
        return name
    is_titled = fold_name(text[words[at].start : name.end]) in _titled_names()
    return replace(name, start=words[at].start, confidence=REPEATED_CONFIDENCE) if is_titled else name


def _with_lands(
    text: str, words: Sequence[Word], starts: Sequence[int], names: Sequence[Name], pack: Pack
) -> list[Name]:
    """The names, a given name with the land behind it where languages call a person by both: "Margaret [of Parma]"."""
    whole: list[Name] = []
    for name in names:
        if whole and name.start < whole[-1].end:
            continue
        behind = match_phrase(pack.possession_after, words, bisect_left(starts, name.end))
        is_open = name.type == "PER" and behind is not None and behind < len(words)
        end = words[behind].end if is_open and behind is not None else name.end
        is_called = end > name.end and fold_name(text[name.start : end]) in _titled_names()
        whole.append(replace(name, end=end, confidence=REPEATED_CONFIDENCE) if is_called else name)
    return whole


def _sovereigns(text: str, tree: Tree, words: Sequence[Word], pack: Pack) -> list[Name]:
    """Given names that stand alone behind "king" and the like; with more capitals behind them it may be a place."""
    found = []
    for at, word in enumerate(words[:-1]):
        behind = _behind_title(words, at, pack)
        # "Prince albums", "le Roi Lion": where languages write the title small a capital makes a name of its own.
        if behind is None or pack.head_is_last != word.is_capital:
            continue
        given = words[behind]
        is_near = text[words[behind - 1].end : given.start] == " "
        if is_near and given.surface.istitle() and _is_proper(tree, given) and _stands_alone(text, words, behind):
            found.append(Name(given.start, given.end, "PER", NOUN_CONFIDENCE))
    return found


def _behind_title(words: Sequence[Word], at: int, pack: Pack) -> int | None:
    """The word behind the title of one sovereign that begins here."""
    role = pack.roles.match_at(words, at)
    if role is None or role[0] >= len(words):
        return None
    return role[0] if role[1].role == _MONARCH and not role[1].is_plural else None


def _is_proper(tree: Tree, word: Word) -> bool:
    """Whether the model reads a word as a name."""
    tokens = tree.tokens_over(word.start, word.end)
    return bool(tokens) and all(tree.pos[token] == "PROPN" for token in tokens)


def _stands_alone(text: str, words: Sequence[Word], at: int) -> bool:
    """Whether neither a word with a capital nor a hyphen follows a word."""
    if at + 1 >= len(words):
        return True
    word, behind = words[at], words[at + 1]
    is_bound = behind.surface == "-" and behind.start == word.end
    return not is_bound and (not behind.is_capital or text[word.end : behind.start] != " ")

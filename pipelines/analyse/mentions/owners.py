"""Bodies told together with who has them: "ministère de la Santé du Kenya", "Conseil de sécurité russe"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pipelines.analyse.mentions.gazetteer import look_up
from pipelines.analyse.mentions.name import Name
from pipelines.analyse.universal_tree import Span
from pipelines.languages.names import Pack
from pipelines.languages.world import read_world
from pipelines.text.words import Word, find_words

_OF_SEVERAL_STATES = "IGO"
#: Characters in which the adjective behind a name is looked for.
_LONGEST_ADJECTIVE = 40


def without_owners(text: str, names: list[Name], ruled: list[Name], pack: Pack) -> list[Name]:
    """The names, those of bodies cut off a state or body that has them, which is a name of its own, and off adjectives.

    ``ruled`` are names that rules and model propose.
    """
    bodies = {(name.start, name.end): name for name in ruled if name.type == "ORG"}
    found: list[Name] = []
    for name in (_of_one_state(text, name, pack) for name in names):
        is_open = name.type == "ORG" and name.known is None
        found += (_parts(text, name, bodies, pack) if is_open else ()) or (name,)
    return found


def _of_one_state(text: str, name: Name, pack: Pack) -> Name:
    """A body called as one of many states, with the adjective of its own: "Conseil de sécurité russe"."""
    known = name.known
    if known is None or known.sector != _OF_SEVERAL_STATES or " " not in text[name.start : name.end]:
        return name
    behind = find_words(text[name.end : name.end + _LONGEST_ADJECTIVE])
    demonym = pack.demonym_at(behind, 0)
    if demonym is None or behind[0].start != 1 or not behind[0].surface.islower():
        return name
    return replace(name, end=name.end + behind[demonym[0] - 1].end, known=None)


def _parts(text: str, name: Name, bodies: Mapping[Span, Name], pack: Pack) -> tuple[Name, ...]:
    """A body, and who has it where that is a name; none where the words are not made of two."""
    words = find_words(text[name.start : name.end])
    for at in range(1, len(words)):
        end = name.start + words[at - 1].end
        body = bodies.get((name.start, end))
        known = body.known if body is not None else look_up(text[name.start : end])
        if body is not None and _is_adjective(words, at, pack):
            is_another = known is not None and known.sector == _OF_SEVERAL_STATES
            return () if is_another else (replace(name, end=end, known=known),)
        owner = _owner(text, name, words, at, pack)
        if owner is not None and known is not None and known.sector in _sectors():
            return replace(name, end=end, known=known), owner
    return ()


def _is_adjective(words: tuple[Word, ...], at: int, pack: Pack) -> bool:
    """Whether the words from here on are a country's adjective."""
    demonym = pack.demonym_at(words, at)
    return demonym is not None and demonym[0] == len(words) and words[at].surface.islower()


def _owner(text: str, name: Name, words: tuple[Word, ...], at: int, pack: Pack) -> Name | None:
    """The known name that linkers tie to the words of a name before this one."""
    first = _behind_linkers(words, at, pack)
    if first is None:
        return None
    start = name.start + words[first].start
    known = look_up(text[start : name.end])
    return None if known is None else Name(start, name.end, known.type, name.confidence, known)


def _behind_linkers(words: tuple[Word, ...], at: int, pack: Pack) -> int | None:
    """The first word behind the linkers that stand here; None where there are none, or nothing behind them."""
    first = at
    while first < len(words) and (words[first].surface in pack.name_linkers or words[first].folded in pack.determiners):
        first += 1
    return first if at < first < len(words) else None


def _sectors() -> frozenset[str]:
    return frozenset({*read_world()["sectors_of_states"], _OF_SEVERAL_STATES})

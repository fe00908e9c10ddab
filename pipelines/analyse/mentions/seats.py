"""Towns that stand for who sits in them: "Brussels said", in a text that names the European Union, and for their
clubs: "Liverpool beat", in a text of football."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from pipelines.analyse.mentions.gazetteer import look_up
from pipelines.analyse.mentions.known_bodies import clubs
from pipelines.analyse.mentions.known_name import KnownName, fold_name
from pipelines.analyse.mentions.name import REPEATED_CONFIDENCE, Name
from pipelines.analyse.relations import OBJECT, SUBJECT
from pipelines.analyse.universal_tree import Tree
from pipelines.languages.names import Pack
from pipelines.languages.world import read_world
from pipelines.text.words import find_words, match_phrase

#: Characters before a name in which the word before it lies.
_LONGEST_WORD = 30
#: Words of a noun for a player.
_LONGEST_NOUN = 3


class _Seat(NamedTuple):
    """A body, and the bodies and countries of which one must be named where its town stands for it."""

    body: KnownName
    told_by: frozenset[str]
    plays: bool = False


@cache
def _seats() -> Mapping[str, tuple[_Seat, ...]]:
    """Seats by the folded names of the places that stand for them."""
    seats: defaultdict[str, list[_Seat]] = defaultdict(list)
    for body, seat in read_world()["seats"].items():
        known = look_up(body)
        if known is None:
            raise ValueError(f"world.toml: expected a known body in [seats], found {body!r}")
        for place in seat["places"]:
            seats[fold_name(place)].append(_Seat(known, frozenset(seat["told_by"])))
    for club in clubs():
        for place in club.short:
            seats[fold_name(place)].append(_Seat(club.known, _players()[club.game], plays=True))
    return {place: tuple(found) for place, found in seats.items()}


@cache
def _players() -> Mapping[str, frozenset[str]]:
    """What tells that a text is of each game: its cups and its clubs."""
    games = read_world()["games"]
    return {
        game: frozenset(cups) | {club.known.name for club in clubs() if club.game == game}
        for game, cups in games.items()
    }


def seated_at(place: str, told: Set[str], sector: str | None) -> KnownName | None:
    """The body that a place may stand for in a text that tells others so, or by its own sector."""
    seats = _seats().get(fold_name(place), ())
    of_sector = (seat for seat in seats if seat.body.sector is not None and seat.body.sector == sector)
    seat = _seat_among(place, told) or next(of_sector, None)
    return None if seat is None else seat.body


def _seat_among(place: str, told: Set[str]) -> _Seat | None:
    return next((seat for seat in _seats().get(fold_name(place), ()) if not seat.told_by.isdisjoint(told)), None)


def bodies_at_their_seats(text: str, tree: Tree, names: Sequence[Name], pack: Pack) -> list[Name]:
    """The names, those of towns bodies where the town acts; where a text has it act, behind "of" and as an object too.

    It acts as the subject of a verb, and behind words like "with" and "according to"; "in Brussels" is the town.
    Where a text has a town play, all but "in Liverpool" is the club.
    """
    known = (name.known or look_up(text[name.start : name.end]) for name in names)
    told = {one.name for one in known if one is not None}
    seats = {at: seat for at, name in enumerate(names) if (seat := _seat_of(text, name, told)) is not None}
    acting = {at for at in seats if _acts(text, tree, names[at], pack)} | _with_players(text, seats, names, pack)
    acting |= _meant_beside([seats[at] for at in acting], seats, text, tree, names, pack)
    return [
        replace(name, type="ORG", known=seats[at].body, confidence=REPEATED_CONFIDENCE)
        if at in acting
        else _town_of_no_game(text, name, told)
        for at, name in enumerate(names)
    ]


def _town_of_no_game(text: str, name: Name, told: Set[str]) -> Name:
    """A name; one taken for a club is the town's where the text tells of no game."""
    surface = text[name.start : name.end]
    town = look_up(surface) if name.type == "ORG" and name.known is None else None
    if town is None or town.type != "LOC" or _seat_among(surface, told) is not None:
        return name
    may_play = any(seat.plays for seat in _seats().get(fold_name(surface), ()))
    return replace(name, type="LOC", known=town) if may_play else name


def _meant_beside(
    acting: Sequence[_Seat], seats: Mapping[int, _Seat], text: str, tree: Tree, names: Sequence[Name], pack: Pack
) -> set[int]:
    """Which further names of towns are bodies, where the text has some of them act."""
    bodies = {seat.body for seat in acting}
    has_game = any(seat.plays for seat in acting)
    return {
        at
        for at, seat in seats.items()
        if (seat.body in bodies and (_is_owner(text, names[at], pack) or _is_object(tree, names[at])))
        or (has_game and seat.plays and not _is_placed(text, names[at], pack))
    }


def _with_players(text: str, seats: Mapping[int, _Seat], names: Sequence[Name], pack: Pack) -> set[int]:
    """Which names of towns are clubs by who plays there beside them: "entraîneur de Lens", "Everton manager"."""
    words = find_words(text)
    starts = [word.start for word in words]
    found = set()
    for at in (at for at, seat in seats.items() if seat.plays):
        first, end = bisect_left(starts, names[at].start), bisect_left(starts, names[at].end)
        before = first
        while before and words[before - 1].folded in pack.told_links:
            before -= 1
        nouns = range(max(before - _LONGEST_NOUN, 0), before)
        plays_before = before < first and any(match_phrase(pack.players, words, noun) == before for noun in nouns)
        plays_behind = pack.head_is_last and match_phrase(pack.players, words, end) is not None
        if plays_before or plays_behind:
            found.add(at)
    return found


def _seat_of(text: str, name: Name, told: set[str]) -> _Seat | None:
    return _seat_among(text[name.start : name.end], told) if name.type in {"LOC", "ORG"} else None


def _acts(text: str, tree: Tree, name: Name, pack: Pack) -> bool:
    tokens = tree.tokens_over(name.start, name.end)
    subjects = [at for at in tokens if tree.relation[at] in SUBJECT]
    if any(tree.pos[tree.head[at]] == "VERB" for at in subjects):
        return True
    before = text[max(name.start - _LONGEST_WORD, 0) : name.start].casefold()
    return any(before.endswith(f" {word} ") or before == f"{word} " for word in pack.companions)


def _is_object(tree: Tree, name: Name) -> bool:
    return any(tree.relation[at] in OBJECT for at in tree.tokens_over(name.start, name.end))


def _is_placed(text: str, name: Name, pack: Pack) -> bool:
    """Whether a word before a name says that something is there."""
    before = text[max(name.start - _LONGEST_WORD, 0) : name.start].casefold().split()[-1:]
    return bool(before) and before[0] in pack.locatives


def _is_owner(text: str, name: Name, pack: Pack) -> bool:
    before = text[max(name.start - _LONGEST_WORD, 0) : name.start].casefold().split()[-1:]
    behind = text[name.end : name.end + 2].replace("’", "'")
    return bool(before and before[0] in pack.owner_links) or (behind[:1] == "'" and bool(pack.possession_before))

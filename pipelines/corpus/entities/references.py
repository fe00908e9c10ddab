"""Whom a description stands for: by role and country, in its article and then in the corpus."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipelines.analyse.mentions.gazetteer import look_up
from pipelines.analyse.mentions.known_name import KnownName, fold_name
from pipelines.corpus.entities.keys import EntityKey, country_key, group_key, known_key
from pipelines.corpus.entities.person_index import PRESIDENT, PersonIndex
from pipelines.corpus.entities.rows import MentionRow, group_by_article
from pipelines.languages.names import load_pack
from pipelines.languages.world import read_world
from pipelines.text.words import fold_word

#: Offices one person holds for a country, most senior first: "le dirigeant russe"
#: and "son homologue français" are looked for among these.
OFFICES = ("president", "prime_minister", "monarch", "foreign_minister", "defence_minister", "interior_minister")
#: Characters before "les deux États" in which the two are looked for first.
NEAR = 500
#: Sectors of which a state has one body each; its civilians and protesters are many.
_OF_STATE = frozenset({"GOV", "MIL", "COP", "JUD", "LEG"})
#: Sectors of which towns have bodies too.
_OF_TOWNS = frozenset({"COP", "JUD"})
#: Between the two of a pair stand a conjunction and an article at most.
LONGEST_GAP = 10
_LEADING = (PRESIDENT, "prime_minister", "monarch")
#: Offices of which an article that names no country has one holder in mind.
_OF_ONE = frozenset({*OFFICES, "minister", "governor", "secretary_general"})


def resolve_nominals(
    rows: Sequence[MentionRow],
    keys: Mapping[MentionRow, EntityKey],
    index: PersonIndex,
    known: Mapping[EntityKey, KnownName],
) -> Iterator[tuple[MentionRow, tuple[EntityKey, ...]]]:
    """Each nominal mention that can be resolved, with the keys of the entities it stands for.

    ``known`` is what tables know of keys.
    """
    state_roles = frozenset(read_world()["state_roles"])
    for article_id, article_rows in sorted(group_by_article(rows).items()):
        before: list[tuple[MentionRow, EntityKey]] = []
        named = [row for row in article_rows if row.kind == "name" and keys[row].scheme == "known" and _is_town(row)]
        towns = {row: known[keys[row]].name for row in named if keys[row] in known}
        town_of = {row: _town_of(row, towns) for row in article_rows if row.kind != "name"}
        homes = _homes_of_groups(town_of)
        for row in article_rows:
            if row.kind == "name":
                before.append((row, keys[row]))
                continue
            whole, town = _at_home(row, town_of[row], homes)
            found = _stands_for(whole, town, article_id, before, index, state_roles)
            if found:
                yield row, found
                if len(found) == 1:
                    before.append((row, found[0]))


def _homes_of_groups(town_of: Mapping[MentionRow, str]) -> dict[str | None, set[tuple[str, str]]]:
    """Of which town or country an article names each kind of body: "l'armée turque", later "l'armée"."""
    homes: defaultdict[str | None, set[tuple[str, str]]] = defaultdict(set)
    for row, town in town_of.items():
        if row.kind == "nominal" and row.sector in _OF_STATE and row.country is not None and row.role is not None:
            homes[row.role].add((town, row.country))
    return dict(homes)


def _at_home(row: MentionRow, town: str, homes: Mapping[str | None, set[tuple[str, str]]]) -> tuple[MentionRow, str]:
    """A body's description with its country, and its town: those of the one such body that its article places."""
    told = homes.get(row.role, ())
    if row.type != "ORG" or row.country is not None or town or len(told) != 1:
        return row, town
    town, country = next(iter(told))
    return replace(row, country=country), town


def _is_town(row: MentionRow) -> bool:
    known = look_up(row.surface)
    return known is not None and known.type == "LOC" and not known.is_country


def _town_of(row: MentionRow, towns: Mapping[MentionRow, str]) -> str:
    """The town whose body a description is, "" where none stands in it: "Calgary police" is not Canada's."""
    if row.sector not in _OF_TOWNS or row.type != "ORG" or row.role is None:
        return ""
    return next((name for town, name in towns.items() if row.start <= town.start and town.end <= row.end), "")


def _stands_for(
    row: MentionRow,
    town: str,
    article_id: str,
    before: list[tuple[MentionRow, EntityKey]],
    index: PersonIndex,
    state_roles: frozenset[str],
) -> tuple[EntityKey, ...]:
    if row.role is not None and row.role.startswith("anaphor"):
        return _people_before(row, before, index) if row.type == "PER" else _two_states(row, before)
    known = look_up(row.surface)
    body = known_key(known) if known is not None and known.type == "ORG" else _named_in_full(row, before)
    if body is not None:
        return (body,)
    if row.type == "PER":
        return _in_office(row, article_id, index)
    if row.country is None:
        return ()
    if row.role in state_roles:
        return (country_key(row.country),)
    # The army of a state is one; its farmers and rebels are somebody else in each article.
    is_one = row.sector in _OF_STATE
    return (group_key(row.role, row.country, town),) if is_one and row.role is not None else ()


def _named_in_full(row: MentionRow, before: list[tuple[MentionRow, EntityKey]]) -> EntityKey | None:
    """The one body named before with whose first words it is called: "ministère russe" of its foreign affairs."""
    words = fold_name(row.surface).split()
    if row.type != "ORG" or len(words) < 2:
        return None
    bodies = [(fold_name(other.surface).split(), key) for other, key in before if other.type == "ORG"]
    full = {key for name, key in bodies if name[: len(words)] == words}
    return next(iter(full)) if len(full) == 1 else None


def _in_office(row: MentionRow, article_id: str, index: PersonIndex) -> tuple[EntityKey, ...]:
    """Who holds an office of a country, else the country: of those who hold one with many others, nobody."""
    if row.country is None:
        return _of_no_country(row, article_id, index)
    if row.role in read_world()["roles_of_many"]:
        return ()
    roles = _wanted_roles(row.role)
    holder = index.holder(article_id, roles, row.country) if roles else None
    return (holder or country_key(row.country),)


def _of_no_country(row: MentionRow, article_id: str, index: PersonIndex) -> tuple[EntityKey, ...]:
    """ "Le Premier ministre", in an article that names one."""
    pack = load_pack(row.language)
    if row.role not in _OF_ONE or (pack is not None and pack.plurals.are_many(row.surface.casefold().split())):
        return ()
    holder = index.only_holder(article_id, (row.role,))
    return (holder,) if holder else ()


def _wanted_roles(role: str | None) -> tuple[str, ...]:
    if role in {"leader"}:
        return _LEADING
    if role == "head":
        return OFFICES
    return (role,) if role in OFFICES else ()


def _people_before(
    row: MentionRow, before: list[tuple[MentionRow, EntityKey]], index: PersonIndex
) -> tuple[EntityKey, ...]:
    """The two most often named side by side who hold the office ("les deux présidents"), else the last named."""
    pack = load_pack(row.language)
    wanted = pack.numerals.get(fold_word(row.surface.split()[0]), 2) if pack is not None else 2
    fitting = [(other, key) for other, key in before if _may_be_meant(row, key, index)]
    pair = _most_often_paired(fitting) if wanted == 2 else None
    if pair is not None:
        return pair
    last = list(dict.fromkeys(key for _, key in reversed(fitting)))[:wanted]
    return tuple(sorted(last)) if len(last) == wanted else ()


def _may_be_meant(row: MentionRow, key: EntityKey, index: PersonIndex) -> bool:
    """Whether somebody holds the office of a description of several persons."""
    office = (row.role or "").removeprefix("anaphor ")
    offices = _LEADING if office == "leader" else (office,)
    fits = index.role_of.get(key) in offices or office not in {*OFFICES, "leader"}
    return key.type == "PER" and key in index.country_of and fits


def _most_often_paired(named: Sequence[tuple[MentionRow, EntityKey]]) -> tuple[EntityKey, ...] | None:
    """Those named side by side most often, of several such pairs the last; None where no two are."""
    pairs = Counter(
        tuple(sorted((left_key, right_key)))
        for (right, right_key), (left, left_key) in zip(named[:0:-1], named[-2::-1], strict=True)
        if left_key != right_key and 0 < right.start - left.end <= LONGEST_GAP
    )
    return pairs.most_common(1)[0][0] if pairs else None


def _two_states(row: MentionRow, before: list[tuple[MentionRow, EntityKey]]) -> tuple[EntityKey, ...]:
    """What "les deux États" means: a pair of states near by, else the only two named there, else the last pair."""
    near = [(other, key) for other, key in before if row.start - other.end <= NEAR]
    named = {other.country for other, _ in near if other.type == "LOC" and other.country is not None}
    only = tuple(country_key(country) for country in sorted(named)) if len(named) == 2 else ()
    return _states_before(near) or only or _states_before(before)


def _states_before(before: list[tuple[MentionRow, EntityKey]]) -> tuple[EntityKey, ...]:
    """The last two states named as a pair: what "les parties" means. Capitals only when no states are paired."""
    capitals: tuple[EntityKey, ...] = ()
    for (right, right_key), (left, left_key) in zip(reversed(before), reversed(before[:-1]), strict=False):
        pair = {country for country in (left.country, right.country) if country is not None}
        if not 0 < right.start - left.end <= LONGEST_GAP or len(pair) != 2 or left.type == "PER":
            continue
        found = tuple(country_key(country) for country in sorted(pair))
        if "known" not in {left_key.scheme, right_key.scheme}:
            return found
        capitals = capitals or found
    return capitals

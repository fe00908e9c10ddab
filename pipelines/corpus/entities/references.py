"""Whom a description stands for: by role and country, in its article and then in the corpus."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipelines.analyse.mentions.gazetteer import look_up
from pipelines.corpus.entities.keys import EntityKey, country_key, group_key, known_key
from pipelines.corpus.entities.office_holders import Holder
from pipelines.corpus.entities.rows import MentionRow, group_by_article
from pipelines.languages.names import load_pack
from pipelines.languages.world import Tenure, read_world
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
_PRESIDENT = "president"
_LEADING = (_PRESIDENT, "prime_minister", "monarch")
#: Offices of which an article that names no country has one holder in mind.
_OF_ONE = frozenset({*OFFICES, "minister", "governor", "secretary_general"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonIndex:
    """Who held which office, by country, in each article and in the corpus.

    By (office, country) ``by_article`` and ``in_corpus`` count who is given an office; ``country_of`` and ``role_of``
    have what a person is given most often. ``here`` are the persons of an (article, office), ``named`` all of an
    article. ``holders`` are those that the table of offices knows, ``tenures`` theirs by (office, country), and
    ``published`` the first day each article can have been published.
    """

    by_article: Mapping[str, Mapping[tuple[str, str], Counter[EntityKey]]]
    in_corpus: Mapping[tuple[str, str], Counter[EntityKey]]
    country_of: Mapping[EntityKey, str]
    role_of: Mapping[EntityKey, str]
    here: Mapping[tuple[str, str], frozenset[EntityKey]]
    named: Mapping[str, frozenset[EntityKey]]
    holders: Mapping[EntityKey, Holder]
    tenures: Mapping[tuple[str, str | None], Sequence[tuple[Tenure, EntityKey]]]
    published: Mapping[str, date]

    @classmethod
    def of(
        cls,
        named: Iterable[tuple[MentionRow, EntityKey]],
        holders: Mapping[EntityKey, Holder],
        published: Mapping[str, date],
    ) -> PersonIndex:
        people = [(row, key) for row, key in named if row.type == "PER"]
        countries = _majority((key, row.country) for row, key in people)
        roles = _majority((key, row.role) for row, key in people)
        by_article: defaultdict[str, defaultdict[tuple[str, str], Counter[EntityKey]]] = defaultdict(
            lambda: defaultdict(Counter)
        )
        in_corpus: defaultdict[tuple[str, str], Counter[EntityKey]] = defaultdict(Counter)
        here: defaultdict[tuple[str, str], set[EntityKey]] = defaultdict(set)
        in_article: defaultdict[str, set[EntityKey]] = defaultdict(set)
        for row, key in people:
            in_article[row.article_id].add(key)
            country = row.country or countries.get(key)
            role = row.role if row.role not in {None, "head"} else roles.get(key)
            # Companies and clubs have presidents too: without a country he is none of a state.
            if role is None or (country is None and role == _PRESIDENT):
                continue
            here[(row.article_id, role)].add(key)
            if country is not None:
                by_article[row.article_id][(role, country)][key] += 1
                in_corpus[(role, country)][key] += 1
        return cls(
            by_article=by_article,
            in_corpus=in_corpus,
            country_of=countries,
            role_of=roles,
            here={place: frozenset(keys) for place, keys in here.items()},
            named={article: frozenset(keys) for article, keys in in_article.items()},
            holders=holders,
            tenures=_by_office(holders),
            published=published,
        )

    def holder(self, article_id: str, roles: Sequence[str], country: str) -> EntityKey | None:
        """The person who holds one of these offices: by the article, the table, or the corpus when it is clear."""
        local = self.by_article.get(article_id, {})
        for role in roles:
            found = local.get((role, country))
            if found:
                return _first(found)
        day = self.published.get(article_id)
        for role in roles:
            held = self.tenures.get((role, country), ())
            in_office = {key for tenure, key in held if day is not None and tenure.start <= day <= tenure.end}
            if len(in_office) == 1:
                return in_office.pop()
        for role in roles:
            found = self.in_corpus.get((role, country))
            if found:
                best = _first(found)
                is_past = day is not None and best in self.holders and not self.holders[best].is_current(day)
                if found[best] >= 0.8 * sum(found.values()) and not is_past:
                    return best
        return None

    def only_holder(self, article_id: str, roles: Sequence[str]) -> EntityKey | None:
        """The one person an article gives one of these offices, whatever the country; None when there are several.

        Where it gives them to nobody, the one person it names who held one of them on its day.
        """
        found = frozenset[EntityKey]().union(*(self.here.get((article_id, role), frozenset()) for role in roles))
        found = found or self._in_office(article_id, frozenset(roles))
        return next(iter(found)) if len(found) == 1 else None

    def _in_office(self, article_id: str, roles: frozenset[str]) -> frozenset[EntityKey]:
        """The persons an article names who held one of these offices on its day, by the table."""
        day, named = self.published.get(article_id), self.named.get(article_id, frozenset())
        if day is None:
            return frozenset()
        return frozenset(key for key in named if key in self.holders and self.holders[key].holds(roles, day))


def _first(votes: Counter[EntityKey]) -> EntityKey:
    return min(votes, key=lambda key: (-votes[key], key))


def _by_office(
    holders: Mapping[EntityKey, Holder],
) -> dict[tuple[str, str | None], list[tuple[Tenure, EntityKey]]]:
    """The tenures of each office and country, and whose they are."""
    tenures: defaultdict[tuple[str, str | None], list[tuple[Tenure, EntityKey]]] = defaultdict(list)
    for key, holder in holders.items():
        for tenure in holder.tenures:
            tenures[tenure.role, tenure.country].append((tenure, key))
    return dict(tenures)


def _majority(votes: Iterable[tuple[EntityKey, str | None]]) -> dict[EntityKey, str]:
    counted: defaultdict[EntityKey, Counter[str]] = defaultdict(Counter)
    for key, value in votes:
        if value is not None and value != "head":
            counted[key][value] += 1
    return {key: min(found, key=lambda value: (-found[value], value)) for key, found in counted.items()}


def resolve_nominals(
    rows: Sequence[MentionRow], keys: Mapping[MentionRow, EntityKey], index: PersonIndex
) -> Iterator[tuple[MentionRow, tuple[EntityKey, ...]]]:
    """Each nominal mention that can be resolved, with the keys of the entities it stands for."""
    state_roles = frozenset(read_world()["state_roles"])
    for article_id, article_rows in sorted(group_by_article(rows).items()):
        before: list[tuple[MentionRow, EntityKey]] = []
        towns = [row for row in article_rows if row.kind == "name" and keys[row].scheme == "known" and _is_town(row)]
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


def _town_of(row: MentionRow, towns: Sequence[MentionRow]) -> str:
    """The town whose body a description is, "" where none stands in it: "Calgary police" is not Canada's."""
    if row.sector not in _OF_TOWNS or row.type != "ORG" or row.role is None:
        return ""
    inside = [town for town in towns if row.start <= town.start and town.end <= row.end]
    known = look_up(inside[0].surface) if inside else None
    return "" if known is None else known.name


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
    if known is not None and known.type == "ORG":
        return (known_key(known),)
    if row.type == "PER":
        return _in_office(row, article_id, index)
    if row.country is None:
        return ()
    if row.role in state_roles:
        return (country_key(row.country),)
    # The army of a state is one; its farmers and rebels are somebody else in each article.
    is_one = row.sector in _OF_STATE
    return (group_key(row.role, row.country, town),) if is_one and row.role is not None else ()


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

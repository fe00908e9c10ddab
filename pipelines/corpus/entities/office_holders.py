"""Persons of the corpus found in the table of offices: who they are, of which country, and whether in office."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from pipelines.analyse.mentions.known_name import fold_name
from pipelines.corpus.entities.keys import EntityKey
from pipelines.corpus.entities.person_names import compare_people, has_full_given_name, name_parts
from pipelines.corpus.entities.rows import MentionRow
from pipelines.languages.world import Tenure, read_tenures
from pipelines.text.transliteration import sound_key

#: The sector of bodies of several states.
OF_SEVERAL_STATES = "IGO"
#: Offices whose holder all news knows, without a word on the office.
LEADING = frozenset({"president", "prime_minister", "monarch"})
#: A name spelled otherwise is a holder's when surname and given name are so alike.
SAME_SURNAME, SAME_GIVEN = 0.9, 0.75
#: How long before and after an office its holder is still known by it, and how far an office is still held.
_BEFORE, _AFTER, _AROUND = timedelta(days=3 * 365), timedelta(days=15 * 365), timedelta(days=60)
#: How long after it who led a state is known.
_AFTER_LEADING = timedelta(days=30 * 365)


class Holder(NamedTuple):
    """A person of the table with all offices held."""

    name: str
    known_as: str | None
    tenures: tuple[Tenure, ...]

    @property
    def countries(self) -> frozenset[str | None]:
        return frozenset(tenure.country for tenure in self.tenures)

    @property
    def country(self) -> str | None:
        """The state whose office was held last, if any was a state's."""
        of_states = [tenure for tenure in self.tenures if tenure.country is not None]
        return max(of_states, key=lambda tenure: tenure.end).country if of_states else None

    def sector(self, days: Iterable[date | None], roles: Set[str] = frozenset()) -> str | None:
        """The sector of an office held on one of these days, of one of the roles told where one was."""
        held = [t for day in days for t in self.tenures if _within(t, day, _AROUND, _AROUND)]
        if not held:
            return None
        last = max(held, key=lambda tenure: (tenure.role in roles, tenure.end, tenure.start))
        return OF_SEVERAL_STATES if last.country is None else "LEG" if last.role == "lawmaker" else "GOV"

    def holds(self, roles: Set[str], day: date | None) -> bool:
        """Whether one of the offices was held on a day, or ever where the day is not known."""
        return any(t.role in roles and _within(t, day, _AROUND, _AROUND) for t in self.tenures)

    def leads(self, day: date | None) -> bool:
        """Whether news of a day knows the person as the head of a state."""
        return any(t.role in LEADING and _within(t, day, _BEFORE, _AFTER_LEADING) for t in self.tenures)

    def is_current(self, day: date | None) -> bool:
        """Whether any office was held about that day."""
        return any(_within(tenure, day, _AROUND, _AROUND) for tenure in self.tenures)

    def is_known(self, day: date | None) -> bool:
        """Whether news of a day may speak of the person."""
        return self.leads(day) or any(_within(tenure, day, _BEFORE, _AFTER) for tenure in self.tenures)


class Evidence(NamedTuple):
    """What speaks for a holder, the most telling first."""

    is_exact: bool
    is_told: bool
    is_current: bool
    is_named: bool
    is_served: bool


class _Told(NamedTuple):
    """What articles tell: the countries named, the day they may first have been published, and which name a body of
    several states."""

    countries: Mapping[str, Set[str]]
    published: Mapping[str, date]
    of_several: Set[str]


def _within(tenure: Tenure, day: date | None, before: timedelta, after: timedelta) -> bool:
    if day is None:
        return True
    end = date.max if date.max - after < tenure.end else tenure.end + after
    return tenure.start - before <= day <= end


@cache
def holders() -> Mapping[str, tuple[Holder, ...]]:
    """The persons of the table by the sound of their last name."""
    by_person: defaultdict[str, list[Tenure]] = defaultdict(list)
    for tenure in read_tenures():
        by_person[tenure.known_as or tenure.name].append(tenure)
    by_sound: defaultdict[str, list[Holder]] = defaultdict(list)
    for tenures in by_person.values():
        holder = Holder(tenures[0].name, tenures[0].known_as, tuple(tenures))
        by_sound[sound_key(name_parts(holder.name)[-1])].append(holder)
    return {sound: tuple(found) for sound, found in by_sound.items()}


def find_holders(
    people: Mapping[EntityKey, Sequence[MentionRow]],
    countries: Mapping[str, Set[str]],
    published: Mapping[str, date],
    of_several: Set[str] = frozenset(),
) -> dict[EntityKey, Holder]:
    """The holder each person is, where the table has one; ``people`` gives the mentions of each key.

    ``countries`` are those an article names, ``of_several`` the articles that name a body of several states. A full
    name spelled as in the table is its holder's when the office or the country stands with it, when it led a state
    about the article's day, or such a body then and the article names one; spelled otherwise it needs both of the
    first. A surname alone is a head of state's in office, in an article that names the state.
    """
    found = {}
    for key, rows in people.items():
        best = _best(rows, _Told(countries, published, of_several))
        if best is not None:
            found[key] = best
    return found


def _best(rows: Sequence[MentionRow], told: _Told) -> Holder | None:
    full = {row.surface for row in rows if has_full_given_name(row.surface)}
    names = full or {row.surface for row in rows}
    fitting: dict[Holder, Evidence] = {}
    for holder in _candidates(names):
        evidence = _weigh(holder, names, rows, told)
        if not _is_contradicted(holder, rows) and _is_enough(holder, evidence, bool(full), rows, told.published):
            fitting[holder] = evidence
    ranked = sorted(fitting, key=lambda holder: fitting[holder], reverse=True)
    if len(ranked) > 1 and fitting[ranked[0]] == fitting[ranked[1]]:
        return None
    return ranked[0] if ranked else None


def _candidates(names: Iterable[str]) -> list[Holder]:
    sounds = {sound_key(name_parts(name)[-1]) for name in names}
    # "Kim Jong-un" and "Abe Shinzo": the surname first.
    sounds |= {sound_key(name_parts(name)[0]) for name in names if len(name_parts(name)) == 2}
    return [holder for sound in sorted(sounds) for holder in holders().get(sound, ())]


def _weigh(holder: Holder, names: Set[str], rows: Sequence[MentionRow], told: _Told) -> Evidence:
    roles = {tenure.role for tenure in holder.tenures}

    def is_told(row: MentionRow) -> bool:
        day = told.published.get(row.article_id)
        heads = row.sector == OF_SEVERAL_STATES and holder.sector({day}) == OF_SEVERAL_STATES
        return heads or (row.role in roles and holder.is_current(day))

    return Evidence(
        is_exact=any(fold_name(name) == fold_name(holder.name) for name in names),
        is_told=any(is_told(row) for row in rows),
        is_current=any(holder.is_current(told.published.get(row.article_id)) for row in rows),
        is_named=any(not holder.countries.isdisjoint(told.countries.get(row.article_id, frozenset())) for row in rows),
        is_served=any(
            holder.sector({told.published.get(row.article_id)}) == OF_SEVERAL_STATES
            for row in rows
            if row.article_id in told.of_several
        ),
    )


def _is_contradicted(holder: Holder, rows: Sequence[MentionRow]) -> bool:
    """A country beside the name that is none of the holder's."""
    said = {row.country for row in rows if row.country is not None}
    return bool(said) and said.isdisjoint(holder.countries) and None not in holder.countries


def _is_enough(
    holder: Holder, evidence: Evidence, is_full: bool, rows: Sequence[MentionRow], published: Mapping[str, date]
) -> bool:
    days = [published.get(row.article_id) for row in rows]
    if not is_full:
        return evidence.is_named and _is_leading_surname(holder, rows, days)
    if not any(holder.is_known(day) for day in days):
        return False
    leads = any(holder.leads(day) for day in days)
    if evidence.is_exact:
        return leads or evidence.is_told or evidence.is_named or evidence.is_served
    alike = any(_is_alike(row.surface, holder) for row in rows)
    return alike and evidence.is_named and (leads or evidence.is_told)


def _is_leading_surname(holder: Holder, rows: Sequence[MentionRow], days: Sequence[date | None]) -> bool:
    """Whether somebody called by surname alone has that of one who led the country then."""
    return any(holder.holds(LEADING, day) for day in days) and all(_is_surname(row.surface, holder) for row in rows)


def _is_alike(surface: str, holder: Holder) -> bool:
    like = compare_people(surface, holder.name)
    return len(name_parts(surface)) > 1 and like.surname >= SAME_SURNAME and like.given >= SAME_GIVEN


def _is_surname(surface: str, holder: Holder) -> bool:
    return len(name_parts(surface)) == 1 and compare_people(surface, holder.name).surname >= SAME_SURNAME

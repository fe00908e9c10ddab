"""Event clauses with their dates and entities resolved: what merging reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from pipelines.analyse.temporal.expressions import read_expression
from pipelines.corpus.events.sentence_names import names_in
from pipelines.records.analysis import EventClause
from pipelines.text.timex_values import interval_of

#: Sectors whose members act for their state.
OF_STATE = frozenset({"GOV", "MIL", "SPY", "COP", "JUD", "LEG"})

#: The longest interval, in days, that still counts as a week, a month and a year.
WIDEST = (("day", 1), ("week", 7), ("month", 31), ("year", 366))

WEEK = timedelta(days=7)
#: News is told within so many days: nine in ten of what is told without a date.
NEWS_DAYS = timedelta(days=6)
#: An interval of publication longer than this dates no news.
MOST_PUBLISHED = timedelta(days=31)
#: Articles published within so many days share a window, and none that are twice as far apart.
WINDOW_DAYS = 4
#: What is done to somebody, and told when it is done.
DONE = frozenset({"ASSAULT", "COERCE"})
#: What is announced for a day to come; what is said has been said, and attacks and arrests are not announced.
ANNOUNCED = frozenset({"AID", "CONSULT", "COOPERATE", "MOBILIZE", "PROTEST", "RETREAT", "SANCTION"})

#: Article, trigger start and end, type, ids of the participants.
ClauseKey = tuple[str, int, int, str, tuple[str, ...]]


def _set(record: object, **values: object) -> None:
    """Keep what is made of a record's other fields; merging asks for each of them again and again."""
    for name, value in values.items():
        object.__setattr__(record, name, value)


@dataclass(frozen=True, slots=True)
class Party:
    """Who takes part: the entity where one is identified, its type, and what is known of it.

    ``is_named`` is False for a group that has no name of its own ("the police", "soldiers of Mali").
    ``surface`` is what the text calls it, ``words`` that in small letters. ``key`` tells it apart: its entity, else
    its surface in its article. ``is_of_state`` says that it may stand for its state: a place, a body or an officer of
    it; no newspaper and no citizen. A metonym and the state it stands for share ``state_key``.
    """

    entity_id: str | None
    type: str = "PER"
    country: str | None = None
    sector: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    is_named: bool = True
    surface: str = ""
    article_id: str = ""
    confidence: float = 1.0
    key: str = field(init=False, repr=False, compare=False)
    words: frozenset[str] = field(init=False, repr=False, compare=False)
    is_of_state: bool = field(init=False, repr=False, compare=False)
    state_key: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        called = self.surface.casefold()
        key = self.entity_id or f"{self.article_id}|{called}"
        is_of_state = self.country is not None and (self.type == "LOC" or self.sector in OF_STATE)
        state = self.country if is_of_state else None
        _set(self, key=key, words=frozenset(called.split()), is_of_state=is_of_state, state_key=state or key)


@dataclass(frozen=True, slots=True)
class DatedClause:
    """One clause of one article, ready to be merged with others.

    ``event_earliest`` and ``event_latest`` bound the day of the event,
    ``event_precision`` is ``day``, ``week``, ``month``, ``year`` or None,
    ``event_basis`` says what gave them; ``news_earliest`` and ``news_latest`` bound it where it is only known
    to be the news of its day. ``site`` tells sources apart. ``first_day`` is the first day
    of publication that the article's own evidence allows.

    ``key`` is its identity and order, independent of the order it came in. The ``distinct`` are its participants once
    each (:func:`distinct_parties`); ``state_keys`` are what they share with those who stand for the same states.
    ``word`` is the word that tells the event, in small letters, ``names`` are whom its sentence names (`names_in`).
    """

    article_id: str
    clause: EventClause
    evidence: str
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    place: Party | None = None
    attributed_to: str | None = None
    event_earliest: date | None = None
    event_latest: date | None = None
    event_precision: str | None = None
    event_basis: str | None = None
    news_earliest: date | None = None
    news_latest: date | None = None
    site: str | None = None
    published_earliest: date | None = None
    published_latest: date | None = None
    published_on: date | None = None
    first_day: date | None = None
    duplicate_of: str | None = None
    cluster_id: str | None = None
    key: ClauseKey = field(init=False, repr=False, compare=False)
    parties: tuple[Party, ...] = field(init=False, repr=False, compare=False)
    distinct_actors: tuple[Party, ...] = field(init=False, repr=False, compare=False)
    distinct_recipients: tuple[Party, ...] = field(init=False, repr=False, compare=False)
    distinct_parties: tuple[Party, ...] = field(init=False, repr=False, compare=False)
    state_keys: frozenset[str] = field(init=False, repr=False, compare=False)
    word: str = field(init=False, repr=False, compare=False)
    names: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        told, parties = self.clause, self.actors + self.recipients
        keys = tuple(sorted(party.key for party in parties))
        _set(
            self,
            key=(self.article_id, told.trigger_start, told.trigger_end, told.event_type, keys),
            parties=parties,
            distinct_actors=distinct_parties(self.actors),
            distinct_recipients=distinct_parties(self.recipients),
            distinct_parties=distinct_parties(parties),
            state_keys=frozenset(party.state_key for party in parties),
            word=told.trigger.casefold(),
            names=names_in(self.evidence),
        )

    def is_told_with(self, other: DatedClause) -> bool:
        """Whether both are reports of one article that the analysis took to tell one event."""
        chain = self.clause.chain
        return self.article_id == other.article_id and chain is not None and chain == other.clause.chain


def distinct_parties(parties: Sequence[Party]) -> tuple[Party, ...]:
    """Participants once each, by key; a state or metonym gives way to a person of its country."""
    if len(parties) < 2:
        return tuple(parties)
    by_id = {party.key: party for party in parties}
    people = {party.country for party in by_id.values() if party.type == "PER" and party.country}
    kept: dict[str, Party] = {}
    for key in sorted(by_id):
        party = by_id[key]
        if party.type == "PER":
            kept[key] = party
        elif party.country is None or party.country not in people:
            kept.setdefault(party.state_key, party)
    return tuple(kept[key] for key in sorted(kept))


def news_interval(published_earliest: date, published_latest: date) -> tuple[date, date] | None:
    """The days in which the news of an article lies: a week up to its publication; None when that is hardly known."""
    if published_latest - published_earliest > MOST_PUBLISHED:
        return None
    return published_earliest - NEWS_DAYS, published_latest


def publication_windows(clause: DatedClause, most_days: int) -> tuple[int, ...]:
    """Numbers of spans of days that clauses of articles published within days of each other share.

    None where publication is known to more days than ``most_days`` only.
    """
    first, last = clause.published_earliest, clause.published_latest
    if first is None or last is None or (last - first).days > most_days:
        return ()
    number = first.toordinal() // WINDOW_DAYS
    return number, number + 1


def looked_ahead(earliest: date, latest: date, published: date, expression: str) -> tuple[date, date]:
    """The days of a plan: a weekday said of what is still to come is the next of its name."""
    parts = read_expression(expression)
    if latest < published and "weekday" in parts and "date" not in parts and parts.get("choose") != "last":
        return earliest + WEEK, latest + WEEK
    return earliest, latest


def looked_back(earliest: date, latest: date, published: date, expression: str) -> tuple[date, date]:
    """The days of what was done: a weekday, or a day or month without its year, that lies ahead is the one before."""
    parts = read_expression(expression)
    if earliest <= published:
        return earliest, latest
    if "weekday" in parts and "date" not in parts:
        return earliest - WEEK, latest - WEEK
    day = parts.get("date", "")
    before = interval_of(day.replace("XXXX", str(earliest.year - 1))) if day.startswith("XXXX") else None
    return before or (earliest, latest)


def as_planned(clause: EventClause, earliest: date, published: date) -> EventClause | None:
    """A clause as its day allows: what is to be after publication is planned, though told as done.

    None where it is told as done on a day to come and is nothing that is announced: the day is another event's, or that
    of what is asked for ("called for a strike on Friday").
    """
    if clause.modality != "reported" or earliest <= published:
        return clause
    return replace(clause, modality="planned") if clause.event_type in ANNOUNCED else None


def precision_of(earliest: date, latest: date) -> str:
    """The finest unit of the calendar that an interval fits in; ``interval`` when it is wider than a year."""
    n_days = (latest - earliest).days + 1
    return next((name for name, widest in WIDEST if n_days <= widest), "interval")

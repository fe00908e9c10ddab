"""Event clauses with their dates and entities resolved: what merging reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipelines.records.analysis import EventClause

#: Sectors whose members act for their state.
OF_STATE = frozenset({"GOV", "MIL", "SPY", "COP", "JUD", "LEG"})

#: The longest interval, in days, that still counts as a week, a month and a year.
WIDEST = (("day", 1), ("week", 7), ("month", 31), ("year", 366))

#: Article, trigger start and end, type, ids of the participants.
ClauseKey = tuple[str, int, int, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Party:
    """An entity as it takes part: its id, type, and what is known of it.

    ``is_named`` is False for a group that has no name of its own ("the police", "soldiers of Mali").
    """

    entity_id: str
    type: str = "PER"
    country: str | None = None
    sector: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    is_named: bool = True

    @property
    def is_of_state(self) -> bool:
        """Whether it may stand for its state: a place, a body or an officer of it; no newspaper and no citizen."""
        return self.country is not None and (self.type == "LOC" or self.sector in OF_STATE)

    @property
    def state_key(self) -> str:
        """What a metonym and the state it stands for share."""
        state = self.country if self.is_of_state else None
        return state or self.entity_id


@dataclass(frozen=True, slots=True)
class DatedClause:
    """One clause of one article, ready to be merged with others.

    ``event_earliest`` and ``event_latest`` bound the day of the event,
    ``event_precision`` is ``day``, ``week``, ``month``, ``year`` or None,
    ``event_basis`` says what gave them. ``site`` tells sources apart. ``first_day`` is the first day
    of publication that the article's own evidence allows.
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
    site: str | None = None
    published_earliest: date | None = None
    published_latest: date | None = None
    published_on: date | None = None
    first_day: date | None = None
    duplicate_of: str | None = None
    cluster_id: str | None = None

    @property
    def key(self) -> ClauseKey:
        """Identity and order of a clause, independent of the order it came in."""
        return (
            self.article_id,
            self.clause.trigger_start,
            self.clause.trigger_end,
            self.clause.event_type,
            tuple(sorted(party.entity_id for party in self.actors + self.recipients)),
        )

    def is_told_with(self, other: DatedClause) -> bool:
        """Whether both are reports of one article that the analysis took to tell one event."""
        chain = self.clause.chain
        return self.article_id == other.article_id and chain is not None and chain == other.clause.chain

    @property
    def parties(self) -> tuple[Party, ...]:
        return self.actors + self.recipients


def precision_of(earliest: date, latest: date) -> str:
    """The finest unit of the calendar that an interval fits in; ``interval`` when it is wider than a year."""
    n_days = (latest - earliest).days + 1
    return next((name for name, widest in WIDEST if n_days <= widest), "interval")

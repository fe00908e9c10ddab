"""Reports of events as the merger reads them: dated, with their participants known."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

import duckdb

from pipelines.corpus.entities.ids import entity_id_of
from pipelines.corpus.entities.keys import country_key
from pipelines.corpus.events.dated_clauses import (
    DONE,
    DatedClause,
    Party,
    as_planned,
    looked_ahead,
    looked_back,
    news_interval,
    precision_of,
)
from pipelines.records.analysis import EventClause, Participant
from warehouse.shards.records import Row, record_of
from warehouse.writer import frame_of

Span = tuple[int, int]


class _Interval(NamedTuple):
    earliest: date
    latest: date


def dated_clauses(connection: duckdb.DuckDBPyConnection) -> list[DatedClause]:
    """All clauses of the build, each with the entities of its spans and the days of its expression of time."""
    parties = _parties(connection)
    states = _states_of_capitals(connection)
    intervals = _intervals(connection)
    clauses = frame_of(
        connection,
        """
        SELECT clauses.*, substr(text, sentence_start + 1, sentence_end - sentence_start) AS evidence, site,
            duplicate_of, cluster_id, published_on, published_earliest, published_latest,
            CASE WHEN published_basis <> 'inferred' THEN published_earliest END AS first_day
        FROM staging.clauses AS clauses
        JOIN staging.accepted USING (article_id)
        JOIN staging.duplicates USING (article_id)
        JOIN staging.publication_dates USING (article_id)
        ORDER BY article_id, trigger_start, trigger_end, event_type
        """,
    )
    return [_dated(row, parties, states, intervals) for row in clauses.iter_rows(named=True)]


def _dated(
    row: Row,
    parties: dict[tuple[str, Span], list[Party]],
    states: dict[str, Party],
    intervals: dict[tuple[str, int], tuple[_Interval, str]],
) -> DatedClause:
    article_id = row["article_id"]
    told = record_of(EventClause, row)
    news = _news(told, row)
    clause, interval, basis = _dated_as_told(told, news, row, intervals)
    place = parties[article_id, clause.place] if clause.place else []
    cited = parties[article_id, clause.attributed_to] if clause.attributed_to else []

    def taking_part(side: tuple[Participant, ...]) -> tuple[Party, ...]:
        found = [party for words in side for party in _who(words, article_id, parties)]
        return tuple(dict.fromkeys(_state_for(party, states) for party in found))

    return DatedClause(
        article_id=article_id,
        clause=clause,
        evidence=row["evidence"],
        actors=taking_part(clause.actors),
        recipients=taking_part(clause.recipients),
        place=place[0] if place else None,
        attributed_to=cited[0].entity_id if cited else None,
        event_earliest=interval.earliest if interval else None,
        event_latest=interval.latest if interval else None,
        event_precision=precision_of(*interval) if interval else None,
        event_basis=basis,
        news_earliest=news.earliest if news else None,
        news_latest=news.latest if news else None,
        site=row["site"],
        published_earliest=row["published_earliest"],
        published_latest=row["published_latest"],
        published_on=row["published_on"],
        first_day=row["first_day"],
        duplicate_of=row["duplicate_of"],
        cluster_id=row["cluster_id"],
    )


def _dated_as_told(
    clause: EventClause,
    news: _Interval | None,
    row: Row,
    intervals: dict[tuple[str, int], tuple[_Interval, str]],
) -> tuple[EventClause, _Interval | None, str | None]:
    """A clause with its days and what they rest on; what lies ahead of publication is planned, or not its own."""
    interval = _days(clause, row, intervals)
    if interval is None:
        return clause, None, None
    basis = clause.time_basis
    if basis == "published":
        if news is not None and not _holds(news, interval):
            return clause, None, None
        basis = "inherited"
    if row["published_latest"] is None:
        return clause, interval, basis
    planned = as_planned(clause, interval.earliest, row["published_latest"])
    return (clause, None, None) if planned is None else (planned, interval, basis)


def _days(clause: EventClause, row: Row, intervals: dict[tuple[str, int], tuple[_Interval, str]]) -> _Interval | None:
    """The days of the expression that dates a clause; those of a plan lie ahead, those of what was done behind."""
    found = intervals.get((row["article_id"], clause.timex_start)) if clause.timex_start is not None else None
    if found is None:
        return None
    days, expression = _moved(found[0], clause.days_from_timex), found[1]
    published = row["published_on"]
    if clause.modality == "planned" and published is not None:
        return _Interval(*looked_ahead(*days, published, expression))
    if clause.modality == "reported" and clause.event_type in DONE and published is not None:
        return _Interval(*looked_back(*days, published, expression))
    return days


def _moved(days: _Interval, n_days: int) -> _Interval:
    return _Interval(days.earliest + timedelta(days=n_days), days.latest + timedelta(days=n_days))


def _news(clause: EventClause, row: Row) -> _Interval | None:
    """The days in which a clause lies that tells the news itself."""
    earliest, latest = row["published_earliest"], row["published_latest"]
    if clause.time_basis != "published" or earliest is None or latest is None:
        return None
    days = news_interval(earliest, latest)
    return _Interval(*days) if days else None


def _holds(outer: _Interval, inner: _Interval) -> bool:
    return outer.earliest <= inner.earliest and inner.latest <= outer.latest


def _who(words: Participant, article_id: str, parties: dict[tuple[str, Span], list[Party]]) -> list[Party]:
    """Whom a participant's words stand for: the entities of its mention, else those words alone."""
    nobody = Party(None, words.type, words.country, words.sector, is_named=False)
    found = parties.get((article_id, words.mention), []) if words.mention else []
    return [
        replace(
            party,
            country=words.country or party.country,
            surface=words.surface,
            article_id=article_id,
            confidence=words.confidence,
        )
        for party in found or [nobody]
    ]


def _state_for(party: Party, states: dict[str, Party]) -> Party:
    """The state that a capital stands for, called as the text calls the capital."""
    state = states.get(party.entity_id or "")
    if state is None:
        return party
    return replace(state, surface=party.surface, article_id=party.article_id, confidence=party.confidence)


def _parties(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, Span], list[Party]]:
    links = frame_of(
        connection,
        """
        WITH named AS (
            SELECT entity_id, bool_or(kind = 'name') AS is_named
            FROM staging.links JOIN staging.mentions USING (article_id, start, "end") GROUP BY entity_id
        )
        SELECT article_id, start, "end", entity_id, type, country, sector, latitude, longitude,
            type <> 'ORG' OR is_named
        FROM staging.links JOIN staging.entities USING (entity_id) JOIN named USING (entity_id)
        ORDER BY article_id, start, "end", entity_id
        """,
    )
    parties: dict[tuple[str, Span], list[Party]] = defaultdict(list)
    for article_id, start, end, *party in links.iter_rows():
        parties[article_id, (start, end)].append(Party(*party))
    return parties


def _states_of_capitals(connection: duckdb.DuckDBPyConnection) -> dict[str, Party]:
    """Capital -> the state it stands for where it takes part, if the corpus names that state."""
    capitals = connection.execute(
        """
        SELECT DISTINCT entity_id, entities.country FROM staging.links
        JOIN staging.mentions USING (article_id, start, "end") JOIN staging.entities AS entities USING (entity_id)
        WHERE role = 'capital' AND entities.type = 'LOC' AND entities.country IS NOT NULL ORDER BY ALL
        """
    ).fetchall()
    columns = "entity_id, type, country, sector, latitude, longitude"
    places = connection.execute(f"SELECT {columns} FROM staging.entities WHERE type = 'LOC'").fetchall()
    states = {place[0]: Party(*place) for place in places}
    found = {capital: states.get(entity_id_of(country_key(country))) for capital, country in capitals}
    return {capital: state for capital, state in found.items() if state is not None}


def _intervals(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, int], tuple[_Interval, str]]:
    """The days each expression of time covers, and its symbolic form."""
    query = """
        SELECT article_id, start, earliest, latest, expression
        FROM staging.date_mentions JOIN staging.timexes USING (article_id, start)
        WHERE earliest IS NOT NULL AND latest IS NOT NULL
    """
    return {
        (article, start): (_Interval(earliest, latest), expression)
        for article, start, earliest, latest, expression in connection.execute(query).fetchall()
    }

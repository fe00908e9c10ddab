"""Group `corpus`: what only the whole corpus can say - dates, entities, events."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import date
from functools import partial
from typing import Any, TypeVar

import dagster as dg
import duckdb
import polars as pl

from assets.articles import analyses, duplicates
from assets.reporting import staged, staging_result
from assets.resources import Build
from assets.runner.progress import working
from pipelines.corpus.dating.clues import ArticleClues
from pipelines.corpus.dating.publication_dates import date_corpus
from pipelines.corpus.dating.timex_resolution import resolve_timexes
from pipelines.corpus.entities.resolution import resolve_entities
from pipelines.corpus.events.coreference import merge_clauses
from pipelines.records.analysis import Timex
from pipelines.records.dates import PublicationDate
from pipelines.records.document import DateEvidence
from warehouse.dated_clauses import dated_clauses
from warehouse.shards.records import Row, record_of
from warehouse.writer import frame_of

Record = TypeVar("Record")

PUBLICATION_SCHEMA = {
    "article_id": pl.String(),
    "published_on": pl.Date(),
    "published_at": pl.Datetime("us", "UTC"),
    "published_earliest": pl.Date(),
    "published_latest": pl.Date(),
    "published_precision": pl.String(),
    "published_basis": pl.String(),
    "published_evidence": pl.String(),
    "published_confidence": pl.Float64(),
    "published_transferred_from": pl.String(),
}
DATE_MENTION_SCHEMA = {
    "article_id": pl.String(),
    "start": pl.Int32(),
    "end": pl.Int32(),
    "surface": pl.String(),
    "type": pl.String(),
    "value": pl.String(),
    "earliest": pl.Date(),
    "latest": pl.Date(),
}


@dg.asset(
    name="_publication_dates",
    group_name="corpus",
    deps=[analyses, duplicates],
    kinds={"python"},
    owners=["team:maintainers"],
    description="When each article was published and every date in it, dates transferred to those without one.",
)
def publication_dates(context: dg.AssetExecutionContext, build: Build) -> dg.MaterializeResult[Any]:
    with build.candidate(context) as connection, working("Dating articles"):
        clues = _clues(connection)
        dates = date_corpus(clues)
        staged(connection, "publication_dates", _publication_frame(dates))
        staged(connection, "date_mentions", _date_mention_frame(clues, dates))
        return staging_result(context, connection, "publication_dates")


@dg.asset(
    name="_entities",
    group_name="corpus",
    deps=[analyses, publication_dates],
    kinds={"polars"},
    owners=["team:maintainers"],
    description="Who the names and descriptions of all articles stand for, across spellings and languages.",
)
def entities(context: dg.AssetExecutionContext, build: Build) -> dg.MaterializeResult[Any]:
    with build.candidate(context) as connection, working("Resolving entities"):
        mentions = frame_of(connection, 'SELECT * FROM staging.mentions ORDER BY article_id, start, "end", kind')
        resolved = resolve_entities(mentions, _first_days(connection))
        staged(connection, "entities", resolved.entities)
        staged(connection, "aliases", resolved.aliases)
        staged(connection, "links", resolved.links.unique().sort("article_id", "start", "end", "entity_id"))
        return staging_result(context, connection, "entities", ("aliases", "links"), links=resolved.links.height)


@dg.asset(
    name="_events",
    group_name="corpus",
    deps=[analyses, duplicates, publication_dates, entities],
    kinds={"python"},
    owners=["team:maintainers"],
    description="Reports of events dated, their participants resolved, and merged into one row an event.",
)
def events(context: dg.AssetExecutionContext, build: Build) -> dg.MaterializeResult[Any]:
    with build.candidate(context) as connection, working("Merging events"):
        merged = merge_clauses(dated_clauses(connection))
        staged(connection, "events", merged.events)
        staged(connection, "event_participants", merged.participants)
        staged(connection, "event_mentions", merged.mentions)
        others = ("event_participants", "event_mentions")
        return staging_result(context, connection, "events", others, mentions=merged.mentions.height)


def _first_days(connection: duckdb.DuckDBPyConnection) -> dict[str, date]:
    """The first day each article can have been published, where none was transferred from another document."""
    query = """
        SELECT article_id, published_earliest FROM staging.publication_dates
        WHERE published_earliest IS NOT NULL AND published_basis <> 'inferred'
    """
    return dict(connection.execute(query).fetchall())


def _clues(connection: duckdb.DuckDBPyConnection) -> list[ArticleClues]:
    evidence = _by_article(connection, "date_evidence", "position", partial(record_of, DateEvidence))
    timexes = _timexes(connection)
    articles = _rows(
        connection,
        """
        SELECT article_id, site, path, language, sketch, cluster_id, names
        FROM staging.accepted JOIN staging.analyses USING (article_id) JOIN staging.duplicates USING (article_id)
        LEFT JOIN (
            SELECT article_id, list(DISTINCT lower(surface)) AS names FROM staging.mentions
            WHERE kind = 'name' GROUP BY article_id
        ) USING (article_id)
        ORDER BY article_id
        """,
    )
    return [
        ArticleClues(
            article_id=row["article_id"],
            site=row["site"],
            path=row["path"],
            language=row["language"],
            evidence=tuple(evidence[row["article_id"]]),
            timexes=tuple(timexes[row["article_id"]]),
            cluster_id=row["cluster_id"],
            passages=frozenset(row["sketch"]),
            names=frozenset(row["names"] or ()),
        )
        for row in articles
    ]


def _timexes(connection: duckdb.DuckDBPyConnection) -> dict[str, list[Timex]]:
    return _by_article(connection, "timexes", "start", partial(record_of, Timex))


def _by_article(
    connection: duckdb.DuckDBPyConnection, table: str, order: str, to_record: Callable[[Row], Record]
) -> dict[str, list[Record]]:
    records: dict[str, list[Record]] = defaultdict(list)
    for row in _rows(connection, f"SELECT * FROM staging.{table} ORDER BY article_id, {order}"):
        records[row["article_id"]].append(to_record(row))
    return records


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> Iterable[Row]:
    return frame_of(connection, query).iter_rows(named=True)


def _publication_frame(dates: dict[str, PublicationDate]) -> pl.DataFrame:
    rows = [
        {"article_id": article_id} | {f"published_{name}": value for name, value in asdict(published).items()}
        for article_id, published in sorted(dates.items())
    ]
    return pl.DataFrame(rows, schema=PUBLICATION_SCHEMA)


def _date_mention_frame(clues: Iterable[ArticleClues], dates: dict[str, PublicationDate]) -> pl.DataFrame:
    rows = [
        {"article_id": article.article_id} | asdict(timex)
        for article in clues
        for timex in resolve_timexes(article.timexes, dates[article.article_id])
    ]
    return pl.DataFrame(rows, schema=DATE_MENTION_SCHEMA)

"""Group `articles`: boilerplate removed, texts joined, read for what they say, copies found."""

from collections.abc import Iterator
from typing import Any

import dagster as dg
import duckdb

from assets.reporting import staged, staging_result, step_result
from assets.resources import Build, prepare
from assets.runner.analyse_step import AnalyseShard, AnalyseTask
from assets.runner.progress import working
from assets.runner.running import batches, run_step, shard_size
from assets.sources import documents
from pipelines.corpus.boilerplate import learn_boilerplate
from pipelines.corpus.near_duplicates import find_duplicates
from pipelines.records.document import KEPT_ROLES
from warehouse.segments import create_view
from warehouse.sql import run_script
from warehouse.step_version import step_version
from warehouse.writer import frame_of

TEXTS_A_SHARD = 16


@dg.asset(
    name="_boilerplate",
    group_name="articles",
    deps=[documents],
    kinds={"polars"},
    owners=["team:maintainers"],
    description="Blocks that repeat over documents of a site, or over several without one: boilerplate, with how many.",
)
def boilerplate(context: dg.AssetExecutionContext, build: Build) -> dg.MaterializeResult[Any]:
    with build.candidate(context) as connection, working("Learning boilerplate"):
        blocks = frame_of(
            connection,
            """
            SELECT article_id AS document_id, site, block_no, block_key, role, rule, confidence, n_words
            FROM staging.blocks WHERE block_key <> '' ORDER BY document_id, block_no
            """,
        )
        learned = learn_boilerplate(blocks.lazy()).rename({"document_id": "article_id"})
        staged(connection, "boilerplate", learned.sort("article_id", "block_no"))
        return staging_result(context, connection, "boilerplate")


@dg.asset(
    name="_texts",
    group_name="articles",
    deps=[documents, boilerplate],
    kinds={"duckdb"},
    owners=["team:maintainers"],
    description="The text of each document: its kept blocks in order. Pages that are no articles stop here.",
)
def texts(context: dg.AssetExecutionContext, build: Build) -> dg.MaterializeResult[Any]:
    threshold = 0.0 if build.keep_non_articles else build.article_threshold
    with build.candidate(context) as connection, working("Joining texts"):
        run_script(connection, "texts", kept_roles=sorted(KEPT_ROLES), article_threshold=threshold)
        return staging_result(context, connection, "texts", ("kept",))


@dg.asset(
    name="_analyses",
    code_version=step_version("assets.runner.analyse_step"),
    group_name="articles",
    deps=[texts],
    kinds={"python", "spacy", "parquet"},
    owners=["team:maintainers"],
    description="Language, expressions of time, names, reports of events and quotations of each text.",
    retry_policy=dg.RetryPolicy(max_retries=1),
)
def analyses(context: dg.AssetExecutionContext, build: Build) -> dg.MaterializeResult[Any]:
    segments = build.analysis_segments
    prepare(context, segments)
    with build.candidate(context) as connection:
        _stage_missing(connection, segments.done(connection))
        total = connection.execute("SELECT count(*) FROM staging.missing_texts").fetchall()[0][0]
        work = AnalyseShard(segments, build.document_seconds)
        size = shard_size(total, TEXTS_A_SHARD, build.pool.workers)
        outcome = run_step(build.pool, work, batches(_tasks(connection), size), total, "Analysing texts")
        for table in segments.schemas:
            create_view(connection, f"{table}_segments", segments, table)
        run_script(connection, "analyses")
        return step_result(context, connection, "analyses", outcome, ("timexes", "mentions", "clauses", "quotations"))


@dg.asset(
    name="_duplicates",
    group_name="articles",
    deps=[analyses],
    kinds={"polars"},
    owners=["team:maintainers"],
    description="Articles that repeat another: the same text, nearly the same, or a part of it.",
)
def duplicates(context: dg.AssetExecutionContext, build: Build) -> dg.MaterializeResult[Any]:
    with build.candidate(context) as connection, working("Finding copies"):
        articles = frame_of(
            connection,
            """
            SELECT article_id, text, sketch, url, retrieved_at
            FROM staging.accepted JOIN staging.analyses USING (article_id) ORDER BY article_id
            """,
        )
        staged(connection, "duplicates", find_duplicates(articles).sort("article_id"))
        return staging_result(context, connection, "duplicates")


def _stage_missing(connection: duckdb.DuckDBPyConnection, done: set[str]) -> None:
    connection.execute(
        """
        CREATE OR REPLACE TABLE staging.missing_texts AS
        SELECT text_key, min(path) AS path, any_value(text) AS text FROM staging.texts
        WHERE rule IS NULL AND text_key NOT IN (SELECT unnest($1))
        GROUP BY text_key ORDER BY text_key
        """,
        [sorted(done)],
    )


def _tasks(connection: duckdb.DuckDBPyConnection) -> Iterator[AnalyseTask]:
    result = connection.cursor().execute("SELECT text_key, path, text FROM staging.missing_texts ORDER BY text_key")
    while rows := result.fetchmany(TEXTS_A_SHARD):
        yield from (AnalyseTask(key, path, text) for key, path, text in rows)

"""Group `sources`: what lies in the raw folder, and each document of it read."""

import hashlib
from collections.abc import Iterator
from itertools import groupby
from pathlib import PurePosixPath
from typing import Any

import dagster as dg
import duckdb
import polars as pl

from assets.beginning import begin
from assets.reporting import staged, step_result
from assets.resources import RAW_FOLDER, Build, prepare
from assets.runner.list_step import FileTask, ListShard, read_key
from assets.runner.read_step import ReadShard, ReadTask
from assets.runner.running import batches, run_step, shard_size
from pipelines.ingest.containers import read_file
from pipelines.ingest.json_fields import json_fields
from pipelines.ingest.walk import FoundFile, walk
from pipelines.records.source import RawRecord, Refusal
from warehouse.erasures import kept_out_addresses
from warehouse.segments import create_view, key_of
from warehouse.sql import run_script
from warehouse.step_version import step_version

FILES_A_SHARD = 200
DOCUMENTS_A_SHARD = 24
HASH_BUFFER = 2**20


@dg.asset(
    name="_inventory",
    code_version=step_version("assets.runner.list_step"),
    group_name="sources",
    deps=[RAW_FOLDER],
    kinds={"python", "duckdb"},
    owners=["team:data-engineering"],
    description="Every file of the raw folder and every record inside a container, known by its bytes.",
    retry_policy=dg.RetryPolicy(max_retries=1),
)
def inventory(context: dg.AssetExecutionContext, build: Build) -> dg.MaterializeResult[Any]:
    segments = build.inventory_segments
    begin(context, build)
    prepare(context, segments)
    tasks, refusals = _look_around(build)
    with build.candidate(context) as connection:
        _store_files(connection, tasks, refusals)
        done = segments.done(connection)
    missing = {task.key: task for task in tasks if task.key not in done}
    work = ListShard(segments, build.document_seconds, json_fields(build.raw_folder))
    outcome = run_step(build.pool, work, batches(iter(missing.values()), FILES_A_SHARD), len(missing), "Listing files")
    with build.candidate(context) as connection:
        create_view(connection, "inventory_segments", segments, "inventory")
        run_script(connection, "inventory")
        return step_result(context, connection, "inventory", outcome)


@dg.asset(
    name="_documents",
    code_version=step_version("assets.runner.read_step"),
    group_name="sources",
    deps=[inventory],
    kinds={"python", "parquet"},
    owners=["team:data-engineering"],
    description="Each document decoded and cut into labelled blocks, with metadata and clues to its date.",
    retry_policy=dg.RetryPolicy(max_retries=1),
)
def documents(context: dg.AssetExecutionContext, build: Build) -> dg.MaterializeResult[Any]:
    segments = build.reading_segments
    prepare(context, segments)
    with build.candidate(context) as connection:
        done = segments.done(connection)
        wanted = [row for row in _wanted(connection) if row[2] not in done]
        kept_out = kept_out_addresses(connection)
    work = ReadShard(segments, build.document_seconds, kept_out)
    size = shard_size(len(wanted), DOCUMENTS_A_SHARD, build.pool.workers)
    outcome = run_step(build.pool, work, batches(_open(build, wanted), size), len(wanted), "Reading documents")
    with build.candidate(context) as connection:
        for table in segments.schemas:
            create_view(connection, f"{table}_segments", segments, table)
        run_script(connection, "documents")
        return step_result(context, connection, "documents", outcome, ("blocks", "date_evidence"))


def _look_around(build: Build) -> tuple[list[FileTask], list[Refusal]]:
    tasks: list[FileTask] = []
    refusals: list[Refusal] = []
    fields = json_fields(build.raw_folder).key
    for found in walk(build.raw_folder):
        if isinstance(found, Refusal):
            refusals.append(found)
            continue
        try:
            tasks.append(_file_task(found, fields))
        except OSError as error:
            reason = f"cannot be opened: {error.strerror or error}"
            refusals.append(Refusal(found.path, "ingest", "unreadable", reason))
    return tasks, refusals


def _file_task(found: FoundFile, fields: str) -> FileTask:
    """The key of a file is its bytes, its endings (a hint to the reader) and the names of JSON fields."""
    digest = hashlib.sha256()
    n_bytes = 0
    with found.location.open("rb") as file:
        while chunk := file.read(HASH_BUFFER):
            digest.update(chunk)
            n_bytes += len(chunk)
    endings = "".join(PurePosixPath(found.path).suffixes).lower()
    return FileTask(key_of(digest.hexdigest(), endings, fields), found, n_bytes)


def _store_files(connection: duckdb.DuckDBPyConnection, tasks: list[FileTask], refusals: list[Refusal]) -> None:
    files = pl.DataFrame(
        [(task.found.path, task.key) for task in tasks], schema={"path": pl.String, "key": pl.String}, orient="row"
    )
    refused = pl.DataFrame(
        [(refusal.path, refusal.stage, refusal.rule, refusal.reason, refusal.sample) for refusal in refusals],
        schema=dict.fromkeys(("path", "stage", "rule", "reason", "sample"), pl.String),
        orient="row",
    )
    staged(connection, "files", files)
    staged(connection, "walk_refusals", refused)


def _wanted(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str]]:
    """(file, path, key) of each document to read, file by file and in the order they lie in it."""
    return connection.execute(
        """
        SELECT file, path, document_key FROM staging.inventory
        WHERE document_key IS NOT NULL AND copy_of IS NULL ORDER BY file, path
        """
    ).fetchall()


def _open(build: Build, wanted: list[tuple[str, str, str]]) -> Iterator[ReadTask]:
    """Open each file once and yield the documents of it that are wanted."""
    fields = json_fields(build.raw_folder)
    for file, group in groupby(wanted, key=lambda row: row[0]):
        keys = {path: key for _, path, key in group}
        for item in read_file(FoundFile.below(build.raw_folder, file), fields=fields):
            if isinstance(item, RawRecord) and keys.get(item.path) == read_key(item):
                yield ReadTask(keys.pop(item.path), item)
            if not keys:
                break

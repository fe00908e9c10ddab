"""Any row's way back: event, sentence, article, raw file, bytes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import duckdb

from pipelines.corpus.entities.similarity import tie_of
from pipelines.read.provenance import raw_bytes
from warehouse.id_history import follow
from warehouse.shards.records import Row
from warehouse.writer import frame_of

MENTIONS_SHOWN = 10
_COUNTRY_REASONS = {
    "gazetteer": "the gazetteers, which know the name",
    "office table": "the table of who held which office",
    "office": "the office told beside the name",
    "name": "a place or a people in the name",
    "article": "its articles, which speak of that country nearly alone",
}
BYTES_SHOWN = 400


class _Span(NamedTuple):
    article_id: str
    start: int
    end: int


def explain_row(connection: duckdb.DuckDBPyConnection, row_id: str) -> list[str] | None:
    """The lines that explain a row, or None when no row has or had the id.

    An id of an earlier build is followed to the rows that stand on its words today.
    The raw bytes are read again from the raw folder of the last build; where
    they are gone, the block's byte range is told all the same.
    """
    steps = follow(connection, row_id)
    lines = [_explain_step(step) for step in steps]
    for heir in dict.fromkeys([row_id, *(step["new_id"] for step in steps if step["new_id"])]):
        explained = _explain_present(connection, heir)
        lines += ["", *explained] if lines and explained else explained
    return lines or None


def _explain_step(step: Row) -> str:
    became = f"became {step['new_id']}" if step["new_id"] else "is no more"
    reason = step["reason"].replace("_", " ")
    return (
        f"{step['table_name']} {step['old_id']} {became}: {reason}, build {step['build_id']}, {step['changed_at']:%F}"
    )


def _explain_present(connection: duckdb.DuckDBPyConnection, row_id: str) -> list[str]:
    explainers = (
        ("events", "event_id", _explain_event),
        ("event_mentions", "event_mention_id", _explain_event_mention),
        ("articles", "article_id", _explain_article),
        ("entities", "entity_id", _explain_entity),
        ("entity_mentions", "mention_id", _explain_mention),
        ("quotations", "quotation_id", _explain_mention),
        ("raw_files", "raw_file_id", _explain_raw_file),
    )
    for table, key, explain in explainers:
        rows = _rows(connection, f"SELECT * FROM {table} WHERE {key} = $1", row_id)
        if rows:
            return list(explain(connection, rows[0]))
    return []


def _explain_event(connection: duckdb.DuckDBPyConnection, event: Row) -> Iterator[str]:
    when = event["event_date"] or "at an unknown date"
    until = f" to {event['event_date_end']}" if event["event_date_end"] not in (None, event["event_date"]) else ""
    basis = f" ({event['date_basis']})" if event["date_basis"] else ""
    yield f"event {event['event_id']}: {event['event_type']}, {event['modality']}, {when}{until}{basis}"
    participants = _rows(
        connection,
        "SELECT role, coalesce(name, surface) AS name, event_participants.country FROM event_participants"
        " LEFT JOIN entities USING (entity_id) WHERE event_id = $1 ORDER BY role, name",
        event["event_id"],
    )
    for row in participants:
        yield f"  {row['role']}: {row['name']}" + (f" ({row['country']})" if row["country"] else "")
    mentions = _rows(
        connection,
        "SELECT * FROM event_mentions WHERE event_id = $1 ORDER BY join_score DESC, event_mention_id",
        event["event_id"],
    )
    for mention in mentions[:MENTIONS_SHOWN]:
        yield ""
        yield from _explain_event_mention(connection, mention)
    if len(mentions) > MENTIONS_SHOWN:
        yield f"… and {len(mentions) - MENTIONS_SHOWN} sentences more"


def _explain_event_mention(connection: duckdb.DuckDBPyConnection, mention: Row) -> Iterator[str]:
    yield f"sentence: {mention['evidence']}"
    yield f"  trigger {mention['trigger']!r}, joined by {mention['join_reason']} ({mention['join_score']})"
    yield from _explain_span(
        connection, _Span(mention["article_id"], mention["sentence_start"], mention["sentence_end"])
    )


def _explain_mention(connection: duckdb.DuckDBPyConnection, mention: Row) -> Iterator[str]:
    yield f"words: {mention.get('surface') or mention['text']}"
    yield from _explain_span(connection, _Span(mention["article_id"], mention["start"], mention["end"]))


def _explain_entity(connection: duckdb.DuckDBPyConnection, entity: Row) -> Iterator[str]:
    yield f"entity {entity['entity_id']}: {entity['name']} ({entity['type']}, {entity['country'] or 'no country'})"
    if entity["known_as"]:
        yield f"  known as {entity['known_as']}"
    if entity["country_reason"]:
        yield f"  country {entity['country']} by: {_COUNTRY_REASONS[entity['country_reason']]}"
    for row in _rows(
        connection, "SELECT * FROM entity_aliases WHERE entity_id = $1 ORDER BY n_mentions DESC", entity["entity_id"]
    ):
        tie = tie_of(row["alias"], entity["name"], entity["type"])
        yield f"  {row['alias']} ({row['language']}, {row['n_mentions']} times): {tie.reason} ({tie.score:.2f})"
    query = "SELECT * FROM entity_mentions WHERE entity_id = $1 ORDER BY article_id, start"
    for mention in _rows(connection, query, entity["entity_id"])[:MENTIONS_SHOWN]:
        yield ""
        yield from _explain_mention(connection, mention)


def _explain_article(connection: duckdb.DuckDBPyConnection, article: Row) -> Iterator[str]:
    yield f"article {article['article_id']}: {article['title'] or '(no headline)'}"
    published = article["published_on"] or f"{article['published_earliest']} to {article['published_latest']}"
    yield f"  published {published} ({article['published_basis']}: {article['published_evidence']!r})"
    yield f"  {article['n_words']} words of {article['language']}, extracted by {article['extraction_method']}"
    if article["duplicate_of"]:
        yield f"  {article['duplicate_kind']} copy of {article['duplicate_of']}"
    for row in _rows(connection, "SELECT * FROM raw_files WHERE raw_file_id = $1", article["raw_file_id"]):
        yield from _explain_raw_file(connection, row)


def _explain_raw_file(_connection: duckdb.DuckDBPyConnection, file: Row) -> Iterator[str]:
    yield f"raw file {file['path']}: {file['status']}" + (f" ({file['reason']})" if file["reason"] else "")
    yield f"  {file['n_bytes']} bytes of {file['media_type']}, {file['encoding']}, SHA-256 {file['sha256']}"


def _explain_span(connection: duckdb.DuckDBPyConnection, span: _Span) -> Iterator[str]:
    found = _rows(
        connection,
        """
        SELECT path, n_bytes, encoding, block_no, blocks.text_start, blocks.text_end, byte_start, byte_end, role
        FROM blocks JOIN articles USING (article_id) JOIN raw_files USING (raw_file_id, path)
        WHERE article_id = $1 AND text_start < $3 AND text_end > $2 ORDER BY block_no
        """,
        *span,
    )
    folder = connection.execute("SELECT raw_folder FROM builds ORDER BY started_at DESC LIMIT 1").fetchall()[0][0]
    for block in found:
        yield f"  {block['path']}, block {block['block_no']} ({block['role']}), {block['encoding']}"
        yield from _raw_bytes(Path(folder), block, span)


def _raw_bytes(folder: Path, block: Row, span: _Span) -> Iterator[str]:
    start = max(0, span.start - block["text_start"])
    end = min(block["text_end"], span.end) - block["text_start"]
    found = raw_bytes(folder, block["path"], block["block_no"], start, end)
    if found is None:
        yield f"  bytes {block['byte_start']}-{block['byte_end']} (the raw file is not at {folder} any more)"
        return
    shown = found.content[:BYTES_SHOWN].decode(found.encoding, "backslashreplace")
    yield f"  bytes {found.start}-{found.end}: {shown}"


def _rows(connection: duckdb.DuckDBPyConnection, query: str, *parameters: object) -> list[Row]:
    return frame_of(connection, query, list(parameters)).to_dicts()

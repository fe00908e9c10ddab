"""Any row's way back: event, sentence, article, raw file, bytes. Each step of it is an object with ids and offsets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from pipelines.corpus.entities.similarity import tie_of
from pipelines.read.provenance import raw_bytes
from warehouse.id_history import follow
from warehouse.shards.records import Row
from warehouse.writer import frame_of

MENTIONS_SHOWN = 10
BYTES_SHOWN = 400

#: A step of the way: ``step`` says what it is, the other keys are columns of its row.
Step = dict[str, Any]


class _Span(NamedTuple):
    article_id: str
    start: int
    end: int


def explain_row(connection: duckdb.DuckDBPyConnection, row_id: str) -> list[Step]:
    """The steps that lead from a row to its bytes; none when no row has or had the id.

    An id of an earlier build is followed to the rows that stand on its words today.
    The raw bytes are read again from the raw folder of the last build; where
    they are gone, ``words`` is None and the block's byte range is told all the same.
    """
    became = [{"step": "id_change", **row} for row in follow(connection, row_id)]
    heirs = dict.fromkeys([row_id, *(row["new_id"] for row in became if row["new_id"])])
    return [*became, *(step for heir in heirs for step in _explain_present(connection, heir))]


def _explain_present(connection: duckdb.DuckDBPyConnection, row_id: str) -> list[Step]:
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


def _explain_event(connection: duckdb.DuckDBPyConnection, event: Row) -> Iterator[Step]:
    participants = _rows(
        connection,
        "SELECT role, coalesce(name, surface) AS name, entity_id, event_participants.country FROM event_participants"
        " LEFT JOIN entities USING (entity_id) WHERE event_id = $1 ORDER BY role, name",
        event["event_id"],
    )
    mentions = _rows(
        connection,
        "SELECT * FROM event_mentions WHERE event_id = $1 ORDER BY join_score DESC, event_mention_id",
        event["event_id"],
    )
    named = ("event_id", "event_type", "modality", "event_date", "event_date_end", "date_basis")
    yield _step("event", event, *named) | {"participants": participants, "n_mentions": len(mentions)}
    for mention in mentions[:MENTIONS_SHOWN]:
        yield from _explain_event_mention(connection, mention)
    if len(mentions) > MENTIONS_SHOWN:
        yield {"step": "more", "n_sentences": len(mentions) - MENTIONS_SHOWN}


def _explain_event_mention(connection: duckdb.DuckDBPyConnection, mention: Row) -> Iterator[Step]:
    span = _Span(mention["article_id"], mention["sentence_start"], mention["sentence_end"])
    named = ("event_mention_id", "event_id", "trigger", "trigger_start", "trigger_end", "join_reason", "join_score")
    yield {
        "step": "sentence",
        **span._asdict(),
        "words": mention["evidence"],
        **{name: mention[name] for name in named},
    }
    yield from _explain_span(connection, span)


def _explain_mention(connection: duckdb.DuckDBPyConnection, mention: Row) -> Iterator[Step]:
    span = _Span(mention["article_id"], mention["start"], mention["end"])
    key = "mention_id" if "mention_id" in mention else "quotation_id"
    words = mention.get("surface") or mention["text"]
    yield {"step": "words", key: mention[key], **span._asdict(), "words": words}
    yield from _explain_span(connection, span)


def _explain_entity(connection: duckdb.DuckDBPyConnection, entity: Row) -> Iterator[Step]:
    spellings = "SELECT * FROM entity_aliases WHERE entity_id = $1 ORDER BY n_mentions DESC"
    aliases = []
    for row in _rows(connection, spellings, entity["entity_id"]):
        tie = tie_of(row["alias"], entity["name"], entity["type"])
        known = {name: row[name] for name in ("alias", "language", "n_mentions")}
        aliases.append({**known, "reason": tie.reason, "score": tie.score})
    named = ("entity_id", "name", "type", "country", "known_as", "country_reason")
    yield _step("entity", entity, *named) | {"aliases": aliases}
    query = "SELECT * FROM entity_mentions WHERE entity_id = $1 ORDER BY article_id, start"
    for mention in _rows(connection, query, entity["entity_id"])[:MENTIONS_SHOWN]:
        yield from _explain_mention(connection, mention)


def _explain_article(connection: duckdb.DuckDBPyConnection, article: Row) -> Iterator[Step]:
    dates = ("published_on", "published_earliest", "published_latest", "published_basis", "published_evidence")
    more = ("url", "n_words", "language", "extraction_method", "duplicate_kind", "duplicate_of")
    yield _step("article", article, "article_id", "title", *dates, *more)
    for row in _rows(connection, "SELECT * FROM raw_files WHERE raw_file_id = $1", article["raw_file_id"]):
        yield from _explain_raw_file(connection, row)


def _explain_raw_file(_connection: duckdb.DuckDBPyConnection, file: Row) -> Iterator[Step]:
    named = ("raw_file_id", "path", "status", "reason", "n_bytes", "media_type", "encoding", "sha256")
    yield _step("raw_file", file, *named)


def _explain_span(connection: duckdb.DuckDBPyConnection, span: _Span) -> Iterator[Step]:
    found = _rows(
        connection,
        """
        SELECT path, encoding, block_no, blocks.text_start, blocks.text_end, byte_start, byte_end, role
        FROM blocks JOIN articles USING (article_id) JOIN raw_files USING (raw_file_id, path)
        WHERE article_id = $1 AND text_start < $3 AND text_end > $2 ORDER BY block_no
        """,
        *span,
    )
    folder = connection.execute("SELECT raw_folder FROM builds ORDER BY started_at DESC LIMIT 1").fetchall()[0][0]
    for block in found:
        named = ("path", "block_no", "role", "encoding")
        yield _step("bytes", block, *named) | {"raw_folder": folder} | _raw_words(Path(folder), block, span)


def _raw_words(folder: Path, block: Row, span: _Span) -> Step:
    """The bytes of a span in a block, and what they say; those of the whole block where the raw file is gone."""
    start = max(0, span.start - block["text_start"])
    end = min(block["text_end"], span.end) - block["text_start"]
    found = raw_bytes(folder, block["path"], block["block_no"], start, end)
    if found is None:
        return {"byte_start": block["byte_start"], "byte_end": block["byte_end"], "words": None}
    shown = found.content[:BYTES_SHOWN].decode(found.encoding, "backslashreplace")
    return {"byte_start": found.start, "byte_end": found.end, "words": shown}


def _step(step: str, row: Row, *names: str) -> Step:
    return {"step": step, **{name: row[name] for name in names}}


def _rows(connection: duckdb.DuckDBPyConnection, query: str, *parameters: object) -> list[Row]:
    return frame_of(connection, query, list(parameters)).to_dicts()

"""Each audit holds on a small sound database, and finds the one thing broken in it."""

from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from checks.auditing import Audit, audits, run_audit
from tests.checks.rows import frame_of
from warehouse.description import tables
from warehouse.workspace import Workspace
from warehouse.writer import write_table

TEXT = "Titre\n\nPoutine a reçu Macron lundi."

ROWS: dict[str, list[dict[str, Any]]] = {
    "raw_files": [
        {"raw_file_id": "r1", "path": "a.txt", "n_bytes": 40, "status": "accepted", "reason": None},
        {"raw_file_id": "r2", "path": "b.txt", "status": "duplicate", "reason": "a.txt"},
        {"raw_file_id": "r3", "path": "c.txt", "status": "quarantined", "reason": "empty"},
    ],
    "articles": [
        {
            "article_id": "a1",
            "raw_file_id": "r1",
            "path": "a.txt",
            "text": TEXT,
            "duplicate_of": None,
            "duplicate_kind": None,
            "cluster_id": "a1",
            "published_precision": "day",
            "published_basis": "text",
            "published_at": None,
            "published_transferred_from": None,
        }
    ],
    "article_versions": [{"url": "http://a.example/1", "article_id": "a1", "replaced_by": None}],
    "blocks": [
        {
            "article_id": "a1",
            "block_no": 0,
            "raw_start": 0,
            "raw_end": 7,
            "byte_start": 0,
            "byte_end": 7,
            "text_start": 0,
            "text_end": 5,
            "text": "Titre",
            "n_documents": None,
        },
        {
            "article_id": "a1",
            "block_no": 1,
            "raw_start": 7,
            "raw_end": 38,
            "byte_start": 7,
            "byte_end": 40,
            "text_start": 7,
            "text_end": 35,
            "text": TEXT[7:],
            "n_documents": None,
        },
    ],
    "date_mentions": [{"article_id": "a1", "start": 29, "end": 34, "surface": "lundi", "value": "2021-01-11"}],
    "entities": [{"entity_id": "e1", "name": "Poutine", "n_mentions": 1, "n_articles": 1}],
    "entity_aliases": [{"entity_id": "e1", "alias": "Poutine"}],
    "entity_mentions": [
        {"mention_id": "m1", "article_id": "a1", "entity_id": "e1", "start": 7, "end": 14, "surface": "Poutine"}
    ],
    "quotations": [
        {"quotation_id": "q1", "article_id": "a1", "start": 0, "end": 5, "text": "Titre", "speaker_id": "e1"}
    ],
    "events": [
        {
            "event_id": "v1",
            "summary": TEXT[7:],
            "n_mentions": 1,
            "n_articles": 1,
            "place_id": None,
            "date_precision": "day",
            "date_basis": "text",
        }
    ],
    "event_participants": [{"participant_id": "p1", "event_id": "v1", "entity_id": "e1"}],
    "event_mentions": [
        {
            "event_mention_id": "n1",
            "event_id": "v1",
            "article_id": "a1",
            "sentence_start": 7,
            "sentence_end": 35,
            "evidence": TEXT[7:],
            "trigger_start": 15,
            "trigger_end": 21,
            "trigger": "a reçu",
            "attributed_to": None,
        }
    ],
    "quarantine": [{"path": "c.txt", "raw_file_id": "r3"}],
    "erasures": [],
    "check_results": [],
    "id_history": [],
    "build_steps": [],
    "changes": [],
    "builds": [],
}

BREAKING: dict[str, str] = {
    "every_document_has_one_status": "UPDATE raw_files SET status = 'accepted' WHERE path = 'c.txt'",
    "every_file_is_listed": "INSERT INTO staging.files VALUES ('forgotten.txt')",
    "blocks_cover_every_character": "UPDATE blocks SET raw_start = 8 WHERE block_no = 1",
    "kept_blocks_are_the_text": "UPDATE blocks SET text_start = 1 WHERE block_no = 0",
    "copies_point_to_a_kept_article": "UPDATE articles SET duplicate_of = 'a1', duplicate_kind = 'near'",
    "dates_claim_no_more_than_they_know": "UPDATE articles SET published_precision = 'year'",
    "date_mentions_are_in_the_text": "UPDATE date_mentions SET start = 28",
    "entity_mentions_are_in_the_text": "UPDATE entity_mentions SET surface = 'Macron'",
    "quotations_are_in_the_text": 'UPDATE quotations SET "end" = 4',
    "event_mentions_are_in_the_text": "UPDATE event_mentions SET trigger_start = 6",
    "every_event_has_evidence": "UPDATE events SET n_mentions = 2",
    "event_dates_are_in_order": "UPDATE events SET event_date_end = DATE '2020-01-01'",
    "entities_are_counted": "DELETE FROM entity_mentions",
    "most_articles_have_a_language": "UPDATE articles SET language = NULL",
    "most_articles_have_a_date": "UPDATE articles SET published_earliest = NULL, published_latest = NULL",
    "few_documents_break_the_code": "INSERT INTO quarantine SELECT 'b', NULL, n::VARCHAR, 'read', 'failed', 'x', NULL "
    "FROM range(6) AS t(n)",
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    workspace = Workspace(tmp_path_factory.mktemp("warehouse") / "w.duckdb")
    workspace.begin("b")
    with workspace.building("b") as connection:
        for table in tables().values():
            rows = ROWS[table.name]
            write_table(connection, table, frame_of(table, *rows) if rows else frame_of(table, {}).clear())
        for name in ("files", "walk_refusals", "inventory"):
            connection.execute(f"CREATE TABLE staging.{name} (path VARCHAR)")
        yield connection


@pytest.fixture
def connection(sound: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    sound.execute("BEGIN")
    yield sound
    sound.execute("ROLLBACK")


def name_of(audit: Audit) -> str:
    return f"{audit.table}.{audit.name}"


@pytest.mark.parametrize("audit", audits(), ids=name_of)
def test_a_sound_database_passes(connection: duckdb.DuckDBPyConnection, audit: Audit) -> None:
    result = run_audit(connection, audit)
    assert result.passed, result.observed


@pytest.mark.parametrize("audit", audits(), ids=name_of)
def test_one_broken_row_is_found(connection: duckdb.DuckDBPyConnection, audit: Audit) -> None:
    connection.execute(breaking(audit))
    result = run_audit(connection, audit)
    assert not result.passed
    assert result.n_failed >= 1
    assert result.observed != "no row fails"


def breaking(audit: Audit) -> str:
    """A statement that breaks what an audit looks for; generated audits follow a pattern."""
    if audit.name == "key_is_unique":
        return (
            f'INSERT INTO "{audit.table}" SELECT * FROM "{audit.table}" LIMIT 1' if ROWS[audit.table] else twice(audit)
        )
    if "_refers_to_" in audit.name:
        return f'UPDATE "{audit.table}" SET "{audit.name.split("_refers_to_")[0]}" = \'nowhere\''
    return BREAKING[audit.name]


def twice(audit: Audit) -> str:
    table = tables()[audit.table]
    columns = ", ".join(f'"{column.name}"' for column in table.columns if column.required)
    values = ", ".join(repr(_literal(column.type)) for column in table.columns if column.required)
    return f'INSERT INTO "{audit.table}" ({columns}) VALUES ({values}), ({values})'


def _literal(sql_type: str) -> str | int | bool:
    literals: dict[str, str | int | bool] = {"INTEGER": 1, "BIGINT": 1, "BOOLEAN": True, "TIMESTAMP": "2021-01-10"}
    return literals.get(sql_type, "x")

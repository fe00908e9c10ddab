import multiprocessing
import threading
from pathlib import Path

import pytest

from warehouse.publish import MissingCandidateError, UnclosedCandidateError, build_lock, publish, set_aside
from warehouse.workspace import MissingWarehouseError, Workspace, reading, wal_of


def candidate(workspace: Workspace, value: int) -> None:
    workspace.start_anew()
    with workspace.building() as connection:
        connection.execute(f"CREATE TABLE t AS SELECT {value} AS value")


def value(workspace: Workspace) -> int:
    with workspace.reading() as connection:
        return int(connection.execute("SELECT value FROM t").fetchall()[0][0])


def test_publishing_replaces_the_database_whole(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "w.duckdb")
    for number in (1, 2):
        candidate(workspace, number)
        publish(workspace)
        assert value(workspace) == number
    assert not workspace.candidate.exists()
    assert not wal_of(workspace.published).exists()


def test_a_reader_keeps_what_it_opened_while_the_next_build_is_published(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "w.duckdb")
    candidate(workspace, 1)
    publish(workspace)
    with workspace.reading() as connection:
        candidate(workspace, 2)
        publish(workspace)
        assert connection.execute("SELECT value FROM t").fetchall() == [(1,)]


def test_a_log_left_beside_the_published_file_does_not_stop_readers(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "w.duckdb")
    candidate(workspace, 1)
    wal_of(workspace.published).write_bytes(b"left by another client")
    publish(workspace)
    assert value(workspace) == 1


def test_a_candidate_still_open_is_not_published(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "w.duckdb")
    candidate(workspace, 1)
    wal_of(workspace.candidate).touch()
    with pytest.raises(UnclosedCandidateError, match="close every connection"):
        publish(workspace)
    assert not workspace.published.exists()


def test_publishing_nothing_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(MissingCandidateError, match="run the whole job"):
        publish(Workspace(tmp_path / "w.duckdb"))


def test_a_refused_build_can_be_queried_and_the_published_one_stays(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "w.duckdb")
    candidate(workspace, 1)
    publish(workspace)
    candidate(workspace, 2)
    set_aside(workspace, "b2")
    assert value(workspace) == 1
    with reading(workspace.refused("b2")) as connection:
        assert connection.execute("SELECT value FROM t").fetchall() == [(2,)]


def test_the_published_file_opens_in_older_clients(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "w.duckdb")
    candidate(workspace, 1)
    publish(workspace)
    with workspace.reading() as connection:
        tags = connection.execute("SELECT tags FROM duckdb_databases() WHERE database_name = 'annals'").fetchall()
    assert "v1.2.0" in str(tags)


def test_a_missing_warehouse_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(MissingWarehouseError, match="annals build"), Workspace(tmp_path / "no.duckdb").reading():
        pass


def test_a_second_build_waits_and_is_told_who_holds_the_lock(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "w.duckdb")
    held = threading.Event()
    told: list[str] = []

    def second() -> None:
        with build_lock(workspace, told.append):
            held.set()

    with build_lock(workspace, told.append):
        waiting = threading.Thread(target=second)
        waiting.start()
        assert not held.wait(0.3)
    waiting.join(5)
    assert held.is_set()
    assert f"process {multiprocessing.current_process().pid}" in told[0]

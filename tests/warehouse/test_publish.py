"""Publishing: whole or not at all, never another run's work, and a client in the way is named."""

import multiprocessing
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.candidates import CHECKS, FIRST, SECOND, holding, make_candidate, published_build, put
from warehouse.publish import HeldError, RefusedCandidateError, build_lock, publish, set_aside
from warehouse.standing import NoWarehouseError, make_way, standing
from warehouse.workspace import (
    KeptConnection,
    MissingCandidateError,
    MissingWarehouseError,
    Workspace,
    reading,
    wal_of,
)


@pytest.fixture(scope="module")
def one_build(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A warehouse with one published build, not changed by any test."""
    found = Workspace(tmp_path_factory.mktemp("one_build") / "w.duckdb")
    make_candidate(found, FIRST)
    put(found, FIRST)
    found.segments.mkdir()
    return found


@pytest.fixture
def workspace(one_build: Workspace, tmp_path: Path) -> Workspace:
    """A copy of a warehouse with one published build."""
    shutil.copytree(one_build.published.parent, tmp_path, dirs_exist_ok=True)
    return Workspace(tmp_path / "w.duckdb")


def test_publishing_replaces_the_database_whole_and_leaves_nothing_behind(workspace: Workspace) -> None:
    make_candidate(workspace, SECOND)
    put(workspace, SECOND)
    assert published_build(workspace) == SECOND
    assert not wal_of(workspace.published).exists()
    assert not list(workspace.folder.glob("*.duckdb"))


def test_a_reader_keeps_what_it_opened_while_the_next_build_is_published(workspace: Workspace) -> None:
    with workspace.reading() as connection:
        make_candidate(workspace, SECOND)
        put(workspace, SECOND)
        assert connection.execute("SELECT build_id FROM builds").fetchall() == [(FIRST,)]


def test_a_log_left_beside_the_published_file_does_not_stop_readers(workspace: Workspace) -> None:
    wal_of(workspace.published).write_bytes(b"left by another client")
    make_candidate(workspace, SECOND)
    put(workspace, SECOND)
    assert published_build(workspace) == SECOND


def test_a_candidate_of_another_run_is_not_published(workspace: Workspace) -> None:
    make_candidate(workspace, SECOND)
    workspace.candidate(SECOND).rename(workspace.candidate("b3"))
    with pytest.raises(RefusedCandidateError, match="made by b2"):
        put(workspace, "b3")
    assert published_build(workspace) == FIRST


def test_an_empty_candidate_is_not_published(workspace: Workspace) -> None:
    workspace.begin(SECOND)
    with pytest.raises(RefusedCandidateError, match="not whole"):
        put(workspace, SECOND)
    assert published_build(workspace) == FIRST


def test_a_candidate_with_a_failed_check_is_not_published(workspace: Workspace) -> None:
    make_candidate(workspace, SECOND, passed=False)
    with pytest.raises(RefusedCandidateError, match=r"articles\.schema, events\.schema failed"):
        put(workspace, SECOND)
    assert published_build(workspace) == FIRST


def test_a_candidate_whose_check_was_not_run_is_not_published(workspace: Workspace) -> None:
    make_candidate(workspace, SECOND)
    with workspace.building(SECOND) as connection:
        connection.execute("DELETE FROM check_results WHERE table_name = 'events'")
    with pytest.raises(RefusedCandidateError, match=r"events\.schema not run"):
        put(workspace, SECOND)


def test_a_damaged_candidate_is_not_published(workspace: Workspace) -> None:
    make_candidate(workspace, SECOND)
    content = workspace.candidate(SECOND).read_bytes()
    workspace.candidate(SECOND).write_bytes(content[: len(content) // 2])
    with pytest.raises(RefusedCandidateError, match="cannot be read"):
        put(workspace, SECOND)
    assert published_build(workspace) == FIRST


def test_a_candidate_still_open_is_not_published(workspace: Workspace) -> None:
    make_candidate(workspace, SECOND)
    wal_of(workspace.candidate(SECOND)).touch()
    with pytest.raises(RefusedCandidateError, match="close every connection"):
        put(workspace, SECOND)


def test_publishing_nothing_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(RefusedCandidateError, match="run the whole job"):
        put(Workspace(tmp_path / "w.duckdb"), FIRST)


def test_a_step_without_its_own_candidate_makes_none(workspace: Workspace) -> None:
    with pytest.raises(MissingCandidateError), workspace.building("b9"):
        pass
    assert not list(workspace.folder.glob("*.duckdb"))


def test_a_kept_connection_lets_go_of_the_files_after_each_step_and_is_closed_by_one_that_fails(
    workspace: Workspace,
) -> None:
    kept = KeptConnection()
    make_candidate(workspace, SECOND)
    with workspace.building(SECOND, kept) as first:
        first.execute("CREATE TABLE staging.told AS SELECT 1 AS n")
        first.execute(f"ATTACH '{workspace.published}' AS before (READ_ONLY)")
    with workspace.building(SECOND, kept) as second:
        assert second is first
        second.execute("INSERT INTO staging.told VALUES (2)")
    with reading(workspace.staging(SECOND)) as other:
        assert other.execute("SELECT sum(n) FROM told").fetchall() == [(3,)]
    with pytest.raises(duckdb.Error, match="stop"), workspace.building(SECOND, kept) as failing:
        failing.execute("INSERT INTO staging.told VALUES (4); SELECT error('stop')").fetchall()
    assert not wal_of(workspace.staging(SECOND)).exists()
    with workspace.building(SECOND, kept) as after:
        assert after is not first
        assert after.execute("SELECT sum(n) FROM staging.told").fetchall() == [(7,)]
    kept.close()


def test_beginning_a_build_removes_what_dead_ones_left(workspace: Workspace) -> None:
    workspace.begin("dead")
    wal_of(workspace.candidate("dead")).touch()
    workspace.begin(SECOND)
    assert not list(workspace.folder.glob("*dead*"))


def test_a_refused_build_can_be_queried_and_the_published_one_stays(workspace: Workspace) -> None:
    make_candidate(workspace, SECOND)
    refused = set_aside(workspace, SECOND)
    assert published_build(workspace) == FIRST
    assert refused is not None
    with reading(refused) as connection:
        assert connection.execute("SELECT build_id FROM builds").fetchall() == [(SECOND,)]


def test_a_client_that_holds_the_file_for_writing_is_named_and_the_candidate_stays(workspace: Workspace) -> None:
    make_candidate(workspace, SECOND)
    with holding(workspace.published) as holder:
        with pytest.raises(HeldError, match=f"process {holder.pid}"):
            put(workspace, SECOND, wait_seconds=0.1)
        assert standing(workspace).kind == "warehouse"
    put(workspace, SECOND)
    assert published_build(workspace) == SECOND


def test_publishing_waits_for_a_client_that_goes(workspace: Workspace) -> None:
    make_candidate(workspace, SECOND)
    told: list[str] = []
    with holding(workspace.published) as holder:

        def leave(message: str) -> None:
            told.append(message)
            holder.kill()

        publish(workspace, SECOND, CHECKS, 60, leave)
    assert [f"process {holder.pid}" in message for message in told] == [True]
    assert published_build(workspace) == SECOND


@pytest.mark.parametrize("content", [b"", b"not a database", b"x" * 50_000], ids=["empty", "short", "long"])
def test_a_published_file_that_is_no_database_makes_way_for_the_next_build(
    workspace: Workspace, content: bytes
) -> None:
    workspace.published.write_bytes(content)
    found = standing(workspace)
    aside = make_way(workspace, found)
    assert found.kind == "damaged"
    assert aside is not None
    assert aside.read_bytes() == content


@pytest.mark.parametrize("place", [0, 8, 5_000, 20_000, -2_000])
def test_a_flipped_byte_or_a_cut_in_the_published_file_is_noticed(workspace: Workspace, place: int) -> None:
    content = bytearray(workspace.published.read_bytes())
    content[place] ^= 0xFF
    workspace.published.write_bytes(content)
    flipped = standing(workspace).kind
    workspace.published.write_bytes(content[: len(content) // 2])
    assert standing(workspace).kind == "damaged"
    assert flipped in ("damaged", "warehouse")


def test_a_file_never_published_here_is_not_touched(tmp_path: Path) -> None:
    file = tmp_path / "thesis.duckdb"
    file.write_text("ten years of work")
    with pytest.raises(NoWarehouseError, match="is no warehouse"):
        make_way(Workspace(file), standing(Workspace(file)))
    assert file.read_text() == "ten years of work"


def test_a_database_of_something_else_is_not_touched(tmp_path: Path) -> None:
    file = tmp_path / "other.duckdb"
    code = f"import duckdb; duckdb.connect({str(file)!r}).execute('CREATE TABLE t (a INT)')"
    subprocess.run([sys.executable, "-c", code], check=True)
    with pytest.raises(NoWarehouseError, match="no table articles"):
        make_way(Workspace(file), standing(Workspace(file)))
    assert file.exists()


def test_the_published_file_opens_in_older_clients(workspace: Workspace) -> None:
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

"""What a build promises: nothing lost, the same rows however it was made, bad input told and left aside.

These tests take seconds each because they run the whole job.
"""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import dagster as dg
import pytest

import assets.sources
from assets.resources import Build
from assets.runner.builds import run_build
from assets.runner.instance import kept_instance
from checks.asset_checks import check_everything
from pipelines.ingest.walk import walk
from pipelines.read.page import article_text
from pipelines.records.document import Block, BlockRole
from tests.assets.conftest import CORPUS, build_of, content_hash_of
from tests.sample.pages import stories
from warehouse.description import tables
from warehouse.kept_files import kept_files
from warehouse.views import view_scripts
from warehouse.workspace import Workspace


def rows(workspace: Workspace, query: str) -> list[tuple[object, ...]]:
    with workspace.reading() as connection:
        return connection.execute(query).fetchall()


def test_every_story_of_the_corpus_is_an_article(workspace: Workspace) -> None:
    paths = " ".join(str(path) for (path,) in rows(workspace, "SELECT path FROM articles"))
    loose = [name for name in stories() if f"{name}." in paths]
    n_packed = len(rows(workspace, "SELECT 1 FROM articles WHERE path LIKE 'archives/%#_' AND path NOT LIKE '%.txt'"))
    assert len(loose) + n_packed >= len(stories())


def test_all_bad_input_is_in_quarantine_with_a_reason(workspace: Workspace) -> None:
    found = rows(workspace, "SELECT DISTINCT split_part(path, '#', 1), reason <> '' FROM quarantine ORDER BY 1")
    bad = {f"bad/{path.name}" for path in (CORPUS / "bad").iterdir()}
    assert bad <= {path for path, _ in found}
    assert all(has_reason for _, has_reason in found)


def test_every_check_of_the_published_database_passes(workspace: Workspace) -> None:
    with workspace.reading() as connection:
        failed = [result for result in check_everything(connection) if not result.passed and result.severity == "error"]
    assert failed == []


def test_python_and_sql_join_the_kept_blocks_alike(workspace: Workspace) -> None:
    blocks: dict[object, list[Block]] = {}
    for article, text, role in rows(
        workspace, "SELECT article_id, text, role FROM blocks ORDER BY article_id, block_no"
    ):
        blocks.setdefault(article, []).append(Block(0, 0, str(text or ""), cast(BlockRole, role), 1.0, ""))
    for article, text in rows(workspace, "SELECT article_id, text FROM articles"):
        assert article_text(blocks[article])[0] == text


def test_every_table_and_column_carries_its_meaning(workspace: Workspace) -> None:
    assert rows(workspace, "SELECT * FROM data_dictionary WHERE comment IS NULL OR table_comment IS NULL") == []


@pytest.mark.parametrize("view", view_scripts())
def test_every_view_answers(workspace: Workspace, view: str) -> None:
    assert rows(workspace, f"SELECT count(*) FROM {view}")[0][0] > 0  # type: ignore[operator]


def test_the_run_stands_in_the_history_with_its_checks(workspace: Workspace) -> None:
    with kept_instance(workspace) as instance:
        (run,) = instance.get_runs()
        assert run.job_name == "rebuild"
        assert run.is_success
        # Without it, neither the job's page nor the timeline show the run.
        assert run.remote_job_origin is not None
        assert run.remote_job_origin.repository_origin.get_label() == "__repository__@assets.definitions"
    assert rows(workspace, "SELECT count(*) FROM check_results WHERE passed")[0][0] >= 50  # type: ignore[operator]


def columns_told_of(event: dg.EventLogEntry | None) -> list[str]:
    materialization = event.asset_materialization if event is not None else None
    schema = materialization.metadata["dagster/column_schema"].value if materialization is not None else None
    return [column.name for column in schema.columns] if isinstance(schema, dg.TableSchema) else []


def test_every_column_comes_from_columns_that_its_assets_have(workspace: Workspace) -> None:
    """As the run told them to the UI, whose lineage they are."""
    origins = {origin for table in tables().values() for column in table.columns for origin in column.origins}
    sources = {dg.AssetKey(origin.split(".", 1)[0]) for origin in origins}
    with kept_instance(workspace) as instance:
        events = {key: instance.get_latest_materialization_event(key) for key in sources}
    found = {f"{key.to_user_string()}.{column}" for key, event in events.items() for column in columns_told_of(event)}
    assert origins - found == set()


#: Outlets left out where documents are analysed anew: half the corpus grows as all of it does.
LEFT_OUT = ("rhone", "rhone.zip", "harbour", "quotidien", "europe.warc.gz")


def put_corpus(folder: Path, *left_out: str) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(CORPUS, folder, symlinks=True, ignore=shutil.ignore_patterns(*LEFT_OUT, *left_out))


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A warehouse built of part of a folder, then of all of it, then once more; by one worker, in another order."""

    def shuffled(folder: Path) -> Iterator[object]:
        found = list(walk(folder))
        random.Random(3).shuffle(found)
        yield from found

    folder = tmp_path_factory.mktemp("grown")
    found = Workspace(folder / "annals.duckdb")
    put_corpus(folder / "raw", "archives", "fil")
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(assets.sources, "walk", shuffled)
        monkeypatch.setattr(assets.sources, "DOCUMENTS_A_SHARD", 5)
        build = Build(raw=str(folder / "raw"), warehouse=str(found.published), workers=1, builds_kept=1)
        assert run_build(build).published
        put_corpus(folder / "raw")
        for _ in range(2):
            assert run_build(build).published
    return found


def test_neither_growth_nor_order_nor_the_number_of_workers_changes_the_content(
    workspace: Workspace, grown: Workspace, tmp_path: Path
) -> None:
    at_once = Workspace(tmp_path / "annals.duckdb")
    shutil.copytree(workspace.segments, at_once.segments)  # of two workers, which read more documents
    assert build_of(grown.published.parent / "raw", at_once.published, workers=2).published
    assert content_hash_of(grown) == content_hash_of(at_once)


def test_a_build_of_nothing_new_does_no_work_on_documents(grown: Workspace) -> None:
    worked = rows(grown, "SELECT n_documents_read, n_articles_analysed FROM builds ORDER BY started_at")
    assert worked[0][0] > worked[1][0] > 0  # type: ignore[operator]
    assert worked[2] == (0, 0)


def test_no_more_files_of_earlier_builds_are_kept_than_configured(grown: Workspace) -> None:
    assert len(kept_files(grown)) == 1


def test_changes_name_the_rows_that_came_and_the_last_build_changed_nothing(grown: Workspace) -> None:
    changes = rows(
        grown,
        """
        SELECT row_number() OVER (ORDER BY started_at), count(changes.row_id), list(DISTINCT cause)
        FROM builds LEFT JOIN changes USING (build_id) GROUP BY build_id, started_at ORDER BY started_at
        """,
    )
    assert [n > 0 for _, n, _ in changes] == [False, True, False]  # type: ignore[operator]
    assert changes[1][2] == ["source"]


def test_a_failing_blocking_check_leaves_the_published_database_alone(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = Workspace(tmp_path / "annals.duckdb")
    shutil.copy(workspace.published, copy.published)
    shutil.copytree(workspace.segments, copy.segments)
    before = copy.published.read_bytes()
    monkeypatch.setattr(assets.sources, "_store_files", _forget_a_file(assets.sources._store_files))
    outcome = build_of(CORPUS, copy.published)
    assert not outcome.published
    assert any("every_file_is_listed" in failure for failure in outcome.failures)
    assert outcome.refused is not None
    assert outcome.refused.exists()
    assert copy.published.read_bytes() == before


def _forget_a_file(store: object) -> object:
    def store_and_forget(connection: object, tasks: object, refusals: object) -> None:
        store(connection, tasks, refusals)  # type: ignore[operator]
        connection.execute("INSERT INTO staging.files VALUES ('forgotten.txt', 'no such key')")  # type: ignore[attr-defined]

    return store_and_forget

"""What was erased is nowhere but in its receipt, and stays out. Takes seconds because builds are whole."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from pathlib import Path

import polars as pl
import pytest

from assets.resources import Build
from assets.runner.builds import run_build
from tests.assets.conftest import without_model
from warehouse.erasing import Receipt, UnknownDocumentError, erase
from warehouse.kept_files import kept_files
from warehouse.workspace import Workspace, reading

#: After every build.
NOW = datetime(2100, 1, 2)
PAGE = """<html><head><title>{title}</title><link rel="canonical" href="https://paper.example/a/1"></head>
<body><article><h1>{title}</h1><p>{words}</p></article></body></html>"""
WORDS = (
    "Le président Jan Zlatohlavek a rencontré mardi à Prague la ministre Petra Bergova, selon son porte-parole. " * 4
)
SECRET = "Zlatohlavek"


def build(workspace: Workspace, raw: Path, builds_kept: int = 2) -> None:
    outcome = run_build(Build(raw=str(raw), warehouse=str(workspace.published), replace=True, builds_kept=builds_kept))
    assert outcome.published, outcome.failures


def article_ids(database: Path) -> list[str]:
    with reading(database) as connection:
        query = "SELECT article_id FROM articles WHERE url = 'https://paper.example/a/1'"
        return [article_id for (article_id,) in connection.execute(query).fetchall()]


def put_page(raw: Path, title: str) -> None:
    (raw / "page.html").write_text(PAGE.format(title=title, words=WORDS), "utf-8")


@pytest.fixture(scope="module")
def twice_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a warehouse of a few documents and the page, built twice, and the raw folder."""
    folder = tmp_path_factory.mktemp("erasing")
    raw, found = folder / "raw", Workspace(folder / "annals.duckdb")
    raw.mkdir()
    first, second, later = without_model()
    for page in (first, second):
        shutil.copy(page, raw)
    put_page(raw, "Rencontre à Prague")
    build(found, raw)
    shutil.copy(later, raw)
    build(found, raw)
    return folder


@pytest.fixture
def built(twice_built: Path, tmp_path: Path) -> Workspace:
    shutil.copytree(twice_built, tmp_path, dirs_exist_ok=True)
    return Workspace(tmp_path / "annals.duckdb")


@pytest.fixture
def raw(built: Workspace) -> Path:
    return built.published.parent / "raw"


def holds(path: Path, word: str) -> bool:
    if path.suffix == ".parquet":
        return any(word in str(value) for column in pl.read_parquet(path) for value in column.drop_nulls())
    with reading(path) as connection:
        tables = [name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        return any(
            connection.execute(f"SELECT 1 FROM {name} AS t WHERE contains(t::VARCHAR, $1) LIMIT 1", [word]).fetchall()
            for name in tables
        )


def holders(workspace: Workspace) -> list[Path]:
    found = [*workspace.segments.rglob("*.parquet"), *workspace.folder.glob("*.duckdb"), workspace.published]
    return [path for path in found if holds(path, SECRET)]


def erased(workspace: Workspace, target: str, *, delete_kept: bool = False) -> Receipt:
    return erase(workspace, target, "asked by letter", NOW, delete_kept=delete_kept)


def test_an_erased_article_is_gone_from_cache_and_builds_while_its_file_is_there(built: Workspace, raw: Path) -> None:
    (article_id,) = article_ids(built.published)
    assert len(holders(built)) > 2
    receipt = erased(built, article_id, delete_kept=True)
    assert receipt.raw_files == ("page.html",)
    assert holders(built) == [built.published]
    build(built, raw)
    assert holders(built) == []
    with built.reading() as connection:
        status = "SELECT status, reason FROM raw_files WHERE path = 'page.html'"
        assert connection.execute(status).fetchall() == [("quarantined", "erased")]
        receipts = "SELECT article_id, target, reason, erased_at FROM erasures"
        assert connection.execute(receipts).fetchall() == [(article_id, article_id, "asked by letter", NOW)]
        told = "SELECT reason FROM id_history WHERE old_id = $1"
        assert connection.execute(told, [article_id]).fetchall() == [("erased",)]


def test_an_erased_address_is_kept_out_whatever_is_fetched_from_it(built: Workspace, raw: Path) -> None:
    erased(built, "https://paper.example/a/1#comments", delete_kept=True)
    put_page(raw, "Rencontre à Prague, corrigé")
    build(built, raw)
    assert holders(built) == []


def test_files_of_earlier_builds_that_hold_it_are_named(built: Workspace) -> None:
    (article_id,) = article_ids(built.published)
    receipt = erased(built, article_id)
    assert receipt.kept == tuple(kept_files(built)) != ()
    assert receipt.deleted == ()


def test_the_list_is_found_in_the_warehouse_when_the_folder_beside_it_is_gone(built: Workspace, raw: Path) -> None:
    erased(built, article_ids(built.published)[0])
    build(built, raw)
    shutil.rmtree(built.folder)
    build(built, raw, builds_kept=0)
    assert article_ids(built.published) == []
    assert kept_files(built) == []


def test_receipts_hold_no_text(built: Workspace) -> None:
    erased(built, article_ids(built.published)[0])
    (receipt,) = [json.loads(line) for line in built.erasures.read_text("utf-8").splitlines()]
    assert set(receipt) == {"kind", "kept_out", "article_id", "target", "erased_at", "reason"}


def test_an_unknown_document_is_told(built: Workspace) -> None:
    with pytest.raises(UnknownDocumentError, match="no document"):
        erased(built, "https://nowhere.example/")

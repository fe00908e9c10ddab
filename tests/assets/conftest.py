"""One build of the sample corpus, shared by all tests that read it: it starts processes and loads models."""

from pathlib import Path

import pytest

from assets.resources import Build
from assets.runner.builds import BuildOutcome, run_build
from warehouse.workspace import Workspace

CORPUS = Path(__file__).parent.parent / "corpus"
#: Outlets of the sample corpus in languages without a model, of one page each.
WITHOUT_MODEL = ("elbkurier", "faro", "nevsky")


def build_of(raw: Path, warehouse: Path, workers: int = 0) -> BuildOutcome:
    return run_build(Build(raw=str(raw), warehouse=str(warehouse), workers=workers))


def without_model() -> list[Path]:
    """Three pages that are soon analysed: no model reads their languages."""
    return [page for outlet in WITHOUT_MODEL for page in (CORPUS / "pages" / outlet).iterdir()]


def content_hash_of(workspace: Workspace) -> str:
    with workspace.reading() as connection:
        query = "SELECT content_hash FROM builds ORDER BY started_at DESC LIMIT 1"
        return str(connection.execute(query).fetchall()[0][0])


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A warehouse of the sample corpus, published once and not changed by any test."""
    found = Workspace(tmp_path_factory.mktemp("built") / "annals.duckdb")
    outcome = build_of(CORPUS, found.published, workers=2)
    assert outcome.published, outcome.failures
    return found

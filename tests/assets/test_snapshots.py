import pytest

from tests.snapshot import FOLDER, QUERIES, take
from warehouse.workspace import Workspace


@pytest.mark.parametrize("name", QUERIES)
def test_the_sample_corpus_becomes_what_it_did(workspace: Workspace, name: str) -> None:
    stored = (FOLDER / f"{name}.csv").read_text("utf-8")
    assert take(workspace)[name].splitlines() == stored.splitlines(), "read the diff; `python -m tests.snapshot`"

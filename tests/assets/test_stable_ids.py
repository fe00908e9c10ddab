"""Ids stay while documents come and go (in full: ``tests/benchmarks/stable_ids.py``).

Takes seconds because each round is a whole build.
"""

from __future__ import annotations

import random
import shutil
from itertools import pairwise
from pathlib import Path

from assets.resources import Build
from assets.runner.builds import run_build
from tests.stable_ids import PLACES, compare, documents, put, snapshot
from warehouse.workspace import Workspace

N_DOCUMENTS, N_INSIDE, ROUNDS = 24, 18, 3


def test_ids_stay_or_are_told_while_documents_come_and_go(workspace: Workspace, tmp_path: Path) -> None:
    generator, everything = random.Random(7), documents()[:N_DOCUMENTS]
    grown = Workspace(tmp_path / "annals.duckdb")
    shutil.copy(workspace.published, grown.published)
    shutil.copytree(workspace.segments, grown.segments)
    snapshots = [snapshot(workspace)]
    for _ in range(ROUNDS):
        put(tmp_path / "raw", generator.sample(everything, N_INSIDE))
        # The first sample loses most of what is published, others more than a build may lose unasked: it is meant.
        assert run_build(Build(raw=str(tmp_path / "raw"), warehouse=str(grown.published), replace=True)).published
        snapshots.append(snapshot(grown))
    for before, now in pairwise(snapshots):
        for table in PLACES:
            found = compare(before, now, table)
            assert found.n_unchanged > 0
            assert found.n_kept >= 0.98 * found.n_unchanged
            assert found.n_told == found.n_lost

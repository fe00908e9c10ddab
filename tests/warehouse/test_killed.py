"""kill -9 at random moments of publishing leaves the old build or the new one; the full form is a benchmark.

Takes seconds because it waits for the moments.
"""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from subprocess import PIPE

import duckdb
import pytest

from tests.warehouse.candidates import make_candidate, published_build, put
from tests.warehouse.publishing import segments_of
from warehouse.standing import standing
from warehouse.workspace import Workspace

PROJECT = Path(__file__).parents[2]
KILLS = 10
LONGEST_LIFE = 0.6


def test_killed_at_random_moments_the_old_or_the_new_build_stands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace = Workspace(tmp_path / "w.duckdb")
    make_candidate(workspace, "b0")
    put(workspace, "b0")
    moments = random.Random(7)
    recoveries = []
    last = 0
    command = [sys.executable, "-m", "tests.warehouse.publishing", str(tmp_path)]
    with subprocess.Popen(command, stdin=PIPE, stdout=PIPE, text=True, cwd=PROJECT) as helper:
        assert helper.stdin is not None
        assert helper.stdout is not None
        assert helper.stdout.readline() == "ready\n"
        for _ in range(KILLS):
            print(last + 1, file=helper.stdin, flush=True)
            child = int(helper.stdout.readline())
            time.sleep(moments.uniform(0.01, LONGEST_LIFE))
            os.kill(child, signal.SIGKILL)
            assert helper.stdout.readline() == "gone\n"

            began = time.monotonic()
            assert standing(workspace).kind == "warehouse"
            stands = int(published_build(workspace)[1:])
            assert stands >= last
            segments_of(workspace).prepare()
            keys = segments_of(workspace).done(duckdb.connect())
            assert len(keys) % 1000 == 0
            last = stands + 1
            make_candidate(workspace, f"b{last}")
            put(workspace, f"b{last}")
            assert published_build(workspace) == f"b{last}"
            recoveries.append(time.monotonic() - began)
        helper.stdin.close()
    with capsys.disabled():
        print(f"\nkill -9: {len(recoveries)} of {KILLS} survived, recovered in at most {max(recoveries):.1f} s")

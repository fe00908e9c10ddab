"""A signal stops a build in seconds; what was finished is used by the next.

Each test takes seconds: a process is stopped in the midst of a whole build, and a second build ends it.
"""

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import dagster as dg
import psutil

from assets.resources import Build
from assets.runner.builds import run_build
from assets.runner.instance import kept_instance
from tests.assets.conftest import without_model
from tests.assets.runner.slow_build import SLOW
from warehouse.workspace import Workspace

PROJECT = Path(__file__).parents[3]
#: Far under the time that the slow text takes, and far over what a busy machine needs.
SECONDS_TO_STOP = 120
SECONDS_TO_BEGIN = 600


def finished(workspace: Workspace) -> list[Path]:
    """The files of analysed texts; the one without rows is made before any."""
    found = workspace.segments.glob("analysis*/*/analyses.parquet")
    return [path for path in found if path.parent.name != "empty"]


def interrupted(raw: Path, workspace: Workspace, number: int) -> tuple[int, float, list[psutil.Process]]:
    """The status and the seconds with which a build ends after a signal, and the processes it left running."""
    command = [sys.executable, "-m", "tests.assets.runner.slow_build", str(raw), str(workspace.published)]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as build:
        deadline = time.monotonic() + SECONDS_TO_BEGIN
        while len(finished(workspace)) < 2:
            assert build.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.1)
        children = psutil.Process(build.pid).children(recursive=True)
        began = time.monotonic()
        build.send_signal(number)
        status = build.wait(SECONDS_TO_BEGIN)
        seconds = time.monotonic() - began
    _, running = psutil.wait_procs(children, timeout=SECONDS_TO_STOP)
    return status, seconds, running


def assert_stops(folder: Path, number: int) -> Build:
    """Stop a build with a signal while the last of its three documents is analysed."""
    build = Build(raw=str(folder / "raw"), warehouse=str(folder / "annals.duckdb"))
    build.raw_folder.mkdir()
    for name, page in zip(("a.html", "b.html", SLOW), without_model(), strict=True):
        shutil.copy(page, build.raw_folder / name)
    status, seconds, running = interrupted(build.raw_folder, build.workspace, number)
    assert status == 130
    assert seconds < SECONDS_TO_STOP
    assert running == []
    assert not build.workspace.published.exists()
    with kept_instance(build.workspace) as instance:
        assert [run.status for run in instance.get_runs()] == [dg.DagsterRunStatus.CANCELED]
    return build


def test_an_interrupt_stops_a_build_in_seconds(tmp_path: Path) -> None:
    assert_stops(tmp_path, signal.SIGINT)


def test_a_termination_stops_a_build_in_seconds_and_the_next_uses_finished_work(tmp_path: Path) -> None:
    build = assert_stops(tmp_path, signal.SIGTERM)
    assert run_build(build).published
    with build.workspace.reading() as connection:
        worked = connection.execute("SELECT n_documents_read, n_articles_analysed FROM builds").fetchall()
    assert worked == [(0, 1)]

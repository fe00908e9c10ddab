"""kill -9 at random moments of whole builds: what survives, and how long the next build takes.

A small corpus grows by a file before each build, so that every build has work
and something to publish. Run as ``python tests/benchmarks/kills.py [--kills N]``.
"""

from __future__ import annotations

import argparse
import random
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from warehouse.standing import standing
from warehouse.workspace import Workspace

CORPUS = Path(__file__).parent.parent / "corpus"
KILLS = 40


def main() -> None:
    """Kill builds and print how many left the old or the new build whole."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--data", help="not used: the sample corpus is built")
    n_kills = parser.parse_args().kills
    with tempfile.TemporaryDirectory() as folder:
        raw, workspace = Path(folder) / "raw", Workspace(Path(folder) / "w.duckdb")
        shutil.copytree(CORPUS / "dumps", raw)
        whole = timed_build(raw, workspace)
        survived, recoveries = 0, []
        moments = random.Random(13)
        for number in range(n_kills):
            (raw / f"more-{number}.txt").write_text(f"{text_of(raw)}\n\nÉdition {number} du journal.", "utf-8")
            before = content_of(workspace)
            kill_after(moments.uniform(0, whole), raw, workspace)
            stands = standing(workspace).kind == "warehouse" and content_of(workspace)
            recoveries.append(timed_build(raw, workspace))
            after = content_of(workspace)
            survived += stands in (before, after)
    print(f"kill -9 at random moments: {survived} of {n_kills} survived (the old or the new build, whole)")
    print(
        f"the next build took {statistics.median(recoveries):.1f} s (median), {max(recoveries):.1f} s at most; "
        f"the first {whole:.1f} s"
    )


def text_of(raw: Path) -> str:
    """The text of one of the corpus' files."""
    return min(path for path in raw.rglob("*.txt") if not path.name.startswith("more-")).read_text("utf-8")


def command(raw: Path, workspace: Workspace) -> list[str]:
    """A build as a user starts it."""
    annals = "from assets.cli import main; main()"
    return [sys.executable, "-c", annals, "build", str(raw), "--warehouse", str(workspace.published), "--quiet"]


def timed_build(raw: Path, workspace: Workspace) -> float:
    """Build, and return the seconds it took."""
    began = time.monotonic()
    subprocess.run(command(raw, workspace), check=True)
    return time.monotonic() - began


def kill_after(seconds: float, raw: Path, workspace: Workspace) -> None:
    """Begin a build and kill its process, and none of its children, after so many seconds."""
    with subprocess.Popen(command(raw, workspace)) as build:
        time.sleep(seconds)
        build.send_signal(signal.SIGKILL)


def content_of(workspace: Workspace) -> str:
    """The content hash of the published build."""
    with workspace.reading() as connection:
        return str(
            connection.execute("SELECT content_hash FROM builds ORDER BY started_at DESC LIMIT 1").fetchall()[0][0]
        )


if __name__ == "__main__":
    main()

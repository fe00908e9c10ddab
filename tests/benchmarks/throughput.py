"""What a build costs: CPU seconds a page by stage, memory, and what ten pages more cost.

    python tests/benchmarks/throughput.py --data DIR [--pages 1000]

``DIR`` holds the pages of the extraction dev set (``extraction/dev/html``, or
an ``html`` folder, at any depth). Each build runs in a process of its own, so
that its CPU time and its peak memory are its own.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import psutil
from dagster._core.execution.stats import RunStepKeyStatsSnapshot

from assets.runner.instance import kept_instance
from warehouse.workspace import Workspace

ANNALS = Path(sys.executable).with_name("annals")
EXTRA_PAGES = 10
SAMPLE_SECONDS = 0.5


def main() -> None:
    """Build ``--pages`` pages, then ten more, and print what each build cost."""
    options = arguments()
    pages = sorted(path for path in options.data.rglob("*.htm*") if path.is_file())
    if not pages:
        print(f"no HTML pages below {options.data}: nothing measured")
        return
    with tempfile.TemporaryDirectory() as folder:
        raw, warehouse = Path(folder) / "raw", Path(folder) / "annals.duckdb"
        raw.mkdir()
        first, more = pages[: options.pages], pages[options.pages : options.pages + EXTRA_PAGES]
        copy(first, raw)
        report("first build", build(raw, warehouse), len(first))
        print(json.dumps(seconds_by_asset(warehouse)))
        copy(more or first[:EXTRA_PAGES], raw, prefix="more-")
        report(f"{EXTRA_PAGES} pages more", build(raw, warehouse), EXTRA_PAGES)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--pages", type=int, default=1000)
    return parser.parse_args()


def copy(pages: list[Path], raw: Path, prefix: str = "") -> None:
    for number, page in enumerate(pages):
        shutil.copyfile(page, raw / f"{prefix}{number:05d}.html")


def build(raw: Path, warehouse: Path) -> dict[str, float]:
    """Run one build, watching the CPU time and memory of it and its workers."""
    started = time.monotonic()
    process = subprocess.Popen([ANNALS, "build", raw, "--warehouse", warehouse], stdout=subprocess.DEVNULL)
    watched = psutil.Process(process.pid)
    cpu: dict[int, float] = {}
    memory: list[float] = []
    while process.poll() is None:
        family = [watched, *children(watched)]
        cpu |= {member.pid: seconds for member in family if (seconds := cpu_seconds(member)) is not None}
        memory.append(sum(resident(member) for member in family))
        time.sleep(SAMPLE_SECONDS)
    half = len(memory) // 2
    return {
        "exit": process.returncode,
        "wall s": round(time.monotonic() - started, 1),
        "CPU s": round(sum(cpu.values()), 1),
        "peak MiB, first half": round(max(memory[:half], default=0)),
        "peak MiB, second half": round(max(memory[half:], default=0)),
    }


def children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def cpu_seconds(process: psutil.Process) -> float | None:
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return None
    return times.user + times.system


def resident(process: psutil.Process) -> float:
    """Memory that is the process's own: pages shared with the server it was forked from are counted once, there."""
    try:
        return process.memory_full_info().uss / 2**20
    except psutil.Error:
        return 0.0


def seconds_by_asset(warehouse: Path) -> dict[str, float]:
    """Wall seconds of the last run, step by step, from Dagster's own records."""
    with kept_instance(Workspace(warehouse)) as instance:
        run = instance.get_runs(limit=1)[0]
        return dict(_durations(instance.get_run_step_stats(run.run_id)))


def _durations(steps: Sequence[RunStepKeyStatsSnapshot]) -> Iterator[tuple[str, float]]:
    for step in sorted(steps, key=lambda step: step.start_time or 0):
        if step.start_time and step.end_time:
            yield step.step_key, round(step.end_time - step.start_time, 2)


def report(name: str, cost: dict[str, float], n_pages: int) -> None:
    print(f"{name}: {n_pages} pages, {cost}, {cost['CPU s'] / n_pages:.3f} CPU s a page", flush=True)


if __name__ == "__main__":
    main()

"""Ids over random additions and removals, measured: ``python -m tests.benchmarks.stable_ids``.

Takes the documents of the sample corpus, builds from some of them, then from
others, round after round, and prints how many ids of entities and events whose
evidence did not change stayed, and how many of those that went are told in
``id_history``. The last round is built once more from nothing: its content
hash must be the same.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from pathlib import Path

from assets.resources import Build
from assets.runner.builds import run_build
from assets.runner.workers import start_server
from tests.assets.conftest import content_hash_of
from tests.stable_ids import PLACES, Stability, compare, documents, put, snapshot
from warehouse.workspace import Workspace

N_DOCUMENTS = 60
#: Documents that a round takes away at most, and as many it adds.
MOST_MOVED = 8


def main() -> None:
    """Build round after round and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    start_server()
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), arguments.rounds, random.Random(arguments.seed))


def measure(folder: Path, rounds: int, generator: random.Random) -> None:
    """Print one line a round and table, the sums, and whether a build from nothing is the same."""
    everything = documents()[:N_DOCUMENTS]
    raw, workspace = folder / "raw", Workspace(folder / "annals.duckdb")
    inside = set(generator.sample(range(len(everything)), 2 * len(everything) // 3))
    build(raw, workspace, [everything[at] for at in sorted(inside)])
    before = snapshot(workspace)
    sums = dict.fromkeys(PLACES, Stability(0, 0, 0, 0))
    for number in range(1, rounds + 1):
        outside = sorted(set(range(len(everything))) - inside)
        leaving = generator.sample(sorted(inside), generator.randint(0, MOST_MOVED))
        coming = generator.sample(outside, generator.randint(0, min(MOST_MOVED, len(outside))))
        inside = (inside - set(leaving)) | set(coming)
        build(raw, workspace, [everything[at] for at in sorted(inside)])
        now = snapshot(workspace)
        for table in PLACES:
            found = compare(before, now, table)
            sums[table] += found
            print(f"round {number}, {len(leaving)} documents left, {len(coming)} came; {table}: {shown(found)}")
        before = now
    for table, found in sums.items():
        print(f"all rounds, {table}: {shown(found)}")
    anew = Workspace(folder / "anew.duckdb")
    build(raw, anew, [everything[at] for at in sorted(inside)])
    same = content_hash_of(anew) == content_hash_of(workspace)
    print(f"a build from nothing has {'the same' if same else 'ANOTHER'} content hash")


def build(raw: Path, workspace: Workspace, chosen: list[tuple[str, bytes]]) -> None:
    """Build a warehouse of these documents."""
    put(raw, chosen)
    outcome = run_build(Build(raw=str(raw), warehouse=str(workspace.published), replace=True))
    if not outcome.published:
        raise SystemExit(f"the build was refused: {outcome.failures}")


def shown(found: Stability) -> str:
    """The figures in words."""
    share = found.n_kept / found.n_unchanged if found.n_unchanged else 1.0
    return (
        f"{found.n_kept} of {found.n_unchanged} with the same evidence kept their id ({share:.1%}); "
        f"of {found.n_lost} ids that went {found.n_told} are in id_history"
    )


if __name__ == "__main__":
    main()

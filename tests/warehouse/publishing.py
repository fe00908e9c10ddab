"""A process that writes shards and publishes builds without end, to be killed: for each line read, a child does so.

Run as ``python -m tests.warehouse.publishing FOLDER``; it prints each child's number.
"""

from __future__ import annotations

import os
import sys
from itertools import count
from pathlib import Path

import polars as pl

from tests.warehouse.candidates import make_candidate, put
from warehouse.segments import Segments
from warehouse.workspace import Workspace

SCHEMA = {"words": {"key": pl.String(), "word": pl.String()}}


def segments_of(workspace: Workspace) -> Segments:
    """The step cache that the child writes to."""
    return Segments(workspace.segments, "step", "v1", SCHEMA)


def publish_for_ever(workspace: Workspace, first: int) -> None:
    """Write a shard and publish a build, again and again, each numbered."""
    segments = segments_of(workspace)
    for number in count(first):
        segments.prepare()
        words = [f"{number}-{n}" for n in range(1000)]
        segments.write(f"shard{number}", {"words": pl.DataFrame({"key": words, "word": words})})
        make_candidate(workspace, f"b{number}")
        put(workspace, f"b{number}")


def main() -> None:
    """Start a child for each number on standard input, to begin with that build."""
    workspace = Workspace(Path(sys.argv[1]) / "w.duckdb")
    print("ready", flush=True)
    for line in sys.stdin:
        child = os.fork()
        if not child:
            publish_for_ever(workspace, int(line))
        print(child, flush=True)
        os.waitpid(child, 0)
        print("gone", flush=True)


if __name__ == "__main__":
    main()

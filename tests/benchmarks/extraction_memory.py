"""Memory of one process that cleans pages: ``python tests/benchmarks/extraction_memory.py --data DIR``.

The pages of DIR (see ``extraction.py``) come round again until 10,000 are
cleaned, each round with other class names, so that no cache is flattered.
"""

from __future__ import annotations

import argparse
import json
import sys
from itertools import cycle
from pathlib import Path

import psutil

from pipelines.read.page import read_page

#: After so many pages the resident memory is printed.
MILESTONES = (100, 1_000, 2_000, 4_000, 6_000, 8_000, 10_000)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds gold.jsonl")
    folder = parser.parse_args().data
    if not (folder / "gold.jsonl").is_file():
        print(f"skipped: no gold.jsonl in {folder}")
        return 0
    with (folder / "gold.jsonl").open(encoding="utf-8") as lines:
        gold = [json.loads(line) for line in lines]
    process = psutil.Process()
    for number, row in zip(range(1, MILESTONES[-1] + 1), cycle(gold), strict=False):
        source = (folder / row["html_file"]).read_bytes().decode(row.get("encoding") or "utf-8", "replace")
        read_page(source.replace('class="', f'class="round{number // len(gold)} '), "text/html")
        if number in MILESTONES:
            print(f"{number:6,} pages  {process.memory_info().rss >> 20:4} MiB", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

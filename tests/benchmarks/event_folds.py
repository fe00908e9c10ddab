"""Event rows of documents that no judge has seen: ``python tests/benchmarks/event_folds.py --data DIR --weights DIR``.

The data are those of ``event_documents.py``; the weights are what ``python -m pipelines.training.event_folds`` wrote.
Each document is built by a copy of the project whose judges learned from other folds, its encoder from the other half.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from event_documents import event_rows

N_FOLDS, N_HALVES = 5, 2
PROJECT = Path(__file__).resolve().parents[2]
ROOMS = ("pipelines", "warehouse", "checks", "assets")
WEIGHTS = Path("pipelines", "analyse", "events")
ANNALS = "import sys; from assets.cli import main; sys.argv[0] = 'annals'; main()"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--details", action="store_true", help="list what is missed and what is wrong")
    arguments = parser.parse_args()
    data = arguments.data / "events" if (arguments.data / "events").is_dir() else arguments.data
    docs, gold = data / "documents" / "docs.jsonl", data / "documents" / "gold.jsonl"
    if not (docs.is_file() and (arguments.weights / "encoder0.npz").is_file()):
        print(f"skipped: no annotated documents in {data}, or no weights of folds in {arguments.weights}")
        return 0
    documents = [json.loads(line) for line in docs.read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = [json.dumps(row, ensure_ascii=False) for row in rows_by_folds(documents, arguments.weights, folder)]
        (folder / "rows.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        for language in sorted({document["lang"] for document in documents}, reverse=True):
            mine = {document["id"] for document in documents if document["lang"] == language}
            kept = [line for line in gold.read_text(encoding="utf-8").splitlines() if json.loads(line)["doc"] in mine]
            (folder / "gold.jsonl").write_text("\n".join(kept) + "\n", encoding="utf-8")
            print(f"[{language}]", flush=True)
            scored: list[Path | str] = [data / "score_documents.py", docs, folder / "gold.jsonl", folder / "rows.jsonl"]
            details = ["--details"] if arguments.details else []
            subprocess.run([sys.executable, *scored, *details], check=True)
    return 0


def rows_by_folds(documents: list[dict[str, Any]], weights: Path, folder: Path) -> Iterator[dict[str, Any]]:
    """The rows of the documents, those of each fold and half built together."""
    project = folder / "project"
    for room in ROOMS:
        shutil.copytree(PROJECT / room, project / room, ignore=shutil.ignore_patterns("*.duckdb*", "__pycache__"))
    for half in range(N_HALVES):
        shutil.copy(weights / f"encoder{half}.npz", project / WEIGHTS / "encoder.npz")
        for fold in range(N_FOLDS):
            for path in (weights / str(fold)).glob("*.npz"):
                shutil.copy(path, project / WEIGHTS / path.name)
            mine = [document for document in documents if _part(document["id"]) == (fold, half)]
            raw, warehouse = folder / f"raw{half}{fold}", folder / f"{half}{fold}.duckdb"
            raw.mkdir()
            for document in mine:
                (raw / f"{document['id']}.txt").write_text(document["text"], encoding="utf-8")
            command = [sys.executable, "-c", ANNALS, "build", str(raw), "--warehouse", str(warehouse)]
            environment = os.environ | {"PYTHONPATH": str(project), "PYTHONSAFEPATH": "1"}
            subprocess.run(command, check=True, env=environment, cwd=folder, stdout=subprocess.DEVNULL)
            yield from event_rows(warehouse)


def _part(name: str) -> tuple[int, int]:
    """The fold and the half of a document, as training cuts them."""
    number = zlib.crc32(name.encode())
    return number % N_FOLDS, number // 7 % N_HALVES


if __name__ == "__main__":
    sys.exit(main())

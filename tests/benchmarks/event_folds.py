"""Event rows of documents that no judge has seen: ``python tests/benchmarks/event_folds.py --data DIR --weights DIR``.

The data are those of ``event_documents.py`` and, where DIR holds ``ntrex``, the press of NTREX that
``pipelines/training/event_documents/ntrex.jsonl`` annotates; the weights are what
``python -m pipelines.training.event_folds`` wrote, of both halves or of one, whose documents are built then.
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
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from event_documents import event_rows

from pipelines.training.annotated_events import OWN, document_group, read_lines
from pipelines.training.ntrex import read_texts

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
    parser.add_argument("--keep", type=Path, help="keep warehouses and rows in this folder")
    arguments = parser.parse_args()
    data = arguments.data / "events" if (arguments.data / "events").is_dir() else arguments.data
    if not ((data / "documents" / "docs.jsonl").is_file() and any(arguments.weights.glob("encoder?.npz"))):
        print(f"skipped: no annotated documents in {data}, or no weights of folds in {arguments.weights}")
        return 0
    halves = [half for half in range(N_HALVES) if (arguments.weights / f"encoder{half}.npz").is_file()]
    sources = {"documents": read_lines(data / "documents" / "docs.jsonl"), "ntrex": list(read_texts(data / "ntrex"))}
    with tempfile.TemporaryDirectory() as name:
        for source, texts in sources.items():
            documents = [document for document in texts if _part(document["id"])[1] in halves]
            folder = (arguments.keep or Path(name)) / source
            folder.mkdir(parents=True, exist_ok=True)
            gold = _ntrex_gold(documents) if source == "ntrex" else read_lines(data / "documents" / "gold.jsonl")
            published = {record["doc"]: record["published"] for record in gold} if source == "ntrex" else {}
            _write(folder / "docs.jsonl", documents)
            _write(folder / "rows.jsonl", rows_by_folds(documents, published, arguments.weights, halves, folder))
            for language in sorted({document["lang"] for document in documents}, reverse=True):
                print(f"[{source}, {language}]", flush=True)
                mine = {document["id"] for document in documents if document["lang"] == language}
                _write(folder / "gold.jsonl", [record for record in gold if record["doc"] in mine])
                command = [sys.executable, data / "score_documents.py"]
                command += [folder / f"{file}.jsonl" for file in ("docs", "gold", "rows")]
                subprocess.run([*command, *(["--details"] if arguments.details else [])], check=True)
    return 0


def _write(path: Path, records: Iterable[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")


def _ntrex_gold(documents: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What is annotated in the documents, in the scorer's form: mentions by the words of their line."""
    texts = {document["id"]: document["text"] for document in documents}
    gold = [record for record in read_lines(OWN / "ntrex.jsonl") if record["doc"] in texts]
    for record in gold:
        text = texts[record["doc"]]
        for event in record["events"]:
            event["mentions"] = [_in_line(text, mention["start"], mention["end"]) for mention in event["mentions"]]
    return gold


def _in_line(text: str, start: int, end: int) -> dict[str, Any]:
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    trigger = text[start:end]
    n_before = text[first:start].count(trigger)
    return {"sentence": text[first : last if last > 0 else None], "trigger": trigger, "n": n_before + 1}


def rows_by_folds(
    documents: list[dict[str, Any]], published: dict[str, str], weights: Path, halves: list[int], folder: Path
) -> Iterator[dict[str, Any]]:
    """The rows of the documents, those of each fold and half built together."""
    project = folder / "project"
    shutil.rmtree(project, ignore_errors=True)
    for room in ROOMS:
        shutil.copytree(PROJECT / room, project / room, ignore=shutil.ignore_patterns("*.duckdb*", "__pycache__"))
    for half in halves:
        for name in ("encoder", "chains"):
            shutil.copy(weights / f"{name}{half}.npz", project / WEIGHTS / f"{name}.npz")
        for fold in range(N_FOLDS):
            for path in (weights / str(fold)).glob("*.npz"):
                shutil.copy(path, project / WEIGHTS / path.name)
            mine = [document for document in documents if _part(document["id"]) == (fold, half)]
            if not mine:
                continue
            raw, warehouse = folder / f"raw{half}{fold}", folder / f"{half}{fold}.duckdb"
            _fill(raw, mine, published)
            command = [sys.executable, "-c", ANNALS, "build", str(raw), "--warehouse", str(warehouse)]
            environment = os.environ | {"PYTHONPATH": str(project), "PYTHONSAFEPATH": "1"}
            subprocess.run(command, check=True, env=environment, cwd=folder, stdout=subprocess.DEVNULL)
            yield from event_rows(warehouse)


def _fill(raw: Path, documents: list[dict[str, Any]], published: dict[str, str]) -> None:
    """The documents as files: text, or a record with its date where that is known beside the text."""
    shutil.rmtree(raw, ignore_errors=True)
    raw.mkdir()
    for document in documents:
        if document["id"] not in published:
            (raw / f"{document['id']}.txt").write_text(document["text"], encoding="utf-8")
            continue
        title, _, text = document["text"].partition("\n")
        _write(raw / f"{document['id']}.json", [{"title": title, "text": text, "date": published[document["id"]]}])


def _part(name: str) -> tuple[int, int]:
    """The fold and the half of a document, as training cuts them."""
    number = zlib.crc32(document_group(name).encode())
    return number % N_FOLDS, number // 7 % N_HALVES


if __name__ == "__main__":
    sys.exit(main())

"""Language identification, measured: ``python tests/benchmarks/language.py --data DIR``.

DIR holds ``language/gold.jsonl``, one JSON object a line with ``text``,
``lang`` and ``length_class``. Prints accuracy by length class, beside py3langid
and langdetect as they come out of the box.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from langdetect import LangDetectException, detect
from py3langid import langid

from pipelines.read.language_id.detect import detect_language

#: One language in two or more codes.
SAME = {"zh-cn": "zh", "zh-tw": "zh", "nb": "no", "nn": "no", "hr": "sh", "sr": "sh", "bs": "sh"}


def ours(text: str) -> tuple[str | None, float]:
    verdict = detect_language(text)
    return verdict.language, verdict.confidence


def py3langid_alone(text: str) -> tuple[str | None, float]:
    language, _ = langid.classify(text)
    return str(language), 0.0


def langdetect_alone(text: str) -> tuple[str | None, float]:
    try:
        return str(detect(text)), 0.0
    except LangDetectException:
        return None, 0.0


def measure(name: str, identify: Callable[[str], tuple[str | None, float]], rows: list[dict[str, Any]]) -> None:
    identify(rows[0]["text"])
    by_class: dict[str, list[bool]] = defaultdict(list)
    answers = []
    started = time.process_time()
    for row in rows:
        language, confidence = identify(row["text"])
        right = SAME.get(language or "", language) == SAME.get(row["lang"], row["lang"])
        by_class[row["length_class"]].append(right)
        answers.append((confidence, right))
    milliseconds = (time.process_time() - started) / len(rows) * 1000
    print(f"\n{name}: {milliseconds:.2f} ms a text")
    for length_class, outcomes in sorted(by_class.items()):
        print(f"  {length_class:18} {100 * sum(outcomes) / len(outcomes):6.2f}  of {len(outcomes)}")
    if any(confidence for confidence, _ in answers):
        print(f"  expected calibration error {calibration_error(answers):.4f}")


def calibration_error(answers: list[tuple[float, bool]]) -> float:
    """Return the mean gap between confidence and accuracy over ten bins of confidence."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, right in answers:
        bins[min(9, int(confidence * 10))].append((confidence, right))
    gaps = (abs(sum(c for c, _ in items) - sum(r for _, r in items)) for items in bins.values())
    return sum(gaps) / len(answers)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds language/gold.jsonl")
    gold = parser.parse_args().data / "language" / "gold.jsonl"
    if not gold.is_file():
        print(f"skipped: expected labelled texts in {gold}, found none")
        return 0
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    measure("annals", ours, rows)
    measure("py3langid", py3langid_alone, rows)
    measure("langdetect (unseeded)", langdetect_alone, rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())

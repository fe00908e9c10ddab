"""Speakers of quotations, measured out of fold: ``python tests/benchmarks/quotations.py --data DIR``.

DIR holds, in ``ntrex``, the press that ``pipelines/training/quoted_documents/ntrex.jsonl`` annotates (NTREX-128, CC
BY-SA 4.0); texts of our own stand beside it. Each text is judged by a forest that saw neither it nor its translation,
and by the rules alone. Needs lightgbm; writes nothing.
"""

from __future__ import annotations

import argparse
import sys
from importlib.util import find_spec
from pathlib import Path


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    arguments = parser.parse_args()
    if find_spec("lightgbm") is None:
        print("skipped: lightgbm is not installed (pip install '.[train]')")
        return 0
    if not (arguments.data / "ntrex" / "DOCUMENT_IDS.tsv").is_file():
        print(f"skipped: no press in {arguments.data / 'ntrex'} (expected DOCUMENT_IDS.tsv and the texts of NTREX-128)")
        return 0
    from pipelines.training.quotation_speakers import out_of_fold, print_scores, read_examples  # noqa: PLC0415

    examples = read_examples(arguments.data)
    found, _ = out_of_fold(examples)
    print(f"{len(examples)} texts, speakers out of fold")
    print_scores(examples, found)
    return 0


if __name__ == "__main__":
    sys.exit(main())

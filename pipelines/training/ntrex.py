"""The news documents of NTREX-128 (Federmann et al. 2022, CC BY-SA 4.0), which `event_documents/ntrex.jsonl` annotates.

The folder holds ``DOCUMENT_IDS.tsv``, ``newstest2019-src.eng.txt`` and ``newstest2019-ref.fra.txt`` of that data set: a
sentence a line, English texts of 2018 from the press and their French translations.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

_IDS = "DOCUMENT_IDS.tsv"
_FILES = {"en": "newstest2019-src.eng.txt", "fr": "newstest2019-ref.fra.txt"}


def read_texts(folder: Path) -> Iterator[dict[str, Any]]:
    """The documents as ``{id, lang, text}``, numbered in their order: ``ntrex-001-en``, ``ntrex-001-fr`` …

    Nothing where the folder does not hold the data set.
    """
    if not (folder / _IDS).is_file():
        return
    names = _lines(folder / _IDS)
    for language, file in _FILES.items():
        rows = list(zip(names, _lines(folder / file), strict=True))
        for number, (_, lines) in enumerate(groupby(rows, key=lambda row: row[0]), start=1):
            text = "\n".join(line for _, line in lines)
            yield {"id": f"ntrex-{number:03d}-{language}", "lang": language, "text": text}


def _lines(path: Path) -> list[str]:
    return [line.strip() for line in path.read_text(encoding="utf-8").rstrip("\n").split("\n")]

"""Texts whose names are annotated, with their candidates: what the judges of names learn from.

``ner_fr.jsonl`` and ``ner_en.jsonl`` hold a text a line; the press (NTREX-128, whose text `pipelines.training.ntrex`
reads) has its names in `named_documents/ntrex.jsonl`, by their characters.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipelines.analyse.mentions.candidate_classifier import CLASSES
from pipelines.analyse.mentions.candidate_features import Candidates, describe_candidates
from pipelines.analyse.mentions.name import Name
from pipelines.analyse.mentions.name_reader import NameReader
from pipelines.analyse.mentions.names import model_names, propose_names
from pipelines.analyse.parsing import parse
from pipelines.analyse.universal_tree import Span
from pipelines.forests import Floats
from pipelines.languages.names import load_pack
from pipelines.training import ntrex

LANGUAGES = ("fr", "en")
#: Sources whose texts may be learned from and redistributed as weights (`names.md`).
LEARNED = re.compile(r"sequoia|fr_pud|en_uner|en_crossner|en_wikigold|ntrex|en_ntrex")
N_FOLDS = 5
NEVER_LEARNED = -1
#: Records without a document's name are taken for one document in runs of so many.
_RUN = 40
_PRESS = Path(__file__).with_name("named_documents") / "ntrex.jsonl"


@dataclass(frozen=True)
class Text:
    """A text with its candidates, what each is, and the names found without a second look."""

    source: str
    text: str
    sentences: list[Span]
    gold: set[tuple[int, int, str]]
    zones: list[list[int]]
    fold: int
    candidates: Candidates
    label: NDArray[np.intp]
    ruled: list[Name]


@dataclass(frozen=True)
class Rows:
    """All candidates of all texts in one."""

    columns: Floats
    label: NDArray[np.intp]
    fold: NDArray[np.intp]

    @classmethod
    def of(cls, texts: Sequence[Text]) -> Rows:
        """The candidates of the texts, in order."""
        return cls(
            np.concatenate([text.candidates.columns for text in texts]),
            np.concatenate([text.label for text in texts]),
            np.concatenate([np.full(len(text.label), text.fold) for text in texts]),
        )

    def outside(self, folds: Sequence[int]) -> NDArray[np.intp]:
        """The rows learned from when these folds are not."""
        return np.flatnonzero((self.fold != NEVER_LEARNED) & ~np.isin(self.fold, folds))


def read_texts(data: Path) -> Iterator[Text]:
    """The annotated texts, parsed; ``data`` holds the files of names, its folder ``ntrex`` the text of the press."""
    for language in LANGUAGES:
        for record in (*_records(data / f"ner_{language}.jsonl"), *_press(data / "ntrex", language)):
            yield _text(record, language)


def data_files(data: Path) -> list[Path]:
    """The files that `read_texts` reads."""
    return [*(data / f"ner_{language}.jsonl" for language in LANGUAGES), *sorted((data / "ntrex").glob("*")), _PRESS]


def _records(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _press(folder: Path, language: str) -> list[dict[str, Any]]:
    """The documents of the press in the form of the other records."""
    names = {record["doc"]: record["names"] for record in _records(_PRESS)}
    source = {"fr": "ntrex", "en": "en_ntrex"}[language]
    return [
        {"id": text["id"], "source": source, "text": text["text"], "spans": names[text["id"]]}
        for text in ntrex.read_texts(folder)
        if text["lang"] == language
    ]


def _text(record: dict[str, Any], language: str) -> Text:
    text = record["text"]
    pack, tree = load_pack(language), parse(text, language)
    assert pack is not None
    assert tree is not None
    ruled = propose_names(text, tree, pack)
    candidates = describe_candidates(text, tree, pack, ruled, model_names(tree))
    gold = {(start, end): kind for start, end, kind in (span[:3] for span in record["spans"])}
    return Text(
        record["source"],
        text,
        tree.sentence_spans(),
        {(*span, kind) for span, kind in gold.items()},
        record.get("zones", []),
        _fold(record),
        candidates,
        np.array([CLASSES.index(gold.get(span, "none")) for span in candidates.spans], np.intp),
        ruled,
    )


def told_by(reader: NameReader, text: Text) -> Floats:
    """What an encoder makes of all candidates of a text, (n, classes); 0 where it reads none."""
    spans = text.candidates.spans
    read, told = reader.read(text.text, text.sentences, spans, np.ones(len(spans), np.bool_))
    rows = np.zeros((len(spans), len(CLASSES)), np.float32)
    rows[read] = told
    return rows


def _fold(record: dict[str, Any]) -> int:
    """The fold of a record's document; the English and the French of a parallel text share it."""
    if not LEARNED.match(record["source"]):
        return NEVER_LEARNED
    parallel = re.search(r"pud\w*:([nw]\d{5})|(ntrex-\d+)", record["id"])
    numbered = re.fullmatch(r"(.*\D)(\d+)", record["id"])
    if parallel:
        document = parallel.group(1) or parallel.group(2)
    else:
        document = f"{numbered.group(1)}{int(numbered.group(2)) // _RUN}" if numbered else record["id"]
    return zlib.crc32(document.encode()) % N_FOLDS

"""Texts with their events annotated: sentences of treebanks and whole documents, in one form.

Sentences come from ``DIR/train/{fr,en}.jsonl``, documents from ``DIR/documents``, from ``event_documents/`` beside this
module, which are our own, and, where ``DIR/ntrex`` holds them, from NTREX (see `pipelines.training.ntrex`).
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.training.ntrex import read_texts

OWN = Path(__file__).with_name("event_documents")
#: Folders of our own documents that tell more events than news does; the others are told as news is.
DENSE = frozenset(
    {
        *("fr_a", "fr_b", "fr_g", "fr_i", "fr_j", "fr_k", "fr_n", "fr_o", "fr_p", "fr_r", "fr_s", "fr_t"),
        *("en_c", "en_e", "en_g", "en_h", "en_i", "en_l", "en_m", "en_n"),
    }
)
#: Folders of pages retold: as dense as the press is.
PAGES = frozenset({"fr_u", "fr_v", "fr_w", "fr_x", "en_p", "en_q"})
NTREX = "ntrex"
#: Sources that tell events as sparsely as the press does, and how much each of their words counts.
PRESS, PRESS_WEIGHT = frozenset({NTREX, "own pages"}), 2.0
#: Sources whose licence lets no weights be passed on.
NEVER_LEARNED = ("UD_French-ParTUT",)
_RUN = 20
_SOFT_HYPHEN = "\u00ad"

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class AnnotatedEvent:
    """An event: its type, other types that coders may give it, the words that tell it.

    ``is_core`` is False for what some coders keep and some do not.
    """

    event_id: str
    event_type: str
    other_types: tuple[str, ...]
    is_core: bool
    modality: str
    other_modalities: tuple[str, ...]
    spans: tuple[Span, ...]

    @property
    def types(self) -> set[str]:
        """The types that are right."""
        return {self.event_type, *self.other_types}


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """A sentence or document with all events in it; texts of one ``group`` belong in one fold."""

    text_id: str
    language: str
    source: str
    group: str
    text: str
    events: tuple[AnnotatedEvent, ...]
    is_document: bool

    def fold(self, n_folds: int) -> int:
        """The fold of the text's group."""
        return zlib.crc32(self.group.encode()) % n_folds


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The JSON objects of a file, one a line."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def read_annotated(data: Path) -> Iterator[AnnotatedText]:
    """All annotated texts: sentences and documents under ``data``, then our own documents."""
    for language in ("fr", "en"):
        yield from read_sentences(data / "train" / f"{language}.jsonl")
    yield from read_documents(data / "documents", "wikinews")
    for folder in own_folders():
        yield from read_documents(folder, source_of(folder.name))
    yield from annotated_documents(*ntrex_records(data), NTREX)


def source_of(folder: str) -> str:
    """The kind of source that a folder of our own documents is."""
    if folder in PAGES:
        return "own pages"
    return "own" if folder in DENSE else "own news"


def weight_of(source: str) -> float:
    """How much a word of a source counts in learning."""
    return PRESS_WEIGHT if source in PRESS else 1.0


def ntrex_records(data: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The texts of ``DIR/ntrex`` and what is annotated in them; nothing where the folder is absent."""
    texts = list(read_texts(data / "ntrex"))
    return texts, read_lines(OWN / "ntrex.jsonl") if texts else []


def data_files(data: Path) -> list[Path]:
    """The files of all annotated texts: those under ``data``, then our own."""
    given = [path for name in ("train", "documents") for path in sorted((data / name).glob("*.jsonl"))]
    return given + sorted(OWN.glob("*/*.jsonl")) + ntrex_files(data)


def ntrex_files(data: Path) -> list[Path]:
    """The files of ``DIR/ntrex``, then that of what is annotated in them."""
    return [*sorted((data / "ntrex").glob("*")), OWN / "ntrex.jsonl"]


def own_folders() -> list[Path]:
    """The folders of our own documents."""
    return sorted(path for path in OWN.iterdir() if path.is_dir())


def read_sentences(path: Path) -> Iterator[AnnotatedText]:
    """Sentences whose triggers are given by offset."""
    for record in read_lines(path):
        events = tuple(
            AnnotatedEvent(
                event_id=str(number),
                event_type=event.get("type") or event["plover"],
                other_types=tuple(event.get("type_alt") or event.get("plover_alt") or ()),
                is_core=event["core"],
                modality=event.get("modality") or event["status"],
                other_modalities=tuple(event.get("modality_alt") or ()),
                spans=tuple((trigger["start"], trigger["end"]) for trigger in event["triggers"]),
            )
            for number, event in enumerate(record["events"])
        )
        group = _group(record["id"])
        yield AnnotatedText(record["id"], record["lang"], record["source"], group, record["text"], events, False)


def _group(sentence_id: str) -> str:
    """The document of a sentence: the English and the French of a parallel text share it, neighbours of a run too."""
    parallel = re.search(r"(?i)pud\w*:([nw]\d{5})", sentence_id)
    if parallel:
        return parallel.group(1)
    numbered = re.fullmatch(r"(.*\D)(\d+)", sentence_id)
    if numbered and "Sequoia" in sentence_id:
        return f"{numbered.group(1)}{int(numbered.group(2)) // _RUN}"
    return re.sub(r"-\d+$", "", sentence_id) if "EWT" in sentence_id else sentence_id


def read_documents(folder: Path, source: str) -> Iterator[AnnotatedText]:
    """The annotated documents of a folder: ``docs.jsonl`` and ``gold.jsonl``."""
    return annotated_documents(read_lines(folder / "docs.jsonl"), read_lines(folder / "gold.jsonl"), source)


def annotated_documents(
    records: Iterable[dict[str, Any]], annotations: Iterable[dict[str, Any]], source: str
) -> Iterator[AnnotatedText]:
    """Documents whose triggers are given by offset, or by their words and the start of their sentence."""
    texts = {record["id"]: record for record in records}
    for gold in annotations:
        record = texts[gold["doc"]]
        find = mention_finder(record["text"])
        events = tuple(
            AnnotatedEvent(
                event_id=event["id"],
                event_type=event["type"],
                other_types=tuple(event.get("type_alt", ())),
                is_core=event["core"],
                modality=event["modality"],
                other_modalities=tuple(event.get("modality_alt", ())),
                spans=tuple(span for mention in event["mentions"] if (span := find(mention))),
            )
            for event in gold["events"]
        )
        group = document_group(gold["doc"])
        yield AnnotatedText(gold["doc"], gold["lang"], source, group, record["text"], events, True)


def document_group(document_id: str) -> str:
    """What a document shares with its translation."""
    return re.sub(r"^(ntrex-\d+)-\w+$", r"\1", document_id)


def squeeze(text: str) -> tuple[str, list[int]]:
    """The text with one blank for each run of blanks and plain apostrophes, and where each character stood."""
    kept: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        if char.isspace() or char == _SOFT_HYPHEN:
            if kept and kept[-1] != " " and char != _SOFT_HYPHEN:
                kept.append(" ")
                places.append(place)
        else:
            kept.append("'" if char == "’" else char)
            places.append(place)
    return "".join(kept), [*places, len(text)]


def mention_finder(text: str) -> Callable[[dict[str, Any]], Span | None]:
    """What finds the characters of a mention in a text: its offsets, or its n-th occurrence in its sentence."""
    plain, places = squeeze(text)

    def find(mention: dict[str, Any]) -> Span | None:
        if "start" in mention:
            return mention["start"], mention["end"]
        sentence, trigger = squeeze(mention["sentence"])[0], squeeze(mention["trigger"])[0]
        start = plain.find(sentence)
        at = start - 1
        for _ in range(mention.get("n", 1)):
            at = plain.find(trigger, at + 1)
        return None if start < 0 or at < 0 else (places[at], places[at + len(trigger) - 1] + 1)

    return find

"""Documents that were read: themselves, their blocks, the clues to their dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import polars as pl

from pipelines.records.document import BlockRole, DateEvidence, MetadataValue, ReadDocument
from pipelines.records.source import Refusal
from warehouse.shards.records import Row, Schema, columns_of, frame, row_of
from warehouse.shards.refusals import REFUSAL, refusal_row


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """What is kept of a document beside its blocks and clues; ``repairs`` reads "kind=count, …"."""

    encoding: str
    encoding_confidence: float
    repairs: str | None
    kind: str
    title: str | None
    title_source: str | None
    byline: str | None
    agency: str | None
    site: str | None
    section: str | None
    url: str | None
    method: str
    confidence: float
    article_probability: float


@dataclass(frozen=True, slots=True)
class BlockRow:
    """One block with its number, its bytes and its language."""

    block_no: int
    role: BlockRole
    raw_start: int
    raw_end: int
    byte_start: int
    byte_end: int
    text: str
    language: str | None
    rule: str
    confidence: float
    n_words: int
    block_key: str


DOCUMENTS_SCHEMA: Schema = {
    "documents": {"key": pl.String(), **columns_of(DocumentRow), **REFUSAL},
    "blocks": {"key": pl.String(), **columns_of(BlockRow)},
    "date_evidence": {"key": pl.String(), "position": pl.Int64(), **columns_of(DateEvidence)},
}


def document_frames(done: Iterable[tuple[str, ReadDocument | Refusal]]) -> dict[str, pl.DataFrame]:
    """The frames of one shard of read documents."""
    rows: dict[str, list[Row]] = {table: [] for table in DOCUMENTS_SCHEMA}
    for key, document in done:
        if isinstance(document, Refusal):
            rows["documents"].append({"key": key, **refusal_row(document)})
            continue
        rows["documents"].append({"key": key, **row_of(_document(document))})
        rows["blocks"] += [{"key": key, **row_of(block)} for block in _blocks(document)]
        rows["date_evidence"] += [
            {"key": key, "position": position, **row_of(evidence)}
            for position, evidence in enumerate(document.date_evidence)
        ]
    return {table: frame(rows[table], columns) for table, columns in DOCUMENTS_SCHEMA.items()}


def _document(document: ReadDocument) -> DocumentRow:
    page, metadata = document.page, document.page.metadata
    return DocumentRow(
        encoding=document.encoding,
        encoding_confidence=document.encoding_confidence,
        repairs=", ".join(f"{kind}={count}" for kind, count in document.repairs) or None,
        kind=page.kind,
        title=_value(metadata.title),
        title_source=metadata.title.source if metadata.title else None,
        byline=_value(metadata.byline),
        agency=_value(metadata.agency),
        site=_value(metadata.site),
        section=_value(metadata.section),
        url=_value(metadata.url),
        method=page.method,
        confidence=page.confidence,
        article_probability=page.article_probability,
    )


def _value(found: MetadataValue | None) -> str | None:
    return found.value if found else None


def _blocks(document: ReadDocument) -> Iterator[BlockRow]:
    described = zip(
        document.page.blocks, document.block_bytes, document.block_languages, document.block_keys, strict=True
    )
    for number, (block, (byte_start, byte_end), language, key) in enumerate(described):
        yield BlockRow(
            block_no=number,
            role=block.role,
            raw_start=block.raw_start,
            raw_end=block.raw_end,
            byte_start=byte_start,
            byte_end=byte_end,
            text=block.text,
            language=language,
            rule=block.rule,
            confidence=block.confidence,
            n_words=len(block.text.split()),
            block_key=key,
        )

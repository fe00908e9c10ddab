"""Records as rows of shards, and rows of shards as records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

import polars as pl

from pipelines.records import (
    Analysis,
    Container,
    DateEvidence,
    EventClause,
    MetadataValue,
    RawRecord,
    ReadDocument,
    Refusal,
    Timex,
)
from warehouse.shard_schemas import ANALYSES_SCHEMA, DOCUMENTS_SCHEMA, INVENTORY_SCHEMA, Schema

Row = dict[str, Any]


def document_frames(done: Iterable[tuple[str, ReadDocument | Refusal]]) -> dict[str, pl.DataFrame]:
    """The frames of one shard of read documents."""
    rows: dict[str, list[Row]] = {table: [] for table in DOCUMENTS_SCHEMA}
    for key, document in done:
        if isinstance(document, Refusal):
            rows["documents"].append({"key": key, **_refusal(document)})
            continue
        rows["documents"].append({"key": key, **_document(document)})
        rows["blocks"] += [{"key": key, **row} for row in _blocks(document)]
        rows["date_evidence"] += [
            {"key": key, "position": i, **_plain(evidence, timestamp=_iso(evidence))}
            for i, evidence in enumerate(document.date_evidence)
        ]
    return _frames(rows, DOCUMENTS_SCHEMA)


def analysis_frames(done: Iterable[tuple[str, Analysis | Refusal]]) -> dict[str, pl.DataFrame]:
    """The frames of one shard of analysed texts."""
    rows: dict[str, list[Row]] = {table: [] for table in ANALYSES_SCHEMA}
    for key, analysis in done:
        if isinstance(analysis, Refusal):
            rows["analyses"].append({"key": key, **_refusal(analysis)})
            continue
        rows["analyses"].append(
            {
                "key": key,
                "language": analysis.language.language,
                "language_confidence": analysis.language.confidence,
                "language_agreement": analysis.language.agreement,
                "n_words": analysis.n_words,
                "sketch": list(analysis.sketch),
            }
        )
        rows["timexes"] += [{"key": key, **_plain(timex)} for timex in analysis.timexes]
        rows["mentions"] += [{"key": key, **_plain(mention)} for mention in analysis.mentions]
        rows["clauses"] += [{"key": key, **_clause(clause)} for clause in analysis.clauses]
        rows["quotations"] += [{"key": key, **_plain(quotation)} for quotation in analysis.quotations]
    return _frames(rows, ANALYSES_SCHEMA)


def inventory_row(key: str, root: str, item: Container | RawRecord | Refusal, document_key: str | None) -> Row:
    """The row of one thing found in the input file ``root``, with the key of the work to do on it, if any."""
    return {"key": key, "document_key": document_key, **_inventory_row(item, root)}


def inventory_frames(rows: list[Row]) -> dict[str, pl.DataFrame]:
    """The frame of one shard of the inventory."""
    return _frames({"inventory": rows}, INVENTORY_SCHEMA)


def to_evidence(row: Row) -> DateEvidence:
    """A row of ``date_evidence`` as the record it was."""
    stamp = row["timestamp"]
    values = {field.name: row[field.name] for field in fields(DateEvidence)}
    return DateEvidence(**{**values, "timestamp": datetime.fromisoformat(stamp) if stamp else None})


def to_timex(row: Row) -> Timex:
    """A row of ``timexes`` as the record it was."""
    return Timex(**{field.name: row[field.name] for field in fields(Timex)})


def to_clause(row: Row) -> EventClause:
    """A row of ``clauses`` as the record it was."""
    values = {field.name: row[field.name] for field in fields(EventClause)}
    for name in ("actors", "recipients"):
        values[name] = tuple((span["start"], span["end"]) for span in row[name])
    for name in ("place", "attributed_to"):
        values[name] = (row[name]["start"], row[name]["end"]) if row[name] else None
    return EventClause(**values)


def _frames(rows: Mapping[str, list[Row]], schemas: Schema) -> dict[str, pl.DataFrame]:
    return {table: pl.DataFrame(rows[table], schema=dict(schema), orient="row") for table, schema in schemas.items()}


def _plain(record: Any, **replaced: Any) -> Row:
    return {field.name: getattr(record, field.name) for field in fields(record)} | replaced


def _iso(evidence: DateEvidence) -> str | None:
    return evidence.timestamp.isoformat() if evidence.timestamp else None


def _refusal(refusal: Refusal) -> Row:
    return {"rule": refusal.rule, "reason": refusal.reason, "sample": refusal.sample}


def _document(document: ReadDocument) -> Row:
    page, metadata = document.page, document.page.metadata
    return {
        "encoding": document.encoding,
        "repairs": ", ".join(f"{kind}={count}" for kind, count in document.repairs) or None,
        "kind": page.kind,
        "title": _value(metadata.title),
        "title_source": metadata.title.source if metadata.title else None,
        "byline": _value(metadata.byline),
        "agency": _value(metadata.agency),
        "site": _value(metadata.site),
        "section": _value(metadata.section),
        "url": _value(metadata.url),
        "method": page.method,
        "confidence": page.confidence,
        "article_probability": page.article_probability,
    }


def _value(found: MetadataValue | None) -> str | None:
    return found.value if found else None


def _blocks(document: ReadDocument) -> Iterable[Row]:
    for number, block in enumerate(document.page.blocks):
        start, end = document.block_bytes[number]
        yield {
            "block_no": number,
            "role": block.role,
            "raw_start": block.raw_start,
            "raw_end": block.raw_end,
            "byte_start": start,
            "byte_end": end,
            "text": block.text,
            "language": document.block_languages[number],
            "rule": block.rule,
            "confidence": block.confidence,
            "n_words": len(block.text.split()),
            "block_key": document.block_keys[number],
        }


def _clause(clause: EventClause) -> Row:
    return _plain(
        clause,
        actors=[_span(span) for span in clause.actors],
        recipients=[_span(span) for span in clause.recipients],
        place=_span(clause.place),
        attributed_to=_span(clause.attributed_to),
    )


def _span(span: tuple[int, int] | None) -> Row | None:
    return {"start": span[0], "end": span[1]} if span else None


def _inventory_row(item: Container | RawRecord | Refusal, root: str) -> Row:
    row: Row = {"locator": item.path.removeprefix(root)}
    if isinstance(item, Container):
        return row | {"kind": "container", "media_type": item.media_type}
    if isinstance(item, Refusal):
        return row | {
            "kind": "document",
            "sha256": item.sha256,
            "n_bytes": item.n_bytes,
            "stage": item.stage,
            **_refusal(item),
        }
    return row | {
        "kind": "document",
        "sha256": item.sha256,
        "n_bytes": len(item.content),
        "media_type": item.media_type,
        "url": item.url,
        "retrieved_at": item.retrieved_at,
    }

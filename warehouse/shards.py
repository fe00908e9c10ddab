"""Records as rows of shards, and rows of shards as records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
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

Schema = Mapping[str, Mapping[str, pl.DataType]]

SPAN = pl.Struct({"start": pl.Int32(), "end": pl.Int32()})
REFUSAL = {"rule": pl.String(), "reason": pl.String(), "sample": pl.String()}

INVENTORY_SCHEMA: Schema = {
    "inventory": {
        "key": pl.String(),
        "locator": pl.String(),
        "position": pl.Int64(),
        "kind": pl.String(),
        "sha256": pl.String(),
        "n_bytes": pl.Int64(),
        "media_type": pl.String(),
        "url": pl.String(),
        "retrieved_at": pl.Datetime("us", "UTC"),
        "document_key": pl.String(),
        "stage": pl.String(),
        **REFUSAL,
    }
}

DOCUMENTS_SCHEMA: Schema = {
    "documents": {
        "key": pl.String(),
        "encoding": pl.String(),
        "repairs": pl.String(),
        "kind": pl.String(),
        "title": pl.String(),
        "title_source": pl.String(),
        "byline": pl.String(),
        "agency": pl.String(),
        "site": pl.String(),
        "section": pl.String(),
        "url": pl.String(),
        "method": pl.String(),
        "confidence": pl.Float64(),
        "article_probability": pl.Float64(),
        **REFUSAL,
    },
    "blocks": {
        "key": pl.String(),
        "block_no": pl.Int32(),
        "role": pl.String(),
        "raw_start": pl.Int64(),
        "raw_end": pl.Int64(),
        "byte_start": pl.Int64(),
        "byte_end": pl.Int64(),
        "text": pl.String(),
        "language": pl.String(),
        "rule": pl.String(),
        "confidence": pl.Float64(),
        "n_words": pl.Int32(),
        "block_key": pl.String(),
    },
    "date_evidence": {
        "key": pl.String(),
        "position": pl.Int32(),
        "source": pl.String(),
        "surface": pl.String(),
        "earliest": pl.Date(),
        "latest": pl.Date(),
        "precision": pl.String(),
        "timestamp": pl.String(),
        "partial": pl.String(),
        "raw_start": pl.Int64(),
        "raw_end": pl.Int64(),
        "weight": pl.Float64(),
    },
}

ANALYSES_SCHEMA: Schema = {
    "analyses": {
        "key": pl.String(),
        "language": pl.String(),
        "language_confidence": pl.Float64(),
        "language_agreement": pl.String(),
        "n_words": pl.Int32(),
        "sketch": pl.List(pl.UInt64()),
        **REFUSAL,
    },
    "timexes": {
        "key": pl.String(),
        "start": pl.Int32(),
        "end": pl.Int32(),
        "surface": pl.String(),
        "type": pl.String(),
        "expression": pl.String(),
    },
    "mentions": {
        "key": pl.String(),
        "start": pl.Int32(),
        "end": pl.Int32(),
        "surface": pl.String(),
        "type": pl.String(),
        "kind": pl.String(),
        "confidence": pl.Float64(),
        "country": pl.String(),
        "sector": pl.String(),
        "role": pl.String(),
    },
    "clauses": {
        "key": pl.String(),
        "event_type": pl.String(),
        "event_mode": pl.String(),
        "cameo_root": pl.String(),
        "trigger_start": pl.Int32(),
        "trigger_end": pl.Int32(),
        "trigger": pl.String(),
        "sentence_start": pl.Int32(),
        "sentence_end": pl.Int32(),
        "modality": pl.String(),
        "confidence": pl.Float64(),
        "actors": pl.List(SPAN),
        "recipients": pl.List(SPAN),
        "timex_start": pl.Int32(),
        "place": SPAN,
        "attributed_to": SPAN,
        "is_anaphor": pl.Boolean(),
    },
    "quotations": {
        "key": pl.String(),
        "start": pl.Int32(),
        "end": pl.Int32(),
        "text": pl.String(),
        "is_direct": pl.Boolean(),
        "cue": pl.String(),
        "speaker_start": pl.Int32(),
        "speaker_end": pl.Int32(),
    },
}

Row = dict[str, Any]


def document_frames(
    done: Iterable[tuple[str, ReadDocument | Refusal]], block_keys: Mapping[str, Sequence[str]]
) -> dict[str, pl.DataFrame]:
    """The frames of one shard of read documents; ``block_keys`` holds those of each document."""
    rows: dict[str, list[Row]] = {table: [] for table in DOCUMENTS_SCHEMA}
    for key, document in done:
        if isinstance(document, Refusal):
            rows["documents"].append({"key": key, **_refusal(document)})
            continue
        rows["documents"].append({"key": key, **_document(document)})
        rows["blocks"] += [{"key": key, **row} for row in _blocks(document, block_keys[key])]
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


def inventory_frame(key: str, root: str, items: Iterable[tuple[Container | RawRecord | Refusal, str | None]]) -> Row:
    """The shard of one input file: each record, container or refusal in it, by its place below ``root``.

    Each comes with the key of the work to do on it, if any.
    """
    rows = [
        {"key": key, "position": position, "document_key": document_key, **_inventory_row(item, root)}
        for position, (item, document_key) in enumerate(items)
    ]
    return _frames({"inventory": rows}, INVENTORY_SCHEMA)


def to_evidence(row: Row) -> DateEvidence:
    """A row of ``date_evidence`` as the record it was."""
    from datetime import datetime

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


def _blocks(document: ReadDocument, block_keys: Sequence[str]) -> Iterable[Row]:
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
            "block_key": block_keys[number],
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

"""The columns of every table the steps leave in the step cache."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

Schema = Mapping[str, Mapping[str, pl.DataType]]

SPAN = pl.Struct({"start": pl.Int32(), "end": pl.Int32()})
REFUSAL = {"rule": pl.String(), "reason": pl.String(), "sample": pl.String()}

INVENTORY_SCHEMA: Schema = {
    "inventory": {
        "key": pl.String(),
        "locator": pl.String(),
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

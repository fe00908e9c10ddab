"""The inventory: what each input file holds, one row a thing found."""

from __future__ import annotations

import polars as pl

from pipelines.records.source import Container, RawRecord, Refusal
from warehouse.shards.records import Row, Schema, frame
from warehouse.shards.refusals import REFUSAL, refusal_row

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
        "truncated": pl.String(),
        "document_key": pl.String(),
        "stage": pl.String(),
        **REFUSAL,
    }
}


def inventory_row(key: str, root: str, item: Container | RawRecord | Refusal, document_key: str | None) -> Row:
    """The row of one thing found in the input file ``root``, with the key of the work to do on it, if any."""
    row: Row = {"key": key, "document_key": document_key, "locator": item.path.removeprefix(root)}
    if isinstance(item, Container):
        return row | {"kind": "container", "media_type": item.media_type}
    row |= {"kind": "document", "sha256": item.sha256}
    if isinstance(item, Refusal):
        return row | {"n_bytes": item.n_bytes, "stage": item.stage, **refusal_row(item)}
    return row | {
        "n_bytes": len(item.content),
        "media_type": item.media_type,
        "url": item.url,
        "retrieved_at": item.retrieved_at,
        "truncated": item.truncated,
    }


def inventory_frames(rows: list[Row]) -> dict[str, pl.DataFrame]:
    """The frame of one shard of the inventory."""
    return {"inventory": frame(rows, INVENTORY_SCHEMA["inventory"])}

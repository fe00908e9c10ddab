"""Opening a file in a folder of its own."""

from __future__ import annotations

from pathlib import Path

from pipelines.ingest.containers import read_file
from pipelines.ingest.json_fields import json_fields
from pipelines.ingest.limits import Limits
from pipelines.ingest.walk import FoundFile
from pipelines.records.source import Container, RawRecord, Refusal

LONG = "Le pont est ouvert. " * 30
SMALL = Limits(document=1000, line=1000, expansion_ratio=5, expansion_floor=500, records=5, depth=2)

Items = list[Container | RawRecord | Refusal]


def opened(folder: Path, name: str, content: str | bytes, limits: Limits | None = None) -> Items:
    location = folder / name
    location.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read_file(FoundFile(location, name), limits, json_fields(folder)))


def records(items: Items) -> list[RawRecord]:
    return [item for item in items if isinstance(item, RawRecord)]


def rules(items: Items) -> list[str]:
    return [item.rule for item in items if isinstance(item, Refusal)]

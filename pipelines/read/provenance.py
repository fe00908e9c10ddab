"""From a stretch of an article back to the bytes of the raw file it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipelines.ingest.containers import read_file
from pipelines.ingest.decode import decode
from pipelines.ingest.json_fields import json_fields
from pipelines.ingest.walk import FoundFile
from pipelines.read.page import read_page
from pipelines.read.segmentation.characters import text_to_raw
from pipelines.records.document import Block
from pipelines.records.source import DecodedText, RawRecord


@dataclass(frozen=True, slots=True)
class RawBytes:
    """Bytes of a document, half-open offsets first, with the encoding they were read in."""

    start: int
    end: int
    content: bytes
    encoding: str


def raw_bytes(folder: Path, path: str, block_no: int, start: int, end: int) -> RawBytes | None:
    """The bytes behind ``text[start:end]`` of a block; None when the raw folder has no such document any more.

    ``path`` is the document's in the warehouse: a file, or ``archive#record``.
    """
    record = _open(folder, path)
    if record is None:
        return None
    decoded = decode(record.content, record.charset)
    page = read_page(decoded.text, record.media_type, record.url, record.declared)
    first, last = byte_range(decoded, page.blocks[block_no], start, end)
    return RawBytes(first, last, record.content[first:last], decoded.encoding)


def byte_range(decoded: DecodedText, block: Block, text_start: int, text_end: int) -> tuple[int, int]:
    """The bytes a stretch of a block's text was read from."""
    raw_start, raw_end = text_to_raw(block.runs, text_start, text_end)
    return int(decoded.byte_offsets[raw_start]), int(decoded.byte_offsets[raw_end])


def _open(folder: Path, path: str) -> RawRecord | None:
    file = path.split("#", 1)[0]
    for item in read_file(FoundFile.below(folder, file), fields=json_fields(folder)):
        if isinstance(item, RawRecord) and item.path == path:
            return item
    return None

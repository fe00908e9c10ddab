"""One document, read: bytes to labelled blocks, languages and clues to its date."""

from __future__ import annotations

from pipelines.clean import block_key, read_page
from pipelines.dates import find_date_evidence
from pipelines.ingest import decode
from pipelines.language import detect_block_languages
from pipelines.records import RawRecord, ReadDocument


def read_document(record: RawRecord) -> ReadDocument:
    """Return all that can be said of a document without knowing the others."""
    decoded = decode(record.content, record.charset)
    page = read_page(decoded.text, record.media_type, record.url, record.declared)
    offsets = decoded.byte_offsets
    return ReadDocument(
        encoding=decoded.encoding,
        repairs=decoded.repairs,
        page=page,
        block_bytes=tuple((int(offsets[block.raw_start]), int(offsets[block.raw_end])) for block in page.blocks),
        block_languages=detect_block_languages([block.text for block in page.blocks]),
        block_keys=tuple(block_key(block.text) for block in page.blocks),
        date_evidence=find_date_evidence(decoded.text, page, record.url, record.retrieved_at, record.declared),
    )

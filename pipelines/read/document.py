"""One document, read: bytes to labelled blocks, languages and clues to its date."""

from __future__ import annotations

from pipelines.ingest.decode import decode
from pipelines.read.language_id.blocks import detect_block_languages
from pipelines.read.page import read_page
from pipelines.read.publication_date.evidence import find_date_evidence
from pipelines.records.document import ReadDocument
from pipelines.records.source import RawRecord
from pipelines.text.normalise import block_key


def read_document(record: RawRecord) -> ReadDocument:
    """Return all that can be said of a document without knowing the others."""
    decoded = decode(record.content, record.charset)
    page = read_page(decoded.text, record.media_type, record.url, record.declared)
    offsets = decoded.byte_offsets
    return ReadDocument(
        encoding=decoded.encoding,
        encoding_confidence=decoded.encoding_confidence,
        repairs=decoded.repairs,
        page=page,
        block_bytes=tuple((int(offsets[block.raw_start]), int(offsets[block.raw_end])) for block in page.blocks),
        block_languages=detect_block_languages([block.text for block in page.blocks]),
        block_keys=tuple(block_key(block.text) for block in page.blocks),
        date_evidence=find_date_evidence(decoded.text, page, record.url, record.retrieved_at, record.declared),
    )

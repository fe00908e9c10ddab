"""Pages cleaned as a build cleans them: each by itself, then without the boilerplate that the corpus teaches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import polars as pl

from pipelines.corpus.boilerplate import learn_boilerplate
from pipelines.read.page import article_text
from pipelines.records.document import Block, Page
from pipelines.text.normalise import block_key

#: The blocks of a page, those without words left out.
Blocks = Sequence[Block]


def worded(page: Page) -> tuple[Block, ...]:
    return tuple(block for block in page.blocks if block.text)


def texts_without_boilerplate(pages: Mapping[str, Blocks], urls: Mapping[str, str | None]) -> dict[str, str]:
    """The text of each page by its id, headlines left out, after the pass over all of them."""
    rows = [row for name, blocks in pages.items() for row in _rows(name, blocks, urls[name])]
    learned = learn_boilerplate(pl.LazyFrame(rows, orient="row", infer_schema_length=None))
    boilerplate = set(learned.select("document_id", "block_no").iter_rows())
    return {
        name: article_text(
            [block for at, block in enumerate(blocks) if (name, at) not in boilerplate and block.role != "title"]
        )[0]
        for name, blocks in pages.items()
    }


def _rows(name: str, blocks: Blocks, url: str | None) -> list[dict[str, Any]]:
    site = urlsplit(url).hostname if url else None
    return [
        {
            "document_id": name,
            "site": site,
            "block_no": number,
            "block_key": block_key(block.text),
            "role": block.role,
            "rule": block.rule,
            "confidence": block.confidence,
            "n_words": len(block.text.split()),
        }
        for number, block in enumerate(blocks)
    ]

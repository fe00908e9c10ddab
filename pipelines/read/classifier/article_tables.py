"""What cells of tables are, whatever they look like by themselves.

A cell holds a name or a number, as a menu's entry does; what tells the
article's own is the table's place, right between two paragraphs. A cell of
links leads elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipelines.read.segmentation import markup
from pipelines.read.segmentation.text_blocks import Containers, Document, TextBlock
from pipelines.text.counts import Floats
from pipelines.text.units import PARAGRAPH_WORDS

#: A paragraph from this probability on is surely one of the article.
_SURE = 0.9
#: A table of the article has so many cells at least, and so many words at most: a larger one holds the page.
_CELLS, _WORDS = 4, 600.0
#: How likely such a table is of the article: of 14 pages of the dev set that it changes the F1 of 11 rose.
OF_ARTICLE = 0.86
#: The share of its characters that are links, from which on a table leads elsewhere.
_LINKED = 0.3
#: A cell of so many links, with this share of its signs in them, is a list of links, unless it is likely the article.
_CELL_LINKS, _CELL_LINKED, _LIKELY = 2, 0.45, 0.65
_CELL = markup.FLAG["td"]
_PROMO = sum(
    markup.HINT[name] for name in ("related", "advert", "share", "subscribe", "comment", "navigation", "cookie")
)


def article_tables(document: Document, probability: Floats, n_words: Floats) -> NDArray[np.bool_]:
    """Which blocks are cells of a table that stands between two paragraphs of the article."""
    found = np.zeros(len(document.blocks), np.bool_)
    containers, blocks = document.containers, document.blocks
    is_prose = (probability >= _SURE) & (n_words >= PARAGRAPH_WORDS)
    for number, tag in enumerate(containers.tags):
        if tag != "table":
            continue
        first, end = containers.firsts[number], containers.ends[number]
        if end - first < _CELLS or not 0 < first < end < len(blocks) or n_words[first:end].sum() > _WORDS:
            continue
        is_between = is_prose[first - 1] and is_prose[end] and _are_siblings(containers, blocks, number, first, end)
        if is_between and not containers.hints[number] & _PROMO and not _is_linked(blocks[first:end]):
            found[first:end] = True
    return found


def link_cells(blocks: Sequence[TextBlock], probability: Floats) -> NDArray[np.bool_]:
    """Which blocks of table cells are lists of links: pages that are laid out in tables have their menus there."""
    found = (
        block.flags & _CELL and block.n_links >= _CELL_LINKS and block.link_chars >= _CELL_LINKED * len(block.text)
        for block in blocks
    )
    return np.fromiter(found, np.bool_, len(blocks)) & (probability < _LIKELY)


def _are_siblings(containers: Containers, blocks: Sequence[TextBlock], table: int, first: int, end: int) -> bool:
    """Whether the paragraphs around a table stand in the element that the table stands in, or right around it."""
    above, below = (containers.parents[blocks[row].container] for row in (first - 1, end))
    parent = containers.parents[table]
    return above == below and above in (parent, containers.parents[parent] if parent >= 0 else parent)


def _is_linked(blocks: Sequence[TextBlock]) -> bool:
    return sum(block.link_chars for block in blocks) >= _LINKED * sum(len(block.text) for block in blocks)

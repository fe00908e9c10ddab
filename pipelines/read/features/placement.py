"""Features of place: the elements around a block, and the blocks of its kind."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines.read.features.columns import Columns, numbered
from pipelines.read.segmentation import markup
from pipelines.read.segmentation.text_blocks import Document, TextBlock
from pipelines.text.counts import Floats

#: So many elements around a block are looked at, and these facts of each.
_LEVELS = 5
_FACTS = ("prose", "words", "links", "score")
_UP = [f"up{step}_{name}" for step in range(_LEVELS) for name in (*_FACTS, "order")]


class Layout(NamedTuple):
    """The containers of a document as arrays (`text_blocks.Containers`), and the one around each block, ``held``."""

    parents: NDArray[np.int64]
    tags: list[str]
    hints: NDArray[np.int64]
    firsts: NDArray[np.int64]
    kinds: NDArray[np.int64]
    ends: NDArray[np.int64]
    held: NDArray[np.int64]


def layout(document: Document) -> Layout:
    """The layout of a document's containers and blocks."""
    containers = document.containers
    return Layout(
        parents=np.array(containers.parents),
        tags=containers.tags,
        hints=np.array(containers.hints),
        firsts=np.array(containers.firsts),
        kinds=np.array(containers.kinds),
        ends=np.array(containers.ends),
        held=np.array([block.container for block in document.blocks]),
    )


def container_columns(
    columns: Columns, layout: Layout, n_words: Floats, long_words: Floats, density: Floats
) -> tuple[tuple[NDArray[np.int64], NDArray[np.int64]], ...]:
    """How much prose lies in the elements around a block, one to four levels up."""
    first, end, held = layout.firsts, layout.ends, layout.held
    parents = np.maximum(layout.parents, 0)
    total = max(float(long_words.sum()), 1.0)
    passed = np.zeros((3, columns.size + 1))
    passed[:, 1:] = np.cumsum((long_words, n_words, n_words * density), axis=1)
    prose, inside, linked = passed[:, end] - passed[:, first]
    weight = np.bincount(held, long_words, minlength=len(first))
    score = weight + np.bincount(parents, weight, minlength=len(first))
    score = score + 0.4 * np.bincount(parents[parents], weight, minlength=len(first))
    best = int(np.argmax(score))
    position = np.arange(columns.size)
    columns.add("in_best", (position >= first[best]) & (position < end[best]))
    columns.add("before_best", np.minimum(np.maximum(first[best] - position, -1), 50))
    columns.add("after_best", np.minimum(np.maximum(position - end[best] + 1, -1), 50))
    shares = prose / total
    _named_containers(columns, layout, shares)
    links = linked / np.maximum(inside, 1)
    facts = np.stack((shares, inside, links, score / max(float(score.max()), 1.0)))
    levels = _levels(held, parents)
    firsts, ends = first[levels], end[levels]
    out = columns.block(_UP)
    out = out.reshape(_LEVELS, len(_FACTS) + 1, -1)
    out[:, :-1] = facts[:, levels].transpose(1, 0, 2)
    out[:, -1] = (position - firsts) / np.maximum(ends - firsts, 1)
    return tuple(zip(firsts, ends, strict=True))


def _levels(held: NDArray[np.int64], parents: NDArray[np.int64]) -> NDArray[np.int64]:
    """The elements around each block: a row for the innermost, then one for each further out."""
    levels = np.empty((_LEVELS, len(held)), np.int64)
    levels[0] = held
    for step in range(1, _LEVELS):
        levels[step] = parents[levels[step - 1]]
    return levels


def _named_containers(columns: Columns, layout: Layout, shares: NDArray[np.float64]) -> None:
    """Where a block stands to the element that calls itself the article and holds most prose."""
    first, end = layout.firsts, layout.ends
    position = np.arange(columns.size)
    kinds = {
        "article_body": np.flatnonzero(layout.hints & markup.HINT["article_body"]),
        "body": np.flatnonzero(layout.hints & markup.HINT["body"]),
        "article": _tagged(layout, "article"),
        "main": _tagged(layout, "main"),
    }
    for name, rows in kinds.items():
        if not len(rows):
            columns.add(f"of_{name}", -1.0)
            columns.add(f"of_{name}_prose", -1.0)
            columns.add(f"of_{name}_end", -99.0)
            continue
        # The most prose in the fewest blocks: of nested elements, the tight one.
        size = np.maximum(end[rows] - first[rows], 1)
        best = int(rows[np.argmax(shares[rows] - 0.1 * size / columns.size)])
        columns.add(f"of_{name}", (position >= first[best]) & (position < end[best]))
        columns.add(f"of_{name}_prose", float(shares[best]))
        columns.add(f"of_{name}_end", np.minimum(np.maximum(position - end[best], -98), 50))


def _tagged(layout: Layout, wanted: str) -> NDArray[np.int64]:
    """The containers with a tag."""
    is_there = wanted in layout.tags
    return np.array([at for at, tag in enumerate(layout.tags) if tag == wanted] if is_there else [], np.int64)


def kin_columns(
    columns: Columns, blocks: list[TextBlock], n_words: Floats, long_words: Floats, density: Floats
) -> NDArray[np.int64]:
    """What blocks of the same kind of element look like over the page."""
    kin = numbered(np.array([block.signature for block in blocks]))
    size = np.bincount(kin)
    total = max(float(long_words.sum()), 1.0)
    columns.add("kin", size[kin])
    columns.add("kin_words", (np.bincount(kin, n_words) / size)[kin])
    columns.add("kin_prose", (np.bincount(kin, long_words) / total)[kin])
    columns.add("kin_links", (np.bincount(kin, density) / size)[kin])
    return kin

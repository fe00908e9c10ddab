"""Features of place: the elements around a block, and the blocks of its kind."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipelines.clean import markup
from pipelines.clean.columns import Columns
from pipelines.clean.drafts import Containers, Document, Draft
from pipelines.clean.text_counts import Floats

#: So many elements around a block are looked at, and these facts of each.
_LEVELS = 5
_FACTS = ("prose", "words", "links", "score")


def container_columns(
    columns: Columns, document: Document, n_words: Floats, long_words: Floats, density: Floats
) -> tuple[tuple[NDArray[np.int64], NDArray[np.int64]], ...]:
    """How much prose lies in the elements around a block, one to four levels up."""
    containers = document.containers
    first = np.array(containers.firsts)
    end = np.array(containers.ends)
    parents = np.maximum(containers.parents, 0)
    total = max(float(long_words.sum()), 1.0)
    prose = np.concatenate(([0], np.cumsum(long_words)))
    words = np.concatenate(([0], np.cumsum(n_words)))
    linked = np.concatenate(([0], np.cumsum(n_words * density)))
    held = np.array([draft.container for draft in document.drafts])
    weight = np.bincount(held, long_words, minlength=len(first))
    score = weight + np.bincount(parents, weight, minlength=len(first))
    score = score + 0.4 * np.bincount(parents[parents], weight, minlength=len(first))
    best = int(np.argmax(score))
    position = np.arange(len(document.drafts))
    columns.add("in_best", (position >= first[best]) & (position < end[best]))
    columns.add("before_best", np.minimum(np.maximum(first[best] - position, -1), 50))
    columns.add("after_best", np.minimum(np.maximum(position - end[best] + 1, -1), 50))
    shares = (prose[end] - prose[first]) / total
    _named_containers(columns, containers, shares, first, end)
    inside = words[end] - words[first]
    links = (linked[end] - linked[first]) / np.maximum(inside, 1)
    facts = np.stack((shares, inside, links, score / max(float(score.max()), 1.0)))
    levels = _levels(held, parents)
    firsts, ends = first[levels], end[levels]
    out = columns.block([f"up{step}_{name}" for step in range(_LEVELS) for name in (*_FACTS, "order")])
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


def _named_containers(
    columns: Columns,
    containers: Containers,
    shares: NDArray[np.float64],
    first: NDArray[np.int64],
    end: NDArray[np.int64],
) -> None:
    """Where a block stands to the element that calls itself the article and holds most prose."""
    size = np.maximum(end - first, 1)
    position = np.arange(columns.size)
    own = np.array(containers.hints)
    tags = np.array(containers.tags)
    kinds = {
        "article_body": (own & markup.HINT["article_body"]) > 0,
        "body": (own & markup.HINT["body"]) > 0,
        "article": tags == "article",
        "main": tags == "main",
    }
    for name, chosen in kinds.items():
        rows = np.flatnonzero(chosen)
        if not len(rows):
            columns.add(f"of_{name}", -1.0)
            columns.add(f"of_{name}_prose", -1.0)
            columns.add(f"of_{name}_end", -99.0)
            continue
        # The most prose in the fewest blocks: of nested elements, the tight one.
        best = int(rows[np.argmax(shares[rows] - 0.1 * size[rows] / columns.size)])
        columns.add(f"of_{name}", (position >= first[best]) & (position < end[best]))
        columns.add(f"of_{name}_prose", float(shares[best]))
        columns.add(f"of_{name}_end", np.minimum(np.maximum(position - end[best], -98), 50))


def kin_columns(
    columns: Columns, drafts: list[Draft], n_words: Floats, long_words: Floats, density: Floats
) -> NDArray[np.int64]:
    """What blocks of the same kind of element look like over the page."""
    _, kin = np.unique(np.array([draft.signature for draft in drafts]), return_inverse=True)
    size = np.bincount(kin)
    total = max(float(long_words.sum()), 1.0)
    columns.add("kin", size[kin])
    columns.add("kin_words", (np.bincount(kin, n_words) / size)[kin])
    columns.add("kin_prose", (np.bincount(kin, long_words) / total)[kin])
    columns.add("kin_links", (np.bincount(kin, density) / size)[kin])
    return kin

"""Blocks that no reader sees: what hides them is believed, unless the article itself waits behind a script.

Pages hide summaries, notices, menus and copies of the article; some hide the
article until a script has run, or its end until a reader asks for more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from pipelines.read.segmentation import markup
from pipelines.read.segmentation.hidden_text import UNSEEN
from pipelines.read.segmentation.text_blocks import TextBlock
from pipelines.text.counts import Floats
from pipelines.text.units import PARAGRAPH_WORDS

#: With this share of all words kept hidden, what a page shows is not the article: on eight pages of the dev set
#: the hidden share was .79 and more and the article; on six it was .74 and less and the rules for comments.
_ARTICLE_SHARE = 0.75
#: The end of an article that a script unfolds has so many paragraphs in a row.
_UNFOLDED = 3
#: Signs of the shortest text that is known again.
_TELLING = 30
_WAITING = markup.FLAG["hidden"]


def unseen_blocks(blocks: Sequence[TextBlock], kept: NDArray[np.bool_], n_words: Floats) -> NDArray[np.bool_]:
    """Which blocks no reader sees, of a page of which the blocks `kept` look like the article."""
    hidden = np.array([block.flags & UNSEEN > 0 for block in blocks], np.bool_)
    if not hidden.any():
        return hidden
    if n_words[kept & hidden].sum() >= _ARTICLE_SHARE * n_words[kept].sum() > 0:
        return np.zeros(len(blocks), np.bool_)
    unfolded = _unfolded(blocks, kept & (n_words >= PARAGRAPH_WORDS), hidden)
    hidden[unfolded] = False
    return hidden


def _unfolded(blocks: Sequence[TextBlock], is_prose: NDArray[np.bool_], hidden: NDArray[np.bool_]) -> list[int]:
    """The rows of a run of hidden paragraphs that goes on where the seen ones of the article end."""
    prose = np.flatnonzero(is_prose).tolist()
    seen = [row for row in prose if not hidden[row]]
    if not seen:
        return []
    rest = [row for row in prose if row > seen[-1]]
    waits = all(blocks[row].flags & _WAITING for row in rest)
    return list(range(rest[0], rest[-1] + 1)) if waits and len(rest) >= _UNFOLDED else []


def seen_copies(blocks: Sequence[TextBlock], likely: NDArray[np.bool_], unseen: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which blocks show what an unseen one that looks like the article says: these are the article then."""
    hidden = _texts(blocks, likely & unseen)
    seen = _texts(blocks, ~unseen) if hidden else set()
    shown = {text for text, _ in _holdings(seen, hidden)} | {text for _, text in _holdings(hidden, seen)}
    return np.array([block.text in shown for block in blocks], np.bool_) & ~unseen


def _texts(blocks: Sequence[TextBlock], chosen: NDArray[np.bool_]) -> set[str]:
    texts = {blocks[row].text for row in np.flatnonzero(chosen).tolist()}
    return {text for text in texts if len(text) >= _TELLING}


def _holdings(outer: set[str], inner: set[str]) -> Iterator[tuple[str, str]]:
    """Texts of ``outer`` with those of ``inner`` that they hold, found by how these begin and how long they are."""
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for text in inner:
        lengths[text[:_TELLING]].add(len(text))
    for text in outer:
        for at in range(len(text) - _TELLING + 1):
            for length in lengths.get(text[at : at + _TELLING], ()):
                if (part := text[at : at + length]) in inner:
                    yield text, part

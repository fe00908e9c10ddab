"""The standfirst: what the page calls so right below its headline is of the article, though a menu is as short."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pipelines.read.segmentation import markup
from pipelines.read.segmentation.text_blocks import TextBlock
from pipelines.text.counts import Floats

#: Words of the shortest standfirst, and from which probability on it is kept: that of a heading between paragraphs.
_WORDS, _LOWEST = 5, 0.15
#: It stands in the header of an article; elsewhere a summary of the page is called so, too.
_PLACE = markup.FLAG["article"] | markup.FLAG["header"]
_LEAD = markup.HINT["lead"]
_OTHERWISE = sum(
    markup.HINT[name]
    for name in ("caption", "byline", "bio", "meta", "share", "related", "comment", "navigation", "advert", "subscribe")
)


def standfirsts(blocks: Sequence[TextBlock], probability: Floats, n_words: Floats) -> NDArray[np.bool_]:
    """Which blocks are called a standfirst, and nothing else, right below the headline in its header."""
    found = np.zeros(len(blocks), np.bool_)
    for row, (above, block) in enumerate(pairwise(blocks), 1):
        hints = max(block.near_hints, 0)
        is_placed = above.tag == "h1" and block.flags & _PLACE == _PLACE and not block.link_chars
        if is_placed and hints & _LEAD and not hints & _OTHERWISE:
            found[row] = probability[row] >= _LOWEST and n_words[row] >= _WORDS
    return found

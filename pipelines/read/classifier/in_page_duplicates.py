"""In-page duplicates: text that a page gives twice, a copy for small screens, for machines, or behind a button.

Bag-of-words judges cannot tell two copies of an article apart, so that both
look like the article. One copy is the article, the other is boilerplate.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipelines.read.features.feature_table import trigrams
from pipelines.text.counts import Floats
from pipelines.text.units import PARAGRAPH_WORDS

#: A block repeats earlier ones when they hold this share of its word trigrams.
REPEATED_SHARE = 0.8
#: A copy has so many words at least, and this share of what is kept.
_COPY_WORDS, _COPY_SHARE = 60.0, 0.2
#: A block with this share of the page's trigrams is a copy by itself.
_BLOB_SHARE = 0.25
#: Shorter ones are part of a copy only beside another block that repeats.
_ALONE_WORDS = 75


def find_in_page_duplicates(texts: Sequence[str], kept: NDArray[np.bool_], n_words: Floats) -> NDArray[np.bool_]:
    """Which kept blocks belong to the second copy of a text that stands twice.

    A block that holds most of the text is taken for the copy of the
    paragraphs, wherever it stands; of two copies in paragraphs, the later.
    """
    found = np.zeros(len(texts), np.bool_)
    rows = [row for row in np.flatnonzero(kept).tolist() if n_words[row] >= PARAGRAPH_WORDS]
    repeats = _repeats_earlier([set(trigrams(texts[row])) or {texts[row]} for row in rows])
    for row, is_repeat, before, after in zip(rows, repeats, [False, *repeats], [*repeats[1:], False], strict=False):
        found[row] = is_repeat and (before or after or n_words[row] >= _ALONE_WORDS)
    size = float(n_words[found].sum())
    if size < max(_COPY_WORDS, _COPY_SHARE * float(n_words[kept].sum())):
        found[:] = False
    return found


def _repeats_earlier(blocks: Sequence[set[str]]) -> list[bool]:
    """Which blocks repeat those before them; one that holds most of the page comes last."""
    blob = _BLOB_SHARE * sum(map(len, blocks))
    repeats = [False] * len(blocks)
    seen: set[str] = set()
    for at in sorted(range(len(blocks)), key=lambda at: (len(blocks[at]) > blob, at)):
        repeats[at] = len(blocks[at] & seen) >= REPEATED_SHARE * len(blocks[at])
        seen |= blocks[at]
    return repeats

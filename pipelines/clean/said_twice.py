"""Lines that a dump says twice: headlines, captions, the teasers that a page turns over.

Pages give a headline again above the text, a caption to readers and to
machines, a list of other articles once for each size of screen.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipelines.clean.drafts import Draft

#: So many words at least are said twice on purpose by no sentence; so many by no name and no title.
_HEADLINE, _CAPTION = 4, 6
_WORD, _DOTS = re.compile(r"\w+"), ("…", "...")
#: A line that is twice the same has so many of its first signs again.
_BEGINNING = 12


def headlines_again(drafts: Sequence[Draft], rows: Sequence[int], prose: Sequence[int]) -> Iterator[int]:
    """Yield the rows of `rows` around the text that say an earlier line again.

    Above the second paragraph of `prose` it is the headline; below the last both are the site's.
    """
    kept = set(rows)
    said: dict[str, int] = {}
    for row, draft in enumerate(drafts):
        first = said.setdefault(draft.text, row)
        if first == row or draft.text.count(" ") < _HEADLINE - 1:
            continue
        if row <= prose[:2][-1] and (first in kept or first == row - 1):
            yield row
        elif first == row - 1 > prose[-1]:
            yield from (first, row)


def captions(drafts: Sequence[Draft]) -> Iterator[int]:
    """Yield the rows that say all their words twice, and the sentences that say the same once: captions."""
    doubled = {row: half for row, draft in enumerate(drafts) if (half := _half(draft.text))}
    if doubled:
        yield from doubled
        halves = set(doubled.values())
        yield from (row for row, draft in enumerate(drafts) if draft.text[-1] == "." and _words(draft.text) in halves)


def teasers(drafts: Sequence[Draft]) -> Iterator[int]:
    """Yield the rows of headlines that stand twice with a text below them that dots cut, and of these texts."""
    number = Counter(draft.text for draft in drafts)
    for row, (above, draft) in enumerate(pairwise(drafts), 1):
        is_cut = draft.text.endswith(_DOTS) and draft.text.count(" ") >= _HEADLINE
        if is_cut and number[draft.text] == number[above.text] > 1 and above.text != draft.text:
            yield from (row - 1, row)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


def _half(text: str) -> tuple[str, ...]:
    """The first half of the words of a line that are twice the same, nothing where they are not."""
    if text[:_BEGINNING] not in text[_BEGINNING:]:
        return ()
    words = _words(text)
    half = words[: len(words) // 2]
    return half if len(half) >= _CAPTION and half * 2 == words else ()

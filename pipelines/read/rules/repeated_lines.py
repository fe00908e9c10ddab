"""Lines that a dump says twice: headlines, and the teasers that a page turns over.

Pages give a headline again above the text and below it, with their own name
for search engines, and a list of other articles once for each size of screen.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipelines.read.rules.captions import is_nominal
from pipelines.read.rules.promo_blocks import DOTS
from pipelines.read.segmentation.text_blocks import TextBlock

#: Fewer words are said twice on purpose.
_HEADLINE = 4
#: Signs of the shortest copy that dots cut, and of the paragraph that a longer one begins with.
_CUT, _LEAD = 40, 100
#: "… - Le Courrier", "… | Le Courrier": what a site adds to a headline in a few words; signs of both at most.
_OF_SITE, _SITE_WORDS, _LONGEST = re.compile(r"\s[-–—|]\s"), 6, 300


def repeats_of_lines(blocks: Sequence[TextBlock], rows: Sequence[int], prose: Sequence[int]) -> Iterator[int]:
    """Yield the rows that say again the line above them, or one of `rows` above the second paragraph of `prose`.

    Below the last paragraph both lines of a pair are the site's, and so are two of a caption.
    """
    kept = set(rows)
    said: dict[str, int] = {}
    for row, block in enumerate(blocks):
        first = said.setdefault(block.text.replace("’", "'"), row)
        if first == row or block.text.count(" ") < _HEADLINE - 1:
            continue
        if first == row - 1 or (first in kept and first <= prose[:2][-1]):
            yield row
        if first == row - 1 and (first > prose[-1] or (first < prose[-1] and is_nominal(block.text))):
            yield first


def cut_copies(blocks: Sequence[TextBlock]) -> Iterator[int]:
    """Yield the rows that dots cut and that say a line above again, and perhaps more; a standfirst may be cut so."""
    longest: dict[str, str] = {}
    for row, block in enumerate(blocks):
        text = block.text
        above = longest.get(text[:_CUT], "")
        is_more = len(above) >= _LEAD and text.startswith(above)
        if above and text.endswith(DOTS) and (is_more or above.startswith(text.rstrip("….[] "))):
            yield row
        elif len(text) > max(len(above), _CUT):
            longest[text[:_CUT]] = text


def with_site(blocks: Sequence[TextBlock]) -> Iterator[int]:
    """Yield the rows that are another line with the name of the site behind it."""
    lines = {block.text for block in blocks}
    for row, block in enumerate(blocks):
        for match in _OF_SITE.finditer(block.text) if len(block.text) <= _LONGEST else ():
            head, site = block.text[: match.start()], block.text[match.end() :]
            if head in lines and head.count(" ") >= _HEADLINE - 1 and site.count(" ") < _SITE_WORDS:
                yield row


def teasers(blocks: Sequence[TextBlock]) -> Iterator[int]:
    """Yield the rows of headlines that stand twice with a text below them that dots cut, and of these texts."""
    number = Counter(block.text for block in blocks)
    for row, (above, block) in enumerate(pairwise(blocks), 1):
        is_cut = block.text.endswith(DOTS) and block.text.count(" ") >= _HEADLINE
        if is_cut and number[block.text] == number[above.text] > 1 and above.text != block.text:
            yield from (row - 1, row)

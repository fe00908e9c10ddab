"""Lines that a dump repeats: headlines, and the teasers that a page turns over.

Pages give a headline again above the text and below it, with their own name
for search engines, and a list of other articles once for each size of screen.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from pipelines.read.rules.line_context import LineContext

#: Lines of fewer words are repeated on purpose.
_HEADLINE = 4
#: Signs of the shortest copy that dots cut, and of the paragraph that a longer one begins with.
_CUT, _LEAD = 40, 100
#: "… - Le Courrier", "… | Le Courrier": what a site adds to a headline.
_OF_SITE = re.compile(r"\s[-–—|]\s")
#: Words of the longest name of a site, and signs of the longest headline with one.
_SITE_WORDS, _LONGEST = 6, 300


def repeated_lines(context: LineContext) -> Iterator[int]:
    """Yield the rows that repeat the line above them, or one that was kept above the second paragraph.

    Below the last paragraph both lines of a pair are the site's, and so are two of a caption.
    """
    kept, paragraphs = set(context.kept), context.paragraphs
    seen: dict[str, int] = {}
    for row, line in enumerate(context.lines):
        first = seen.setdefault(line.text.replace("’", "'"), row)
        if first == row or line.n_words < _HEADLINE:
            continue
        if first == row - 1 or (first in kept and first <= paragraphs[:2][-1]):
            yield row
        if first == row - 1 and (first > paragraphs[-1] or (first < paragraphs[-1] and line.is_nominal)):
            yield first


def cut_copies(context: LineContext) -> Iterator[int]:
    """Yield the rows that dots cut and that repeat a line above, and perhaps more; a standfirst may be cut so."""
    longest: dict[str, str] = {}
    for row, line in enumerate(context.lines):
        text = line.text
        above = longest.get(text[:_CUT], "")
        is_more = len(above) >= _LEAD and text.startswith(above)
        if above and line.is_cut and (is_more or above.startswith(text.rstrip("….[] "))):
            yield row
        elif len(text) > max(len(above), _CUT):
            longest[text[:_CUT]] = text


def headlines_with_site(context: LineContext) -> Iterator[int]:
    """Yield the rows that are another line with the name of the site behind it."""
    texts = {line.text: line.n_words for line in context.lines}
    for row, line in enumerate(context.lines):
        for match in _OF_SITE.finditer(line.text) if len(line.text) <= _LONGEST else ():
            site = line.text[match.end() :]
            if texts.get(line.text[: match.start()], 0) >= _HEADLINE and site.count(" ") < _SITE_WORDS:
                yield row


def repeated_teasers(context: LineContext) -> Iterator[int]:
    """Yield the rows of headlines that stand twice with a text below them that dots cut, and of these texts."""
    number = Counter(line.text for line in context.lines)
    for row, (above, line) in enumerate(pairwise(context.lines), 1):
        is_cut = line.is_cut and line.n_words > _HEADLINE
        if is_cut and number[line.text] == number[above.text] > 1 and above.text != line.text:
            yield from (row - 1, row)

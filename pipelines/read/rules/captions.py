"""Captions of a dump, where no markup says that they are: sentences without a verb, lines said with a credit.

Pages give a caption to readers and to machines, so that many stand twice, in
two lines or in one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipelines.read.features import lexicon
from pipelines.read.rules.phrase_rules import line_role
from pipelines.read.segmentation.text_blocks import TextBlock

#: Words of the shortest sentence that is said twice, of the shortest headline, of the longest caption.
_TWICE, _HEADLINE, _LONGEST = 6, 4, 30
#: A line that is twice the same has so many of its first signs again.
_BEGINNING = 12
_WORD = re.compile(r"\w+")
#: "… © Anne Morel", "…, AFP/Anne Morel": what follows where a line is said again with its credit.
_CREDIT = re.compile(r"\W*(?:©|@|\(?(?:photo|crédit|image)s?\b|[\w .'’-]{2,40}/)", re.IGNORECASE)
#: "…, le 8 avril 2022.", "… en octobre 2022.": the day of a picture.
_DATED = re.compile(r"(?:\d{1,2}(?:er)?|en|fin|début) [^\W\d]{3,9} (?:19|20)\d\d\W{0,2}$")
#: The French verbs that nearly every sentence has one of.
_FINITE = re.compile(
    r"\b(?:a|ont|est|sont|fut|furent|va|vont|dit|selon|fait|font|(?:au|se)r(?:a|ont|ait|aient)|(?:ét|av)(?:ait|aient)"
    r"|(?:doi|peu|veu)t|(?:doi|peu|veu)vent|(?:dev|pour)r(?:ait|aient))\b",
    re.IGNORECASE,
)


def captions(blocks: Sequence[TextBlock], first: int) -> Iterator[int]:
    """Yield the rows that are captions; `first` is the first that was kept."""
    yield from _doubled_lines(blocks)
    yield from _repeated_with_credit(blocks)
    for row, block in enumerate(blocks):
        if _DATED.search(block.text[-_LONGEST:]) and block.text.count(" ") < _LONGEST and is_nominal(block.text):
            yield row
    if first + 1 < len(blocks) and blocks[first].text.count(" ") < _LONGEST and is_nominal(blocks[first].text):
        role = line_role(blocks[first + 1].text)
        if role is not None and role.role == "credit":
            yield first


def is_nominal(text: str) -> bool:
    """Whether a line is a sentence without a verb, in a language whose captions are such."""
    if text[-1] != "." or _FINITE.search(text):
        return False
    said = lexicon.languages_said(text)
    most = max(said.values(), default=0)
    return most > 0 and any(said[language] == most for language in lexicon.NOMINAL_CAPTIONS)


def _doubled_lines(blocks: Sequence[TextBlock]) -> Iterator[int]:
    """Yield the rows that say all their words twice, and sentences that say the same once."""
    doubled = {row: half for row, block in enumerate(blocks) if (half := _half(block.text))}
    if doubled:
        yield from doubled
        halves = set(doubled.values())
        yield from (row for row, block in enumerate(blocks) if block.text[-1] == "." and _words(block.text) in halves)


def _repeated_with_credit(blocks: Sequence[TextBlock]) -> Iterator[int]:
    """Yield the rows of lines that stand above themselves with a credit; the first of a text may be its headline."""
    for row, (block, below) in enumerate(pairwise(blocks)):
        rest = below.text[len(block.text) :]
        if rest and below.text.startswith(block.text) and block.text.count(" ") >= _HEADLINE and _CREDIT.match(rest):
            yield row + 1
            if any(above.text.count(" ") >= _HEADLINE - 1 for above in blocks[max(row - 2, 0) : row]):
                yield row


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


def _half(text: str) -> tuple[str, ...]:
    """The first half of the words of a line that are twice the same, nothing where they are not."""
    if text[:_BEGINNING] not in text[_BEGINNING:]:
        return ()
    words = _words(text)
    half = words[: len(words) // 2]
    return half if len(half) >= _TWICE and half * 2 == words else ()

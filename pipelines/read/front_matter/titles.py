"""The headline of an article, and the block it stands in.

The candidates of a page (`title_candidates`) are weighed by a linear score,
whose weights are in ``titles.toml``; `training.title_weights` finds them. Where places
contradict one another, what readers saw goes before what was written for
search engines. A dump has no places; there the line is taken that looks most
like a headline (`dump_headline`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from pipelines.read.classifier.classify import Verdict
from pipelines.read.front_matter import title_candidates
from pipelines.read.front_matter.dump_headline import headline_row
from pipelines.read.metadata.page_metadata import StatedTitles
from pipelines.read.rules.line_context import LineContext
from pipelines.read.segmentation.text_blocks import Document
from pipelines.records.document import MetadataValue
from pipelines.text.counts import Floats
from pipelines.text.normalise import plain_words
from pipelines.text.units import PARAGRAPH_WORDS

#: A headline above its text may link to its own page; any other link leads to another article.
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})

#: Signs of the shortest title that tells a page.
_SHORTEST_STATED = 5
#: The signs between a kicker and its headline where a title states both: "Streit am See - Der Rat tagt".
_LONGEST_BAR = 3
#: What a text browser sets before a headline that its page has as the item of a list.
_BULLET = re.compile(r"^[*+•□☆]\s+(?=\w)")
#: A block that says the headline has one of so many of its longest words.
_TELLING = 3


def _weights() -> Floats:
    data = tomllib.loads(files(__package__).joinpath("titles.toml").read_text(encoding="utf-8"))
    return np.array([data["weights"].get(name, 0.0) for name in title_candidates.COLUMNS], np.float32)


_WEIGHTS = _weights()


class Headline(NamedTuple):
    """The headline as the page gives it, and the row of its block (None: no block has it)."""

    value: MetadataValue | None
    row: int | None


def find_title(document: Document, stated: StatedTitles, context: LineContext) -> Headline:
    """The headline of a document. The row is set when a block says the same and no more."""
    start = body_start(context.verdict)
    found, values = title_candidates.candidates(document, stated, context.verdict, start)
    if not found:
        row = headline_row(context, start)
        value = None if row is None else MetadataValue(_BULLET.sub("", document.blocks[row].text), "block")
        return Headline(value, row)
    best = list(found.values())[int((values @ _WEIGHTS).argmax())]
    below = _below_kicker(document, best.text)
    if below is not None:
        return Headline(MetadataValue(document.blocks[below].text, "block"), below)
    return Headline(MetadataValue(best.text, best.source), _block_of(document, best.text, start))


def _below_kicker(document: Document, title: str) -> int | None:
    """The row of the headline that a page shows right below its kicker, where its title states both in one."""
    wanted = plain_words(title)
    if any(plain_words(block.text) == wanted for block in document.blocks if len(block.text) == len(title)):
        return None
    for row, (kicker, headline) in enumerate(pairwise(document.blocks), 1):
        is_as_long = 0 <= len(title) - len(kicker.text) - len(headline.text) <= _LONGEST_BAR
        if is_as_long and plain_words(f"{kicker.text} {headline.text}") == wanted:
            return row
    return None


def marked_rows(document: Document, stated: StatedTitles) -> frozenset[int]:
    """The rows that say a title which the page states; where none does, those of its first headings."""
    said = {plain_words(title.value) for title in stated.titles} | {plain_words(document.title or "")}
    said = {words for words in said if len(words) >= _SHORTEST_STATED}
    first = {row: block for row, block in enumerate(document.blocks) if block.tag == "h1"}
    telling = {row for row, block in first.items() if _says_any(plain_words(block.text), said)}
    return frozenset(telling or first)


def _says_any(heading: str, titles: Iterable[str]) -> bool:
    """Whether a heading and a title begin with one another: titles go on with the name of the site."""
    if len(heading) < _SHORTEST_STATED:
        return False
    return any(heading.startswith(title) or title.startswith(heading) for title in titles)


def body_start(verdict: Verdict) -> int:
    """The row of the first kept block of prose; 0 when none is kept."""
    rows = [int(row) for row in verdict.kept.nonzero()[0]]
    return next((row for row in rows if verdict.n_words[row] >= PARAGRAPH_WORDS), rows[0] if rows else 0)


def _block_of(document: Document, headline: str, start: int) -> int | None:
    """The block that says the headline: a heading if one does, else the nearest to the body."""
    wanted = plain_words(headline)
    words = set(wanted.split())
    telling = sorted(headline.casefold().split(), key=len)[-_TELLING:]
    shortest, longest = 0.5 * len(headline), 2 * len(headline) + 10
    best: tuple[float, int] | None = None
    for row, block in enumerate(document.blocks):
        if not shortest <= len(block.text) <= longest:
            continue
        if block.link_chars >= len(block.text) and (row > start or block.tag not in _HEADINGS):
            continue
        folded = block.text.casefold()
        if not any(word in folded for word in telling):
            continue
        said = plain_words(block.text)
        if said == wanted:
            merit = 2.0
        else:
            found = set(said.split())
            overlap = 2 * len(found & words) / (len(found) + len(words)) if found else 0.0
            if overlap < 0.8 or len(words) < 3:
                continue
            merit = overlap
        merit += 0.5 * (block.tag == "h1") - 0.01 * min(abs(row - start), 50)
        if best is None or merit > best[0]:
            best = (merit, row)
    return best[1] if best else None

"""Clues to the publication date of a document, from all it says before cleaning."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

from pipelines.read.publication_date.agreement import relate
from pipelines.read.publication_date.observations import (
    Clue,
    copyright_clues,
    dateline_clues,
    htmldate_clues,
    marker_clues,
    markup_clues,
    outside_clues,
    printed_clues,
)
from pipelines.read.publication_date.visible_lines import read_blocks, read_text
from pipelines.read.publication_date.vote import confidence_of_best
from pipelines.records.document import DateEvidence, Page

#: Where the weights of the features are kept; ``pipelines.training.date_weights`` writes them.
WEIGHTS = Path(__file__).with_name("weights.toml")

#: htmldate is asked when the other clues leave the day less certain than this.
_SURE = 0.6

#: No page longer than this is given to htmldate, which parses it whole.
_LONGEST_ASKED = 2_000_000


def find_date_evidence(
    source: str,
    page: Page,
    url: str | None,
    retrieved_at: datetime | None,
    declared: tuple[tuple[str, str], ...] = (),
) -> tuple[DateEvidence, ...]:
    """Return every clue to when a document was published, each with its place and weight.

    ``source`` is the decoded document, ``page`` its blocks, the boilerplate among
    them; which of them are kept makes no difference. Weights are log-odds:
    those of different sources that name one day add up. An ambiguous clue
    ("03/04/2021") is given once for each day it may mean. ``retrieved_at`` is
    an upper bound only.
    """
    is_html = page.kind == "html"
    clues = find_clues(source, page, url, declared)
    found = [weigh(clue, is_html) for clue in clues]
    if is_html and len(source) <= _LONGEST_ASKED and confidence_of_best(found) < _SURE:
        found.extend(weigh(clue, is_html) for clue in relate(list(htmldate_clues(source, url)), clues))
    if retrieved_at is not None:
        day = retrieved_at.date()
        found.append(DateEvidence("crawl", retrieved_at.isoformat(), None, day, "day", retrieved_at, weight=0.0))
    return tuple(found)


def find_clues(source: str, page: Page, url: str | None, declared: Sequence[tuple[str, str]]) -> list[Clue]:
    """Return the observations a document and what came with it give, unweighted."""
    is_html = page.kind == "html"
    visible = read_blocks(source, page.blocks) if is_html else read_text(source, page.blocks)
    clues = [*(markup_clues(source) if is_html else marker_clues(source)), *outside_clues(url, declared)]
    stated = {clue.interval.earliest for clue in clues if clue.interval and clue.precision in {"day", "minute"}}
    copyrights = list(copyright_clues(visible))
    years = [clue.interval.earliest.year for clue in copyrights if clue.interval]
    clues += [*printed_clues(visible, years, stated, url), *dateline_clues(visible), *copyrights]
    return relate(clues, clues)


@cache
def load_weights(kind: str) -> dict[str, float]:
    """Return the weights (log-odds) of the features, for ``html`` or ``text`` documents."""
    return dict(tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))[kind])


def weigh(clue: Clue, is_html: bool) -> DateEvidence:
    """Return a clue as evidence, its weight the sum of its features' weights."""
    weights = load_weights("html" if is_html else "text")
    weight = sum(weights.get(name, 0.0) for name in clue.named_features())
    return DateEvidence(
        clue.source,
        clue.surface,
        clue.interval.earliest if clue.interval else None,
        clue.interval.latest if clue.interval else None,
        clue.precision,
        clue.timestamp,
        clue.partial,
        clue.raw_start,
        clue.raw_end,
        round(weight, 4),
    )

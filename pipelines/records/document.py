"""A document that was read: labelled blocks, metadata, clues to its date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, NamedTuple, get_args

#: How precisely a day of publication is known.
Precision = Literal["minute", "day", "week", "month", "year"]

#: Roles of blocks that make up the text of an article.
KeptRole = Literal["title", "subtitle", "body", "subheading", "quotation", "list", "table", "dateline"]

#: Roles of blocks that are removed from it; ``markup`` renders no words at all.
RemovedRole = Literal[
    "caption",
    "credit",
    "byline",
    "agency",
    "related",
    "navigation",
    "comment",
    "legal",
    "paywall",
    "cookie",
    "boilerplate",
    "markup",
]

BlockRole = Literal[KeptRole, RemovedRole]

KEPT_ROLES: frozenset[BlockRole] = frozenset(get_args(KeptRole))


class Run(NamedTuple):
    """A stretch of a block's text and the stretch of raw text it came from.

    Where both are of one length they map character by character; where not
    (an entity, collapsed white space, a composed accent) they map as wholes.
    """

    text_start: int
    text_end: int
    raw_start: int
    raw_end: int


class Block(NamedTuple):
    """One block of a document. The blocks of a document tile its raw text.

    (A page has some hundred: a tuple is made in a fifth of the time of a dataclass.)
    """

    raw_start: int
    raw_end: int
    text: str
    role: BlockRole
    confidence: float
    rule: str
    runs: tuple[Run, ...] = ()

    @property
    def is_kept(self) -> bool:
        return self.role in KEPT_ROLES


class MetadataValue(NamedTuple):
    """A value and the place that gave it: ``json-ld``, ``opengraph``, ``meta``, ``block`` …"""

    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of itself, each value with its source; absent is None."""

    title: MetadataValue | None = None
    byline: MetadataValue | None = None
    agency: MetadataValue | None = None
    site: MetadataValue | None = None
    section: MetadataValue | None = None
    url: MetadataValue | None = None
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A document cut into labelled blocks.

    ``confidence`` is the probability that the kept blocks are the article,
    ``article_probability`` that the page is an article at all (not a section
    front, a gallery, an error page, a stub behind a paywall).
    """

    kind: str
    blocks: tuple[Block, ...]
    metadata: Metadata
    method: str
    confidence: float
    article_probability: float


@dataclass(frozen=True, slots=True)
class DateEvidence:
    """One clue to the publication date in the raw document.

    ``source`` is ``json-ld``, ``opengraph``, ``meta``, ``time``, ``url``,
    ``marker``, ``dateline``, ``printed``, ``copyright``, ``declared``, ``mention``,
    ``caption``, ``http``, ``crawl``, or ``htmldate`` with the place whose words
    bear it out (``markup``, ``text``, ``url``). Crawl and http
    are upper bounds only; a mention (a date told in prose) and a caption (told
    in a shorter line) are kept and never vote.
    ``partial`` keeps what a text clue knows without a year (``--01-10`` and a
    weekday), for the reasoner.
    """

    source: str
    surface: str
    earliest: date | None
    latest: date | None
    precision: Precision | None
    timestamp: datetime | None = None
    partial: str | None = None
    raw_start: int | None = None
    raw_end: int | None = None
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """What one document says before the corpus is known.

    ``block_bytes``, ``block_languages`` and ``block_keys`` (a block's normal
    form, for counting repeats) go with ``page.blocks`` one by one;
    bytes are half-open and count in the document's own bytes.
    """

    encoding: str
    encoding_confidence: float
    repairs: tuple[tuple[str, int], ...]
    page: Page
    block_bytes: tuple[tuple[int, int], ...]
    block_languages: tuple[str | None, ...]
    block_keys: tuple[str, ...]
    date_evidence: tuple[DateEvidence, ...]

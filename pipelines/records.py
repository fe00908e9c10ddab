"""The records that pass between the stages.

Every record is frozen and plain: it can be pickled to a worker process and
written as one row of a table. Offsets are half-open and count code points;
``raw_*`` offsets count in the decoded document, all others in the text of the
article.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

#: Roles of blocks that make up the text of an article.
KEPT_ROLES = frozenset({"title", "subtitle", "body", "subheading", "quotation", "list", "table", "dateline"})

#: Roles of blocks that are removed from it; ``markup`` renders no words at all.
REMOVED_ROLES = frozenset(
    {
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
    }
)


# --- ingest -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One document as it was found: a file, or one record inside a container.

    ``declared`` holds what the container says of the document beside its
    bytes (a JSON line's ``title``, ``date``, ``author``), as strings.
    """

    path: str
    content: bytes
    sha256: str
    media_type: str
    charset: str | None = None
    url: str | None = None
    retrieved_at: datetime | None = None
    declared: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DecodedText:
    """The characters of a document and where each begins in its bytes.

    ``byte_offsets[i]`` is the first byte of character ``i``; the array has one
    entry more than the text has characters, so any slice has both its ends.
    ``repairs`` names each mend of broken bytes and how often it was made.
    """

    text: str
    encoding: str
    byte_offsets: NDArray[np.int64]
    repairs: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Container:
    """A file that holds records: a web archive, a JSON-lines file, a ZIP or TAR archive."""

    path: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Input that cannot be used: which rule refused it, and why in the user's words.

    ``sample`` is the first few characters of what was refused, for the eye.
    """

    path: str
    stage: str
    rule: str
    reason: str
    sample: str = ""
    sha256: str | None = None
    n_bytes: int | None = None


# --- clean ------------------------------------------------------------------


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
    role: str
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


# --- language ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LanguageVerdict:
    """A language (ISO 639-1, None when it cannot be told) and how sure we are.

    ``agreement`` names the voices that agree: ``both``, ``py3langid``,
    ``langdetect``, ``script`` or ``none``.
    """

    language: str | None
    confidence: float
    agreement: str


# --- dates ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DateEvidence:
    """One clue to the publication date in the raw document.

    ``source`` is ``json-ld``, ``opengraph``, ``meta``, ``time``, ``url``,
    ``marker``, ``dateline``, ``printed``, ``copyright``, ``htmldate``,
    ``declared``, ``mention``, ``caption``, ``http`` or ``crawl``. The last two
    are upper bounds only; a mention (a date told in prose) and a caption (told
    in a shorter line) are kept and never vote.
    ``partial`` keeps what a text clue knows without a year (``--01-10`` and a
    weekday), for the reasoner.
    """

    source: str
    surface: str
    earliest: date | None
    latest: date | None
    precision: str | None
    timestamp: datetime | None = None
    partial: str | None = None
    raw_start: int | None = None
    raw_end: int | None = None
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Timex:
    """A temporal expression, not yet resolved: ``expression`` is symbolic.

    It is resolved against the publication date and the expressions before it
    when the dates of the corpus are known.
    """

    start: int
    end: int
    surface: str
    type: str
    expression: str


@dataclass(frozen=True, slots=True)
class ResolvedTimex:
    """A TIMEX3 value and the days it covers (None where it names no interval)."""

    start: int
    end: int
    surface: str
    type: str
    value: str
    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True)
class PublicationDate:
    """When a document was published, no more precisely than its evidence says.

    ``precision`` is ``minute``, ``day``, ``week``, ``month``, ``year`` or None;
    ``basis`` ``metadata``, ``url``, ``marker``, ``dateline``, ``text``,
    ``inferred`` or None. ``on`` is set for precision day and minute only.
    ``lender`` is the article that lent its year, when the basis is inferred.
    """

    on: date | None = None
    at: datetime | None = None
    earliest: date | None = None
    latest: date | None = None
    precision: str | None = None
    basis: str | None = None
    evidence: str | None = None
    confidence: float = 0.0
    lender: str | None = None


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """What one document says before the corpus is known.

    ``block_bytes``, ``block_languages`` and ``block_keys`` (a block's normal
    form, for counting repeats) go with ``page.blocks`` one by one;
    bytes are half-open and count in the document's own bytes.
    """

    encoding: str
    repairs: tuple[tuple[str, int], ...]
    page: Page
    block_bytes: tuple[tuple[int, int], ...]
    block_languages: tuple[str | None, ...]
    block_keys: tuple[str, ...]
    date_evidence: tuple[DateEvidence, ...]


# --- entities and events ----------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, or a description that stands for one (``kind`` ``nominal``).

    ``country`` (ISO 3166-1 alpha-3), ``sector`` (PLOVER) and ``role`` hold
    what the words themselves say: "le président français" is FRA, GOV,
    "president". A role beside a name ("le Premier ministre Nikol Pachinian")
    is kept on the name.
    """

    start: int
    end: int
    surface: str
    type: str
    kind: str
    confidence: float
    country: str | None = None
    sector: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class EventClause:
    """One report of an event in one sentence, participants as spans of mentions.

    ``actors`` and ``recipients`` are (start, end) of mentions of the same
    article; ``timex_start`` is the start of the temporal expression that dates
    the event, if any; ``place`` and ``attributed_to`` are spans of mentions.
    """

    event_type: str
    event_mode: str | None
    cameo_root: str
    trigger_start: int
    trigger_end: int
    trigger: str
    sentence_start: int
    sentence_end: int
    modality: str
    confidence: float
    actors: tuple[tuple[int, int], ...] = ()
    recipients: tuple[tuple[int, int], ...] = ()
    timex_start: int | None = None
    place: tuple[int, int] | None = None
    attributed_to: tuple[int, int] | None = None
    is_anaphor: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words quoted or reported, with the cue and the span that names the speaker."""

    start: int
    end: int
    text: str
    is_direct: bool
    cue: str | None = None
    speaker_start: int | None = None
    speaker_end: int | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """What one article's text says, read without knowing the rest of the corpus."""

    language: LanguageVerdict
    n_words: int
    sketch: tuple[int, ...]
    timexes: tuple[Timex, ...] = field(default=())
    mentions: tuple[Mention, ...] = field(default=())
    clauses: tuple[EventClause, ...] = field(default=())
    quotations: tuple[Quotation, ...] = field(default=())

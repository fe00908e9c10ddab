"""What one text says: temporal expressions, mentions, reports of events, quotations."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

from pipelines.records.language import LanguageVerdict

#: What a mention names; what it is made of; how an event is told, commonest first; what dates it.
MentionType = Literal["PER", "ORG", "LOC", "MISC"]
MentionKind = Literal["name", "nominal"]
Modality = Literal["reported", "planned", "denied", "alleged", "requested"]
TimeBasis = Literal["text", "inherited", "published"]

MODALITIES: tuple[Modality, ...] = get_args(Modality)


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
    type: MentionType
    kind: MentionKind
    confidence: float
    country: str | None = None
    sector: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """The words that name an actor or recipient, without their article.

    ``type`` is that of the mention they are, "GRP" where they are none ("des
    manifestants"); ``mention`` is its span. ``country`` and ``sector`` are what
    the words say.
    """

    start: int
    end: int
    surface: str
    type: str
    confidence: float
    country: str | None = None
    sector: str | None = None
    mention: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class EventClause:
    """One report of an event in one sentence.

    ``timex_start`` is the start of the temporal expression that dates the
    event, if any, in its own sentence (``time_basis`` "text") or another
    ("inherited"); "published" says that it is the news itself, told without a
    date, or with one of another sentence that holds where it lies in the week of
    publication. The event was ``days_from_timex`` after the day of the expression, before it
    where that is negative. ``place`` and ``attributed_to`` are spans of mentions. Clauses of one
    ``chain`` tell one event of the article.
    """

    event_type: str
    event_mode: str | None
    cameo_root: str
    trigger_start: int
    trigger_end: int
    trigger: str
    sentence_start: int
    sentence_end: int
    modality: Modality
    confidence: float
    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    timex_start: int | None = None
    days_from_timex: int = 0
    time_basis: TimeBasis | None = None
    place: tuple[int, int] | None = None
    attributed_to: tuple[int, int] | None = None
    is_anaphor: bool = False
    chain: int | None = None


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
    """What one article's text says, read without knowing the rest of the corpus.

    The parts were looked for in the first ``n_analysed`` characters of the text.
    """

    language: LanguageVerdict
    n_words: int
    sketch: tuple[int, ...]
    n_analysed: int
    timexes: tuple[Timex, ...] = field(default=())
    mentions: tuple[Mention, ...] = field(default=())
    clauses: tuple[EventClause, ...] = field(default=())
    quotations: tuple[Quotation, ...] = field(default=())

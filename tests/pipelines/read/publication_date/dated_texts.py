"""Pages and dumps of one invented article, and when they were published."""

from __future__ import annotations

from datetime import datetime

from pipelines.analyse.temporal.timexes import find_timexes
from pipelines.corpus.dating.clues import ArticleClues
from pipelines.corpus.dating.publication_dates import date_corpus
from pipelines.read.page import read_page
from pipelines.read.publication_date.evidence import find_date_evidence
from pipelines.records.dates import PublicationDate
from pipelines.records.document import DateEvidence

PROSE = (
    "Les élus du conseil régional ont adopté mercredi le budget de la nouvelle ligne de tramway, après trois heures "
    "de débat et malgré l'opposition de plusieurs maires des communes voisines du tracé."
)


def page(head: str = "", body: str = "") -> str:
    return (
        f"<!doctype html><html><head>{head}</head><body><nav><a>Accueil</a></nav><h1>Le tramway voté</h1>"
        f"{body}<p>{PROSE}</p><p>{PROSE}</p><footer>© 2014-2023 La Gazette inventée</footer></body></html>"
    )


def evidence_of(
    source: str,
    media_type: str = "text/html",
    url: str | None = None,
    retrieved_at: datetime | None = None,
    declared: tuple[tuple[str, str], ...] = (),
) -> tuple[DateEvidence, ...]:
    return find_date_evidence(source, read_page(source, media_type, url), url, retrieved_at, declared)


def publish(
    source: str, media_type: str = "text/html", url: str | None = None, retrieved_at: datetime | None = None
) -> PublicationDate:
    evidence = evidence_of(source, media_type, url, retrieved_at)
    words = PROSE if media_type == "text/html" else source
    return date_corpus([ArticleClues("a", None, "a", "fr", evidence, find_timexes(words, "fr"))])["a"]


def sources(evidence: tuple[DateEvidence, ...]) -> set[str]:
    return {item.source for item in evidence}


ENGLISH = (
    "The members of the council have adopted the budget of the new line, and the mayor said that the works will begin "
    "in the spring and cost the town a third of the sum."
)


def english(printed: str, language: str = "en") -> str:
    return (
        f'<html lang="{language}"><head><title>The line</title></head><body><article><h1>The line is voted</h1>'
        f"<p>{printed}</p><p>{ENGLISH}</p><p>{ENGLISH}</p></article></body></html>"
    )

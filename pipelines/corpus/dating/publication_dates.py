"""The dates of the corpus: what each document says, then the dates transferred between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipelines.corpus.dating.clues import ArticleClues
from pipelines.corpus.dating.date_transfer import DateTransferIndex, transfer_date
from pipelines.corpus.dating.document import OwnDate, date_document
from pipelines.corpus.dating.series import place_in_series
from pipelines.records.dates import PublicationDate

#: Days of an interval that need no narrowing.
_WEEK = 7


def date_corpus(articles: Sequence[ArticleClues]) -> dict[str, PublicationDate]:
    """Return the publication date of every article, by article_id.

    Own evidence first. An article left with no more than a month
    or a year may be given one by date transfer: from its
    copies, from articles of the same story that have a year, or from its place
    between dated articles of its site. What is transferred is never against what
    the article says itself, is never transferred on, has basis ``inferred``, the
    id of the article it comes from and a lower confidence. The result does not depend on the order
    of ``articles``.
    """
    ordered = sorted(articles, key=lambda article: article.article_id)
    own = {article.article_id: date_document(article) for article in ordered}
    dates = {article_id: document.published for article_id, document in own.items()}
    dated = [article for article in ordered if dates[article.article_id].precision in {"minute", "day", "month"}]
    undated = [article for article in ordered if _is_wide(dates[article.article_id])]
    if not dated or not undated:
        return dates
    index = DateTransferIndex(dated, dates)
    series = place_in_series(undated, dated, dates)
    for article in undated:
        document = own[article.article_id]
        transferred = transfer_date(article, document, index) or series.get(article.article_id)
        if transferred is not None:
            transferred = _on_day_of_writing(transferred, document)
        if transferred is not None and _narrows(transferred, document.published):
            dates[article.article_id] = transferred
    return dates


def _on_day_of_writing(transferred: PublicationDate, own: OwnDate) -> PublicationDate:
    """Return a transferred date as a day, where the article names its day of writing and the days hold it once.

    "KIEV, 24 fév. (AFP)" lacks a year and no more.
    """
    if transferred.on is not None or transferred.earliest is None or transferred.latest is None:
        return transferred
    first, last = transferred.earliest, transferred.latest
    for mention in own.days:
        if mention.direction != "present":
            continue
        days = [
            day for year in range(first.year, last.year + 1) if (day := mention.in_year(year)) and first <= day <= last
        ]
        if len(days) == 1:
            evidence = f"{mention.surface} → {days[0].isoformat()}"
            return replace(
                transferred, on=days[0], earliest=days[0], latest=days[0], precision="day", evidence=evidence
            )
    return transferred


def _is_wide(published: PublicationDate) -> bool:
    """Return whether a date leaves more than a week open."""
    if published.earliest is None or published.latest is None:
        return True
    return (published.latest - published.earliest).days > _WEEK


def _narrows(transferred: PublicationDate, own: PublicationDate) -> bool:
    """Return whether the days transferred lie within the bounds the document itself gives, and say more."""
    if own.earliest and transferred.earliest and transferred.earliest < own.earliest:
        return False
    if own.latest and transferred.latest and transferred.latest > own.latest:
        return False
    return _width(transferred) < _width(own)


def _width(published: PublicationDate) -> float:
    if published.earliest is None or published.latest is None:
        return float("inf")
    return (published.latest - published.earliest).days

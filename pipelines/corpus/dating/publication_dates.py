"""The dates of the corpus: what each document says, then what they lend each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipelines.corpus.dating.clues import ArticleClues
from pipelines.corpus.dating.date_transfer import LendingIndex, borrow
from pipelines.corpus.dating.document import OwnDate, date_document
from pipelines.corpus.dating.series import place_in_series
from pipelines.records.dates import PublicationDate

#: Days of an interval that need no narrowing.
_WEEK = 7


def date_corpus(articles: Sequence[ArticleClues]) -> dict[str, PublicationDate]:
    """Return the publication date of every article, by article_id.

    Own evidence first. An article left with no more than a month
    or a year may borrow one: from its
    copies, from articles of the same story that have a year, or from its place
    between dated articles of its site. What is borrowed is never against what
    the article says itself, is never lent on, has basis ``inferred``, the
    lender's id and a lower confidence. The result does not depend on the order
    of ``articles``.
    """
    ordered = sorted(articles, key=lambda article: article.article_id)
    own = {article.article_id: date_document(article) for article in ordered}
    dates = {article_id: document.published for article_id, document in own.items()}
    lenders = [article for article in ordered if dates[article.article_id].precision in {"minute", "day", "month"}]
    undated = [article for article in ordered if _is_wide(dates[article.article_id])]
    if not lenders or not undated:
        return dates
    index = LendingIndex(lenders, dates)
    series = place_in_series(undated, lenders, dates)
    for article in undated:
        document = own[article.article_id]
        borrowed = borrow(article, document, index) or series.get(article.article_id)
        if borrowed is not None:
            borrowed = _on_day_of_writing(borrowed, document)
        if borrowed is not None and _narrows(borrowed, document.published):
            dates[article.article_id] = borrowed
    return dates


def _on_day_of_writing(borrowed: PublicationDate, own: OwnDate) -> PublicationDate:
    """Return what was borrowed as a day where the article names its day of writing and the days lent hold it once.

    "KIEV, 24 fév. (AFP)" lacks a year and no more.
    """
    if borrowed.on is not None or borrowed.earliest is None or borrowed.latest is None:
        return borrowed
    first, last = borrowed.earliest, borrowed.latest
    for told in own.days:
        if told.direction != "present":
            continue
        days = [
            day for year in range(first.year, last.year + 1) if (day := told.in_year(year)) and first <= day <= last
        ]
        if len(days) == 1:
            evidence = f"{told.surface} → {days[0].isoformat()}"
            return replace(borrowed, on=days[0], earliest=days[0], latest=days[0], precision="day", evidence=evidence)
    return borrowed


def _is_wide(published: PublicationDate) -> bool:
    """Return whether a date leaves more than a week open."""
    if published.earliest is None or published.latest is None:
        return True
    return (published.latest - published.earliest).days > _WEEK


def _narrows(borrowed: PublicationDate, own: PublicationDate) -> bool:
    """Return whether the days borrowed lie within the bounds the document itself gives, and say more."""
    if own.earliest and borrowed.earliest and borrowed.earliest < own.earliest:
        return False
    if own.latest and borrowed.latest and borrowed.latest > own.latest:
        return False
    return _width(borrowed) < _width(own)


def _width(published: PublicationDate) -> float:
    if published.earliest is None or published.latest is None:
        return float("inf")
    return (published.latest - published.earliest).days

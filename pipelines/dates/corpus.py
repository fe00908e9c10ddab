"""The dates of the corpus: what each document says, then what they lend each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from pipelines.dates.clues import ArticleClues
from pipelines.dates.document import OwnDate, PartialDay, date_document
from pipelines.records import PublicationDate

#: Names two articles must share before one lends the other a year.
_SHARED_NAMES = 3

#: A name in more articles than this blocks nothing: it is everywhere.
_LARGEST_BLOCK = 200

#: A story is told for so many days: the lender's date and the borrower's lie so near.
_STORY_DAYS = 120

#: A text appears within so many days of the last day it tells of.
_FRESHNESS = 6


def date_corpus(articles: Sequence[ArticleClues]) -> dict[str, PublicationDate]:
    """Return the publication date of every article, by article_id.

    Own evidence first; an article left without a year may borrow one from an
    article of the same story, never against what it says itself. The result
    does not depend on the order of ``articles``.
    """
    ordered = sorted(articles, key=lambda article: article.article_id)
    own = {article.article_id: date_document(article) for article in ordered}
    dates = {article_id: item.published for article_id, item in own.items()}
    lenders = [article for article in ordered if _can_lend(dates[article.article_id])]
    index = _index_names(lenders)
    for article in ordered:
        published = dates[article.article_id]
        if published.precision is None and own[article.article_id].days:
            borrowed = _borrow(article, own[article.article_id], index, dates)
            if borrowed is not None:
                dates[article.article_id] = borrowed
    return dates


def _can_lend(published: PublicationDate) -> bool:
    return published.precision in {"minute", "day", "month", "week"} and published.lender is None


def _index_names(lenders: Sequence[ArticleClues]) -> Mapping[str, list[ArticleClues]]:
    index: dict[str, list[ArticleClues]] = defaultdict(list)
    for article in lenders:
        for name in article.names:
            index[name].append(article)
        if article.cluster_id:
            index["cluster:" + article.cluster_id].append(article)
    return {name: block for name, block in index.items() if len(block) <= _LARGEST_BLOCK}


def _borrow(
    article: ArticleClues,
    own: OwnDate,
    index: Mapping[str, list[ArticleClues]],
    dates: Mapping[str, PublicationDate],
) -> PublicationDate | None:
    """Return the date in the year of the nearest lender, None without one near enough."""
    best: tuple[int, int, str, date] | None = None
    for lender, n_shared in _lenders(article, index):
        lent = dates[lender.article_id]
        if lent.earliest is None or lent.latest is None:
            continue
        for year in (lent.earliest.year - 1, lent.earliest.year, lent.latest.year + 1):
            day = _last_told(own.days, year)
            if day is None or (own.not_before and day < own.not_before - timedelta(days=366)):
                continue
            if own.not_after and day > own.not_after:
                continue
            distance = max((lent.earliest - day).days, (day - lent.latest).days, 0)
            if distance <= _STORY_DAYS:
                candidate = (distance, -n_shared, lender.article_id, day)
                best = min(best, candidate) if best else candidate
    if best is None:
        return None
    distance, n_shared, lender_id, day = best
    return PublicationDate(
        earliest=day,
        latest=day + timedelta(days=_FRESHNESS),
        precision="week",
        basis="inferred",
        evidence=f"{day.isoformat()} is told of; the year is that of {lender_id}",
        confidence=round(0.75 - 0.3 * distance / _STORY_DAYS, 2),
        lender=lender_id,
    )


def _lenders(article: ArticleClues, index: Mapping[str, list[ArticleClues]]) -> Iterator[tuple[ArticleClues, int]]:
    """Yield the articles of the same story and how many names they share."""
    shared: dict[str, int] = defaultdict(int)
    by_id: dict[str, ArticleClues] = {}
    keys = sorted(article.names) + (["cluster:" + article.cluster_id] if article.cluster_id else [])
    for key in keys:
        for lender in index.get(key, ()):
            if lender.article_id != article.article_id:
                shared[lender.article_id] += _SHARED_NAMES if key.startswith("cluster:") else 1
                by_id[lender.article_id] = lender
    for lender_id in sorted(shared):
        if shared[lender_id] >= _SHARED_NAMES:
            yield by_id[lender_id], shared[lender_id]


def _last_told(days: tuple[PartialDay, ...], year: int) -> date | None:
    """Return the latest day told of as past or present, read in ``year``."""
    told = []
    for partial in days:
        if partial.direction == "future":
            continue
        try:
            told.append(date(year, partial.month, partial.day))
        except ValueError:
            continue
    return max(told) if told else None

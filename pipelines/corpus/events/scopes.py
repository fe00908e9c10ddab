"""Where two clauses must meet to be compared, by what is known of their days."""

from __future__ import annotations

from datetime import timedelta

from pipelines.corpus.events.candidates import Scopes
from pipelines.corpus.events.date_agreement import is_published
from pipelines.corpus.events.dated_clauses import DatedClause, publication_windows

#: An interval longer than this many days is compared by its first days only.
MOST_DAYS = 31
#: Articles whose publication is known to so many days may be of one event without a date.
_MOST_PUBLISHED = 8


def of_dates(clause: DatedClause) -> Scopes:
    """In an article, clauses without a date and those that may lend them one."""
    own, other = ("undated", "dated") if clause.event_earliest is None else ("dated", "undated")
    return Scopes((own,), (other,))


def in_article(clause: DatedClause) -> Scopes:
    """In an article, clauses that share a day, or of which one has none."""
    start, end = clause.event_earliest, clause.event_latest
    if start is None or end is None:
        return Scopes(("undated",), ("undated", "dated"))
    if (end - start).days > MOST_DAYS:
        return Scopes(("dated", "long"), ("dated", "undated"))
    days = _event_days(clause)
    return Scopes(("dated", *days), (*days, "long", "undated"))


def across_articles(clause: DatedClause) -> Scopes:
    """Clauses that share one of their first days, or their days of publication where they have none.

    Of those without a date one's publication must be unknown, or they meet on the days of publication.
    """
    days = _event_days(clause) or _days_of_publication(clause)
    if clause.event_earliest is not None:
        return Scopes(days, days)
    if is_published(clause):
        return Scopes(("undated", *days), ("unpublished", *days))
    return Scopes(("undated", "unpublished", *days), ("undated", *days))


def _event_days(clause: DatedClause) -> tuple[str, ...]:
    start, end = clause.event_earliest, clause.event_latest
    if start is None or end is None:
        return ()
    span = min((end - start).days, MOST_DAYS)
    return tuple(f"on:{start + timedelta(days=n)}" for n in range(span + 1))


def _days_of_publication(clause: DatedClause) -> tuple[str, ...]:
    return tuple(f"about:{window}" for window in publication_windows(clause, _MOST_PUBLISHED))

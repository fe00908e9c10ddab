"""How well the times of two reports agree: of what they tell, or of their publication."""

from __future__ import annotations

from datetime import date, timedelta

from pipelines.corpus.events.dated_clauses import DatedClause
from pipelines.corpus.events.stories import Stories

#: Reports this many days apart may be of one event when neither gives its date.
PUBLICATION_WINDOW = timedelta(days=2)


def compare_dates(left: DatedClause, right: DatedClause, stories: Stories) -> tuple[float, str] | None:
    """How well the days of two reports agree (0 to 1) and on what, None when they cannot be one event's."""
    mine, theirs = _days_of(left), _days_of(right)
    if mine is not None and theirs is not None:
        return _compare_days(mine, theirs)
    if left.article_id == right.article_id:
        return (0.6, "same article") if _may_share_date(left, right) else None
    if left.event_earliest or right.event_earliest:
        return _near_publication(left, right, 0.4)
    if not (is_published(left) and is_published(right)):
        # Nothing dates them at all: one story is all that can be asked.
        return (0.4, "same story") if stories.same(left.article_id, right.article_id) else None
    return _near_publication(left, right, 0.5)


def _days_of(clause: DatedClause) -> tuple[date, date] | None:
    """The first and the last day on which it may have happened, None where one is not known."""
    earliest, latest = clause.event_earliest, clause.event_latest
    return None if earliest is None or latest is None else (earliest, latest)


def _compare_days(mine: tuple[date, date], theirs: tuple[date, date]) -> tuple[float, str] | None:
    if mine[1] < theirs[0] or theirs[1] < mine[0]:
        return None
    return (1.0, "same date") if mine == theirs else (0.8, "overlapping dates")


def _may_share_date(left: DatedClause, right: DatedClause) -> bool:
    """Whether of two reports of an article the one without a date may have the other's.

    What is still planned is not what was done on a day, nor a promise the treaty signed then.
    """
    dated, undated = (left, right) if left.event_earliest else (right, left)
    if undated.event_earliest or not dated.event_earliest:
        return True
    is_done = dated.clause.modality == "reported"
    return dated.clause.cameo_root == undated.clause.cameo_root and not (
        is_done and undated.clause.modality == "planned"
    )


def is_published(clause: DatedClause) -> bool:
    """Whether anything is known of when the clause's article was published."""
    return clause.published_earliest is not None and clause.published_latest is not None


def _near_publication(left: DatedClause, right: DatedClause, score: float) -> tuple[float, str] | None:
    """Undated reports count as one only when published within days of each other."""
    if not (left.published_earliest and right.published_earliest and left.published_latest and right.published_latest):
        return None
    if left.published_latest - left.published_earliest > PUBLICATION_WINDOW * 4:
        return None
    apart = max(left.published_earliest - right.published_latest, right.published_earliest - left.published_latest)
    return (score, "published within days") if apart <= PUBLICATION_WINDOW else None


def is_of_days(clause: DatedClause) -> bool:
    """Whether it is known within days when it happened."""
    days = _days_of(clause)
    return days is not None and days[1] - days[0] <= PUBLICATION_WINDOW

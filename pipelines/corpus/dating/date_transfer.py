"""Date transfer: the year of an undated article, from dated articles of the same story.

Most news says "le 2 novembre" and leaves the year to its reader. Another text
of the same story may print it. Two texts are held to tell one story when they
share names, days or passages; candidates are found by what they share, never
by comparing all with all.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from pipelines.corpus.dating.clues import ArticleClues
from pipelines.corpus.dating.day_mentions import DayMention, day_mentions_of, news_day
from pipelines.corpus.dating.document import OwnDate
from pipelines.records.dates import PublicationDate

#: A name in more dated articles than this, and than this share of them, is common.
_COMMON_AT_LEAST, _COMMON_SHARE = 10, 0.02

#: A name or passage in more dated articles than this tells no story from another.
_LARGEST_BLOCK = 200

#: Names two articles share at least, a day mentioned in both counting as some,
#: and their share of the shorter list. Of 258 dev pages made undated, three
#: names and 15 % transferred 11 wrong years of 14; with these bounds and the rule that the
#: news opens the text, one was transferred, rightly.
_SHARED_NAMES, _SHARE_OF_NAMES = 5, 0.25

#: Share of the shorter sketch that makes two articles tell with the same words.
_SHARE_OF_PASSAGES = 0.3

#: A story lasts so many days around the article that dates it; the nearer, the surer.
_STORY_DAYS = 150

#: A text that names weekdays, or tells of a day as a text of those days does,
#: appears within a week of the last day it tells of, another within a month.
_FRESH_DAYS, _STALE_DAYS = 6, 30

#: A copy appears within so many days of its original, or before.
_COPY_DAYS = 3

#: How sure a transferred date can be at most.
_HIGHEST_CONFIDENCE = 0.8

#: A day mentioned in both texts, or mentioned in one and printed on the other,
#: counts as many shared names.
_DAY_IN_NAMES = 3


class DateTransferIndex:
    """The dated articles, found by the names, days, passages and cluster they hold."""

    def __init__(self, sources: Sequence[ArticleClues], dates: Mapping[str, PublicationDate]) -> None:
        self.dates = dates
        self.sources = {article.article_id: article for article in sources}
        self.days = {article.article_id: _month_days(article) for article in sources}
        self._blocks: dict[tuple[str, object], list[str]] = defaultdict(list)
        for article in sources:
            for key in _keys(article):
                self._blocks[key].append(article.article_id)

    def candidates(self, article: ArticleClues) -> list[str]:
        """Return the ids of dated articles that share a key with the article, sorted."""
        found: set[str] = set()
        for key in _keys(article):
            block = self._blocks.get(key, ())
            if len(block) <= _LARGEST_BLOCK:
                found.update(block)
        return sorted(found - {article.article_id})

    def telling_names(self, article: ArticleClues) -> frozenset[str]:
        """Return the names of an article that few enough dated articles hold to tell a story."""
        most = max(_COMMON_AT_LEAST, _COMMON_SHARE * len(self.sources))
        return frozenset(name for name in article.names if len(self._blocks.get(("name", name), ())) <= most)


def _keys(article: ArticleClues) -> list[tuple[str, object]]:
    keys: list[tuple[str, object]] = [("name", name) for name in article.names]
    keys += [("passage", passage) for passage in article.passages]
    if article.cluster_id is not None:
        keys.append(("cluster", article.cluster_id))
    return keys


def transfer_date(article: ArticleClues, own: OwnDate, index: DateTransferIndex) -> PublicationDate | None:
    """Return a date from the article's copies or from its story, None where neither has a fitting one."""
    candidates = index.candidates(article)
    return _from_copies(article, candidates, index) or _from_story(article, own, candidates, index)


def _from_copies(article: ArticleClues, candidates: Sequence[str], index: DateTransferIndex) -> PublicationDate | None:
    """Return the days around those of the closest copy that has a day."""
    best: tuple[float, str] | None = None
    for source_id in candidates:
        source = index.sources[source_id]
        if index.dates[source_id].on is None:
            continue
        likeness = _share(article.passages, source.passages)
        if article.cluster_id is not None and article.cluster_id == source.cluster_id:
            likeness = max(likeness, _SHARE_OF_PASSAGES)
        if likeness >= _SHARE_OF_PASSAGES and (best is None or -likeness < best[0]):
            best = (-likeness, source_id)
    if best is None:
        return None
    likeness, source_id = -best[0], best[1]
    day = index.dates[source_id].on
    if day is None:
        return None
    return PublicationDate(
        earliest=day - timedelta(days=_COPY_DAYS),
        latest=day + timedelta(days=_COPY_DAYS),
        precision="week",
        basis="inferred",
        evidence=f"shares passages with an article of {day.isoformat()}",
        confidence=round(min(_HIGHEST_CONFIDENCE, 0.5 + 0.4 * likeness), 2),
        transferred_from=source_id,
    )


def _from_story(
    article: ArticleClues, own: OwnDate, candidates: Sequence[str], index: DateTransferIndex
) -> PublicationDate | None:
    """Return the last day mentioned, in the year that the articles of the story speak for."""
    mention = news_day(own.days)
    if mention is None:
        return None
    names, days = index.telling_names(article), _month_days(article)
    support: dict[date, float] = defaultdict(float)
    nearest: dict[date, tuple[float, str]] = {}
    for source_id in candidates:
        for day, distance in _fitting_days(mention, own, index.dates[source_id]):
            kinship = _kinship(names, days, index, source_id, distance)
            if kinship == 0.0:
                continue
            weight = kinship * math.exp(-distance / (_STORY_DAYS / 3))
            support[day] += weight
            nearest[day] = min(nearest.get(day, (0.0, "~")), (-weight, source_id))
    if not support:
        return None
    day = min(support, key=lambda candidate: (-support[candidate], candidate))
    weight, source_id = nearest[day]
    share = support[day] / sum(support.values())
    is_day = mention.direction == "present"
    source_day = index.dates[source_id].on
    is_fresh = own.is_fresh or (source_day is not None and abs((source_day - day).days) <= _FRESH_DAYS)
    last = day if is_day else day + timedelta(days=_FRESH_DAYS if is_fresh else _STALE_DAYS)
    return PublicationDate(
        on=day if is_day else None,
        earliest=day,
        latest=last,
        precision="day" if is_day else "week" if is_fresh else "month",
        basis="inferred",
        evidence=f"{mention.surface} → {day.isoformat()}",
        confidence=round(_HIGHEST_CONFIDENCE * share * min(1.0, 0.6 - weight), 2),
        transferred_from=source_id,
    )


def _fitting_days(mention: DayMention, own: OwnDate, dated: PublicationDate) -> list[tuple[date, int]]:
    """Return the day in each year near a dated article's day, with how far from it, in days.

    Only days the article's own words allow: on the weekday it names, not before
    the last date it tells of as past or shows in a picture, not after its crawl.
    """
    if dated.earliest is None or dated.latest is None:
        return []
    fitting = []
    for year in range(dated.earliest.year - 1, dated.latest.year + 2):
        day = mention.in_year(year)
        if day is None or (own.not_after and day > own.not_after):
            continue
        if any(bound and day + timedelta(days=_STALE_DAYS) < bound for bound in (own.not_before, own.pictured)):
            continue
        distance = max((dated.earliest - day).days, (day - dated.latest).days, 0)
        if distance <= _STORY_DAYS:
            fitting.append((day, distance))
    return fitting


def _kinship(
    names: frozenset[str], days: frozenset[tuple[int, int]], index: DateTransferIndex, source_id: str, distance: int
) -> float:
    """Return how surely an article tells a dated article's story, 0 to 1; 0 where they share too little."""
    shared = len(names & index.sources[source_id].names)
    if shared:
        shared += _DAY_IN_NAMES * (len(days & index.days[source_id]) + (distance <= _COPY_DAYS))
    shorter = min(len(names), len(index.sources[source_id].names))
    if shared < _SHARED_NAMES or shared < _SHARE_OF_NAMES * shorter:
        return 0.0
    return min(1.0, 2 * shared / shorter)


def _month_days(article: ArticleClues) -> frozenset[tuple[int, int]]:
    return frozenset((mention.month, mention.day) for mention in day_mentions_of(article.timexes))


def _share(a: frozenset[int], b: frozenset[int]) -> float:
    """Return the share of the smaller sketch that lies in both, 0 for sketches too small to tell."""
    smaller = min(len(a), len(b))
    return len(a & b) / smaller if smaller >= 5 else 0.0

"""Placing an article between the dated articles of its site, by the numbers in their paths.

Sites count their articles: 71306 came before 71307. Where the numbers of the
dated articles of a site rise with their dates, an undated one lies between
its neighbours. Where they do not rise, the numbers mean something else, and
nothing is placed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from pipelines.corpus.dating.clues import ArticleClues
from pipelines.records.dates import PublicationDate

#: Dated articles of a site whose numbers must rise together before they are believed.
_LEAST_DATED = 4

#: Share of neighbouring pairs that may not fall back.
_RISING = 0.95

#: Two neighbours further apart than this place nothing.
_WIDEST_DAYS = 62

_NUMBER = re.compile(r"\d{4,9}")


def place_in_series(
    undated: Sequence[ArticleClues], dated: Sequence[ArticleClues], dates: Mapping[str, PublicationDate]
) -> dict[str, PublicationDate]:
    """Return the dates of undated articles that lie between dated ones of their site, by id."""
    series: dict[str, list[tuple[int, date, str]]] = defaultdict(list)
    for article in dated:
        number, day = _number(article), dates[article.article_id].on
        if article.site is not None and number is not None and day is not None:
            series[article.site].append((number, day, article.article_id))
    rising = {site: sorted(entries) for site, entries in series.items() if _rises(sorted(entries))}
    placed = {}
    for article in undated:
        number = _number(article)
        entries = rising.get(article.site or "")
        if entries and number is not None and (between := _between(number, entries)):
            placed[article.article_id] = between
    return placed


def _number(article: ArticleClues) -> int | None:
    """Return the last long number of the path, which counts articles where one does."""
    numbers = _NUMBER.findall(article.path)
    return int(numbers[-1]) if numbers else None


def _rises(entries: list[tuple[int, date, str]]) -> bool:
    if len(entries) < _LEAST_DATED or entries[0][1] == entries[-1][1]:
        return False
    rising = sum(earlier[1] <= later[1] for earlier, later in pairwise(entries))
    return rising >= _RISING * (len(entries) - 1)


def _between(number: int, entries: list[tuple[int, date, str]]) -> PublicationDate | None:
    place = bisect_left([entry[0] for entry in entries], number)
    if place == 0 or place == len(entries):
        return None
    before, after = entries[place - 1], entries[place]
    n_days = (after[1] - before[1]).days
    if not 0 <= n_days <= _WIDEST_DAYS:
        return None
    return PublicationDate(
        earliest=before[1],
        latest=after[1],
        precision="week" if n_days <= 7 else "month",
        basis="inferred",
        evidence=f"numbered {number}, between {before[0]} and {after[0]}",
        confidence=0.6,
        transferred_from=before[2],
    )

"""Duplicates among articles: exact, near and contained copies.

Candidates come from MinHash (near) and from sampled passages held in common
(contained: a copy cut in half shares few of MinHash's minima, but all of its
own passages); each pair is then verified on word shingles. Nothing is deleted:
a duplicate points to the article that is kept.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import polars as pl

from pipelines.analyse.fingerprint import BANDS, folded_words, shingles

_NEAR = 0.7
_CONTAINED = 0.8
#: Texts shorter than this are alike by chance.
_MIN_SHINGLES = 12
#: An anchor in more articles than this is a formula (a disclaimer), not a copy.
_MAX_SHARERS = 60


class _Article(NamedTuple):
    """What a pair is judged by. Shingles are made when a pair needs them."""

    article_id: str
    text: str
    fingerprint: str
    n_words: int
    url: str
    retrieved_at: str


def _sharers(keys: Iterable[tuple[int, list[int]]]) -> Iterator[tuple[int, int]]:
    """Pairs of rows that share a key."""
    holders: dict[int, list[int]] = defaultdict(list)
    for row, values in keys:
        for value in values:
            holders[value].append(row)
    for rows in holders.values():
        if 2 <= len(rows) <= _MAX_SHARERS:
            for at, one in enumerate(rows):
                for other in rows[at + 1 :]:
                    yield (one, other) if one < other else (other, one)


def _candidates(sketches: list[list[int]]) -> set[tuple[int, int]]:
    """Pairs of rows worth a look: a band in common, or two sampled shingles."""
    near = set(_sharers((row, values[:BANDS]) for row, values in enumerate(sketches)))
    anchors: dict[tuple[int, int], int] = defaultdict(int)
    for pair in _sharers((row, values[BANDS:]) for row, values in enumerate(sketches)):
        anchors[pair] += 1
    return near | {pair for pair, shared in anchors.items() if shared >= 2}


@lru_cache(maxsize=4096)
def _shingle_set(text: str) -> frozenset[int]:
    return frozenset(shingles(folded_words(text)))


def _kind(one: _Article, other: _Article) -> str | None:
    """How two articles are copies of each other, None when they are not."""
    if not one.n_words or not other.n_words:
        return None
    if one.fingerprint == other.fingerprint:
        return "exact"
    ours, theirs = _shingle_set(one.text), _shingle_set(other.text)
    smaller = min(len(ours), len(theirs))
    if smaller < _MIN_SHINGLES:
        return None
    shared = len(ours & theirs)
    if shared >= _NEAR * (len(ours) + len(theirs) - shared):
        return "near"
    return "contained" if shared >= _CONTAINED * smaller else None


def find_duplicates(articles: pl.DataFrame) -> pl.DataFrame:
    """Which articles are copies of which: article_id, duplicate_of, duplicate_kind, cluster_id.

    `articles` has article_id, text, sketch, url and retrieved_at (the last two
    may be null). One row an article, sorted by article_id. The kept article of
    a cluster is the longest, then the one first retrieved, then the smallest
    id; but an earlier crawl of an address gives way to a later one as long.
    Each duplicate was verified against the kept article it points to.
    """
    ordered = articles.sort("article_id")
    items = [
        _article(*row)
        for row in ordered.select("article_id", "text", "url", pl.col("retrieved_at").cast(pl.String)).iter_rows()
    ]
    exact: dict[str, int] = {}
    links: list[tuple[int, int, str]] = []
    for row, item in enumerate(items):
        if item.n_words == 0:
            continue
        first = exact.setdefault(item.fingerprint, row)
        if first != row:
            links.append((first, row, "exact"))
    linked = {row for _, row, _ in links}
    sketches = [[] if row in linked else list(values) for row, values in enumerate(ordered["sketch"].to_list())]
    for one, other in sorted(_candidates(sketches)):
        kind = _kind(items[one], items[other])
        if kind is not None:
            links.append((one, other, kind))
    return _clusters(items, links)


def _article(article_id: str, text: str, url: str | None, retrieved_at: str | None) -> _Article:
    words = folded_words(text)
    fingerprint = hashlib.blake2b(" ".join(words).encode(), digest_size=16).hexdigest()
    return _Article(article_id, text, fingerprint, len(words), url or "", retrieved_at or "")


def _superseded(items: list[_Article]) -> set[int]:
    """Earlier crawls of an address of which a later one is about as long: old versions."""
    by_url: dict[str, list[int]] = defaultdict(list)
    for row, item in enumerate(items):
        if item.url and item.retrieved_at:
            by_url[item.url].append(row)
    return {
        row
        for rows in by_url.values()
        for row in rows
        if any(
            items[other].retrieved_at > items[row].retrieved_at and items[other].n_words >= 0.9 * items[row].n_words
            for other in rows
        )
    }


_STRENGTH = {"exact": 0, "near": 1, "contained": 2}


def _clusters(items: list[_Article], links: list[tuple[int, int, str]]) -> pl.DataFrame:
    """Each article under the best article it is linked to, without chains."""
    partners: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for one, other, kind in links:
        partners[one].append((other, kind))
        partners[other].append((one, kind))
    old = _superseded(items)
    rank = sorted(
        range(len(items)),
        key=lambda r: (r in old, -items[r].n_words, items[r].retrieved_at or "9999", items[r].article_id),
    )
    kept_of: dict[int, tuple[int, str | None]] = {}
    for row in rank:
        if row in kept_of:
            continue
        kept_of[row] = (row, None)
        queue = [row]
        while queue:
            at = queue.pop(0)
            for other, link in sorted(partners[at], key=lambda link: (_STRENGTH[link[1]], link[0])):
                # A long piece holds many short ones that have nothing in common:
                # only copies of the kept article itself, and copies of those
                # that are whole, belong to it.
                if other not in kept_of and (at == row or link != "contained"):
                    direct = _kind(items[row], items[other])
                    if direct is not None:
                        kept_of[other] = (row, direct)
                        queue.append(other)
    rows = []
    for row, item in enumerate(items):
        kept, how = kept_of[row]
        target = items[kept].article_id
        rows.append((item.article_id, None if kept == row else target, how, target))
    return pl.DataFrame(
        rows,
        schema={
            "article_id": pl.String,
            "duplicate_of": pl.String,
            "duplicate_kind": pl.String,
            "cluster_id": pl.String,
        },
        orient="row",
    )

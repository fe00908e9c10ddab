"""Planted copies: how many are found, and how many pairs are false."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from pipelines.analyse.fingerprint import sketch
from pipelines.corpus.near_duplicates import find_duplicates


def planted(texts: Sequence[str]) -> dict[str, str]:
    """Articles by id: each text, and of every third one exact, one lightly edited, one cut in half."""
    articles: dict[str, str] = {}
    for number, text in enumerate(texts):
        articles[f"{number:05}"] = text
        words = text.split(" ")
        if number % 3 == 0:
            articles[f"{number:05}-exact"] = text
        elif number % 3 == 1:
            edited = [word for at, word in enumerate(words) if at % 40 != 7]
            articles[f"{number:05}-near"] = " ".join(["Agency copy.", *edited, "All rights reserved."])
        else:
            articles[f"{number:05}-contained"] = " ".join(words[: len(words) // 2])
    return articles


def measure(originals: Sequence[tuple[str, str | None]]) -> dict[str, str]:
    """Found and planted copies of each kind, and pairs of texts that are no copies.

    `originals` are texts and their addresses: two crawls of one address are no false pair.
    """
    articles = planted([text for text, _ in originals])
    frame = pl.DataFrame(
        {
            "article_id": list(articles),
            "text": list(articles.values()),
            "sketch": [list(sketch(text)) for text in articles.values()],
        },
        schema={"article_id": pl.String, "text": pl.String, "sketch": pl.List(pl.Int64)},
    ).with_columns(pl.lit(None, pl.String).alias("url"), pl.lit(None, pl.String).alias("retrieved_at"))
    result = find_duplicates(frame)
    group = {row["article_id"]: row["cluster_id"] for row in result.iter_rows(named=True)}
    figures: dict[str, str] = {}
    for kind in ("exact", "near", "contained"):
        copies = [name for name in articles if name.endswith(kind)]
        hits = sum(group[name] == group[name.split("-")[0]] for name in copies)
        figures[kind] = f"{hits}/{len(copies)}"
    pairs = [
        (int(row["article_id"].split("-")[0]), int(row["duplicate_of"].split("-")[0]))
        for row in result.iter_rows(named=True)
        if row["duplicate_of"]
    ]
    false = [(one, other) for one, other in pairs if one != other and not _is_one_address(originals, one, other)]
    figures["false pairs"] = f"{len(false)} {false[:5]}"
    return figures


def _is_one_address(originals: Sequence[tuple[str, str | None]], one: int, other: int) -> bool:
    address = originals[one][1]
    return address is not None and address == originals[other][1]

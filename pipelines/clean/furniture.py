"""Furniture learned from the corpus: blocks that come back in other documents.

A set-based pass over all blocks, independent of the order of rows. A block is
furniture when its words stand in several documents *and* the company they
keep differs: what comes back together with most of its document is a copy of
an article, not furniture.
"""

from __future__ import annotations

import re
import unicodedata

import polars as pl

from pipelines.records import KEPT_ROLES

#: Documents a block must stand in: of one site (or of no known site), of any.
MIN_DOCUMENTS_OF_SITE = 2
MIN_DOCUMENTS_OF_ALL = 3
#: Two documents are copies of each other when the blocks they share hold this
#: share of the words kept in the smaller one.
COPY_SHARE = 0.5
#: Blocks of more words than this are text that was reused, not furniture.
MAX_WORDS = 120

_NUMBER = re.compile(r"\d+")
_NOT_WORDS = re.compile(r"[^\w]+")


def block_key(block_text: str) -> str:
    """The normal form under which a block's repeats are counted.

    Case, accents' composition, punctuation and white space do not matter;
    numbers count as one sign, so that "12 comments" and "7 comments" are one.
    """
    folded = unicodedata.normalize("NFKC", block_text).casefold()
    return _NOT_WORDS.sub(" ", _NUMBER.sub("0", folded)).strip()


def learn_furniture(blocks: pl.LazyFrame) -> pl.DataFrame:
    """The blocks to relabel as furniture, and in how many documents each was seen.

    `blocks` has a row a block: document_id, site (nullable), block_no,
    block_key, role, confidence, n_words. The result has document_id, block_no,
    role (``boilerplate``), rule (``repeated_on_site``, ``repeated_in_corpus``)
    and n_documents, sorted by document and block; only blocks that were kept.
    """
    rows = blocks.filter(pl.col("block_key") != "").select(
        "document_id", pl.col("site").fill_null(""), "block_no", "block_key", "role", "n_words"
    )
    once = rows.group_by("block_key", "document_id").agg(
        pl.col("site").min(),
        pl.col("n_words").max(),
        pl.col("role").is_in(sorted(KEPT_ROLES)).any().alias("kept"),
    )
    candidates = once.join(
        once.group_by("block_key").agg(pl.len().alias("n_all")).filter(pl.col("n_all") >= 2), on="block_key"
    ).collect()
    if candidates.is_empty():
        return _empty()
    groups = _documents_apart(candidates, rows)
    seen = candidates.join(groups, on="document_id", how="left").with_columns(
        pl.col("group").fill_null(pl.col("document_id"))
    )
    on_site = seen.group_by("block_key", "site").agg(pl.col("group").n_unique().alias("n_on_site"))
    anywhere = seen.group_by("block_key").agg(pl.col("group").n_unique().alias("n_anywhere"))
    verdict = (
        seen.select("block_key", "site", "document_id", "n_words")
        .join(on_site, on=["block_key", "site"])
        .join(anywhere, on="block_key")
        .filter(
            (pl.col("n_words") <= MAX_WORDS)
            & ((pl.col("n_on_site") >= MIN_DOCUMENTS_OF_SITE) | (pl.col("n_anywhere") >= MIN_DOCUMENTS_OF_ALL))
        )
    )
    return (
        rows.filter(pl.col("role").is_in(sorted(KEPT_ROLES)))
        .collect()
        .join(verdict.drop("n_words", "site"), on=["block_key", "document_id"])
        .select(
            "document_id",
            "block_no",
            pl.lit("boilerplate").alias("role"),
            pl.when(pl.col("n_on_site") >= MIN_DOCUMENTS_OF_SITE)
            .then(pl.lit("repeated_on_site"))
            .otherwise(pl.lit("repeated_in_corpus"))
            .alias("rule"),
            pl.max_horizontal("n_on_site", "n_anywhere").cast(pl.Int64).alias("n_documents"),
        )
        .unique()
        .sort("document_id", "block_no")
    )


def _empty() -> pl.DataFrame:
    return pl.DataFrame(
        schema={
            "document_id": pl.String,
            "block_no": pl.Int64,
            "role": pl.String,
            "rule": pl.String,
            "n_documents": pl.Int64,
        }
    )


def _documents_apart(candidates: pl.DataFrame, rows: pl.LazyFrame) -> pl.DataFrame:
    """Which group of copies each document belongs to: document_id, group.

    Documents are compared by the words of their kept blocks; a group is named
    by its smallest document id.
    """
    kept = candidates.filter(pl.col("kept")).select("document_id", "block_key", "n_words")
    size = (
        rows.filter(pl.col("role").is_in(sorted(KEPT_ROLES)))
        .group_by("document_id")
        .agg(pl.col("n_words").sum().alias("size"))
        .collect()
    )
    # A block of hundreds of documents is no article; pairing it would cost its square.
    kept = kept.join(kept.group_by("block_key").len().filter(pl.col("len") <= 50).select("block_key"), on="block_key")
    pairs = (
        kept.join(kept, on="block_key", suffix="_other")
        .filter(pl.col("document_id") < pl.col("document_id_other"))
        .group_by("document_id", "document_id_other")
        .agg(pl.col("n_words").sum().alias("shared"))
        .join(size, on="document_id")
        .join(size.rename({"document_id": "document_id_other", "size": "size_other"}), on="document_id_other")
        .filter(pl.col("shared") >= COPY_SHARE * pl.min_horizontal("size", "size_other"))
    )
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.get(name, name) != name:
            parent[name] = parent.get(parent[name], parent[name])
            name = parent[name]
        return name

    for one, other in pairs.select("document_id", "document_id_other").sort(pl.all()).iter_rows():
        first, second = sorted((root(one), root(other)))
        parent[second] = first
    names = sorted({name for pair in pairs.select("document_id", "document_id_other").rows() for name in pair})
    return pl.DataFrame(
        {"document_id": names, "group": [root(name) for name in names]},
        schema={"document_id": pl.String, "group": pl.String},
    )

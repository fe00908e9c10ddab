"""Boilerplate learned from the corpus: blocks that come back in other documents.

A set-based pass over all blocks, independent of the order of rows. A block is
boilerplate when its words stand in several documents *and* the company they
keep differs: what comes back together with most of its document is a copy of
an article, not boilerplate. Nor is the headline or standfirst of an article that
other pages only point to: their teasers repeat it. And what outlets at large
put over their sections ("Conclusion") is language; boilerplate belongs to one.
"""

from __future__ import annotations

import polars as pl

from pipelines.records.document import KEPT_ROLES
from pipelines.text.units import PARAGRAPH_WORDS

#: In how many documents, of one site and of any, a block must stand: when the
#: classifier kept it with doubt, when it stands apart from the article, and
#: else. A sure block that comes back a few times is background that a
#: journalist reuses, not boilerplate; it stands among the article's own words.
DOUBTFUL_BELOW = 0.9
NEEDED_ON_SITE = (2, 3, 5)
NEEDED_ANYWHERE = (3, 4, 8)
#: Two documents are copies of each other when the blocks they share hold this
#: share of the words kept in the smaller one, and the lead of one is among them:
#: a note shorter than the imprint under it is no copy of another such note.
COPY_SHARE = 0.5
#: Blocks of more words than this are text that was reused, not boilerplate.
MAX_WORDS = 120

#: Numbers come back everywhere, and say nothing: a cell of a table is no boilerplate.
_LETTER = r"\p{L}"


def learn_boilerplate(blocks: pl.LazyFrame) -> pl.DataFrame:
    """The blocks to relabel as boilerplate, and in how many documents each was seen.

    `blocks` has a row a block: document_id, site (nullable), block_no,
    block_key, role, rule, confidence, n_words. The result has document_id, block_no,
    role (``boilerplate``), rule (``repeated_on_site``, ``repeated_in_corpus``)
    and n_documents, sorted by document and block; only blocks that were kept.
    """
    rows = _described(blocks)
    once = rows.group_by("block_key", "document_id").agg(
        pl.col("site").min(), pl.col("n_words").max(), pl.col("kept").any(), pl.col("is_lead").any()
    )
    # Most blocks stand in one document; those leave first, before anything is paired.
    repeated = once.group_by("block_key").len().filter(pl.col("len") > 1).select("block_key")
    candidates = once.join(repeated, on="block_key").collect()
    if candidates.is_empty():
        return _empty()
    degree = pl.when(pl.col("confidence") < DOUBTFUL_BELOW).then(0).when(_stands_apart()).then(1).otherwise(2)
    return (
        _counted(rows, candidates)
        .with_columns(degree.alias("degree"))
        .with_columns(
            (pl.col("on_site") >= _needed(NEEDED_ON_SITE)).alias("of_site"),
            (pl.col("anywhere") >= _needed(NEEDED_ANYWHERE)).alias("of_many"),
        )
        .filter((pl.col("n_words") <= MAX_WORDS) & pl.col("block_key").str.contains(_LETTER))
        .filter(~pl.col("is_head") | (pl.col("kept_in") > 1))
        .filter(pl.col("of_site") | (pl.col("of_many") & ~pl.col("is_section")))
        .select(
            "document_id",
            "block_no",
            pl.lit("boilerplate").alias("role"),
            pl.when("of_site").then(pl.lit("repeated_on_site")).otherwise(pl.lit("repeated_in_corpus")).alias("rule"),
            pl.when("of_site").then("on_site").otherwise("anywhere").cast(pl.Int64).alias("n_documents"),
        )
        .sort("document_id", "block_no")
    )


def _needed(numbers: tuple[int, ...]) -> pl.Expr:
    """The number for a row's degree of certainty."""
    return pl.col("degree").replace_strict(dict(enumerate(numbers)), return_dtype=pl.Int64)


def _stands_apart() -> pl.Expr:
    """Whether a row lies in a stretch before or behind the article's own words, all of which comes back."""
    is_repeated = (pl.col("on_site") >= NEEDED_ON_SITE[1]) | (pl.col("anywhere") >= NEEDED_ANYWHERE[1])
    own = pl.when(~is_repeated).then("block_no")
    number, first, last = pl.col("block_no"), own.min().over("document_id"), own.max().over("document_id")
    return is_repeated.all().over("document_id", "run") & ((number < first) | (number > last))


def _described(blocks: pl.LazyFrame) -> pl.LazyFrame:
    """The blocks with words, and of each whether it was kept, heads the article, is its lead, heads a section of it.

    ``run`` numbers the stretches of a document that were kept, or removed, in one piece.
    """
    kept = pl.col("role").is_in(sorted(KEPT_ROLES))
    prose = kept & (pl.col("n_words") >= PARAGRAPH_WORDS)
    changes = (kept != _neighbour(kept, 1)).fill_null(True)
    return blocks.filter(pl.col("block_key") != "").select(
        "document_id",
        pl.col("site").fill_null(""),
        "block_no",
        "block_key",
        "confidence",
        "n_words",
        kept.alias("kept"),
        (pl.col("role").is_in(["title", "subtitle"]) | (_neighbour(pl.col("role"), 1) == "title"))
        .fill_null(False)
        .alias("is_head"),
        (prose & (prose.cum_sum().over("document_id", order_by="block_no") == 1)).alias("is_lead"),
        ((pl.col("rule") == "heading") & _neighbour(kept, -1)).fill_null(False).alias("is_section"),
        changes.cum_sum().over("document_id", order_by="block_no").alias("run"),
    )


def _neighbour(column: pl.Expr, step: int) -> pl.Expr:
    """What a column says of the block so many before; null where there is none."""
    return column.shift(step).over("document_id", order_by="block_no")


def _counted(rows: pl.LazyFrame, candidates: pl.DataFrame) -> pl.DataFrame:
    """The kept rows, with the number of documents that have their words, copies of each other counted once.

    ``on_site`` counts those of the row's site, ``anywhere`` all, ``kept_in`` those that kept the words.
    """
    apart = pl.col("group").n_unique()
    seen = candidates.join(_documents_apart(candidates, rows), on="document_id", how="left").with_columns(
        pl.col("group").fill_null(pl.col("document_id"))
    )
    on_site = seen.filter(pl.col("site") != "").group_by("block_key", "site").agg(apart.alias("on_site"))
    everywhere = seen.group_by("block_key").agg(
        apart.alias("anywhere"), pl.col("group").filter("kept").n_unique().alias("kept_in")
    )
    return (
        rows.filter("kept")
        .collect()
        .join(everywhere, on="block_key", how="left")
        .join(on_site, on=["block_key", "site"], how="left")
        .with_columns(pl.col("anywhere", "kept_in", "on_site").fill_null(0))
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
    kept = candidates.filter(pl.col("kept")).select("document_id", "block_key", "n_words", "is_lead")
    size = rows.filter("kept").group_by("document_id").agg(pl.col("n_words").sum().alias("size")).collect()
    # A block of hundreds of documents is no article; pairing it would cost its square.
    kept = kept.join(kept.group_by("block_key").len().filter(pl.col("len") <= 50).select("block_key"), on="block_key")
    pairs = (
        kept.join(kept, on="block_key", suffix="_other")
        .filter(pl.col("document_id") < pl.col("document_id_other"))
        .group_by("document_id", "document_id_other")
        .agg(pl.col("n_words").sum().alias("shared"), (pl.col("is_lead") | pl.col("is_lead_other")).any())
        .filter("is_lead")
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

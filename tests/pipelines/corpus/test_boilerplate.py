"""Boilerplate learned from what comes back."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.corpus.boilerplate import learn_boilerplate
from pipelines.text.normalise import block_key

Row = tuple[str, str | None, int, str, str, float, int]


def frame(rows: list[Row]) -> pl.LazyFrame:
    names = ["document_id", "site", "block_no", "block_key", "role", "confidence", "n_words"]
    types = [pl.String, pl.String, pl.Int64, pl.String, pl.String, pl.Float64, pl.Int64]
    blocks = pl.LazyFrame(rows, schema=dict(zip(names, types, strict=True)), orient="row")
    is_heading = pl.col("role") == "subheading"
    return blocks.with_columns(
        pl.when(is_heading).then(pl.lit("heading")).otherwise(pl.lit("classifier")).alias("rule")
    )


def document(name: str, site: str | None, extra: list[tuple[str, float, int]]) -> list[Row]:
    """A document of four blocks of its own and some others (key, confidence, words)."""
    own: list[Row] = [(name, site, number, f"{name} says {number}", "body", 0.99, 40) for number in range(4)]
    others = [(name, site, 4 + at, key, "body", sure, words) for at, (key, sure, words) in enumerate(extra)]
    return own + others


def found(rows: list[Row]) -> set[tuple[str, int]]:
    return set(learn_boilerplate(frame(rows)).select("document_id", "block_no").rows())


def test_numbers_case_and_punctuation_do_not_tell_repeats_apart() -> None:
    assert block_key("12 Commentaires :") == block_key("7 commentaires")


def test_a_doubtful_block_of_two_pages_of_a_site_is_boilerplate() -> None:
    rows = [row for name in "ab" for row in document(name, "x.example", [("lettre du matin", 0.6, 9)])]
    assert found(rows) == {("a", 4), ("b", 4)}


def test_a_doubtful_block_of_three_documents_of_no_site_is_boilerplate() -> None:
    rows = [row for name in "abc" for row in document(name, None, [("lettre du matin", 0.6, 9)])]
    assert found(rows) == {("a", 4), ("b", 4), ("c", 4)}


def test_two_documents_of_no_site_are_not_enough() -> None:
    rows = [row for name in "ab" for row in document(name, None, [("lettre du matin", 0.6, 9)])]
    assert found(rows) == set()


def test_background_that_a_journalist_reuses_stays() -> None:
    rows = [row for name in "abc" for row in document(name, "x.example", [("le rappel des faits", 0.99, 30)])]
    assert found(rows) == set()


def with_last_words(names: str, between: str) -> list[Row]:
    """Documents that end on two sure blocks in common, behind a block of the role `between`."""
    rows = [row for name in names for row in document(name, "x.example", [])]
    for name in names:
        rows += [(name, "x.example", 7, f"the word of {name}", between, 0.99, 4)]
        rows += [(name, "x.example", 8, "qui nous sommes", "body", 0.99, 3)]
        rows += [(name, "x.example", 9, "la marque est déposée par son éditeur", "body", 0.99, 7)]
    return rows


def test_a_stretch_behind_the_article_that_comes_back_as_a_whole_is_boilerplate() -> None:
    assert found(with_last_words("abc", "navigation")) == {(name, number) for name in "abc" for number in (8, 9)}


def test_background_at_the_end_of_the_article_stays() -> None:
    assert found(with_last_words("abc", "body")) == set()


def test_a_pull_quote_repeated_in_one_article_stays() -> None:
    rows = document("a", "x.example", [("une phrase forte", 0.6, 9), ("une phrase forte", 0.6, 9)])
    assert found(rows + document("b", "x.example", [])) == set()


def test_a_headline_and_standfirst_that_other_pages_point_to_stay() -> None:
    rows: list[Row] = [("a", "x.example", 0, "la grève continue", "title", 1.0, 3)]
    rows += [("a", "x.example", 1, "les dockers votent ce matin", "body", 0.6, 5)]
    for name in "bc":
        rows += [(name, "x.example", 8, "la grève continue", "related", 0.9, 3)]
        rows += [(name, "x.example", 9, "les dockers votent ce matin", "related", 0.9, 5)]
    assert found(rows) == set()


def test_a_headline_of_several_pages_is_the_name_of_a_section() -> None:
    rows = [row for name in "ab" for row in document(name, "x.example", [])]
    rows += [(name, "x.example", 9, "actualités du jour", "title", 0.6, 3) for name in "ab"]
    assert found(rows) == {("a", 9), ("b", 9)}


def headed(name: str, site: str | None, next_role: str) -> list[Row]:
    own = document(name, site, [])
    return [
        *own,
        (name, site, 5, "conclusion", "subheading", 0.6, 1),
        (name, site, 6, f"{name} ends", next_role, 0.9, 40),
    ]


def test_a_heading_of_many_outlets_over_their_own_words_is_a_subheading() -> None:
    assert found([row for name in "abcde" for row in headed(name, f"{name}.example", "body")]) == set()


def test_a_heading_of_many_outlets_over_their_links_is_boilerplate() -> None:
    rows = [row for name in "abc" for row in headed(name, f"{name}.example", "related")]
    assert found(rows) == {("a", 5), ("b", 5), ("c", 5)}


def test_cells_of_numbers_are_not_boilerplate() -> None:
    rows = [row for name in "abc" for row in document(name, "x.example", [(block_key("2 014"), 0.6, 1)])]
    assert found(rows) == set()


def test_copies_of_one_article_are_not_emptied() -> None:
    shared = [(f"agency paragraph {number}", 0.7, 40) for number in range(6)]
    rows: list[Row] = []
    for name, site in (("a", "w.example"), ("b", "x.example"), ("c", "y.example"), ("d", None)):
        rows += [(name, site, at, key, "body", sure, words) for at, (key, sure, words) in enumerate(shared)]
    assert found(rows) == set()


def test_notes_shorter_than_their_imprint_are_no_copies() -> None:
    rows: list[Row] = []
    for name in "abcd":
        rows += [
            (name, None, 0, f"the whole of note {name}", "body", 0.99, 20),
            (name, None, 1, "menu", "navigation", 1, 1),
        ]
        rows += [(name, None, 2, "the imprint", "body", 0.99, 80)]
    assert found(rows) == {(name, 2) for name in "abcd"}


def test_removed_blocks_are_left_alone() -> None:
    rows = [(name, "x.example", 0, "menu", "navigation", 0.9, 1) for name in "abc"]
    assert found(list(rows)) == set()


def test_no_blocks_teach_nothing() -> None:
    assert learn_boilerplate(frame([])).columns == ["document_id", "block_no", "role", "rule", "n_documents"]


@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(random: object) -> None:
    rows = [row for name in "abc" for row in document(name, "x.example", [("lettre du matin", 0.6, 9)])]
    expected = learn_boilerplate(frame(rows))
    random.shuffle(rows)  # type: ignore[attr-defined]
    assert learn_boilerplate(frame(rows)).equals(expected)


@pytest.mark.parametrize("text", ["", "  ", "…"])
def test_a_block_without_words_has_no_key(text: str) -> None:
    assert block_key(text) == ""

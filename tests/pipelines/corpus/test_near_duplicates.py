"""Copies of articles: exact, near and contained."""

from __future__ import annotations

import random

import polars as pl
import pytest

from pipelines.analyse.fingerprint import sketch
from pipelines.corpus.near_duplicates import find_duplicates


def prose(seed: int, n_words: int = 300) -> str:
    """A text of words of its own."""
    source = random.Random(seed)
    return " ".join(f"mot{source.randrange(4000)}" for _ in range(n_words))


def verdicts(
    texts: dict[str, str], urls: dict[str, str] | None = None, times: dict[str, str] | None = None
) -> dict[str, tuple[str | None, str | None, str]]:
    """article_id → (duplicate_of, duplicate_kind, cluster_id)."""
    frame = pl.DataFrame(
        {
            "article_id": list(texts),
            "text": list(texts.values()),
            "sketch": [list(sketch(text)) for text in texts.values()],
            "url": [(urls or {}).get(name) for name in texts],
            "retrieved_at": [(times or {}).get(name) for name in texts],
        },
        schema_overrides={"url": pl.String, "retrieved_at": pl.String, "sketch": pl.List(pl.Int64)},
    )
    return {row[0]: (row[1], row[2], row[3]) for row in find_duplicates(frame).iter_rows()}


def test_an_article_alone_is_its_own_cluster() -> None:
    assert verdicts({"a": prose(1), "b": prose(2)}) == {"a": (None, None, "a"), "b": (None, None, "b")}


def test_equal_words_are_an_exact_copy() -> None:
    text = prose(1)
    assert verdicts({"a": text, "b": text.upper() + "."})["b"] == ("a", "exact", "a")


def test_a_light_edit_is_a_near_copy() -> None:
    words = prose(1).split()
    edited = " ".join([*words[:100], "ajout", *words[101:]])
    assert verdicts({"a": prose(1), "b": edited})["b"] == ("a", "near", "a")


@pytest.mark.parametrize("part", [slice(0, 150), slice(150, 300), slice(90, 190)], ids=["head", "tail", "middle"])
def test_half_of_an_article_is_contained(part: slice) -> None:
    words = prose(1).split()
    assert verdicts({"half": " ".join(words[part]), "whole": prose(1)})["half"] == ("whole", "contained", "whole")


def test_two_halves_of_one_article_both_point_to_it() -> None:
    words = prose(1).split()
    found = verdicts({"a": " ".join(words[:160]), "b": " ".join(words[150:]), "c": prose(1)})
    assert {found["a"][0], found["b"][0], found["c"][0]} == {"c", None}


def test_no_duplicate_points_to_a_duplicate() -> None:
    words = prose(1, 400).split()
    texts = {f"v{cut}": " ".join(words[:cut]) for cut in (400, 360, 320, 280, 200, 120)}
    found = verdicts(texts)
    assert all(found[target][0] is None for target, _, _ in found.values() if target)


def test_a_later_crawl_as_long_is_the_one_kept() -> None:
    words = prose(1).split()
    texts = {"first": prose(1), "second": " ".join([*words[:40], "corrigé", *words[42:]])}
    urls = dict.fromkeys(texts, "https://x.example/a")
    found = verdicts(texts, urls, {"first": "2024-03-01T08:00:00", "second": "2024-03-01T18:00:00"})
    assert found["first"] == ("second", "near", "second")


def test_short_texts_are_not_near_copies() -> None:
    assert verdicts({"a": "Le match est reporté.", "b": "Le match est reporté à lundi."})["b"][0] is None


def test_empty_texts_are_not_copies() -> None:
    assert verdicts({"a": "", "b": ""})["b"] == (None, None, "b")


def test_the_order_of_articles_does_not_matter() -> None:
    texts = {"a": prose(1), "b": prose(1), "c": prose(2), "d": " ".join(prose(2).split()[:150])}
    assert verdicts(texts) == verdicts(dict(reversed(texts.items())))


def test_a_sketch_is_the_same_in_every_run() -> None:
    assert (
        sketch("Un texte court pour une empreinte stable.")[:1]
        == sketch("un texte court, pour une empreinte stable")[:1]
    )

"""What a block's words say."""

from __future__ import annotations

import importlib.util

import numpy as np
import pytest

from pipelines.read.features import wording
from pipelines.read.features.block_words import read_words
from pipelines.read.features.feature_table import Head, Table, feature_table
from pipelines.read.segmentation.plain_text import read_text
from pipelines.read.segmentation.text_blocks import Document
from pipelines.training import wording_weights
from pipelines.training.pages import Sample

#: Training needs the extra `train`, which the pipeline and its tests do not.
needs_scipy = pytest.mark.skipif(importlib.util.find_spec("scipy") is None, reason="training needs scipy")

HEAD = Head(frozenset(), frozenset(), frozenset())
BODY = "Le conseil municipal a voté la rénovation du vieux pont"
MENU = "Lire aussi nos derniers articles"


def tokens_of(*texts: str) -> wording.Tokens:
    return wording.hash_words(read_words(texts))


def buckets_of(text: str) -> set[int]:
    return set(tokens_of(text).bucket.tolist())


def sample(number: int) -> Sample:
    document: Document = read_text(f"{BODY} {number}\n{MENU} {number}")
    found: Table = feature_table(document, HEAD, is_html=False)
    texts = [block.text for block in document.blocks]
    gold = {"id": str(number), "site": f"site{number}"}
    return Sample(gold, found, texts, np.array([1, 0], np.float32), np.ones(2, np.float32), None)


def test_a_word_is_marked_where_it_heads_a_block() -> None:
    assert buckets_of("pont vieux") != buckets_of("vieux pont")


def test_numbers_of_as_many_digits_are_alike() -> None:
    assert buckets_of("lu 1234 fois") == buckets_of("lu 5678 fois")


def test_unspaced_words_share_their_pairs_of_characters() -> None:
    assert len(buckets_of("関連記事一覧") & buckets_of("関連記事")) > 2


def test_a_block_without_words_has_its_length_alone() -> None:
    found = tokens_of("—", "deux mots")
    assert (found.block == 0).sum() == 1


def test_a_score_is_of_the_block_alone() -> None:
    weights = wording.Wording(np.arange(wording.N_BUCKETS, dtype=np.float32), 0.5)
    together = weights.score(tokens_of(BODY, MENU), 2)
    assert together[1] == pytest.approx(weights.score(tokens_of(MENU), 1)[0])


def test_columns_are_a_block_and_its_neighbours() -> None:
    found = wording.columns(np.array([1, 2, 3], np.float32))
    own, *around = found[1].tolist()
    assert own == 2
    assert around == [-9, 1, 3, -9]


def test_quantised_weights_lose_little() -> None:
    weights = wording.Wording(np.linspace(-4, 10, wording.N_BUCKETS, dtype=np.float32), -0.3)
    stored = wording.quantised(weights)
    assert stored["weight"].dtype == np.int8
    assert np.abs(stored["weight"] * stored["scale"] - weights.weight).max() < 0.05


@needs_scipy
def test_weights_tell_what_the_labels_tell() -> None:
    pages = [sample(number) for number in range(8)]
    fitted = wording_weights.fit(pages)
    body, menu = fitted.score(pages[0].table.tokens, 2).tolist()
    assert body > 0 > menu


@needs_scipy
def test_a_page_is_scored_by_weights_that_never_saw_its_site() -> None:
    pages = [sample(number) for number in range(8)]
    pages[0] = pages[0]._replace(labels=1 - pages[0].labels)
    body, menu = wording_weights.scores(pages, None)[0].tolist()
    assert body > menu


def test_the_shipped_weights_know_boilerplate() -> None:
    body, menu = wording.load().score(tokens_of(BODY, "Tous droits réservés"), 2).tolist()
    assert body > menu

"""Texts that stand twice in a page."""

from __future__ import annotations

import numpy as np
import pytest

from pipelines.read.classifier.in_page_duplicates import find_in_page_duplicates

PARAGRAPHS = [
    "Le conseil municipal a voté hier soir la rénovation du vieux pont après trois heures de débats souvent vifs "
    "entre élus de la majorité et de l’opposition.",
    "Les travaux commenceront au printemps et dureront deux ans, a précisé le maire, qui promet une passerelle "
    "provisoire pour les piétons et les cyclistes du quartier.",
    "Plusieurs riverains ont demandé que le marché du samedi reste ouvert sur la rive gauche, où vivent la plupart "
    "des commerçants et de leurs familles depuis des années.",
]


def copies(texts: list[str]) -> list[bool]:
    n_words = np.array([len(text.split()) for text in texts], np.float32)
    return [bool(is_copy) for is_copy in find_in_page_duplicates(texts, np.ones(len(texts), np.bool_), n_words)]


def test_of_two_copies_the_later_is_left_out() -> None:
    assert copies(PARAGRAPHS * 2) == [False] * 3 + [True] * 3


@pytest.mark.parametrize("first", [True, False], ids=["before", "after"])
def test_a_copy_in_one_block_gives_way_to_the_paragraphs(first: bool) -> None:
    whole = " ".join(PARAGRAPHS)
    texts = [whole, *PARAGRAPHS] if first else [*PARAGRAPHS, whole]
    assert [text for text, is_copy in zip(texts, copies(texts), strict=True) if is_copy] == [whole]


def test_a_pull_quote_is_no_copy() -> None:
    assert not any(copies([*PARAGRAPHS, "une passerelle provisoire pour les piétons et les cyclistes du quartier"]))


def test_blocks_without_words_are_no_copies() -> None:
    assert not any(copies(["。" * 90, "！" * 90]))


def test_nothing_kept_is_nothing_left_out() -> None:
    assert find_in_page_duplicates(["a"], np.zeros(1, np.bool_), np.ones(1, np.float32)).tolist() == [False]

"""The words of a page's blocks, read all at once."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.read.features import lexicon
from pipelines.read.features.block_words import distinct, read_words
from pipelines.read.features.feature_table import Head, feature_table
from pipelines.read.segmentation.plain_text import read_text

#: Letters of several scripts, one that grows when lowered, a mark, digits, an emoji, a letter beyond the plane.
_LETTERS = "aÉİΣßж字ก๑²_-'’.  \n\u0301\U0001f600\U0001d400"


@given(st.lists(st.text(_LETTERS, min_size=1, max_size=12), min_size=1, max_size=5))
def test_the_words_are_those_of_each_text(texts: list[str]) -> None:
    words = read_words(texts)
    found = [words.of_block(row) for row in range(len(texts))]
    assert found == [re.findall(r"\w+", text.lower()) for text in texts]
    assert [list(words.number)[number] for number in words.ids] == words.flat
    assert words.n_words.tolist() == [len(block) for block in found]


def test_a_word_ends_where_it_ends_in_its_own_block() -> None:
    words = read_words(["Le pont", "rouvre demain."])
    assert words.ends.tolist() == [2, 7, 6, 13]


def test_few_wanted_words_are_counted_once_a_block() -> None:
    words = read_words(["le pont et le port", "la mer", "pont"])
    assert words.n_among(frozenset({"le", "pont", "quai"})).tolist() == [2, 0, 1]
    assert words.n_among(frozenset()).tolist() == [0, 0, 0]


def test_distinct_keys_are_in_order() -> None:
    assert distinct(np.array([4, 2, 4, 2, 9])).tolist() == [2, 4, 9]
    assert distinct(np.zeros(0, np.int64)).tolist() == []


@pytest.mark.parametrize(
    "line",
    [
        "Lire aussi : le pont rouvre demain",
        f"{'mot ' * 30}lire aussi le pont",
        f"{'anticonstitutionnellement ' * 7}lire aussi",
        f"lire aussi {'anticonstitutionnellement ' * 12}",
    ],
)
def test_cues_are_sought_in_the_head_of_a_block(line: str) -> None:
    cues = feature_table(read_text(line), Head(frozenset(), frozenset(), frozenset()), is_html=False).cues
    assert cues.tolist() == [lexicon.cue_bits_of_head(line)]


@pytest.mark.parametrize(
    ("line", "is_boilerplate"),
    [
        ("Comment", True),
        ("Plus d'articles", True),
        ("Laisser un commentaire sur cet article du jour", True),
        ("Débat : comment le maire a changé d'avis", False),
        ("Le car coûte désormais plus cher qu'avant", False),
        ("Le marché de Noël attire plus de 300 visiteurs, laissez un commentaire", True),
    ],
)
def test_words_that_prose_is_full_of_name_no_boilerplate_within_it(line: str, is_boilerplate: bool) -> None:
    assert bool(lexicon.without_prose(lexicon.cue_bits_of_head(line), line)) == is_boilerplate

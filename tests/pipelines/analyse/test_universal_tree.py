"""One view of a parse for all languages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.analyse.parsing import parse
from pipelines.analyse.universal_tree import Tree


def tree_of(text: str, language: str) -> Tree:
    tree = parse(text, language)
    assert tree is not None
    return tree


@pytest.mark.parametrize(
    ("text", "language", "word", "relation"),
    [
        ("Le village a été attaqué par des rebelles.", "fr", "village", "nsubj:pass"),
        ("The village was attacked by rebels.", "en", "village", "nsubj:pass"),
        ("La Norvège soutient la Suède.", "fr", "suède", "obj"),
        ("Norway supports Sweden.", "en", "sweden", "obj"),
        ("Le ministre qui démissionne parle.", "fr", "démissionne", "acl:relcl"),
        ("The minister who resigns speaks.", "en", "resigns", "acl:relcl"),
    ],
)
def test_what_two_models_tell_alike_has_one_name(text: str, language: str, word: str, relation: str) -> None:
    tree = tree_of(text, language)
    assert tree.relation[tree.word.index(word)] == relation


def test_a_finer_relation_and_its_kind_are_both_told() -> None:
    tree = tree_of("The rebels were not attacked by Norway.", "en")
    by, negation = tree.word.index("by"), tree.word.index("not")
    assert (tree.relation[by], tree.label[by]) == ("agent", "obl:agent")
    assert (tree.relation[negation], tree.label[negation]) == ("advmod", "advmod")


@pytest.mark.parametrize(
    ("text", "language", "heads"),
    [
        ("The rebels were attacked by Norway in May.", "en", ["by", "in"]),
        ("Norway gave them weapons.", "en", []),
        ("Les rebelles ont été attaqués par la Norvège en mai.", "fr", []),
        ("La Norvège leur a donné des armes.", "fr", []),
    ],
)
def test_a_noun_hangs_on_its_preposition_where_the_model_has_it_so(text: str, language: str, heads: list[str]) -> None:
    tree = tree_of(text, language)
    assert [tree.word[at] for at in range(len(tree)) if tree.heads_its_noun(at)] == heads


def test_a_token_stands_in_the_text_and_in_its_sentence() -> None:
    tree = tree_of("Il part.  Anna  revient. ", "fr")
    at = tree.word.index("anna")
    assert tree.surface(at) == "Anna"
    assert tree.bounds(*[end - 1 for end in tree.sentence_of(at)])[1] == len("Il part.  Anna  revient.")
    assert tree.features(tree.word.index("revient"), "Mood") == ["Ind"]
    assert tree.features(at, "Mood") == []


def test_a_subtree_is_told_in_the_order_of_the_text() -> None:
    tree = tree_of("Le vieux ministre de la Norvège parle.", "fr")
    assert [tree.word[at] for at in tree.subtree(tree.word.index("ministre"))][:3] == ["le", "vieux", "ministre"]


def test_an_empty_text_has_no_sentence() -> None:
    assert tree_of("", "fr").sentences == []


def test_spacy_is_asked_by_the_parser_alone() -> None:
    room = Path(__file__).parents[3] / "pipelines"
    asking = [path.name for path in room.rglob("*.py") if "from spacy.tokens" in path.read_text("utf-8")]
    assert asking == ["parsing.py"]


def test_words_that_hang_one_on_the_other_ten_thousand_deep_are_told() -> None:
    children = [[at + 1] for at in range(9_999)] + [[]]
    tree = replace(tree_of("Il part.", "fr"), children=children)
    assert list(tree.subtree(0)) == list(range(10_000))

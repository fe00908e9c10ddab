"""Who bears a title."""

from __future__ import annotations

import pytest

from pipelines.analyse.events.phrases import find_phrases
from pipelines.analyse.events.titles import bearer_of
from pipelines.analyse.parsing import parse
from pipelines.records.analysis import Mention


def bearer(text: str, language: str, title: str, name: str) -> str | None:
    """Who bears the title whose head is a word, of the one person named."""
    tree = parse(text, language)
    assert tree is not None
    person = Mention(text.index(name), text.index(name) + len(name), name, "PER", "name", 0.9)
    phrases = find_phrases(tree, [person], [], frozenset({"de", "du", "of"}))
    found = bearer_of(tree, next(p for p in phrases if tree.word[p.head] == title), [person])
    return None if found is None else found.surface


@pytest.mark.parametrize(
    ("text", "language", "title", "name"),
    [
        ("Lena Moreau, directrice de la banque, a condamné le vol.", "fr", "directrice", "Lena Moreau"),
        ("La réunion a eu lieu en présence du secrétaire d'État, Paul Weber.", "fr", "secrétaire", "Paul Weber"),
        ("The minister of justice, Gunnar Holm, will meet the unions.", "en", "minister", "Gunnar Holm"),
        ("The minister Gunnar Holm will meet the unions.", "en", "minister", "Gunnar Holm"),
    ],
    ids=["the name, then the title", "the title, then the name", "before a verb", "without a comma"],
)
def test_a_title_beside_a_name_is_borne_by_the_person(text: str, language: str, title: str, name: str) -> None:
    assert bearer(text, language, title, name) == name


@pytest.mark.parametrize(
    ("text", "title", "name"),
    [
        ("The minister, Anna Berg and the envoy met rebels.", "minister", "Anna Berg"),
        ("The minister met Anna Berg.", "minister", "Anna Berg"),
    ],
    ids=["in an enumeration", "elsewhere in the sentence"],
)
def test_a_title_is_not_borne_by_another_person(text: str, title: str, name: str) -> None:
    assert bearer(text, "en", title, name) is None


def test_a_name_that_is_parsed_as_an_adjective_bears_the_title_before_it() -> None:
    text = "Le président Gentil a appelé lundi la Norvège à la retenue."
    tree = parse(text, "fr")
    assert tree is not None
    person = Mention(13, 19, "Gentil", "PER", "name", 0.9, None, "GOV", "president")
    phrase = next(p for p in find_phrases(tree, [person], [], frozenset()) if tree.word[p.head] == "président")
    assert bearer_of(tree, phrase, [person]) == person

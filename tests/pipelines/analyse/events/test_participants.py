"""Which phrases take part in an event, given how probable each is."""

from __future__ import annotations

import numpy as np
import pytest

from pipelines.analyse.events.lexicon import default_sense
from pipelines.analyse.events.participant_columns import pairs_of
from pipelines.analyse.events.participants import _best_of_others, choose, sides_of
from pipelines.analyse.events.phrases import find_phrases
from pipelines.analyse.events.triggers import Trigger
from pipelines.analyse.parsing import parse
from pipelines.records.analysis import Mention, MentionType


@pytest.mark.parametrize(
    ("text", "verb", "kind", "sure", "expected"),
    [
        ("The army fired on the crowd near the farmers.", "fired", "ASSAULT", [0.9, 0.7, 0.5], ["army", "crowd"]),
        ("The army and the police fired near the market.", "fired", "ASSAULT", [0.9, 0.5, 0.5], ["army", "police"]),
        ("The minister met the envoy near the bishop.", "met", "CONSULT", [0.9, 0.5, 0.5], ["minister", "envoy"]),
    ],
    ids=["one who is less sure than another", "one listed with another", "the second of two who meet"],
)
def test_a_further_party_must_be_surer_unless_it_is_expected(
    text: str, verb: str, kind: str, sure: list[float], expected: list[str]
) -> None:
    tree = parse(text, "en")
    assert tree is not None
    at = tree.word.index(verb)
    pairs = pairs_of(tree, Trigger(tree[at], default_sense(kind), at, at), find_phrases(tree, [], [], frozenset()))
    probability = np.array([[1 - s, s, 0.0] for s in sure], np.float32)
    chosen = choose(tree, pairs, probability)
    assert [tree.word[pair.phrase.head] for pair, *_ in chosen] == expected


def party(text: str, verb: str, head: str, *names: tuple[str, MentionType]) -> str:
    """The words of the party that a noun near a verb is."""
    tree = parse(text, "fr")
    assert tree is not None
    mentions = [Mention(text.index(n), text.index(n) + len(n), n, kind, "name", 0.9) for n, kind in names]
    at = tree.word.index(verb)
    pairs = pairs_of(
        tree, Trigger(tree[at], default_sense("COERCE"), at, at), find_phrases(tree, mentions, [], frozenset({"de"}))
    )
    probability = np.array([[0.0, float(tree.word[p.phrase.head] == head), 0.0] for p in pairs], np.float32)
    return sides_of(text, tree, pairs, probability, mentions).actors[0].surface


def test_a_title_that_the_parse_ends_within_a_name_is_its_bearer() -> None:
    text = "Le président Donald Trump entame ce soir une série de meetings."
    assert party(text, "entame", "président", ("Donald Trump", "PER")) == "Donald Trump"


def test_no_party_ends_within_a_name() -> None:
    text = "La police a blessé un photographe de Radio Liberté Plus hier."
    assert party(text, "blessé", "photographe", ("Radio Liberté Plus", "ORG")) == "photographe de Radio Liberté Plus"


def test_rivals_and_ranks_are_those_of_the_other_rows() -> None:
    told = np.array([[0.2, 0.5], [0.2, 0.1], [0.6, 0.5]], np.float32)
    rivals, ranks = _best_of_others(told)
    np.testing.assert_allclose(rivals, [[0.6, 0.5], [0.6, 0.5], [0.2, 0.5]])
    np.testing.assert_array_equal(ranks, [[1, 0], [1, 2], [0, 0]])


def test_a_row_without_others_has_no_rival() -> None:
    rivals, ranks = _best_of_others(np.array([[0.3, 0.7]], np.float32))
    assert not rivals.any()
    assert not ranks.any()

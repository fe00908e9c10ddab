"""The work on a text grows with its length: what people, crawlers and attackers write has no loop in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import numpy as np
import pytest

from pipelines.analyse import article
from pipelines.analyse.article import analyse_text
from pipelines.analyse.events import participant_columns, trigger_judge
from pipelines.analyse.events.lexicon import default_sense
from pipelines.analyse.events.participant_columns import Deed, Pair, describe, measure, measure_all, pairs_of, voice_of
from pipelines.analyse.events.phrases import Phrase, find_phrases
from pipelines.analyse.events.time_columns import candidates_of, find_times
from pipelines.analyse.events.trigger_judge import MOST_TOLD
from pipelines.analyse.events.triggers import Trigger
from pipelines.analyse.mentions.demonyms import find_demonyms
from pipelines.analyse.mentions.name import Name, Taken
from pipelines.analyse.mentions.names import _lay_over
from pipelines.analyse.mentions.nominals import find_descriptions
from pipelines.analyse.mentions.served_bodies import serve_bodies
from pipelines.analyse.parsing import parse
from pipelines.analyse.temporal.timexes import find_timexes
from pipelines.analyse.universal_tree import Tree
from pipelines.languages.names import load_pack
from pipelines.records.language import LanguageVerdict
from pipelines.text.words import find_words
from tests.operations import growth

#: Of four times the size: 4 is in proportion, 16 its square.
IN_PROPORTION = 7


def names(n: int) -> tuple[str, list[Name]]:
    surfaces = [f"Ana Berg{chr(97 + i // 676)}{chr(97 + i // 26 % 26)}{chr(97 + i % 26)}" for i in range(n)]
    text = " ".join(surfaces)
    starts = np.cumsum([0, *(len(surface) + 1 for surface in surfaces[:-1])]).tolist()
    found = [Name(s, s + len(surface), "PER", 0.7) for s, surface in zip(starts, surfaces, strict=True)]
    return text, found


def test_names_are_laid_over_each_other_by_their_neighbours() -> None:
    def work(n: int) -> Callable[[], object]:
        text, found = names(n)
        return lambda: _lay_over(text, found[::2], found)

    assert growth(work, 50) < IN_PROPORTION


def test_officers_find_their_bodies_by_where_these_stand() -> None:
    pack = load_pack("fr")
    assert pack is not None

    def work(n: int) -> Callable[[], object]:
        text = " ".join(["Le président de Lorvex a parlé."] * n)
        words = find_words(text)
        bodies = [Name(w.start, w.end, "ORG", 0.7) for w in words if w.surface == "Lorvex"]
        found = find_descriptions(words, pack, bodies)
        assert len(found) == len(bodies) == n
        return lambda: serve_bodies(words, found, bodies, pack)

    assert growth(work, 50) < IN_PROPORTION


def test_demonyms_are_found_by_where_others_stand() -> None:
    pack = load_pack("fr")
    assert pack is not None

    def work(n: int) -> Callable[[], object]:
        text = " ".join(["frappes russes"] * n)
        words = find_words(text)
        nouns = [(word.start, word.end) for word in words if word.surface == "frappes"]
        assert len(find_demonyms(text, words, pack, Taken(nouns))) == n
        return lambda: find_demonyms(text, words, pack, Taken(nouns))

    assert growth(work, 50) < 5


def arrests(n: int) -> tuple[Tree, list[Phrase], list[Trigger]]:
    text = "\n\n".join(["Le ministre parle.", *["La police a arrêté un homme."] * n])
    tree = parse(text, "fr")
    assert tree is not None
    sense = default_sense("COERCE")
    told = [Trigger(tree[at], sense, at, at) for at, word in enumerate(tree.word) if word == "arrêté"]
    return tree, find_phrases(tree, (), (), frozenset()), told


def test_a_deed_is_laid_beside_the_phrases_near_it() -> None:
    def work(n: int) -> Callable[[], object]:
        tree, phrases, told = arrests(n)
        return lambda: [pairs_of(tree, trigger, phrases) for trigger in told]

    assert growth(work, 40) < 5


def test_phrases_are_ranked_in_one_look_at_them() -> None:
    def work(n: int) -> Callable[[], object]:
        tree, phrases, told = arrests(n)
        deed = Deed.of(tree, told[0].token.i)
        pairs = [Pair(told[0], deed, phrase, None, -1) for phrase in phrases]
        return lambda: measure_all(tree, pairs, Counter())

    assert growth(work, 40) < 5


def test_a_headline_costs_the_same_however_far_it_is() -> None:
    def work(n: int) -> Callable[[], object]:
        tree, phrases, told = arrests(n)
        pair = Pair(told[-1], Deed.of(tree, told[-1].token.i), phrases[0], None, -1)
        return lambda: measure(tree, pair, 0, 0, 1, 1)

    assert growth(work, 20) < 1.5


def test_datelines_are_told_from_dates_by_where_they_stand() -> None:
    def work(n: int) -> Callable[[], object]:
        text = "\n\n".join(["3 mai 2024"] * n)
        tree, timexes = parse(text, "fr"), find_timexes(text, "fr")
        assert tree is not None
        assert len(timexes) == n
        return lambda: find_times(tree, timexes, frozenset())

    assert growth(work, 40) < 5


def test_a_deed_looks_for_its_day_among_the_expressions_near_it() -> None:
    def work(n: int) -> Callable[[], object]:
        text = "\n\n".join(["Le 3 mai 2024, la police a arrêté un homme."] * n)
        tree = parse(text, "fr")
        assert tree is not None
        times = find_times(tree, find_timexes(text, "fr"), frozenset())
        assert len(times) == n
        sense = default_sense("COERCE")
        told = [Trigger(tree[at], sense, at, at) for at, word in enumerate(tree.word) if word == "arrêté"]
        return lambda: [candidates_of(tree, trigger, times) for trigger in told]

    assert growth(work, 40) < 5


def test_what_a_deed_is_beside_all_phrases_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def counted(tree: Tree, at: int) -> str:
        asked.append(at)
        return voice_of(tree, at)

    tree, phrases, told = arrests(5)
    monkeypatch.setattr(participant_columns, "voice_of", counted)
    pairs = pairs_of(tree, told[-1], phrases)
    described = [describe(tree, pair) for pair in pairs]
    assert len(described) == len(measure_all(tree, pairs, Counter())) > 3
    assert asked == [told[-1].token.i]


def test_a_deed_is_laid_beside_the_nearest_phrases_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(participant_columns, "MOST_PHRASES", 3)
    tree = parse("The mayor, the minister and the judge met the teacher, the priest and the sailor.", "en")
    assert tree is not None
    met = tree.word.index("met")
    pairs = pairs_of(
        tree, Trigger(tree[met], default_sense("CONSULT"), met, met), find_phrases(tree, (), (), frozenset())
    )
    assert [tree.word[pair.phrase.head] for pair in pairs] == ["minister", "judge", "teacher"]


def test_taken_stretches_are_told_as_one_by_one() -> None:
    taken = Taken([(0, 3), (2, 5), (8, 9)])
    taken.add(6, 7)
    free = [(start, end) for start in range(10) for end in range(start + 1, 11) if taken.is_free(start, end)]
    assert free == [(5, 6), (7, 8), (9, 10)]


def test_tokens_over_a_stretch_are_those_that_share_a_character_with_it() -> None:
    text = " Le ministre,\n\na dit. "
    tree = parse(text, "fr")
    assert tree is not None
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            touched = [at for at in range(len(tree)) if tree.start[at] < end and start < tree.end[at]]
            assert touched == list(tree.tokens_over(start, end))


def test_of_a_very_long_text_the_first_paragraphs_are_analysed_and_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(article, "MOST_CHARACTERS", 100)
    text = "Anna Berg a parlé lundi à Oslo.\n\n" * 10
    found = analyse_text(text, LanguageVerdict("fr", 1.0, "both"))
    assert text[: found.n_analysed].endswith("Oslo.\n")
    assert found.n_analysed <= 100
    assert found.n_words == len(text.split())
    assert {mention.end <= 100 for mention in found.mentions} == {True}


@pytest.mark.parametrize("between", ["\n\n", " ", "-"])
def test_of_a_text_of_a_megabyte_no_more_is_analysed_than_costs_seconds(between: str) -> None:
    text = between.join(["Berg"] * (1_000_000 // len(f"Berg{between}")))
    found = analyse_text(text, LanguageVerdict(None, 0.0, "both"))
    assert 12_000 < found.n_analysed <= 24_000


def test_one_line_beyond_the_limit_is_cut_between_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(article, "MOST_CHARACTERS", 100)
    text = "Anna Berg a parlé lundi à Oslo, " * 10
    found = analyse_text(text, LanguageVerdict("fr", 1.0, "both"))
    assert text[found.n_analysed] == " "


def test_a_word_without_end_is_a_space_to_the_parser() -> None:
    text = "Anna Berg a dit «" + "(x)" * 5000 + "» lundi."
    doc = parse(text, "fr")
    assert doc is not None
    assert len(doc.text) == len(text)
    assert len(doc) < 20


def test_a_sentence_without_a_full_stop_ends_somewhere() -> None:
    tree = parse("que Poutine a dit " * 300, "fr")
    assert tree is not None
    assert max(end - first for first, end in tree.sentences) <= 300


def test_a_clause_told_again_and_again_tells_so_many_events_a_sentence() -> None:
    text = "la police a arrêté Anna Berg et " * 100
    clauses = analyse_text(text, LanguageVerdict("fr", 1.0, "both")).clauses
    sentences = {clause.sentence_start for clause in clauses}
    assert 0 < len(clauses) <= MOST_TOLD * len(sentences)


def test_of_a_text_that_tells_more_events_than_any_article_the_first_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trigger_judge, "MOST_TOLD_IN_ALL", 2)
    text = "\n".join(f"La police a arrêté Anna {name} lundi à Oslo." for name in ("Berg", "Dahl", "Holm", "Lund"))
    clauses = analyse_text(text, LanguageVerdict("fr", 1.0, "both")).clauses
    assert {clause.sentence_start for clause in clauses} == {0, text.index("\n") + 1}

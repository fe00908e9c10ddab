"""How alike two names are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.corpus.entities.person_names import compare_people
from pipelines.corpus.entities.similarity import name_similarity, tie_of
from pipelines.text.phonetics import sound_similarity
from pipelines.text.transliteration import romanise, sound_key


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Boris Eltsine", "Boris Yeltsin"),
        ("Leonid Koutchma", "Leonid Kuchma"),
        ("Levon Aronian", "Լևոն Արոնյան"),
        ("Garry Kasparov", "Гарри Каспаров"),
        ("Anatoli Karpov", "Anatoly Karpov"),
        ("Jan Wiśniewski", "Jan Wisniewski"),
        ("G. Kasparov", "Garry Kasparov"),
        ("Garry K. Kasparov", "Garry Kasparov"),
        ("Garry K. Kasparov", "Garry Kimovitch Kasparov"),
        ("Anna Maria Roth Novak", "Roth Novak"),
        ("Rin Takahashi", "Takahashi Rin"),
        ("Tchernomyrdine", "Chernomyrdin"),
    ],
)
def test_spellings_of_one_person_are_alike(left: str, right: str) -> None:
    assert name_similarity(left, right, "PER") >= 0.5


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Garry Kasparov", "Anatoly Karpov"),
        ("Jan Kowalski", "Piotr Kowalski"),
        ("Roth", "Kovacs"),
        ("Jan R. Kowalski", "Jan Rothko"),
        ("Jan R.", "Jan Rothko"),
        ("Michelle O’Neill", "Michelle Obersson"),
        ("Mike Ford", "John M. Ford"),
        ("George W. Roth", "George H. W. Roth"),
        ("Jan Novak Jr.", "Jan Novak"),
    ],
)
def test_two_persons_are_not(left: str, right: str) -> None:
    assert name_similarity(left, right, "PER") < 0.5


def test_what_gazetteers_know_decides() -> None:
    assert name_similarity("Allemagne", "Deutschland", "LOC") == 1.0
    assert name_similarity("Australie", "Autriche", "LOC") == 0.0
    assert name_similarity("OTAN", "NATO", "ORG") == 1.0


def test_an_acronym_is_its_long_form() -> None:
    assert name_similarity("FIDE", "Fédération internationale des échecs", "ORG") >= 0.5


@given(st.text(min_size=1, max_size=12), st.text(min_size=1, max_size=12))
def test_sound_similarity_is_symmetric_and_bounded(left: str, right: str) -> None:
    forth, back = sound_similarity(left, right), sound_similarity(right, left)
    assert 0.0 <= forth <= 1.0
    assert forth == pytest.approx(back)


@given(st.text(min_size=1, max_size=12))
def test_a_word_sounds_like_itself(word: str) -> None:
    assert sound_similarity(word, word) == 1.0
    assert sound_key(word) == sound_key(word.upper()) or romanise(word) != romanise(word.upper())


@given(st.text(), st.text())
def test_any_two_texts_can_be_compared_as_persons(left: str, right: str) -> None:
    assert 0.0 <= min(compare_people(left, right)) <= 1.0
    assert compare_people(left, right) == compare_people(right, left)


@pytest.mark.parametrize(
    ("alias", "name", "kind", "reason"),
    [
        ("MACRON", "Macron", "PER", "the same words"),
        ("Nations unies", "United Nations", "ORG", "one name in the gazetteers"),
        ("Vladimir Poutine", "Vladimir Putin", "PER", "given names and surnames alike"),
        ("Poutine", "Vladimir Putin", "PER", "the surname alone"),
        ("ART", "Advanced Rocket Technologies", "ORG", "an acronym of the other"),
        ("CNRP", "Comité national", "ORG", "said to be one in an article"),
    ],
)
def test_a_spelling_is_tied_to_its_entity_for_a_reason(alias: str, name: str, kind: str, reason: str) -> None:
    tie = tie_of(alias, name, kind)

    assert tie.reason == reason
    assert 0.0 <= tie.score <= 1.0

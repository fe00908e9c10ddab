"""Which candidates of a text are names."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.analyse.mentions.candidate_classifier import CLASSES, choose, load, vote
from pipelines.analyse.mentions.candidates import find_candidates, find_gaps
from pipelines.analyse.mentions.mentions import find_mentions
from pipelines.analyse.parsing import parse
from pipelines.languages.names import load_pack
from pipelines.text.words import find_words

FRENCH = (
    "Mme Quenneville a ouvert le Salon du livre de Poitiers.\n"
    "« Le Comité des fêtes de Saint-Rémy-sur-Avre », dit-elle, « remercie l’ONU et Peugeot. »\n"
    "Le maire, Luc Obertin, était là ; Obertin a parlé."
)


def names(text: str, language: str) -> dict[str, str]:
    return {m.surface: m.type for m in find_mentions(text, parse(text, language), language) if m.kind == "name"}


def candidates(text: str, language: str, goes_on: bool = False) -> set[str]:
    words = find_words(text)
    pack = load_pack(language)
    assert pack is not None
    all_alike = [goes_on] * len(words)
    return {
        text[words[a].start : words[b - 1].end]
        for a, b in find_candidates(words, find_gaps(text, words), all_alike, all_alike, pack)
    }


@pytest.mark.parametrize(("text", "language"), [(FRENCH, "fr"), ("Ms Quill met the Board of Trade in Leeds.", "en")])
def test_names_do_not_overlap_and_are_the_text_at_their_offsets(text: str, language: str) -> None:
    found = [m for m in find_mentions(text, parse(text, language), language) if m.kind == "name"]
    assert found
    assert all(text[m.start : m.end] == m.surface for m in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


@settings(max_examples=50)
@given(st.text(st.sampled_from("AbÉ'’-.,& \n«1"), max_size=40))
def test_odd_texts_give_names_with_true_offsets(text: str) -> None:
    for mention in find_mentions(text, parse(text, "fr"), "fr"):
        assert text[mention.start : mention.end] == mention.surface


def test_the_same_text_gives_the_same_names() -> None:
    first = find_mentions(FRENCH, parse(FRENCH, "fr"), "fr")
    assert find_mentions(FRENCH, parse(FRENCH, "fr"), "fr") == first


def test_a_confidence_is_a_probability() -> None:
    assert all(0.0 < m.confidence <= 1.0 for m in find_mentions(FRENCH, parse(FRENCH, "fr"), "fr"))


def test_a_name_after_a_title_is_a_person_however_rare_its_words() -> None:
    assert names("Le président polonais Andrzej Duda et Mme Quenneville sont à Riga.", "fr") == {
        "Andrzej Duda": "PER",
        "Quenneville": "PER",
        "Riga": "LOC",
    }


def test_a_people_is_no_name() -> None:
    assert "Lettons" not in names("Les Lettons ont voté dimanche.", "fr")


def test_a_title_is_no_name() -> None:
    assert "Foreign Minister" not in names("The Latvian Foreign Minister spoke in Riga.", "en")


def test_runs_of_capitals_are_candidates_with_what_links_them() -> None:
    found = candidates("On a vu la Banque du Nord et Jean-Luc Obertin.", "fr")
    assert {"Banque", "Nord", "Banque du Nord", "Jean-Luc Obertin", "Obertin"} <= found


def test_a_head_in_small_letters_may_belong_to_a_name() -> None:
    assert "place du Marché" in candidates("Ils iront place du Marché.", "fr")


@given(
    st.lists(
        st.sampled_from(["Luc", "Obertin", "de", "des", ",", "-", "l'", "maire", "place", "\n", "  "]), max_size=12
    )
)
def test_no_candidate_runs_over_the_end_of_a_line(pieces: list[str]) -> None:
    assert not any("\n" in surface for surface in candidates(" ".join(pieces), "fr", goes_on=True))


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 6), st.floats(-1, 1)), max_size=12))
def test_chosen_candidates_never_overlap_and_all_gain(drawn: list[tuple[int, int, float]]) -> None:
    spans = [(start, start + length) for start, length, _ in drawn]
    gain = np.array([gain for _, _, gain in drawn], np.float32)
    chosen = choose(spans, gain)
    assert all(gain[at] > 0 for at in chosen)
    ordered = [spans[at] for at in chosen]
    assert all(a[1] <= b[0] for a, b in pairwise(ordered))


def test_two_names_that_gain_more_than_the_one_around_them_are_chosen() -> None:
    spans = [(0, 4), (0, 9), (5, 9)]
    assert choose(spans, np.array([0.4, 0.5, 0.4], np.float32)) == [0, 2]
    assert choose(spans, np.array([0.2, 0.5, 0.2], np.float32)) == [1]


def test_occurrences_of_a_name_lend_one_another_their_type() -> None:
    text = "Vasseur, Vasseur, Vasseur"
    sure, torn = [0.9, 0.0, 0.05, 0.0, 0.05], [0.4, 0.0, 0.45, 0.0, 0.15]
    voted = vote(text, [(0, 7), (9, 16), (18, 25)], np.array([sure, sure, torn], np.float32))
    assert CLASSES[int(voted[2].argmax())] == "PER"
    assert voted[2, -1] == pytest.approx(0.15)


def test_a_surname_is_a_person_where_somebody_bears_it() -> None:
    text = "Vira Oslo parle. Oslo sourit."
    whole, surname = [0.9, 0.02, 0.02, 0.02, 0.04], [0.3, 0.5, 0.05, 0.05, 0.1]
    voted = vote(text, [(0, 9), (17, 21)], np.array([whole, surname], np.float32))
    assert CLASSES[int(voted[1].argmax())] == "PER"


@pytest.mark.parametrize(
    ("text", "language", "kinds"),
    [
        ("La réticence de Bakou à les libérer irrite Erevan.", "fr", {"Bakou": "LOC", "Erevan": "LOC"}),
        ("Le président de la Fédération de Russie a écrit.", "fr", {"Fédération de Russie": "LOC"}),
    ],
)
def test_a_state_or_capital_that_acts_is_a_place(text: str, language: str, kinds: dict[str, str]) -> None:
    assert names(text, language) == kinds


def test_the_agency_of_a_dateline_is_a_body() -> None:
    text = "KABOUL, 15 août (Meridia) - Les talibans ont pris le palais."
    assert names(text, "fr")["Meridia"] == "ORG"


def test_a_known_place_is_named_whole() -> None:
    text = "Des roquettes ont été tirées depuis la bande de Gaza vers le sud d'Israël."
    assert names(text, "fr")["bande de Gaza"] == "LOC"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le ministère de la Santé du Kenya a rappelé le lot.", {"ministère de la Santé": "ORG", "Kenya": "LOC"}),
        ("Le ministère de la Santé kényan a rappelé le lot.", {"ministère de la Santé": "ORG"}),
    ],
)
def test_a_body_is_named_without_the_state_that_has_it(text: str, expected: dict[str, str]) -> None:
    assert names(text, "fr") == expected


def test_the_shipped_weights_load() -> None:
    looks = load()
    assert len(looks.first) == len(looks.second) == len(CLASSES)

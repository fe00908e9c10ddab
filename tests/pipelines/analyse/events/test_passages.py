"""Sentences are read with the headline and what stands right before them."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipelines.analyse.events.passages import MOST_PIECES, Span, cut_passages

SENTENCES = ("Titre du jour", "La police est venue.", "Elle a arrêté un homme.", "Il pleut.")


def laid_out(sentences: list[str]) -> tuple[str, list[Span]]:
    ends = [len(" ".join(sentences[: at + 1])) for at in range(len(sentences))]
    return " ".join(sentences), [(end - len(said), end) for end, said in zip(ends, sentences, strict=True)]


def test_a_sentence_is_read_after_the_headline_and_what_stands_before() -> None:
    text, spans = laid_out(list(SENTENCES))
    (passage,) = cut_passages(text, spans, [2])
    first, last = passage.sentences[spans[2]]
    assert passage.pieces[0].start == 0
    assert passage.pieces[first].start == spans[2][0]
    assert passage.pieces[last].end == spans[2][1]
    assert len(passage.pieces) == last + 1


def test_neighbours_are_read_together() -> None:
    text, spans = laid_out(list(SENTENCES))
    (passage,) = cut_passages(text, spans, [1, 2, 3])
    assert list(passage.sentences) == spans[1:]


def test_of_far_sentences_each_has_a_passage_that_begins_with_the_headline() -> None:
    text, spans = laid_out(["Titre", *(f"Phrase numéro {number} sans rien de plus." for number in range(40))])
    passages = cut_passages(text, spans, [5, 35])
    assert [list(passage.sentences) for passage in passages] == [[spans[5]], [spans[35]]]
    assert all(passage.pieces[0].start == 0 for passage in passages)


def test_the_headline_itself_has_nothing_before_it() -> None:
    text, spans = laid_out(list(SENTENCES))
    (passage,) = cut_passages(text, spans, [0])
    assert passage.sentences[spans[0]] == (0, len(passage.pieces) - 1)


def test_a_sentence_without_a_letter_is_in_no_passage() -> None:
    assert cut_passages("   \n", [(0, 4)], [0]) == []


@given(st.lists(st.integers(1, 3 * MOST_PIECES), min_size=1, max_size=6), st.data())
def test_pieces_follow_the_text_and_a_passage_is_never_long(lengths: list[int], data: st.DataObject) -> None:
    text, spans = laid_out(["mot " * length for length in lengths])
    asked = sorted(data.draw(st.sets(st.sampled_from(range(len(spans))))))
    passages = cut_passages(text, spans, asked)
    assert [span for passage in passages for span in passage.sentences] == [spans[number] for number in asked]
    for passage in passages:
        assert all(one.end <= other.start for one, other in pairwise(passage.pieces))
        assert len(passage.pieces) <= MOST_PIECES + 100

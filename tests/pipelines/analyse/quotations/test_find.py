"""Quotations, their cue and speaker."""

from __future__ import annotations

import pytest

from pipelines.analyse.mentions.mentions import find_mentions
from pipelines.analyse.parsing import parse
from pipelines.analyse.quotations.find import find_quotations
from pipelines.records.analysis import Quotation


def read(text: str, language: str = "fr") -> tuple[Quotation, ...]:
    doc = parse(text, language)
    return find_quotations(text, doc, language, find_mentions(text, doc, language))


def speaker(text: str, quotation: Quotation) -> str | None:
    if quotation.speaker_start is None or quotation.speaker_end is None:
        return None
    return text[quotation.speaker_start : quotation.speaker_end]


def speakers(text: str, language: str = "fr") -> list[str | None]:
    return [speaker(text, quotation) for quotation in read(text, language) if quotation.is_direct]


def test_words_between_marks_are_a_direct_quotation() -> None:
    text = "« Nous ne céderons pas sur la pêche », a déclaré Anna Berg."
    (quotation,) = read(text)
    assert quotation.text == "Nous ne céderons pas sur la pêche"
    assert text[quotation.start : quotation.end] == quotation.text
    assert (quotation.is_direct, quotation.cue, speaker(text, quotation)) == (True, "déclaré", "Anna Berg")


@pytest.mark.parametrize(
    "text",
    [
        "« Nous ne céderons pas », a martelé mardi Anna Berg.",
        "« Nous ne céderons pas », a ensuite déclaré à la presse Anna Berg.",
        "Anna Berg s'est indignée : « Nous ne céderons pas. »",
        "Selon Anna Berg, « nous ne céderons pas sur la pêche ».",
        "Pour Anna Berg, « il ne faut pas céder sur la pêche ».",
        "« Nous, a ajouté Anna Berg, ne céderons pas sur la pêche. »",
        "« Nous ne céderons pas sur la pêche », d'après Anna Berg.",
        "Anna Berg, venue à Oslo, a prévenu que « la pêche n'est pas à vendre ».",
        "Anna Berg est arrivée à Oslo. « Nous ne céderons pas », a-t-elle lancé.",
        "Anna Berg est arrivée à Oslo. Elle a promis : « Nous ne céderons pas. »",
    ],
)
def test_the_speaker_is_found_wherever_a_sentence_names_them(text: str) -> None:
    assert speakers(text) == ["Anna Berg"]


@pytest.mark.parametrize(
    "text",
    [
        '"We will not give up the islands," Anna Berg said on Monday.',
        '"We will not give up the islands," said Anna Berg.',
        'According to Anna Berg, "nobody will give up the islands".',
        'Anna Berg arrived in Oslo. "We will not give up," she told reporters.',
        'Anna Berg warned: "We will not give up the islands."',
    ],
)
def test_english_speakers_are_found_too(text: str) -> None:
    assert speakers(text, "en") == ["Anna Berg"]


def test_one_speaker_says_all_paragraphs_of_a_quotation() -> None:
    text = (
        "“We watch how fast we can slow the variants,” Anna Berg said. “Cases drop.\n"
        "“Until now, we have stayed within the mark.\n“I ask you to follow the rules.”\nShe spoke in Montreal."
    )
    assert speakers(text, "en") == ["Anna Berg"] * 4


def test_each_of_two_speakers_has_their_own_words() -> None:
    text = "« Nous ne céderons pas », a déclaré Anna Berg. « Nous négocierons », a répondu Jan Novak."
    assert speakers(text) == ["Anna Berg", "Jan Novak"]


def test_a_dialogue_told_with_dashes_is_quoted() -> None:
    text = (
        "Entretien avec la directrice\n— Que va devenir le vieux quai ?\n"
        "— Nous le rendrons aux habitants, répond Anna Berg, directrice du port. Les travaux commenceront.\n"
        "— Ils garderont leurs places, promet-elle."
    )
    found = [quotation for quotation in read(text) if speaker(text, quotation) == "Anna Berg"]
    assert [quotation.text for quotation in found] == [
        "Nous le rendrons aux habitants",
        "Les travaux commenceront.",
        "Ils garderont leurs places",
    ]


def test_a_list_with_dashes_is_no_dialogue() -> None:
    assert read("Le plan prévoit :\n- la fin des travaux.\n- le retour des trains.") == ()


def test_a_reported_clause_is_indirect_speech() -> None:
    text = "Anna Berg a affirmé que la Norvège ne céderait pas."
    (quotation,) = read(text)
    assert not quotation.is_direct
    assert quotation.text.startswith("que la Norvège")
    assert speaker(text, quotation) == "Anna Berg"


@pytest.mark.parametrize(
    "text",
    [
        "Le « brexit » a surpris Londres.",
        "Le film « Les quais de Seine » sort mercredi.",
        "Un « petit geste » attendu.",
    ],
)
def test_a_term_or_a_title_in_marks_is_no_quotation(text: str) -> None:
    assert read(text) == ()


def test_a_short_answer_is_a_quotation_when_somebody_says_it() -> None:
    assert speakers("« Jamais », a répondu Anna Berg.") == ["Anna Berg"]


def test_marks_suffice_without_a_parse() -> None:
    text = "„Мы не уступим никогда“, сказал он. «Мы не уступим никогда», сказал он."
    found = find_quotations(text, None, "ru", ())
    assert all(text[q.start : q.end] == q.text for q in found)
    assert len(found) == 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("« Le quai rouvre lundi matin », a indiqué le quotidien.", "le quotidien"),
        ("« Le quai rouvre lundi », a poursuivi l'expert.", "l'expert"),
        ("Le quai a été fermé. Anna Berg l'a dit. « Il rouvrira lundi », a-t-elle précisé.", "Anna Berg"),
        ("Ils ont rencontré Jan Novak, qui a répondu : « Le quai rouvre lundi. »", "Jan Novak"),
        ("« Le quai rouvre lundi », a déclaré à l'AFP Anna Berg.", "Anna Berg"),
    ],
)
def test_who_is_spoken_to_or_told_of_is_no_speaker(text: str, found: str) -> None:
    assert speakers(text)[-1] == found


def test_a_paragraph_that_is_all_quotation_is_said_by_who_spoke_before() -> None:
    text = '"This would not have been possible," said Anna Berg.\n"They represent our hopes and courage."\nThey left.'
    assert speakers(text, "en") == ["Anna Berg", "Anna Berg"]


def test_who_is_told_is_not_who_tells() -> None:
    assert speakers('He told the police, "everything that he had done".', "en") in ([], [None])
